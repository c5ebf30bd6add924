"""What a build and a preview refuse to begin with: losing what somebody wrote, and a port that can't be had.

Each function returns the fault as a sentence, "" where there is none.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from pathlib import Path

from leitfaden.reading.files import shown_path

HOST = "127.0.0.1"

_IN_EVERY_SITE = ("index.html", "404.html")


def overlap_fault(site: Path, needed: Iterable[Path]) -> str:
    """Tell where a build, which empties the folder `site` first, would take one along that is `needed`: the same, one around it, or one in it."""
    site = site.resolve()
    for folder in map(Path.resolve, needed):
        if folder == site or folder in site.parents or site in folder.parents:
            return f"The site can't be built into {shown_path(site)}: a build empties that folder, and {shown_path(folder)} would be lost."
    return ""


def contents_fault(folder: Path) -> str:
    """Tell where the folder for a site holds something else: it is neither empty nor has the pages that every site has."""
    if not folder.is_dir() or not any(folder.iterdir()) or all((folder / name).is_file() for name in _IN_EVERY_SITE):
        return ""
    return f"{shown_path(folder)} holds something else than a site, and a build would delete it: choose another folder, or empty this one."


def port_fault(port: int) -> str:
    """Tell why a port of this machine can't be had."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        return f"Port {port} can't be had ({error.strerror}): stop what runs there, or choose another one with --port."
    return ""
