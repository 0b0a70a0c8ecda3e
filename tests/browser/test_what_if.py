"""The What-if page without a mouse: a slider moves by keys, the address follows, Back takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle
from tests.browser.desk import WAIT
from tests.browser.server import Server

pytestmark = pytest.mark.browser
FIRST = "Short-term value"


@pytest.fixture(params=[1440, 800])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": int(request.param), "height": 1000})
    yield context.new_page()
    context.close()


def asked(tab: Page, name: str) -> str:
    return parse_qs(urlsplit(tab.url).query)[name][0]


def at_rest(tab: Page) -> None:
    """Wait until nothing is computed beside the page any more."""
    settle(tab)
    expect(tab.get_by_text("under every weighting tried").first).to_be_visible(timeout=WAIT)
    settle(tab)


def opened(tab: Page, address: str) -> None:
    tab.goto(address)
    at_rest(tab)


def shown(tab: Page) -> list[str]:
    """What the first screen says: the sentence, its note and the cards."""
    return tab.locator("h2, [data-testid=stMetricValue]").all_inner_texts()


def test_a_slider_moved_by_keys_repaints_and_back_takes_it_back(tab: Page, server: Server) -> None:
    opened(tab, server.page("what_if"))
    slider = tab.get_by_role("slider", name=FIRST)
    before, was = tab.url, slider.input_value()
    slider.focus()
    slider.press("End")  # one move, one step for Back
    expect(tab.get_by_text("rises most").first).to_be_visible(timeout=WAIT)
    at_rest(tab)
    assert float(asked(tab, "c.short_term_value")) == 100
    assert sum(float(one.input_value()) for one in tab.get_by_role("slider").all()) == 100
    tab.go_back()
    expect(tab).to_have_url(before, timeout=WAIT)
    expect(slider).to_have_value(was, timeout=WAIT)


def test_a_copied_address_shows_the_same_elsewhere(tab: Page, server: Server, browser: Browser) -> None:
    opened(tab, server.page("what_if"))
    tab.get_by_role("button", name="Quick wins").click()
    expect(tab.get_by_text("rises most").first).to_be_visible(timeout=WAIT)
    at_rest(tab)
    other = browser.new_context(color_scheme="dark")
    again = other.new_page()
    opened(again, tab.url)
    assert again.url == tab.url
    assert shown(again) == shown(tab)
    other.close()


def test_a_scenario_is_saved_and_opened_by_its_link(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    tab = context.new_page()
    opened(tab, server.page("what_if"))
    tab.get_by_role("button", name="Low risk").click()
    expect(tab.get_by_text("rises most").first).to_be_visible(timeout=WAIT)
    at_rest(tab)
    points, said = asked(tab, "c.risk"), shown(tab)
    tab.locator("summary", has_text="Scenarios:").click()
    tab.get_by_label("Save this plan as").fill("Careful")
    tab.get_by_role("button", name="Save the scenario").click()
    expect(tab.get_by_text("Saved. Declared: scenario “Careful”.")).to_be_visible(timeout=WAIT)
    at_rest(tab)
    tab.get_by_role("button", name="Reset").click()
    expect(tab.get_by_text("The order is that of the starting weights.").first).to_be_visible(timeout=WAIT)
    tab.get_by_role("button", name="Open it").click()
    expect(tab.get_by_text("rises most").first).to_be_visible(timeout=WAIT)
    at_rest(tab)
    assert asked(tab, "c.risk") == points
    assert shown(tab) == said
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_folded_parts(browser: Browser, server: Server, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 1000})
    tab = context.new_page()
    opened(tab, server.page("what_if"))
    for fold in tab.locator("[data-testid=stExpander] summary").all():
        fold.click()
        settle(tab)
    expect(tab.get_by_text("buys").last).to_be_visible(timeout=WAIT)
    settle(tab)
    found = [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in Axe().run(tab).response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]
    context.close()
    assert found == []
