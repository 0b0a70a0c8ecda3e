"""Going through a page without a mouse, and seeing where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import settle

MOST_STOPS = 60
HERE = """() => {
    const active = document.activeElement, here = active.closest('canvas') || active;
    const box = here.getBoundingClientRect();
    const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    let marked = here.tagName === 'CANVAS';  // a table draws its own frame
    for (let at = here, up = 0; at && up < 5; at = at.parentElement, up++) {
        const style = getComputedStyle(at);
        marked ||= style.boxShadow !== 'none' || style.outlineStyle !== 'none'
            || style.borderBottomColor === 'rgb(11, 92, 173)';
    }
    return {words: here.getAttribute('aria-label') || (here.tagName === 'MAIN' ? '' : here.innerText)
        || here.value || here.tagName, inside, marked};
}"""
"""What has the focus, by its words, whether it lies inside the window, and whether it is marked."""


def go_to(tab: Page, words: str) -> None:
    """Press Tab until what has these words has the focus, and see that a reader can see it."""
    met = []
    for _ in range(MOST_STOPS):
        tab.keyboard.press("Tab")
        here = tab.evaluate(HERE)
        met.append(str(here["words"]).splitlines()[-1][:40])
        if met[-1].startswith(words):
            tab.wait_for_timeout(300)  # the frame around a field glides in
            here = tab.evaluate(HERE)
            assert here["inside"], f"{words} has the focus outside the window"
            assert here["marked"], f"{words} has the focus and does not show it"
            return
    pytest.fail(f"{words} cannot be reached; Tab stopped at {met}")


def press(tab: Page, words: str, *, key: str = "Enter") -> None:
    """Go to what has these words and press it."""
    go_to(tab, words)
    tab.keyboard.press(key)
    settle(tab)
    tab.wait_for_timeout(500)  # what unfolds moves the rest
