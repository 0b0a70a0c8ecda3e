"""
A look at the XML of a zipped workbook before any parser sees it, and for what the parser would hide.

Runs in the child process only, and imports nothing of the product: see workbook_child.py.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

MARKS_KEPT: Final = 10_000
BLOCK: Final = 1 << 20
_DOCTYPE: Final = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_CELL: Final = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_MARKS: Final = re.compile(rb"""\st=["']e["']|<(?:\w+:)?f[\s>/]|\shidden=["'](?:1|true)["']""")

_FROM_1904: Final = re.compile(rb"""<(?:\w+:)?workbookPr\s[^>]*\bdate1904=["'](?:1|true)["']""")
_YES: Final = ("1", "true")


class Refused(Exception):
    """The workbook is not read; the code tells the parent which sentence to say."""


def column_number(letters: str) -> int:
    """Count a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class Scan:
    """What a worksheet part holds that the parser would hide: errors, formulas without value, hidden rows."""

    def __init__(self) -> None:
        self.marks: list[tuple[int, int, str]] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.box: list[int] | None = None
        self._at = (-1, -1)
        self._kind = self._tag = self._formula = self._value = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        tag = tag.rpartition(":")[2]
        if tag == "row":
            row = attributes.get("r", "")
            self._at = (int(row) - 1 if row.isdecimal() else self._at[0] + 1, -1)
            if attributes.get("hidden") in _YES and len(self.hidden_rows) < MARKS_KEPT:
                self.hidden_rows.append(self._at[0] + 1)
        elif tag == "c":
            self._open_cell(attributes)
        elif tag == "col" and attributes.get("hidden") in _YES and len(self.hidden_columns) < MARKS_KEPT:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.hidden_columns.append((int(first), int(last)))
        self._tag = tag if tag in ("f", "v") else ""

    def _open_cell(self, attributes: dict[str, str]) -> None:
        match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", attributes.get("r", ""))
        self._at = (int(match[2]) - 1, column_number(match[1])) if match else (self._at[0], self._at[1] + 1)
        self._kind, self._formula, self._value = attributes.get("t", ""), "", ""

    def text(self, text: str) -> None:
        """Collect the text of a value or a formula."""
        if self._tag == "v":
            self._value += text
        elif self._tag == "f":
            self._formula += text

    def end(self, tag: str) -> None:
        """Close an element; a cell is judged when it closes."""
        tag = tag.rpartition(":")[2]
        if tag == "f":
            self._formula = self._formula or "shared formula"
        if tag == "c":
            self._close_cell()
        self._tag = ""

    def _close_cell(self) -> None:
        row, column = self._at
        if self._value or self._kind == "inlineStr":
            box = self.box or [row, column, row, column]
            self.box = [min(box[0], row), min(box[1], column), max(box[2], row), max(box[3], column)]
        if len(self.marks) < MARKS_KEPT:
            if self._kind == "e":
                self.marks.append((row, column, self._value or "#ERROR!"))
            elif self._formula and not self._value:
                self.marks.append((row, column, "=" + self._formula[:100]))


def counts_from_1904(content: bytes) -> bool:
    """Whether a zipped workbook counts its days from 1904; an unreadable one does not."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _FROM_1904.search(read_part(archive, "xl/workbook.xml")) is not None
    except zipfile.BadZipFile:
        return False


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → worksheet part, by the workbook's own relations."""
    targets: dict[str, str] = {}
    for match in re.finditer(
        rb"<(?:\w+:)?Relationship\s([^>]*)>", read_part(archive, "xl/_rels/workbook.xml.rels")
    ):
        pairs = attributes_of(match[1])
        target = pairs.get("Target", "").lstrip("/")
        targets[pairs.get("Id", "")] = target if target.startswith("xl/") else "xl/" + target
    found: dict[str, str] = {}
    for match in re.finditer(rb"<(?:\w+:)?sheet\s([^>]*)>", read_part(archive, "xl/workbook.xml")):
        pairs = attributes_of(match[1])
        relation = next((value for key, value in pairs.items() if key.endswith(":id")), "")
        found[pairs.get("name", "")] = targets.get(relation, "")
    return found


def attributes_of(raw: bytes) -> dict[str, str]:
    """Attributes of one element, entities resolved."""
    found: dict[str, str] = {}
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, pairs: found.update(pairs)
    try:
        parser.Parse(b"<x " + raw.strip().rstrip(b"/") + b"/>", True)
    except expat.ExpatError:
        return {}
    return found


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, or nothing if it is not there."""
    try:
        return archive.read(name)
    except KeyError:
        return b""


def blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part in blocks that overlap a little, so that no mark is cut in two."""
    with archive.open(name) as part:
        before = b""
        while block := part.read(BLOCK):
            yield before + block
            before = block[-64:]


def check_parts(archive: zipfile.ZipFile, unpacked: int) -> None:
    """Refuse document types in any part, and more bytes than the table of contents promised."""
    total = 0
    for name in archive.namelist():
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        for block in blocks(archive, name):
            total += len(block)
            if any(mark in block for mark in _DOCTYPE):
                raise Refused("doctype")
            if total > 2 * unpacked:
                raise Refused("unpacked")


def scan_sheet(archive: zipfile.ZipFile, name: str, *, columns: int, cells: int) -> Scan:
    """Look through a worksheet: quickly if nothing needs care, else cell by cell."""
    letters: set[bytes] = set()
    last = first = 0
    careful = False
    for block in blocks(archive, name):
        found = _CELL.findall(block)
        letters.update(column for column, _ in found)
        if found:
            first = first or int(found[0][1])
            last = max(last, int(found[-1][1]), int(found[0][1]))
        careful = careful or _MARKS.search(block) is not None
    width = max((column_number(text.decode()) + 1 for text in letters), default=0)
    if not careful and width <= columns and width * (last - first + 1) <= cells:
        return Scan()
    scan = Scan()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    with archive.open(name) as part:
        while block := part.read(BLOCK):
            parser.Parse(block, False)
    if scan.box is not None:
        top, left, bottom, right = scan.box
        if right - left + 1 > columns or (bottom - top + 1) * (right - left + 1) > cells:
            raise Refused("far")
    return scan


def scan_archive(content: io.BytesIO, unpacked: int, *, columns: int, cells: int) -> dict[str, Scan]:
    """Check every part of a zipped workbook and scan the worksheets, before any parser sees them."""
    if not content.getvalue().startswith(b"PK"):
        return {}
    with zipfile.ZipFile(content) as archive:
        check_parts(archive, unpacked)
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            return {}
        parts = sheet_parts(archive)
        return {
            name: scan_sheet(archive, part, columns=columns, cells=cells)
            for name, part in parts.items()
            if part in names
        }
