"""The Alignment page in a browser: weights rehearsed and adopted by keys, shares typed, links, access."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.desk import WAIT, type_into_first_row
from tests.browser.server import Server
from tests.browser.test_access import UPSTREAM

pytestmark = pytest.mark.browser

FIRST = "£55.7m of £423m serves no objective; “Build a circular business” is unfunded."


@pytest.fixture(params=[1440, 800])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": int(request.param), "height": 1000})
    yield context.new_page()
    context.close()


def unfold(tab: Page, *titles: str) -> None:
    for title in titles:
        tab.locator("summary", has_text=title).press("Enter")
        settle(tab)


def test_a_strategy_is_rehearsed_by_keys_and_its_link_shows_it_elsewhere(
    tab: Page, server: Server, browser: Browser
) -> None:
    tab.goto(server.page("alignment"))
    settle(tab)
    expect(tab.get_by_role("heading", name=FIRST)).to_be_visible(timeout=WAIT)
    unfold(tab, "Rehearse another strategy")
    slider = tab.get_by_role("slider", name="Build a circular business")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    told = tab.get_by_role("heading", name="more would have to move")
    expect(told).to_be_visible(timeout=WAIT)
    settle(tab)
    assert parse_qs(urlsplit(tab.url).query)["a.w.O5"] == ["13"]
    other = browser.new_context(color_scheme="dark")
    again = other.new_page()
    again.goto(tab.url)
    settle(again)
    expect(again.get_by_role("heading", name=told.inner_text())).to_be_visible(timeout=WAIT)
    assert again.url == tab.url
    other.close()


def test_weights_are_adopted_with_their_reason_by_keys_and_undo_takes_them_back(
    tab: Page, server: Server
) -> None:
    query = "v=1&portfolio=Demo&a.w.O1=47&a.w.O2=33&a.w.O3=10&a.w.O4=10&a.w.O5=0"
    tab.goto(server.page("alignment", query))
    settle(tab)
    tab.get_by_role("button", name="Adopt these weights").press("Enter")
    why = tab.get_by_label("Why (stands in the decision)")
    expect(why).to_be_visible(timeout=WAIT)
    why.fill("The money is right")
    why.press("Tab")
    settle(tab)
    tab.get_by_role("button", name="Adopt and record the decision").press("Enter")
    expect(tab.get_by_text("Saved. Adopted: weights of 5 objectives")).to_be_visible(timeout=WAIT)
    settle(tab)
    expect(tab.get_by_role("heading", name="would have to move to follow the weights")).to_be_visible(
        timeout=WAIT
    )
    tab.get_by_role("button", name="Undo this").press("Enter")
    expect(tab.get_by_role("heading", name=FIRST)).to_be_visible(timeout=WAIT)


def test_a_share_is_typed_into_the_table_saved_and_taken_back(tab: Page, server: Server) -> None:
    tab.goto(server.page("alignment", "v=1&portfolio=Demo&a.text=Delivery+van"))
    settle(tab)
    unfold(tab, "Edit which project serves which objective")
    type_into_first_row(tab, steps=1, text="60")
    save = tab.get_by_role("button", name="Save 1 share of 1 project")
    expect(save).to_be_enabled(timeout=WAIT)
    save.press("Enter")
    expect(tab.get_by_text("Saved. Entered: objectives of “Delivery van lease renewal”")).to_be_visible(
        timeout=WAIT
    )
    settle(tab)
    expect(tab.get_by_role("heading", name="All of £14.7m serves an objective")).to_be_visible(timeout=WAIT)
    tab.get_by_role("button", name="Undo this").press("Enter")
    expect(tab.get_by_role("heading", name="£14.7m of £14.7m serves no objective")).to_be_visible(
        timeout=WAIT
    )


def test_pictures_speak_and_nothing_is_barred_to_assistive_technology(tab: Page, server: Server) -> None:
    tab.goto(
        server.page(
            "alignment", "v=1&portfolio=Demo&a.objective=O3&a.w.O1=45&a.w.O2=10&a.w.O3=20&a.w.O4=15&a.w.O5=10"
        )
    )
    settle(tab)
    unfold(
        tab,
        "Short and long term",
        "Map of projects and objectives",
        "Drift: what moved",
        "Edit which project",
        "Edit the objectives",
        "The same facts as tables",
    )
    for told in (
        "Make everyday shopping easier: £168m, £59.5m above its weight",
        "Store refit, wave 4: Make everyday shopping easier 80 %",
        "Would have to move: 20 % → 24 %",
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
