"""The first request of a process is a shared link: the trap that no other layer of tests can show."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser

from pages.shared.frame import DOORS
from tests.browser.chromium import settle
from tests.browser.server import Server
from tests.browser.visit import doors, texts, titles, visit

PAGES = [door.page for door in DOORS]
TITLES = [door.title for door in DOORS]


@pytest.mark.parametrize("page", PAGES)
def test_the_first_link_of_a_fresh_server_is_framed(page: str, fresh_server: Callable[[], Server]) -> None:
    seen = visit(fresh_server().port, "" if page == "overview" else page, query="v=1&foreign=41")
    assert list(doors(seen)) == TITLES
    assert len(titles(seen)) == 1
    assert "Incident" not in texts(seen)
    assert [message for message in seen if message.WhichOneof("type") == "page_not_found"] == []


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_the_first_link_opens_cleanly_in_a_browser(
    page: str, fresh_server: Callable[[], Server], browser: Browser
) -> None:
    """Title, frame, no "Page not found" dialog, nothing blocked by the policy, no foreign host."""
    server = fresh_server()
    context = browser.new_context()
    tab = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.goto(server.page(page, "v=1"))
    settle(tab)
    assert tab.locator("[role=dialog]").count() == 0
    assert tab.title().endswith("· PMO Balance")
    assert tab.locator("h1").count() == 1
    assert [url for url in asked if not url.startswith((server.address, "data:", "blob:"))] == []
    # Streamlit looks for its server below the page's own address first: two 404 of its making
    assert [text for text in complaints if "404" not in text] == []
    context.close()


def test_a_page_asked_for_by_its_hash_is_framed_too(server: Server) -> None:
    seen = visit(server.port, "")
    hashes = list(doors(seen).values())
    assert len(set(hashes)) == len(DOORS)
    for page_hash in hashes:
        again = visit(server.port, "", page_hash=page_hash)
        assert list(doors(again)) == TITLES
        assert len(titles(again)) == 1


def test_visitors_who_come_together_all_get_their_page(fresh_server: Callable[[], Server]) -> None:
    """Page objects that sessions share fail under load: "This page cannot be called directly"."""
    port = fresh_server().port
    asked = [page for page in PAGES for _ in range(3)]
    with ThreadPoolExecutor(6) as visitors:
        seen = list(visitors.map(lambda page: visit(port, "" if page == "overview" else page), asked))
    assert [len(titles(messages)) for messages in seen] == [1] * len(asked)
    assert not any("Incident" in texts(messages) for messages in seen)
