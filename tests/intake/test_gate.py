"""What is let in: told by the bytes; everything else gets a sentence and a way out."""

import io
import struct
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.errors import EmptyUpload, IntakeError, TooLarge, UnreadableFile
from pmo_core.intake.files.container import Container
from pmo_core.intake.files.gate import clean_label, inspect
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.limits import LABEL_CHARACTERS, PAGE_LIMITS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def zipped(*parts: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"\x1f\x8b\x08\x00abc", "gzip archive.*Unpack it first", id="gzip"),
        pytest.param(b"7z\xbc\xaf\x27\x1c\x00\x04", "7-Zip archive.*Unpack", id="7z"),
        pytest.param(b"Rar!\x1a\x07\x00", "RAR archive", id="rar"),
        pytest.param(zipped(("plan.csv", b"a,b\n1,2\n")), "zip archive.*Unpack it first", id="zip"),
        pytest.param(zipped(("word/document.xml", b"<w/>")), "document, not a workbook", id="docx"),
        pytest.param(zipped(("Index/Document.iwa", b"x")), "Apple Numbers", id="numbers"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "a PDF", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", "a picture", id="jpeg"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a picture", id="webp"),
        pytest.param(b"PAR1\x15\x04", "Parquet", id="parquet"),
        pytest.param(b"SQLite format 3\x00", "SQLite", id="sqlite"),
        pytest.param(b'[{"a": 1}, {"a": 2}]', "JSON", id="json list"),
        pytest.param(b'\xef\xbb\xbf{\n "a": [1]\n}\n', "JSON", id="json object with a mark"),
        pytest.param('{"a": 1}'.encode("utf-16"), "JSON", id="json in utf-16"),
        pytest.param(
            b"<html><table><tr><td>a</td></tr></table>", "web page or XML.*save it as .xlsx", id="html"
        ),
        pytest.param(b"  <TABLE border=1><tr>", "web page or XML", id="table"),
        pytest.param(b'<?xml version="1.0"?><Workbook/>', "web page or XML", id="xml"),
        pytest.param(b"MIME-Version: 1.0\nContent-Type: multipart/related", "web archive", id="mhtml"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "password", id="protected xlsx"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "Word document", id="doc"),
        pytest.param(OLE + "Props14".encode("utf-16-le"), "Microsoft Project", id="mpp"),
        pytest.param(OLE, "no workbook", id="other ole"),
        pytest.param(b"\x09\x08\x10\x00\x00\x06\x05\x00", "before 1997", id="bare biff"),
        pytest.param(b"PK\x03\x04cut off", "damaged or cut off", id="zip without its end"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        inspect(content, PAGE_LIMITS)


@pytest.mark.parametrize(
    "content",
    [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe", b"\x00" * 50, b"\x1a"],
    ids=["no bytes", "spaces", "mark", "mark and space", "utf-16 mark", "zeros", "end of file mark"],
)
def test_an_empty_file_is_named_empty(content: bytes) -> None:
    with pytest.raises(EmptyUpload, match=r"empty|white space|padding"):
        read_table(content, "empty.csv", Options(), PAGE_LIMITS)


def test_a_header_without_rows_is_refused() -> None:
    with pytest.raises(EmptyUpload, match="no rows below the header"):
        read_table(b"project id,name,budget\n", "plan.csv", Options(), PAGE_LIMITS)


def test_a_file_beyond_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(TooLarge, match="2 MB; 1 MB is the limit"):
        inspect(b"a,b\n" * (512 * 1024), replace(PAGE_LIMITS, file=1024 * 1024))


def test_an_archive_that_unpacks_too_far_is_refused_before_unpacking() -> None:
    bomb = zipped(("xl/workbook.xml", b"<w/>"), ("xl/worksheets/sheet1.xml", b"\x20" * (30 * 1024 * 1024)))
    with pytest.raises(TooLarge, match="200 times its size"):
        inspect(bomb, PAGE_LIMITS)
    with pytest.raises(TooLarge, match="unpacks to 30 MB"):
        inspect(bomb, replace(PAGE_LIMITS, workbook_unpacked=1024 * 1024))


def test_an_archive_of_too_many_parts_is_refused() -> None:
    crowd = zipped(
        ("xl/workbook.xml", b"<w/>"), *((f"xl/{n}.xml", b"") for n in range(PAGE_LIMITS.workbook_parts))
    )
    with pytest.raises(TooLarge, match="more than 500 parts"):
        inspect(crowd, PAGE_LIMITS)


def test_a_forged_count_of_parts_does_not_crash() -> None:
    content = bytearray(zipped(("xl/workbook.xml", b"<w/>")))
    struct.pack_into("<H", content, content.rfind(b"PK\x05\x06") + 10, 65_535)
    with pytest.raises(TooLarge, match="parts"):
        inspect(bytes(content), PAGE_LIMITS)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "xl\\..\\..\\x.xml"])
def test_names_that_climb_out_of_the_archive_are_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match="unsafe names"):
        inspect(zipped(("xl/workbook.xml", b"<w/>"), (name, b"x")), PAGE_LIMITS)


def test_text_under_a_workbook_name_is_read_as_text_and_noted() -> None:
    table = read_table(b"project id,name\nP1,Bridge\nP2,Tunnel\n", "plan.xlsx", Options(), PAGE_LIMITS)
    assert inspect(b"project id,name\n", PAGE_LIMITS) is Container.TEXT
    assert table.columns == (("P1", "P2"), ("Bridge", "Tunnel"))
    assert [issue.code for issue in table.issues] == ["file.misnamed"]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("plan.csv", "plan.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\plan.csv", "plan.csv"),
        ("pl\x00an\x1b[31m\u202ecsv.exe", "plan[31mcsv.exe"),
        ("", "upload"),
        ("x" * 500, "x" * LABEL_CHARACTERS),
    ],
)
def test_a_file_name_becomes_a_harmless_label(label: str, shown: str) -> None:
    assert clean_label(label) == shown


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_sentence(content: bytes) -> None:
    try:
        table = read_table(content, "x.csv", Options(), PAGE_LIMITS)
    except IntakeError:
        return
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused
