"""What a browser can be asked about a page: its words, what data have become in it, and who was called."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.chromium import settle
from tests.hostile.portfolio import garbled, shown_payloads

# What people read: text, cells of tables drawn on canvas, names for screen readers, what stands in fields.
# Streamlit writes labels into aria-label with their escapes, so these are taken off there.
_WORDS = r"""() => {
    const bare = (text) => (text || '').replace(/\\([!-\/:-@\[-`{-~])/g, '$1').replaceAll('\u2060', '');
    const parts = [document.body.innerText];
    for (const each of document.querySelectorAll('canvas td, canvas th, svg text'))
        parts.push(each.textContent);
    for (const each of document.querySelectorAll('[aria-label], [title], [alt], input, textarea')) {
        const label = each.getAttribute('aria-label');
        parts.push(each.closest('svg') ? label : bare(label));
        parts.push(each.title, each.alt, each.value, each.placeholder);
    }
    return parts.filter((part) => typeof part === 'string').join('\n\n');
}"""
# Attributes that only a payload could have filled, and elements that no text of ours makes.
_GROWN = r"""() => {
    const calls = 'href src srcset action formaction style data poster xlink:href'.split(' ');
    const evil = ({name, value}) => /^on/.test(name)
        || (calls.includes(name) && !'#?'.includes(value[0]) && /evil|pwned|javascript:/i.test(value));
    const all = [...document.querySelectorAll('*')];
    const called = all.filter((each) => [...each.attributes].some(evil));
    const made = all.filter((each) => each.matches('script, style, iframe, form, object, embed, base, meta'));
    const drawn = all.filter((each) => each.matches('.katex, [data-testid=stMarkdownContainer] img'));
    const grown = [...called, ...made.filter((each) => /evil|pwned|mk\d+mk/.test(each.outerHTML)), ...drawn];
    const said = grown.map((each) => each.outerHTML.slice(0, 200));
    return window.pwned === undefined ? said : [...said, 'a script of the data has run'];
}"""
_UNFOLD = """() => {
    const folded = [...document.querySelectorAll('details:not([open]) > summary')];
    folded.forEach((each) => each.click());
    return folded.length;
}"""


@dataclass
class Sight:
    """One tab; `server` is where it may ask for anything, `foreign` is what it asked elsewhere."""

    tab: Page
    server: str
    foreign: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tab.on("request", self._asked)
        self.tab.on("console", self._said)
        self.tab.on("dialog", lambda dialog: (self.opened.append(dialog.message), dialog.dismiss()))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.blocked.append(message.text)

    def unfold(self) -> None:
        """Open everything that is folded; what opens may hold further folds."""
        settle(self.tab)
        for _ in range(4):
            if not self.tab.evaluate(_UNFOLD):
                return
            self.tab.wait_for_timeout(300)
            settle(self.tab)

    def faults(self, *, payloads: int) -> list[str]:
        """
        What is wrong with the page that is open.

        Args:
            payloads: How many different ones it shows at least: a page without any proves nothing.
        """
        self.unfold()
        words = self._words(payloads)
        found = ["an incident"] if "Something went wrong" in words else []
        found += [f"not as written: {place!r}" for place in garbled(words)]
        found += [f"grown from data: {element}" for element in self.tab.evaluate(_GROWN)]
        found += [f"asked for: {each}" for each in (*self.foreign, *self.blocked, *self.opened)]
        shown = shown_payloads(words)
        return found if len(shown) >= payloads else [*found, f"only {len(shown)} payloads: {sorted(shown)}"]

    def _words(self, payloads: int) -> str:
        """Tables on canvas are drawn a moment after the run has ended."""
        words = str(self.tab.evaluate(_WORDS))
        for _ in range(20):
            if len(shown_payloads(words)) >= payloads:
                break
            self.tab.wait_for_timeout(250)
            words = str(self.tab.evaluate(_WORDS))
        return words
