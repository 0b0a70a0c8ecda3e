from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmo_core.look import JOINER, md

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


@given(some.text())
def test_the_reader_sees_the_characters_of_the_file(text: str) -> None:
    assert unescaped(md(text)) == " ".join(text.split()).replace(JOINER, "")
