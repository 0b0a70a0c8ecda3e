"""Answers as words of a command line."""

from __future__ import annotations

import re


def quoted(text: str) -> str:
    """A text as one word of a shell: in double quotes where it holds more than plain characters."""
    if re.fullmatch(r"[\w.,:=/+@%-]+", text):
        return text
    return '"' + re.sub(r'([\\"$`])', r"\\\1", text) + '"'
