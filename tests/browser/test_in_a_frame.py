"""The site in a frame of somebody else's page: without storage, with a storage apart, with a forbidden one. Answering always works."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, expect
from taking import RECORD, SCENARIO, answer, at_work
from web import Site, served

from conftest import PATIENCE
from leitfaden.wording import words_for

EN = words_for("en")
SETTINGS: dict[str, dict[str, Any]] = {
    "third-party cookies allowed": {"block_third_party_cookies": False, "cookie_controls_mode": 0},
    "third-party cookies blocked": {"block_third_party_cookies": True, "cookie_controls_mode": 1},
    "third-party storage blocked": {"block_third_party_cookies": True, "cookie_controls_mode": 1},
    "all storage blocked": {"default_content_setting_values": {"cookies": 2}},
}
"""What people choose in Chromium's settings, as its profile keeps it."""
OFF = {"third-party storage blocked": "ThirdPartyStoragePartitioning"}
"""Features switched off: without partitions, whoever blocks third-party cookies blocks third-party storage as well."""

FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@pytest.fixture
def open_with(browser: Browser, chromium: str, tmp_path: Path) -> Iterator[Callable[[str], BrowserContext]]:
    """Opens windows of a browser in whose settings something was chosen."""
    opened: list[BrowserContext] = []

    def start(setting: str) -> BrowserContext:
        profile = tmp_path / "profile"
        (profile / "Default").mkdir(parents=True)
        (profile / "Default" / "Preferences").write_text(json.dumps({"profile": SETTINGS[setting]}), encoding="utf-8")
        sandbox = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
        off = f"--disable-features={OFF.get(setting, 'Translate')}"  # instead of all that Playwright switches off, partitions among them
        context = browser.browser_type.launch_persistent_context(profile, executable_path=chromium, args=[*FLAGS, off, *sandbox])
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def embedding(tmp_path: Path) -> Iterator[Site]:
    """A page of somebody else's, at another host for the browser: `localhost`."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with served(folder) as site:
        site.root = site.root.replace("127.0.0.1", "localhost")
        yield site


def framed(context: BrowserContext, embedding: Site, address: str, sandbox: str = "") -> tuple[Frame, list[str]]:
    """Return a frame that shows `address`, and the list to which complaints about scripts of ours are added."""
    (embedding.folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><title>A platform</title><iframe {sandbox} src="{address}" title="The course" width="1200" height="900"></iframe>',
        encoding="utf-8",
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.stack or error.message))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(embedding.url())
    frame = page.frames[1]
    frame.wait_for_function("window.leitfaden?.shared")
    return frame, faults


def ours(faults: list[str]) -> list[str]:
    """Return those complaints that are not the theme's."""
    return [fault for fault in faults if "/assets/" in fault and "/assets/javascripts/" not in fault]


PAGES = (SCENARIO, RECORD, "results/", "certificate/", "accessibility/", "")


def test_without_a_storage(open_with: Callable[[str], BrowserContext], embedding: Site, taking: Site) -> None:
    """In a sandbox that makes the page nobody's: whatever stores something throws as soon as it is named."""
    context = open_with("third-party cookies allowed")
    frame, faults = framed(context, embedding, taking.url(SCENARIO), 'sandbox="allow-scripts"')
    assert frame.evaluate("origin") == "null"
    works_for_this_visit(frame)
    for address in PAGES:
        frame.goto(taking.url(address))
        expect(frame.get_by_role("heading", level=1)).to_be_visible()
        frame.wait_for_function("window.leitfaden?.shared")
    assert ours(faults) == []


@pytest.mark.parametrize("setting", ["third-party storage blocked", "all storage blocked"])
def test_with_a_forbidden_storage(open_with: Callable[[str], BrowserContext], embedding: Site, taking: Site, setting: str) -> None:
    frame, faults = framed(open_with(setting), embedding, taking.url(SCENARIO))
    works_for_this_visit(frame)
    assert ours(faults) == []


def works_for_this_visit(frame: Frame) -> None:
    """The learner can answer, and is told that her answers won't last."""
    expect(frame.get_by_text(EN("storage_none"))).to_be_visible()
    learner = at_work(frame, "first-line")
    answer(learner, "wrong")
    learner.press(learner.again_button)
    answer(learner, "right")
    learner.expect_right()
    assert frame.evaluate("leitfaden.record.events().length") == 2


@pytest.mark.parametrize("setting", ["third-party cookies allowed", "third-party cookies blocked"])
def test_with_a_storage_apart(open_with: Callable[[str], BrowserContext], embedding: Site, taking: Site, setting: str) -> None:
    """Chromium keeps what a framed site stores by the page around it: answers last in the frame, and outside nobody sees them."""
    context = open_with(setting)
    frame, faults = framed(context, embedding, taking.url(SCENARIO))
    answer(at_work(frame, "first-line"), "right")
    frame.goto(taking.url("results/"))
    frame.goto(taking.url(SCENARIO))
    at_work(frame, "first-line").expect_right()
    expect(frame.get_by_text(EN("storage_none"))).to_have_count(0)
    assert ours(faults) == []
    outside = context.new_page()
    outside.goto(taking.url(SCENARIO))
    outside.wait_for_function("window.leitfaden?.shared")
    assert outside.evaluate("leitfaden.record.events().length") == 0


def test_a_frame_keeps_nothing_for_times_without_a_network(open_with: Callable[[str], BrowserContext], embedding: Site, taking: Site) -> None:
    """Else every platform that embeds the course would have a copy of all of it, apart from all others."""
    before = len(taking.server.asked)
    frame, _ = framed(open_with("third-party cookies allowed"), embedding, taking.url(SCENARIO))
    frame.wait_for_load_state("networkidle")
    assert "/sw.js" not in taking.server.asked[before:]
    assert frame.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_all_storage_blocked_outside_a_frame(open_with: Callable[[str], BrowserContext], taking: Site) -> None:
    page = open_with("all storage blocked").new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.stack or error.message))
    page.goto(taking.url(SCENARIO))
    works_for_this_visit(page.main_frame)
    page.wait_for_load_state("networkidle")
    assert ours(faults) == []
