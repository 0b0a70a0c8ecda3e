from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from pages.shared.frame import DOORS
from tests.browser.chromium import settle
from tests.browser.server import Server

pytestmark = pytest.mark.browser

UPSTREAM: dict[str, str] = {}
"""Faults of Streamlit's own elements that we cannot mend: rule → part of the element's HTML. None so far."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [door.page for door in DOORS])
def test_axe_finds_nothing_serious(server: Server, browser: Browser, page: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 1000})
    tab = context.new_page()
    tab.goto(server.page(page))
    settle(tab)
    found = [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in Axe().run(tab).response["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if UPSTREAM.get(violation["id"], "\0") not in node["html"]
    ]
    context.close()
    assert found == []


@pytest.mark.parametrize("page", [door.page for door in DOORS])
def test_a_narrow_window_does_not_scroll_sideways(server: Server, browser: Browser, page: str) -> None:
    context = browser.new_context(viewport={"width": 800, "height": 900})
    tab = context.new_page()
    tab.goto(server.page(page))
    settle(tab)
    wider = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert wider <= 0
