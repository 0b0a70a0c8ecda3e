"""The one escape for texts, drawn by a browser: every place that takes a text shows what was written."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import ROOT, environment, free_port
from tests.hostile.payloads import PAYLOADS, naughty
from tests.hostile.portfolio import seen

pytestmark = pytest.mark.browser
FEW = PAYLOADS[:45]
PLACES = 15
_DRAWN = """() => [...document.querySelectorAll('[class*=st-key-]')].map((box) => {
    const inside = ':is([data-testid=stMarkdownContainer], [data-testid=stCaptionContainer])';
    const made = 'a, img, script, style, form, iframe, code, em, del, table, hr, h1, blockquote, .katex';
    const name = [...box.classList].find((each) => each.startsWith('st-key-'));
    const words = [...box.querySelectorAll(inside)].map((each) => each.textContent).join(' ');
    const grown = box.querySelectorAll(`${inside} :is(${made}, span[style], [data-testid=stIconMaterial])`);
    return [name.slice(7), words, grown.length];
})"""


@pytest.fixture(scope="module")
def texts(real: Path) -> list[str]:
    return [*PAYLOADS, *(text for text in naughty(real) if seen(text))]


@pytest.fixture(scope="module")
def gallery(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a page that shows all texts through the escape."""
    folder, port = tmp_path_factory.mktemp("gallery"), free_port()
    (folder / "texts.json").write_text(json.dumps([texts, FEW]), encoding="utf-8")
    told = {"TEXTS": str(folder / "texts.json"), "PYTHONPATH": str(ROOT)}
    command = ["-m", "streamlit", "run", "tests/hostile/gallery.py", "--server.port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment(folder / "none.duckdb") | told,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the gallery did not start")


@pytest.fixture(scope="module")
def drawn(gallery: str, browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """The page when all of it is there, and every address that it has asked for."""
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(gallery)
    tab.get_by_text("The end", exact=True).wait_for(timeout=90_000)
    tab.wait_for_selector("[data-testid=stSkeleton]", state="detached", timeout=90_000)
    yield tab, [url for url in asked if not url.startswith((gallery, "data:", "blob:"))]
    tab.close()


def test_every_place_shows_the_signs_that_were_written(
    drawn: tuple[Page, list[str]], texts: list[str]
) -> None:
    tab, asked = drawn
    boxes = [box for box in tab.evaluate(_DRAWN) if not box[0].startswith("widget")]
    assert len(boxes) == len(texts) + PLACES * len(FEW)
    wrong = []
    for name, words, markup in boxes:
        place, _, number = name.rpartition("-")
        written = (texts if place == "text" else FEW)[int(number)]
        if seen(written) not in seen(words) or markup:
            wrong.append((place, written, words, markup))
    assert wrong == []
    assert asked == []
    assert tab.evaluate("window.pwned") is None
