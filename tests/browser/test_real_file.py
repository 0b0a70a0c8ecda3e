"""Two yearly returns of a government's major projects, dropped as they are: verdict, then changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.desk import WAIT, drop, opened, save
from tests.browser.server import Server, serving
from tests.real import plain

pytestmark = [pytest.mark.browser, pytest.mark.real]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as started:
        yield started


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with closing(browser.new_context(viewport={"width": 1440, "height": 1000})) as context:
        yield context.new_page()


def answered(tab: Page, *answers: str) -> None:
    for answer in answers:
        tab.get_by_text(answer).first.click(timeout=WAIT)
        settle(tab)
    expect(tab.get_by_text("needed before this can be saved")).to_have_count(0, timeout=WAIT)


def test_a_real_return_and_the_one_of_the_next_year(tab: Page, server: Server, real: Path) -> None:
    old, new = (plain.gmpp(real, year) for year in (2021, 2022))
    before, after = set(old.texts("id")), set(new.texts("id"))
    then, now = (f"of £{sum(year.amounts('whole_life_cost')) / 1e9:.0f}bn sits" for year in (old, new))
    opened(tab, server)
    drop(tab, real / "uk_gmpp" / "uk_2021.csv")
    answered(tab, "31 Mar 2021", "million –")
    expect(tab.get_by_text(then).first).to_be_visible(timeout=WAIT)
    save(tab)
    tab.get_by_role("button", name="Done").click()
    settle(tab)

    drop(tab, real / "uk_gmpp" / "uk_2022.csv")
    answered(tab, "joined –")  # two columns of ratings; the day and the unit are known from the year before
    expect(tab.get_by_text(now).first).to_be_visible(timeout=WAIT)
    expect(
        tab.get_by_text(
            f"{len(after - before)} projects are new, {len(after & before)} changed, "
            f"{len(before - after)} are no longer listed"
        )
    ).to_be_visible()
    save(tab)
    tab.get_by_role("button", name="Undo this save").click()
    expect(tab.get_by_role("button", name="Save to main (as the list of 31 Mar 2022)")).to_be_visible(
        timeout=WAIT
    )
    opened(tab, server, "balance", "v=1&portfolio=main")
    expect(tab.get_by_role("heading", level=2).first).to_contain_text(then, timeout=WAIT)
