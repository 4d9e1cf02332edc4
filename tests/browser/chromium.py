"""Which browser the tests drive: the system's chromium, else the one Playwright brought, else a word on what to do."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser_path(playwright: Playwright) -> str:
    """Where the browser lies. Raises RuntimeError where there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    if found is None and not Path(own).exists():
        raise RuntimeError(
            "no browser for the tests: install chromium and a Chinese font (apt-get install chromium fonts-noto-cjk),"
            " or run: playwright install chromium"
        )
    return found or own
