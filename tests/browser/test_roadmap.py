"""The roadmap page in a browser: lanes and spans by keys, a date typed and taken back, a link, speech."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.desk import WAIT
from tests.browser.server import Server
from tests.browser.test_access import UPSTREAM

pytestmark = pytest.mark.browser

FIRST = (
    "4 of 6 promises for Q3 2026 were kept; Net-zero plan agreed with landlords and One-hour delivery in "
    "five cities moved out of it by 40 to 50 days."
)
FOLDS = ("Promises for Q3", "Milestone trend", "Due in 30", "Slip by", "Next short-term win", "Earned value")


@pytest.fixture(params=[1440, 800])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": int(request.param), "height": 1000})
    yield context.new_page()
    context.close()


def asked(tab: Page) -> dict[str, str]:
    return {name: text[0] for name, text in parse_qs(urlsplit(tab.url).query).items()}


def test_lanes_and_span_are_chosen_by_keys_and_the_link_shows_them_elsewhere(
    tab: Page, server: Server, browser: Browser
) -> None:
    tab.goto(server.page("roadmap"))
    settle(tab)
    expect(tab.get_by_role("heading", name=FIRST)).to_be_visible(timeout=WAIT)
    for name in ("Owner", "Decade"):
        tab.get_by_role("radio", name=name).focus()
        tab.keyboard.press("Space")
        settle(tab)
    tab.get_by_role("button", name="Later").press("Enter")
    told = tab.locator("[role=graphics-document][aria-label*='Roadmap from 1 Mar 2029']")
    expect(told).to_be_attached(timeout=WAIT)
    settle(tab)
    assert (asked(tab)["r.v.by"], asked(tab)["r.v.zoom"], asked(tab)["r.v.shift"]) == ("owner", "decade", "1")
    other = browser.new_context(color_scheme="dark")
    again = other.new_page()
    again.goto(tab.url)
    settle(again)
    expect(again.locator("[role=graphics-document][aria-label*='Roadmap from 1 Mar 2029']")).to_be_attached(
        timeout=WAIT
    )
    assert again.url == tab.url
    other.close()


def test_a_milestone_is_opened_in_the_picture(tab: Page, server: Server) -> None:
    tab.goto(server.page("roadmap"))
    settle(tab)
    marks = tab.locator(".mark-symbol.role-mark path[fill='#D55E00']")
    expect(marks.first).to_be_visible(timeout=WAIT)
    marks.first.click()
    expect(tab.get_by_text("Late: was due on 25 May 2026, 128 days ago.")).to_be_visible(timeout=WAIT)
    settle(tab)
    assert asked(tab)["r.milestone"] == "M33"


def test_a_typed_day_counts_at_once_and_undo_takes_it_back(tab: Page, server: Server) -> None:
    tab.goto(server.page("roadmap", "v=1&portfolio=Demo&r.milestone=M33"))
    settle(tab)
    expect(tab.get_by_text("Late: was due on 25 May 2026, 128 days ago.")).to_be_visible(timeout=WAIT)
    reached = tab.get_by_test_id("stDateInput").filter(has_text="Reached on")
    day = reached.get_by_role("spinbutton").first
    day.focus()
    tab.keyboard.type("14092026")
    tab.keyboard.press("Tab")
    settle(tab)
    tab.get_by_role("button", name="Save the dates").press("Enter")
    expect(tab.get_by_text("Saved. Entered: dates of “Contact centre: last site moved”")).to_be_visible(
        timeout=WAIT
    )
    settle(tab)
    expect(tab.get_by_text("Reached on 14 Sep 2026: 272 days later than promised.")).to_be_visible(
        timeout=WAIT
    )
    tab.get_by_role("button", name="Undo this").press("Enter")
    expect(tab.get_by_text("Late: was due on 25 May 2026, 128 days ago.")).to_be_visible(timeout=WAIT)


def test_pictures_speak_and_nothing_is_barred_to_assistive_technology(tab: Page, server: Server) -> None:
    tab.goto(server.page("roadmap", "v=1&portfolio=Demo&r.milestone=M11"))
    settle(tab)
    for name in (*FOLDS, "Every report of it", "Review: what was", "Send a stakeholder", "The same facts"):
        tab.locator("summary", has_text=name).first.click()
        settle(tab)
    for told in (
        "Roadmap from 1 Dec 2025 to 30 Nov 2028. Make everyday shopping easier: ",
        "Milestone trend chart. ",
    ):
        expect(tab.locator(f"[role=graphics-document][aria-label*='{told}']").first).to_be_attached(
            timeout=WAIT
        )
    found = [
        (violation["id"], node["html"][:200])
        for violation in Axe().run(tab).response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if UPSTREAM.get(violation["id"], "\0") not in node["html"]
    ]
    assert found == []
