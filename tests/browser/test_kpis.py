"""The KPI page in a browser: reachable by link, nothing barred to a screen reader, one KPI opened by keys."""

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


@pytest.fixture(params=[1440, 800])
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": int(request.param), "height": 1000})
    yield context.new_page()
    context.close()


def test_a_kpi_is_opened_by_keys_and_its_link_shows_it_elsewhere(
    tab: Page, server: Server, browser: Browser
) -> None:
    tab.goto(server.page("kpis"))
    settle(tab)
    expect(tab.get_by_role("heading", name="3 of 13 KPIs really changed")).to_be_visible(timeout=WAIT)
    tab.locator("[data-testid=stButton] button", has_text="Open").nth(1).press("Enter")
    expect(tab.get_by_text("From 2025-06 on, eight or more in a row lie above the mean.")).to_be_visible(
        timeout=WAIT
    )
    settle(tab)
    assert parse_qs(urlsplit(tab.url).query)["k.kpi"] == ["Order lines picked per hour | lines | P105"]
    other = browser.new_context(color_scheme="dark")
    again = other.new_page()
    again.goto(tab.url)
    settle(again)
    expect(again.get_by_text("From 2025-06 on, eight or more in a row")).to_be_visible(timeout=WAIT)
    assert again.url == tab.url
    other.close()


def test_the_page_has_no_serious_fault_for_assistive_technology(tab: Page, server: Server) -> None:
    tab.goto(server.page("kpis", "v=1&portfolio=Demo&k.kpi=Order+lines+picked+per+hour+%7C+lines+%7C+P105"))
    settle(tab)
    for name in ("Nothing to explain", "The same facts", "Say which way"):
        tab.get_by_text(name).first.click()
        settle(tab)
    found = [
        (violation["id"], node["html"][:200])
        for violation in Axe().run(tab).response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if UPSTREAM.get(violation["id"], "\0") not in node["html"]
    ]
    assert found == []


def test_a_review_runs_by_keyboard(tab: Page, server: Server) -> None:
    tab.goto(server.page("kpis"))
    settle(tab)
    opened = []
    for _ in range(2):
        tab.keyboard.press("Alt+j")
        tab.wait_for_function("old => !location.href.endsWith(old)", arg=opened[-1] if opened else "k.kpi=")
        settle(tab)
        opened.append(tab.url.rpartition("&")[2])
    assert len(set(opened)) == 2
    tab.keyboard.press("Alt+k")
    tab.wait_for_function("old => location.href.endsWith(old)", arg=opened[0])
    settle(tab)
    tab.get_by_label("Decision of this review").fill("Keep the new order")
    tab.get_by_role("button", name="Reviewed").press("Enter")
    expect(tab.get_by_text("1 of 14 reviewed since their last reading")).to_be_visible(timeout=WAIT)
    tab.wait_for_function("next => location.href.endsWith(next)", arg=opened[1])  # the next one opens
    tab.get_by_role("button", name="Undo this").press("Enter")
    expect(tab.get_by_text("0 of 14 reviewed since their last reading")).to_be_visible(timeout=WAIT)
