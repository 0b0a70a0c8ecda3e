"""User text on its way to the screen: what a file says is shown, never obeyed."""

from __future__ import annotations

import re
from typing import Final

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit turns these into links, icons and arrows after it has undone the escapes, so they are split
# by an invisible joiner: schemes and shortcodes (":"), "www.", mail addresses, "->" and the like
_SPLIT: Final = re.compile(r"(?<=:)(?=\S)|(?<=\bwww)(?=\.)|(?<=@)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
JOINER: Final = "\u2060"


def md(text: object) -> str:
    """
    Escape a user's text for any Streamlit text, label, help, tab or toast.

    Markdown, HTML, LaTeX, colours, links, images, icons and emoji codes lose their meaning; the reader sees
    the characters of the file. Line breaks become spaces.
    """
    split = _SPLIT.sub(JOINER, " ".join(str(text).split()))
    return _PUNCTUATION.sub(r"\\\1", split)
