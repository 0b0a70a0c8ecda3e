"""
How far the values of an OpenDocument sheet reach: a row may say that it comes a thousand million times.

Runs in the child process only, before the parser, and imports nothing of the product but its sibling.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from typing import Final

from pmo_core.intake.files.sheet_scan import Refused, read_part

ROWS_MAX: Final = 1_048_576
_TABLE: Final = re.compile(rb"<(?:\w+:)?table[\s>]")
_ROW: Final = re.compile(rb"<(?:\w+:)?table-row[\s/>]")
_VALUE: Final = b"value-type="
_REPEATED: Final = re.compile(rb"""number-(rows|columns)-repeated=["'](\d{1,12})["']""")


def check_repeats(content: bytes, *, columns: int, cells: int) -> None:
    """
    Add up the rows and columns between the first and the last value of every sheet.

    Raises:
        Refused: "far" if a sheet reaches beyond the limits.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = read_part(archive, "content.xml")
    starts = [match.start() for match in _TABLE.finditer(xml)]
    for start, end in pairwise([*starts, len(xml)]):
        last = xml.rfind(_VALUE, start, end)
        if last < 0:
            continue
        rows = [match.start() for match in _ROW.finditer(xml, start, last)]
        first = xml.find(_VALUE, start, end)
        top = max((row for row in rows if row < first), default=start)
        height, width = sum(1 for row in rows if row >= top), 1
        for match in _REPEATED.finditer(xml, top, xml.find(b">", last) + 1):
            count = int(match[2])
            if match[1] == b"rows":
                height += count - 1
            elif _valued(xml, match.start(), end):
                width = max(width, count)
        if width > columns or height > ROWS_MAX or height * width > cells:
            raise Refused("far")


def _valued(xml: bytes, at: int, end: int) -> bool:
    """Whether a value stands in the cell at a place, or behind it in its row."""
    close = xml.find(b"table-row", at, end)
    return xml.find(_VALUE, xml.rfind(b"<", 0, at), end if close < 0 else close) >= 0
