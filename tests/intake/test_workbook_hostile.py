"""Workbooks that would harm: refused before the parser, or read by a child that may die."""

import io
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pmo_core.errors import EmptyUpload, IntakeError, TooLarge, UnreadableFile
from pmo_core.intake.files import workbook
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.limits import PAGE_LIMITS
from tests.intake.books import book, projects, read, with_part

SOUND = book(("Plan", projects()))


def test_a_far_cell_is_refused_before_the_parser_sees_it() -> None:
    def stray(made: Workbook) -> None:
        made["Plan"]["XFD1048576"] = 1

    with pytest.raises(TooLarge, match="so far out"):
        read(book(("Plan", projects()), change=stray))


def test_a_far_cell_that_is_only_formatted_does_not_count() -> None:
    def stray(made: Workbook) -> None:
        made["Plan"]["XFD1048576"].number_format = "0.00"

    assert len(read(book(("Plan", projects()), change=stray)).rows) == 6


def test_a_document_type_is_refused() -> None:
    def declare(xml: bytes) -> bytes:
        return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + re.sub(rb"<\?xml.*?\?>", b"", xml)

    content = with_part(book(("Plan", projects())), "xl/worksheets/sheet1.xml", declare)
    with pytest.raises(UnreadableFile, match="document type"):
        read(content)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_damaged_part_gives_a_sentence(part: str) -> None:
    content = with_part(book(("Plan", projects())), part, lambda xml: xml[: len(xml) // 2])
    with pytest.raises(IntakeError, match=r"damaged|safely|no filled sheet|no rows"):
        read(content)


def test_a_workbook_that_needs_too_much_memory_is_refused() -> None:
    content = book(("Plan", projects(28)))
    with pytest.raises(UnreadableFile, match="not be read safely"):
        read_table(content, "x.xlsx", Options(), replace(PAGE_LIMITS, workbook_memory=1024 * 1024))


def test_a_workbook_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_PROGRAM", "import time; time.sleep(60)")
    with pytest.raises(TooLarge, match="longer than 1 seconds"):
        read_table(book(("Plan", projects())), "x.xlsx", Options(), replace(PAGE_LIMITS, workbook_seconds=1))


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "print('not json')",
        "print('[]')",
        "raise SystemExit(0)",
        "print('{\"name\": 1}')",
    ],
)
def test_an_abnormal_end_of_the_child_gives_one_sentence(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(workbook, "_PROGRAM", program)
    with pytest.raises(UnreadableFile, match="not be read safely"):
        read(book(("Plan", projects())))


def test_the_child_can_write_no_file_and_sees_no_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PMO_SECRET", "x")
    program = (
        workbook._PROGRAM.rpartition("main()")[0]
        + f"""
import os
from pmo_core.intake.files.workbook_child import bound
bound(20, 1 << 30)
assert "PMO_SECRET" not in os.environ
try:
    with open({str(tmp_path / "out")!r}, "w") as out:
        out.write("x" * 10)
except OSError:
    print('{{"refused": "password"}}', flush=True)
"""
    )
    monkeypatch.setattr(workbook, "_PROGRAM", program)
    with pytest.raises(UnreadableFile, match="password"):
        read(book(("Plan", projects())))


def test_the_child_is_bounded_and_holds_nothing_but_its_pipes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("resource", reason="this system bounds no process")
    bounds = [PAGE_LIMITS.workbook_memory, PAGE_LIMITS.workbook_seconds, 0, 0]
    looked = f"""
import os, resource, stat
import pmo_core.intake.files.workbook_child as child
scan = child.scan_archive
def look(*given, **named):
    names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE")
    limits = [resource.getrlimit(getattr(resource, name)) for name in names]
    assert limits == [(bound, bound) for bound in {bounds}]
    assert set(os.environ) <= {{"LC_CTYPE"}}, "the interpreter itself may add its locale"
    kinds = {{}}
    for number in range(256):
        try:
            kinds[number] = os.fstat(number).st_mode
        except OSError:
            pass
    assert sorted(kinds) == [0, 1, 2], kinds
    assert stat.S_ISFIFO(kinds[0]) and stat.S_ISFIFO(kinds[1]) and stat.S_ISCHR(kinds[2])
    return scan(*given, **named)
child.scan_archive = look
child.main()
"""
    monkeypatch.setattr(workbook, "_PROGRAM", workbook._PROGRAM.rpartition("main()")[0] + looked)
    monkeypatch.setenv("PMO_SECRET", "x")
    with (tmp_path / "open").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        assert len(read(book(("Plan", projects()))).rows) == 6


def test_the_child_loads_nothing_of_the_product_but_its_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    program = workbook._PROGRAM.replace(
        "main()",
        "found = sorted(m for m in sys.modules if m.startswith('pmo_core.') and m.count('.') == 3)\n"
        "wanted = ['ods_scan', 'sheet_scan', 'workbook_child', 'xls_scan']\n"
        "assert found == ['pmo_core.intake.files.' + name for name in wanted], found\nmain()",
    )
    monkeypatch.setattr(workbook, "_PROGRAM", program)
    assert len(read(book(("Plan", projects()))).rows) == 6


def _open_document(*rows: str) -> bytes:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    body = f'<table:table table:name="Plan">{"".join(rows)}</table:table>'
    inner = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest></manifest:manifest>")
        archive.writestr(
            "content.xml", f"<office:document-content {spaces}>{inner}</office:document-content>"
        )
    return buffer.getvalue()


def _row(*texts: str, repeated: int = 1, of_first: int = 1) -> str:
    cells = [
        f'<table:table-cell table:number-columns-repeated="{1 if at else of_first}" '
        + (f'office:value-type="string"><text:p>{text}</text:p></table:table-cell>' if text else "/>")
        for at, text in enumerate(texts)
    ]
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


HEAD, BLANK = _row("Project ID", "Project Name"), _row("", of_first=1024, repeated=1_048_000)


def test_repeats_of_blank_rows_and_cells_at_the_end_of_an_open_document_do_not_count() -> None:
    found = read(_open_document(HEAD, _row("P1", "Bridge"), _row("P2", "Tunnel"), BLANK))
    assert found.column("Project Name") == ("Bridge", "Tunnel")


def test_an_open_document_without_a_table_is_refused_in_a_sentence() -> None:
    whole = _open_document()
    empty = with_part(whole, "content.xml", lambda xml: re.sub(rb"<table:table.*</table:table>", b"", xml))
    for content in (whole, empty):
        with pytest.raises(EmptyUpload, match="no filled sheet"):
            read(content)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([_row("P1", "Bridge", repeated=1_000_000_000)], id="a row of values"),
        pytest.param([_row("P1", "Bridge", of_first=1_000_000)], id="a cell of a value"),
        pytest.param(
            [_row("P1", "A"), _row("", repeated=900_000_000), _row("P2", "B")], id="blank rows before a value"
        ),
        pytest.param([_row("", "far", of_first=1_000_000)], id="blank cells before a value"),
    ],
)
def test_far_repeats_of_an_open_document_are_refused_before_the_parser(rows: list[str]) -> None:
    with pytest.raises(TooLarge, match="so far out"):
        read(_open_document(HEAD, *rows, BLANK))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8), st.sampled_from(["write", "cut", "insert"]))
def test_a_mutated_workbook_gives_a_table_or_a_sentence(place: int, noise: bytes, how: str) -> None:
    whole = SOUND
    at = place % len(whole)
    mutated = {
        "write": whole[:at] + noise + whole[at + len(noise) :],
        "cut": whole[:at],
        "insert": whole[:at] + noise + whole[at:],
    }[how]
    try:
        table = read_table(mutated, "x.xlsx", Options(), PAGE_LIMITS)
    except IntakeError:
        return
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused
