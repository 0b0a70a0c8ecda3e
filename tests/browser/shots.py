"""
Screenshots of every page, light and dark, wide and narrow: `python -m tests.browser.shots [page …]`.

Writes to `screenshots/`, which git ignores. `--address` takes a running server instead of a demo of its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from pages.shared.frame import DOORS
from tests.browser.chromium import chromium, settle
from tests.browser.server import ROOT, serving

FOLDER = ROOT / "screenshots"
WIDTHS = (1440, 800)


def shoot(browser: Browser, address: str, *, pages: list[str], query: str = "") -> list[Path]:
    """Take every page in both themes and widths; gives the files."""
    FOLDER.mkdir(exist_ok=True)
    taken: list[Path] = []
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 1000})
            tab = context.new_page()
            for page in pages:
                tab.goto(f"{address}/{'' if page == 'overview' else page}{'?' + query if query else ''}")
                settle(tab)
                # the page scrolls inside an element, so the window is made as tall as what it holds
                height = tab.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                tab.set_viewport_size({"width": width, "height": min(max(1000, int(height) + 40), 8000)})
                tab.wait_for_timeout(400)  # charts are drawn anew after the change
                taken.append(FOLDER / f"{page}-{scheme}-{width}.png")
                tab.screenshot(path=taken[-1])
                tab.set_viewport_size({"width": width, "height": 1000})
            context.close()
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description="Take screenshots of the pages.")
    parser.add_argument("pages", nargs="*", default=[door.page for door in DOORS])
    parser.add_argument("--address", help="a running server, for example http://127.0.0.1:8501")
    parser.add_argument("--query", default="", help="what follows the question mark")
    chosen = parser.parse_args()
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        if browser is None:
            sys.stderr.write("No Chromium on this machine: make test puts one in place.\n")
            return 2
        if chosen.address:
            taken = shoot(browser, chosen.address, pages=chosen.pages, query=chosen.query)
        else:
            with serving(Path(folder)) as server:
                taken = shoot(browser, server.address, pages=chosen.pages, query=chosen.query)
    sys.stdout.write("".join(f"{path.relative_to(ROOT)}\n" for path in taken))
    return 0


if __name__ == "__main__":
    sys.exit(main())
