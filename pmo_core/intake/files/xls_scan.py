"""
A walk over the records of an old .xls workbook: its error cells, hidden rows and its calendar.

Runs in the child process only, and imports nothing of the product but its sibling. An unusual container is
left to the parser: what is None here was not looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_core.intake.files.sheet_scan import MARKS_KEPT, Scan

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ERRORS: Final = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
_FORMULA, _EOF, _DATEMODE, _FILEPASS, _COLINFO = 0x0006, 0x000A, 0x0022, 0x002F, 0x007D
_BOUNDSHEET, _BOOLERR, _ROW, _BOF, _BIFF8 = 0x0085, 0x0205, 0x0208, 0x0809, 0x0600
_STREAM, _ROOT = 2, 5
_SHIFTS: Final = ((9, 6), (12, 6))
"""Sectors hold 512 or 4,096 bytes, those of small streams 64; nobody writes others."""

_IN_HEADER: Final = 109
"""So many sectors of the table of sectors are listed in the header itself."""

Record = tuple[int, bytes]


@dataclass
class Old:
    """What the records say of each sheet by its name, and whether days count from 1904."""

    scans: dict[str, Scan] = field(default_factory=dict[str, Scan])
    from_1904: bool = False


def scan_xls(content: bytes) -> Old | None:
    """Walk over an .xls workbook; None if it is none of 1997 or later, protected, or damaged."""
    if not content.startswith(OLE):
        return None
    try:
        return _scanned(_workbook(content))
    except (struct.error, LookupError, UnicodeDecodeError):
        return None


def _scanned(stream: bytes) -> Old | None:
    found = Old()
    places: list[tuple[str, int]] = []
    for kind, data in _records(stream, 0):
        if kind == _FILEPASS or (kind == _BOF and struct.unpack_from("<H", data)[0] != _BIFF8):
            return None
        if kind == _DATEMODE:
            found.from_1904 = data[0] == 1
        elif kind == _BOUNDSHEET:
            wide = data[7] & 1
            name = data[8 : 8 + data[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            places.append((name, struct.unpack_from("<I", data)[0]))
    for name, place in places:
        scan = found.scans[name] = Scan()
        for kind, data in _records(stream, place):
            _noted(scan, kind, data)
    return found if places else None


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """The records of one part of the stream; those of a chart within it are passed over."""
    depth = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, stream[place + 4 : place + 4 + size]
        if depth < 1:
            return
        place += 4 + size


def _noted(scan: Scan, kind: int, data: bytes) -> None:
    if kind in (_BOOLERR, _FORMULA):
        row, column = struct.unpack_from("<HH", data)
        is_error = data[7] == 1 if kind == _BOOLERR else (data[6] == 2 and data[12:14] == b"\xff\xff")
        if is_error and len(scan.marks) < MARKS_KEPT:
            scan.marks.append((row, column, _ERRORS.get(data[6 if kind == _BOOLERR else 8], "#ERROR!")))
    elif kind == _ROW and data[12] & 0x20 and len(scan.hidden_rows) < MARKS_KEPT:
        scan.hidden_rows.append(struct.unpack_from("<H", data)[0] + 1)
    elif kind == _COLINFO and data[8] & 1 and len(scan.hidden_columns) < MARKS_KEPT:
        first, last = struct.unpack_from("<HH", data)
        scan.hidden_columns.append((first + 1, last + 1))


def _workbook(content: bytes) -> bytes:
    """The stream that holds the workbook, put together from its sectors."""
    shift, small = struct.unpack_from("<HH", content, 30)
    if (shift, small) not in _SHIFTS:
        raise LookupError(shift)
    directory, _, cutoff, small_table = struct.unpack_from("<IIII", content, 48)
    sectors = _pieces(content[1 << shift :], shift)
    listed = struct.unpack_from(f"<{_IN_HEADER}I", content, 76)
    further, _ = struct.unpack_from("<II", content, 68)
    while further < len(sectors) and len(listed) < 2 * len(sectors) + _IN_HEADER:
        *more, further = _numbers(sectors[further])
        listed = (*listed, *more)
    table = [number for at in listed if at < len(sectors) for number in _numbers(sectors[at])]
    entries = _pieces(_joined(sectors, table, directory), 7)
    root = {entry[66]: entry for entry in entries}[_ROOT]
    named = {e[: max(0, e[64] - 2)].decode("utf-16-le"): e for e in entries if e[66] == _STREAM}
    start, size = struct.unpack_from("<II", named["Workbook"], 116)
    if size >= cutoff:
        return _joined(sectors, table, start)[:size]
    inner = _pieces(_joined(sectors, table, struct.unpack_from("<I", root, 116)[0]), small)
    return _joined(inner, _numbers(_joined(sectors, table, small_table)), start)[:size]


def _pieces(data: bytes, shift: int) -> list[bytes]:
    return [data[at : at + (1 << shift)] for at in range(0, len(data), 1 << shift)]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _joined(sectors: Sequence[bytes], table: Sequence[int], start: int) -> bytes:
    """The sectors of a chain; it ends where a number is no sector, at the latest when all were visited."""
    found: list[bytes] = []
    while start < len(sectors) and len(found) <= len(sectors):
        found.append(sectors[start])
        start = table[start]
    return b"".join(found)
