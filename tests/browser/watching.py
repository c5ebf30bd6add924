"""Watches a visitor's browser: what it asks for, what fails, what complains."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, Route, WebError

ELSEWHERE = re.compile(r"^(?!file:|data:|blob:|about:|http://127\.0\.0\.1[:/])")


class Watch:
    """Notes every complaint of the pages of a context; requests to another host are noted and refused.

    Arguments:
        forgiving: note only requests to other hosts, where the test itself makes things fail.
    """

    def __init__(self, context: BrowserContext, *, forgiving: bool = False) -> None:
        self.complaints: list[str] = []
        context.route(ELSEWHERE, self._refuse)
        if forgiving:
            return
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def taken(self) -> list[str]:
        """Return the complaints so far and forget them."""
        complaints, self.complaints = self.complaints, []
        return complaints

    def _refuse(self, route: Route) -> None:
        self.complaints.append(f"asked another host: {route.request.url}")
        route.abort()

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

