"""A pass over the bytes of records: what must add up once somebody has cut them into cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pmo_core.progress import tell

PIECE_BYTES: Final = 16 * 1024 * 1024


@dataclass
class Marks:
    """How many bytes, quotes, line feeds and carriage returns there are; `ends` if the last is a line end."""

    size: int = 0
    quotes: int = 0
    feeds: int = 0
    returns: int = 0
    ends: bool = False


def pieces(content: bytes, start: int) -> Iterator[memoryview]:
    """The bytes from a place on, in pieces that end where a line ends."""
    view = memoryview(content)
    while start < len(content):
        stop = start + PIECE_BYTES
        cut = content.rfind(b"\n", start, stop) + 1 if stop < len(content) else len(content)
        stop = cut if cut > start else min(stop, len(content))
        yield view[start:stop]
        start = stop


def marks(content: bytes, start: int) -> Marks | None:
    """Count the marks from a place on; None where a byte is no UTF-8 or a line ends in a bare return."""
    found = Marks()
    for piece in pieces(content, start):
        tell(start + found.size, len(content), "checking the file")
        data = bytes(piece)
        returns = data.count(b"\r")
        if returns != data.count(b"\r\n") or b"\x00" in data or not _is_utf8(data):
            return None
        found.size += len(data)
        found.quotes += data.count(b'"')
        found.feeds += data.count(b"\n")
        found.returns += returns
        found.ends = data.endswith(b"\n")
    return found


def _is_utf8(data: bytes) -> bool:
    try:
        return data.isascii() or bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False
