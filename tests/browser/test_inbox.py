"""Nightly exports wait in the inbox; the second of a shape needs no answer; odd words are explained."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.server import Server

pytestmark = pytest.mark.browser
WAIT = 30_000

MARCH = """Ref,Project,Budget,Due,Status
A,Portal,40.5,31/12/2026,In der Schwebe
B,Campus,20.25,05/06/2027,Open
C,Archive,1.5,01/02/2027,In der Schwebe
"""
JUNE = MARCH.replace("40.5,31/12", "41.5,01/12")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1200})
    yield context.new_page()
    context.close()


def drop(server: Server, name: str, text: str) -> Path:
    """Put a file into the inbox as if it had come an hour ago."""
    file = server.database.parent / "inbox" / name
    file.write_text(text, encoding="utf-8")
    hour_ago = time.time() - 3600
    os.utime(file, (hour_ago, hour_ago))
    return file


def listed(tab: Page, server: Server, name: str) -> None:
    """Open the Data page until the file is listed as ready: a fresh file is left to settle first."""
    for _ in range(20):
        tab.goto(server.page("data"))
        settle(tab)
        if tab.get_by_role("button", name="Look at it").count():
            expect(tab.get_by_text(name).first).to_be_visible()
            return
        tab.wait_for_timeout(1_000)
    pytest.fail("the inbox never offered the file")


def test_files_of_the_inbox_are_read_saved_and_put_away(tab: Page, server: Server) -> None:
    first = drop(server, "list 2026-03-31.csv", MARCH)
    listed(tab, server, first.name)
    tab.get_by_role("button", name="Look at it").click()
    tab.get_by_text("million –").click(timeout=WAIT)
    expect(tab.get_by_role("button", name="Save to main")).to_be_visible(timeout=WAIT)
    settle(tab)
    expect(tab.get_by_text("Checks: 1 note")).to_be_visible()
    tab.get_by_text("1 without a known meaning").click(timeout=WAIT)
    meaning = tab.get_by_role("combobox", name="In der Schwebe")
    expect(meaning).to_be_visible()
    tab.wait_for_timeout(1_000)  # the section unfolds; a click on the way down opens no list
    meaning.click()
    tab.get_by_role("option", name="blocked").click()
    expect(tab.get_by_text("Checks: nothing to report")).to_be_visible(timeout=WAIT)
    tab.get_by_role("button", name="Save to main").click(timeout=WAIT)
    expect(tab.get_by_text("is saved in main")).to_be_visible(timeout=WAIT)
    assert not first.exists()
    assert [f.name.endswith(first.name) for f in (first.parent / "done").iterdir()] == [True]

    second = drop(server, "list 2026-06-30.csv", JUNE)
    listed(tab, server, second.name)
    tab.get_by_role("button", name="Look at it").click()
    expect(tab.get_by_text("Read as last time: the same columns as “list 2026-03-31.csv”")).to_be_visible(
        timeout=WAIT
    )
    expect(tab.get_by_role("button", name="Save to main")).to_be_visible()
    tab.get_by_role("button", name="Read afresh").click()
    expect(tab.get_by_text("needed before this can be saved")).to_be_visible(timeout=WAIT)
    tab.get_by_role("button", name="Read as last time").click()
    expect(tab.get_by_role("button", name="Save to main")).to_be_visible(timeout=WAIT)
    tab.get_by_role("button", name="Put aside").click()
    expect(tab.get_by_text("in the inbox")).to_have_count(0, timeout=WAIT)
    assert [f.name.endswith(second.name) for f in (second.parent / "put aside").iterdir()] == [True]
