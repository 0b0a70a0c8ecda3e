"""The stakeholder page in a browser: a contact is logged from the list by keys, the list reorders, undo."""

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

FIRST = "Talk to Ibrahim Toure next: 209 days overdue, £21.2m of projects at stake."


@pytest.fixture(params=[1440, 800])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": int(request.param), "height": 1000})
    yield context.new_page()
    context.close()


def test_a_contact_is_logged_by_keys_the_list_reorders_and_undo_takes_it_back(
    tab: Page, server: Server
) -> None:
    tab.goto(server.page("stakeholders"))
    settle(tab)
    expect(tab.get_by_role("heading", name=FIRST)).to_be_visible(timeout=WAIT)
    tab.get_by_role("button", name="Log a contact").first.press("Enter")
    said = tab.get_by_label("What was said")
    expect(said).to_be_visible(timeout=WAIT)
    said.fill("The team stays")
    said.press("Tab")
    settle(tab)
    tab.get_by_role("button", name="Log it").press("Enter")
    expect(tab.get_by_text("Saved. Entered: contact with “Ibrahim Toure”")).to_be_visible(timeout=WAIT)
    settle(tab)
    expect(tab.get_by_role("heading", name="Talk to Helen Marchbank next")).to_be_visible(timeout=WAIT)
    expect(tab.get_by_text("The team stays")).to_have_count(0)
    tab.get_by_role("button", name="Undo this").press("Enter")
    expect(tab.get_by_role("heading", name=FIRST)).to_be_visible(timeout=WAIT)


def test_a_person_is_opened_by_keys_and_the_link_shows_them_elsewhere(
    tab: Page, server: Server, browser: Browser
) -> None:
    tab.goto(server.page("stakeholders"))
    settle(tab)
    tab.locator("[data-testid=stButton] button", has_text="Open").nth(1).press("Enter")
    expect(tab.get_by_text("Power 4 of 5, interest 5 of 5: manage closely.")).to_be_visible(timeout=WAIT)
    settle(tab)
    assert parse_qs(urlsplit(tab.url).query)["s.person"] != [""]
    other = browser.new_context(color_scheme="dark")
    again = other.new_page()
    again.goto(tab.url)
    settle(again)
    expect(again.get_by_text("Power 4 of 5, interest 5 of 5: manage closely.")).to_be_visible(timeout=WAIT)
    assert again.url == tab.url
    other.close()


def test_grid_and_matrix_speak_and_nothing_is_barred_to_assistive_technology(
    tab: Page, server: Server
) -> None:
    tab.goto(server.page("stakeholders"))
    settle(tab)
    for name in ("Engagement matrix", "Overdue", "Sentiment moved", "The same facts"):
        tab.get_by_text(name).first.click()
        settle(tab)
    for told in ("Manage closely, 17: ", "Ibrahim Toure: resistant, needed as leading: 3 steps"):
        expect(tab.locator(f"[role=graphics-document][aria-label*='{told}']")).to_be_attached(timeout=WAIT)
    found = [
        (violation["id"], node["html"][:200])
        for violation in Axe().run(tab).response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if UPSTREAM.get(violation["id"], "\0") not in node["html"]
    ]
    assert found == []
