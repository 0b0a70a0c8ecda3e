from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmo_core.look import END, ISOLATE, JOINER, isolated, label, md

MARKUP = [
    "![picture](http://evil.example/a.png)",
    "[link](javascript:alert(1))",
    "<script>alert(1)</script>",
    "$x^2$ and $$y$$",
    ":red[loud] :blue-badge[x]",
    "# heading",
    "`code` **bold** ~~gone~~ _slanted_",
    "| a | b |",
    "&lt; &#58;",
]
REWRITTEN = [
    "http://evil.example",
    "www.evil.example",
    "a@b.example",
    ":smile:",
    ":material/home:",
    "a -> b",
    "x >= y",
]


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL).replace(JOINER, "")


@pytest.mark.parametrize("text", MARKUP)
def test_every_sign_of_markup_is_escaped(text: str) -> None:
    escaped = md(text)
    for place, sign in enumerate(escaped):
        if sign in "!#$&()*+-.:<>[]_`{|}~":
            assert escaped[place - 1] == "\\"


@pytest.mark.parametrize("text", REWRITTEN)
def test_what_is_rewritten_after_unescaping_is_split(text: str) -> None:
    """Streamlit makes links, icons and arrows of plain text too; an invisible joiner prevents it."""
    assert JOINER in md(text)


def without_isolates(text: str) -> str:
    return text.replace(ISOLATE, "").replace(END, "")


@given(some.text())
def test_the_reader_sees_the_characters_of_the_file(text: str) -> None:
    shown = " ".join(text.split()).replace(JOINER, "")
    assert without_isolates(unescaped(md(text))) == without_isolates(shown)


TURNING = "\u05d0\u0645\u200f\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069"


@given(some.text(alphabet=f"a1 .{TURNING}"))
def test_a_text_that_turns_the_direction_of_writing_leaves_its_neighbours_alone(text: str) -> None:
    """What opens inside is closed inside, what closes finds something that we have opened."""
    depth = 0
    for place, sign in enumerate(whole := isolated(text), start=1):
        depth += (sign in "\u2066\u2067\u2068") - (sign == END)
        assert depth > 0 or place == len(whole) or not set(text) & set(TURNING)
    assert depth == 0


def test_ordinary_text_is_not_wrapped() -> None:
    assert isolated("Grüße – £5m, 東京") == "Grüße – £5m, 東京"


def test_plain_words_stay_as_they_are_on_controls() -> None:
    """A screen reader would read every backslash out."""
    assert label("Short-term value 2") == "Short-term value 2"


@pytest.mark.parametrize(
    "text", ["-a", "a-", "a--b", "a  b", "1. a", "*a*", "a:b", "www.a", "", "a->b", "`a`", "é"]
)
def test_all_other_text_on_controls_is_escaped(text: str) -> None:
    assert label(text) == md(text)
