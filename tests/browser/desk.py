"""What a manager does on the Data page: open it, drop a file, type into a table, save."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import settle
from tests.browser.server import Server

WAIT = 60_000


def opened(tab: Page, server: Server, page: str = "data", query: str = "") -> None:
    """Go to a page by its address."""
    tab.goto(server.page(page, query))
    settle(tab)


def written(folder: Path, name: str, text: str) -> Path:
    """A file of this name."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def drop(tab: Page, file: Path) -> None:
    """Drop a file and wait until it has been read."""
    tab.locator("input[type=file]").set_input_files(file)
    expect(tab.get_by_role("heading", name=file.name)).to_be_visible(timeout=WAIT)
    settle(tab)


def type_into_first_row(tab: Page, *, steps: int, text: str) -> None:
    """Type into the cell that lies `steps` columns right of the first one of the last open table."""
    grid = tab.get_by_test_id("data-grid-canvas").last
    place = _at_rest(tab, grid)
    cell = tab.locator("#portal textarea, #portal input")
    for _ in range(3):  # a busy table now and then misses a key
        tab.mouse.click(place["x"] + 30, place["y"] + 52)
        for key in [*["ArrowRight"] * steps, "Enter"]:
            tab.wait_for_timeout(300)
            tab.keyboard.press(key)
        tab.wait_for_timeout(300)
        if cell.count():
            break
    cell.fill(text)
    cell.press("Enter")
    settle(tab)


def _at_rest(tab: Page, grid: Locator) -> dict[str, float]:
    """Where a table lies once its step has unfolded and the page has glided there."""
    box: dict[str, float] | None = None
    for _ in range(20):
        grid.evaluate("table => table.scrollIntoView({block: 'center'})")
        tab.wait_for_timeout(300)
        before, found = box, grid.bounding_box()
        box = None if found is None else {"x": found["x"], "y": found["y"]}
        if box is not None and box == before:
            return box
    raise AssertionError("the table does not come to rest")


def save(tab: Page, *, portfolio: str = "main") -> None:
    """Save the file at hand and wait for the word that it is saved."""
    tab.get_by_role("button", name=f"Save to {portfolio}").click(timeout=WAIT)
    expect(tab.get_by_text(f"is saved in {portfolio}")).to_be_visible(timeout=WAIT)
