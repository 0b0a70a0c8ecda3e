"""Workbooks made to mislead: a sound one with changed parts, or parts put together by hand."""

from __future__ import annotations

import base64
import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.books import book, projects, with_part
from tests.intake.test_gate import zipped

SHEET = "xl/worksheets/sheet1.xml"


def sound(edit: Callable[[Worksheet], object] | None = None, rows: int = 6) -> bytes:
    def change(made: Workbook) -> None:
        if edit:
            edit(made.worksheets[0])

    return book(("Plan", projects(rows)), change=change)


def put(**cells: object) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return edit


def part(edit: Callable[[bytes], bytes], name: str = SHEET) -> Callable[[], bytes]:
    return lambda: with_part(sound(), name, edit)


def beside(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(sound())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def flagged() -> bytes:
    """Every part is marked as encrypted."""
    content = bytearray(sound())
    for head, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(head), bytes(content)):
            struct.pack_into("<H", content, found.start() + offset, 1)
    return bytes(content)


def lying_size() -> bytes:
    """The directory declares a small part that unpacks to a hundred times as much."""
    swollen = with_part(
        sound(), SHEET, lambda xml: xml.replace(b"<sheetData>", b" " * 5_000_000 + b"<sheetData>")
    )
    content = bytearray(swollen)
    for found in re.finditer(b"PK\x01\x02", bytes(content)):
        struct.pack_into("<I", content, found.start() + 24, 1_000)
    return bytes(content)


def laughing(xml: bytes) -> bytes:
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    return b'<?xml version="1.0"?><!DOCTYPE x [' + entities + b"]>" + re.sub(rb"<\?xml.*?\?>", b"", xml)


def outside(xml: bytes) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return head + re.sub(rb"<\?xml.*?\?>", b"", xml)


def by_hand(texts: bytes, sheet: bytes) -> bytes:
    """The least workbook whose cells refer to a list of texts."""
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rels = b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = b'<Relationship Id="%s" Type="' + kind + b'/%s" Target="%s"/>'
    return zipped(
        (
            "[Content_Types].xml",
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        ),
        (
            "_rels/.rels",
            b"<Relationships %s>%s</Relationships>"
            % (rels, link % (b"r1", b"officeDocument", b"xl/workbook.xml")),
        ),
        (
            "xl/workbook.xml",
            b'<workbook %s xmlns:r="%s"><sheets>%s</sheets></workbook>'
            % (main, kind, b'<sheet name="Plan" sheetId="1" r:id="r1"/>'),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships %s>%s%s</Relationships>"
            % (
                rels,
                link % (b"r1", b"worksheet", b"worksheets/sheet1.xml"),
                link % (b"r2", b"sharedStrings", b"sharedStrings.xml"),
            ),
        ),
        ("xl/sharedStrings.xml", texts.replace(b"<sst", b"<sst " + main)),
        (SHEET, b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (main, sheet)),
    )


TEXTS = ("Project ID", "Project name", "P1", "Alpha", "P2", "Beta")
SST = b"<sst>" + b"".join(f"<si><t>{text}</t></si>".encode() for text in TEXTS) + b"</sst>"


def cells(*places: int) -> bytes:
    """Rows of two cells that refer to the list of texts."""
    rows = [
        f'<row r="{n}"><c r="A{n}" t="s"><v>{a}</v></c><c r="B{n}" t="s"><v>{b}</v></c></row>'
        for n, (a, b) in enumerate(zip(places[::2], places[1::2], strict=True), 1)
    ]
    return "".join(rows).encode()


def straddling() -> bytes:
    """A document type that lies across the border of two blocks of a megabyte."""
    noise = base64.b64encode(random.Random(1).randbytes(786_432))[: 2**20 - 11]
    return by_hand(b"<!--" + noise + b"-->" + b"<!DOCTYPE x []>" + SST, cells(0, 1, 2, 3, 4, 5))


def hidden_sheet(made: Workbook) -> None:
    made["Old"].sheet_state = "veryHidden"


def ods(rows: str) -> bytes:
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Plan">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
    return zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.encode()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    )


def ods_row(*cells: str, repeat: str = "") -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"{repeat}><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


HEADER = ods_row("Project ID", "Project name", "Owner")
TWO = ods_row("P1", "Alpha", "Ann") + ods_row("P2", "Beta", "Ben")
