"""A file answered, mended, saved and taken back without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.desk import WAIT, opened, written
from tests.browser.keys import go_to, press
from tests.browser.server import Server, serving

pytestmark = pytest.mark.browser

LIST = """Project ID,Project,Status,RAG,Start,Finish,Budget (£m)
1,Portal,In progress,Green,05/01/2025,06/06/2026,40
2,Campus,In progress,Amber,05/01/2025,09/10/2028,twenty
3,Network,In progress,Red,01/06/2025,12/11/2030,40
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as started:
        yield started


@pytest.fixture(params=[1440, 800])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": int(request.param), "height": 1000})
    yield context.new_page()
    context.close()


def test_a_file_is_answered_mended_saved_and_taken_back_by_keys(
    tab: Page, server: Server, tmp_path: Path
) -> None:
    opened(tab, server)
    with tab.expect_file_chooser() as chooser:
        press(tab, "Upload")
    chooser.value.set_files(written(tmp_path, "list 2026-03-31.csv", LIST))
    expect(tab.get_by_text("One answer is needed")).to_be_visible(timeout=WAIT)
    settle(tab)

    press(tab, "0", key="Space")  # the first of the two readings of 05/01/2025
    expect(tab.get_by_text("£32.0m of £80.0m sits in the wrong horizon").first).to_be_visible(timeout=WAIT)

    press(tab, "Checks: 1 warning")
    go_to(tab, "CANVAS")
    for key in ["ArrowRight", "ArrowRight", "2", "0", "Enter"]:
        tab.keyboard.press(key)
        tab.wait_for_timeout(300)  # the table takes one key per drawing
    settle(tab)
    expect(tab.get_by_text("of £100m sits in the wrong horizon").first).to_be_visible(timeout=WAIT)

    press(tab, "Save to main")
    expect(tab.get_by_text("is saved in main")).to_be_visible(timeout=WAIT)
    press(tab, "Undo this save")
    expect(tab.get_by_role("button", name="Save to main")).to_be_visible(timeout=WAIT)
