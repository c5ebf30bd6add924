"""Watches a visitor's browser: what it asks for, what fails, what complains."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

ELSEWHERE = re.compile(r"^(?!file:|data:|blob:|about:|http://127\.0\.0\.1[:/])")


class Watch:
    """Notes every complaint of the pages of a context, requests to another host above all.

    Arguments:
        forgiving: note only requests to other hosts, where the test itself makes things fail.

    It listens instead of intercepting, which would switch the browser's cache off.
    """

    def __init__(self, context: BrowserContext, *, forgiving: bool = False) -> None:
        self.complaints: list[str] = []
        self._context = context
        self._listeners = [("request", self._request)]
        if not forgiving:
            self._listeners += [("console", self._console), ("weberror", self._error), ("response", self._response), ("requestfailed", self._failed)]
        for event, listener in self._listeners:
            context.on(event, listener)

    def stop(self) -> None:
        """Watch no longer."""
        for event, listener in self._listeners:
            self._context.remove_listener(event, listener)

    def taken(self) -> list[str]:
        """Return the complaints so far and forget them."""
        complaints, self.complaints = self.complaints, []
        return complaints

    def _request(self, request: Request) -> None:
        if ELSEWHERE.match(request.url):
            self.complaints.append(f"asked another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"error: {error.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        if not ELSEWHERE.match(request.url) and request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}")
