"""What is no table, and what pretends to be one."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile

from tests.intake.books import book, projects
from tests.intake.hostile.case import HEAD, Asks, Case, Loads, Refused, lines, plan
from tests.intake.test_gate import OLE, zipped

PLAN = plan(lines(6))


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        member = tarfile.TarInfo("plan.csv")
        member.size = len(PLAN)
        archive.addfile(member, io.BytesIO(PLAN))
    return buffer.getvalue()


def _stopped_short() -> bytes:
    whole = book(("Plan", projects()))
    return whole[: len(whole) * 2 // 3]


CASES = {
    "a gzip of a table is to be unpacked first": Case(gzip.compress(PLAN), Refused("gzip.*Unpack it first")),
    "a bzip2 of a table is to be unpacked first": Case(bz2.compress(PLAN), Refused("bzip2.*Unpack")),
    "an xz of a table is to be unpacked first": Case(lzma.compress(PLAN), Refused("xz.*Unpack")),
    "a tar of a table is refused": Case(_tar(), Refused("Byte 8 is zero")),
    "a zip of a table is to be unpacked first": Case(
        zipped(("plan.csv", PLAN)), Refused("zip archive.*Unpack it first"), label="plan.xlsx"
    ),
    "a zip within a zip is refused": Case(
        zipped(("inner.zip", zipped(("plan.csv", PLAN)))), Refused("zip archive")
    ),
    "a PDF under the name of a table is refused": Case(
        b"%PDF-1.4\n1 0 obj\n" + PLAN, Refused("PDF.*CSV or Excel")
    ),
    "a picture under the name of a workbook is refused": Case(
        b"\x89PNG\r\n\x1a\n" + bytes(200), Refused("picture"), label="plan.xlsx"
    ),
    "a program is refused": Case(b"MZ\x90\x00" + bytes(300), Refused("program")),
    "lines of JSON are refused": Case(b'{"id": 1, "name": "A"}\n{"id": 2, "name": "B"}\n', Refused("JSON")),
    "a web page under the name of a workbook is to be saved as a workbook": Case(
        b"\xef\xbb\xbf<html xmlns:o='urn'><body><table><tr><td>Project ID</td></tr></table></body></html>",
        Refused(r"web page.*\.xlsx"),
        label="plan.xls",
    ),
    "a web page in UTF-16 is refused": Case(
        "<html><table><tr><td>Project</td></tr></table>".encode("utf-16"), Refused("web page")
    ),
    "a table of Excel 2003 XML is refused": Case(
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook><Worksheet/></Workbook>',
        Refused("XML"),
        label="plan.xls",
    ),
    "a workbook under a password is refused and says how to open it": Case(
        OLE + "EncryptedPackage".encode("utf-16-le") + bytes(900), Refused("password"), label="plan.xlsx"
    ),
    "a workbook that was cut off on its way is refused": Case(
        _stopped_short, Refused("damaged or cut off"), label="plan.xlsx"
    ),
    "a workbook under the name of a text is read as what it is": Case(
        lambda: book(("Plan", projects())), Asks.of("money_unit"), label="plan.csv"
    ),
    "a file of no bytes is refused": Case(b"", Refused(r"empty \(0 bytes\)")),
    "a file of white space is refused": Case(b" \r\n\t\n" * 400, Refused("white space")),
    "a file of zero bytes is refused": Case(bytes(5_000), Refused("white space|empty")),
    "a header without rows is refused": Case(plan([]), Refused("no rows below the header")),
    "a header above rows of commas is refused": Case(
        plan([",,,,,,"] * 5), Refused("no rows below the header")
    ),
    "a zero byte in the middle is refused with its place": Case(
        plan(lines(4)) + b"P9,Bri\x00dge,North,Active,,,\n" + plan(lines(3), head="P8,Eight,,,,,"),
        Refused(r"(?i)byte.*\d{3}"),
    ),
    "random bytes are refused": Case(bytes(range(256)) * 40, Refused("(?i)byte|binary")),
    "a text under the name of a workbook is read and noted": Case(
        PLAN, Loads(rows=6, fields={"project_id": [f"P{n}" for n in range(1, 7)]}), label="plan.xlsx"
    ),
    "a table that begins with a bracket is no JSON": Case(
        f"{HEAD}\n[A],Alpha,North,Active,2026-01-01,2026-02-01,1\n[B],Beta,North,Active,,,2\n".encode(),
        Loads(fields={"project_id": ["[A]", "[B]"]}),
    ),
}
