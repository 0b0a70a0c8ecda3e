"""The smallest .xls workbook that a parser takes: one sheet, written record by record."""

import struct

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SECTOR = 512


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def text(row: int, column: int, value: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 15, len(value), 0) + value.encode("latin-1"))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 15, value))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 15, code, 1))


def formula_error(row: int, column: int, code: int) -> bytes:
    result = bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF])
    return record(0x0006, struct.pack("<HHH", row, column, 15) + result + bytes(8))


def hidden_row(row: int) -> bytes:
    return record(0x0208, struct.pack("<HHHHHHHH", row, 0, 9, 255, 0, 0, 0x20, 15))


def old_book(*cells: bytes, from_1904: bool = False, name: str = "Plan") -> bytes:
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 1997, 0, 6))
    sheet = (
        record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 1997, 0, 6)) + b"".join(cells) + record(0x000A)
    )
    calendar = record(0x0022, struct.pack("<H", from_1904))
    listed = struct.pack("<HBB", 0, len(name), 0) + name.encode("latin-1")
    place = len(start + calendar) + 4 + 4 + len(listed) + 4
    return _container(
        start + calendar + record(0x0085, struct.pack("<I", place) + listed) + record(0x000A) + sheet
    )


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % SECTOR)
    count = len(stream) // SECTOR
    chain = [*range(3, count + 2), END]
    table = struct.pack("<128I", TABLE, END, *chain, *[FREE] * (126 - count))
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, 2, len(stream)) + bytes(256)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0, 0) + struct.pack(
        "<108I", *[FREE] * 108
    )
    return head + table + entries + stream


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE) -> bytes:
    spelled = (name + "\0").encode("utf-16-le")
    head = spelled.ljust(64, b"\0") + struct.pack("<HBB", len(spelled), kind, 1)
    return head + struct.pack("<III", FREE, FREE, child) + bytes(36) + struct.pack("<IQ", start, size)
