"""The manager's whole way on the Data page: answer, mend, save, update, look back, take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.desk import WAIT, drop, opened, save, type_into_first_row, written
from tests.browser.server import Server, serving

pytestmark = pytest.mark.browser

MARCH = """Project ID,Project,Status,RAG,Start,Finish,Budget (£m)
1,Portal,In progress,Green,05/01/2025,06/06/2026,40
2,Campus,In progress,Amber,05/01/2025,09/10/2028,twenty
3,Network,In progress,Red,01/06/2025,12/11/2030,40
"""
JUNE = """Project ID,Project,Status,RAG,Start,Finish,Budget (£m)
1,Portal,In progress,Green,05/01/2025,06/06/2026,46
3,Network,In progress,Red,01/06/2025,12/11/2030,40
4,Archive,Planned,Green,01/09/2026,12/12/2027,5
"""


@pytest.fixture(params=[1440, 800])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": int(request.param), "height": 1000})
    yield context.new_page()
    context.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of this test's own: what others have saved would be remembered."""
    with serving(tmp_path) as started:
        yield started


def test_from_a_doubtful_file_to_an_update_and_back(tab: Page, server: Server, tmp_path: Path) -> None:
    opened(tab, server)
    drop(tab, written(tmp_path, "list 2026-03-31.csv", MARCH))
    expect(tab.get_by_role("button", name="Save to main")).to_have_count(0)
    tab.get_by_text("day-first –").click()
    expect(tab.get_by_text("£32.0m of £80.0m sits in the wrong horizon").first).to_be_visible(timeout=WAIT)

    # a cell is mended in place: its amount counts
    settle(tab)
    tab.get_by_text("Checks: 1 warning").click()
    settle(tab)
    type_into_first_row(tab, steps=2, text="20")
    expect(tab.get_by_text("of £100m sits in the wrong horizon").first).to_be_visible(timeout=WAIT)

    # another page and back, and a refresh: the file and its answers are still in hand, and nothing is saved
    tab.get_by_role("link", name="Overview").first.click()
    settle(tab)
    tab.get_by_role("link", name="Data", exact=True).first.click()
    expect(tab.get_by_text("of £100m sits in the wrong horizon").first).to_be_visible(timeout=WAIT)
    tab.reload()
    expect(tab.get_by_text("of £100m sits in the wrong horizon").first).to_be_visible(timeout=WAIT)
    settle(tab)
    save(tab)

    # the next month: no question, and the changes at once
    tab.get_by_role("button", name="Done").click()
    settle(tab)
    drop(tab, written(tmp_path, "list 2026-06-30.csv", JUNE))
    expect(tab.get_by_text("answer is needed")).to_have_count(0)
    expect(tab.get_by_text("Read as last time")).to_be_visible(timeout=WAIT)
    expect(tab.get_by_text("would leave the totals of main")).to_be_visible(timeout=WAIT)
    save(tab)

    # a refresh in the middle: what is saved is saved, once
    tab.reload()
    expect(tab.get_by_text("is saved in main")).to_be_visible(timeout=WAIT)
    settle(tab)
    tab.get_by_role("button", name="Done").click()
    settle(tab)
    drop(tab, written(tmp_path, "list 2026-06-30.csv", JUNE))
    expect(tab.get_by_text("This file is already in")).to_be_visible(timeout=WAIT)
    tab.get_by_role("tab", name="History").click()
    tab.get_by_role("button", name="Undo the last save").click(timeout=WAIT)
    expect(tab.get_by_text("Taken back: list 2026-06-30.csv")).to_be_visible(timeout=WAIT)
    opened(tab, server, "balance", "v=1&portfolio=main")
    expect(tab.get_by_role("heading", level=2).first).to_contain_text("of £100m sits", timeout=WAIT)
