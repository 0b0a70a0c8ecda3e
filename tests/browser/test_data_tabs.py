"""The other tabs of the Data page without a mouse: enter, undo, use again, take away, declare, delete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pmo_core.limits import PAGE_LIMITS
from tests.browser.chromium import settle
from tests.browser.desk import WAIT, drop, opened, save, written
from tests.browser.keys import go_to, press
from tests.browser.server import Server, serving

pytestmark = pytest.mark.browser

LIST = """Project ID,Project,Status,RAG,Start,Finish,Budget (GBP)
1,Portal,In progress,Green,2025-01-05,2026-06-06,40000000
2,Campus,In progress,Amber,2025-01-05,2028-10-09,20000000
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as started:
        yield started


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
    yield context.new_page()
    context.close()


def next_tab(tab: Page, before: str, name: str) -> None:
    """From one tab to the one beside it by the arrow, as tabs do."""
    tab.get_by_role("tab", name=before).focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    settle(tab)
    expect(tab.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")


def said(tab: Page, words: str) -> None:
    expect(tab.get_by_text(words).first).to_be_visible(timeout=WAIT)


def test_a_file_that_is_not_taken_says_why_and_the_way_out(tab: Page, server: Server, tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    big.write_bytes(b"a" * (PAGE_LIMITS.file + 1))
    opened(tab, server)
    why = tab.get_by_text("What stays red was not taken")
    expect(why).to_be_hidden()
    tab.locator("input[type=file]").set_input_files(big)
    expect(why).to_be_visible(timeout=WAIT)
    expect(tab.get_by_text("python -m pmo_core import")).to_be_visible()
    tab.get_by_role("button", name="Remove big.csv").click()
    expect(why).to_be_hidden(timeout=WAIT)


def test_the_tabs_are_walked_by_keys_alone(tab: Page, server: Server, tmp_path: Path) -> None:
    opened(tab, server)
    drop(tab, written(tmp_path, "list 2026-03-31.csv", LIST))
    save(tab)

    next_tab(tab, "Files", "Enter")
    go_to(tab, "Name (required)")
    tab.keyboard.type("Archive")
    press(tab, "Add the project")
    said(tab, "Saved. Entered: project “Archive”.")
    press(tab, "Undo this")
    said(tab, "Taken back.")

    next_tab(tab, "Enter", "History")
    go_to(tab, "CANVAS")
    tab.keyboard.press("Shift+Space")
    press(tab, "Use this version")
    said(tab, "In use again: Entered")
    press(tab, "Undo the last save")
    said(tab, "Taken back: Entered")

    next_tab(tab, "History", "Templates and exports")
    press(tab, "One kind at a time")
    with tab.expect_download() as export:
        press(tab, "All kinds (XLSX)")
    assert export.value.suggested_filename == "main.xlsx"

    next_tab(tab, "Templates and exports", "Settings")
    go_to(tab, "Short term: up to")
    tab.keyboard.press("ArrowUp")
    press(tab, "Declare the horizon rule")
    said(tab, "Saved. Declared: horizon rule.")

    press(tab, "Delete for good")
    go_to(tab, "Type its name to confirm")
    tab.keyboard.type("main\n")
    expect(tab.get_by_role("button", name="Delete for good")).to_be_enabled(timeout=WAIT)
    press(tab, "Delete for good")
    said(tab, "Deleted: main.")
