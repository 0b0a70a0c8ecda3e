"""What kind of file is this? Its first bytes tell, not its name; no table: refused in a sentence."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from pmo_core.errors import EmptyUpload, TooLarge, UnreadableFile
from pmo_core.intake.files.archive import zip_kind
from pmo_core.intake.files.container import Container
from pmo_core.limits import LABEL_CHARACTERS, MEGABYTE, IntakeLimits

_PACKED: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
)
_PICTURES: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
)
_OTHERS: Final = (
    (b"%PDF", "a PDF", "Export the table itself from the tool as CSV or Excel."),
    (b"PAR1", "a Parquet file", "Save the table as CSV or Excel."),
    (b"ARROW1", "an Arrow file", "Save the table as CSV or Excel."),
    (b"SQLite format 3\x00", "a SQLite database", "Export the table as CSV."),
    (b"{\\rtf", "an RTF document", "Copy the table into Excel and save it as .xlsx."),
    (b"\x7fELF", "a program", "Upload the export itself."),
    (b"MZ\x90\x00", "a program", "Upload the export itself."),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS: Final = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe\x00\x00|\x00\x00\xfe\xff|\xff\xfe|\xfe\xff)")
_MARKUP: Final = re.compile(
    rb"\A\s*<(?:!doctype|html|head|body|table|meta|style|div|script|\?xml|!--|office:|svg)", re.I
)
_JSON_HEAD: Final = re.compile(rb'\A\s*(?:\{\s*["}]|\[\s*[\]\[{"\-\d])')
_JSON_TAIL: Final = re.compile(rb"[\]}]\s*\Z")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Extension(StrEnum):
    """File names that say which kind they should be; a wrong one is a note, not an error."""

    CSV = "csv"
    TSV = "tsv"
    TXT = "txt"
    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"


_USUAL: Final = {
    Container.TEXT: {Extension.CSV, Extension.TSV, Extension.TXT},
    Container.XLSX: {Extension.XLSX, Extension.XLSM},
    Container.XLS: {Extension.XLS},
    Container.XLSB: {Extension.XLSB},
    Container.ODS: {Extension.ODS},
}


def clean_label(label: str) -> str:
    """Make a file name a label: no folders, control or direction marks, at most 120 characters."""
    name = re.split(r"[\\/]", unicodedata.normalize("NFC", label))[-1]
    kept = "".join(c for c in _INVISIBLE.sub("", name) if unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    return kept.strip()[:LABEL_CHARACTERS] or "upload"


def misnamed(label: str, container: Container) -> bool:
    """Whether the extension promises another kind of file than the bytes are."""
    extension = label.rpartition(".")[2].lower()
    return extension in set(Extension) and extension not in _USUAL[container]


def inspect(content: bytes, limits: IntakeLimits) -> Container:
    """
    Tell text from the four kinds of workbook, and refuse everything else.

    Raises:
        EmptyUpload: If there is nothing but white space.
        TooLarge: If the file is beyond the limit.
        UnreadableFile: If it is packed, protected, or another kind of file; the sentence says which.
    """
    _check_size(content, limits)
    _refuse_packed(content)
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return zip_kind(content, limits)
    if content.startswith(_OLE):
        return _ole_kind(content)
    _refuse_others(content)
    _refuse_markup_and_json(content)
    return Container.TEXT


def _check_size(content: bytes, limits: IntakeLimits) -> None:
    if len(content) > limits.file:
        raise TooLarge(
            f"The file has {len(content) / MEGABYTE:,.0f} MB; {limits.file / MEGABYTE:,.0f} MB is the limit.",
            fix="Leave out columns or years that are not needed, or import it on the command line.",
        )
    if not content:
        raise EmptyUpload("The file is empty (0 bytes).", fix="Export it again and check that it opens.")
    head = _BOMS.sub(b"", content[:4096])
    if not head.strip(b" \t\r\n\x00\x0b\x0c\x1a") and not content.strip(
        b" \t\r\n\x00\x0b\x0c\x1a\xff\xfe\xef\xbb\xbf"
    ):
        raise EmptyUpload("The file holds only white space.", fix="Export it again and check that it opens.")


def _refuse_packed(content: bytes) -> None:
    for magic, name in _PACKED:
        if content.startswith(magic):
            raise UnreadableFile(
                f"This is a {name} archive, not a table.", fix="Unpack it first, then upload the file in it."
            )


def _ole_kind(content: bytes) -> Container:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise UnreadableFile(
            "The workbook is protected by a password.",
            fix="Open it in Excel, remove the password under File, Info, Protect workbook, and save it.",
        )
    if holds("Workbook\0") or holds("Book\0"):
        return Container.XLS
    if holds("WordDocument"):
        raise UnreadableFile(
            "This is a Word document.", fix="Copy the table into Excel and save it as .xlsx."
        )
    if holds("Props9") or holds("Props12") or holds("Props14"):
        raise UnreadableFile(
            "This is a Microsoft Project file.",
            fix="In Project, use Save as and choose Excel workbook or CSV.",
        )
    raise UnreadableFile(
        "This is no workbook that can be read.", fix="Open it in Excel and save it as .xlsx."
    )


def _refuse_others(content: bytes) -> None:
    for magic, name, fix in _OTHERS:
        if content.startswith(magic):
            raise UnreadableFile(f"This is {name}, not a table.", fix=fix)
    bitmap = content.startswith(b"BM") and content[2:6] == len(content).to_bytes(4, "little")
    webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    if bitmap or webp or content.startswith(_PICTURES):
        raise UnreadableFile(
            "This is a picture, not a table.", fix="Export the table itself as CSV or Excel."
        )
    if content[8:12] == b"DUCK":
        raise UnreadableFile("This is a database file, not a table.", fix="Export the table as CSV.")
    if content[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08") and b"\x00" in content[:16]:
        raise UnreadableFile(
            "This workbook is in a format from before 1997.", fix="Open it in Excel and save it as .xlsx."
        )


def _refuse_markup_and_json(content: bytes) -> None:
    head = _BOMS.sub(b"", content[:4096]).replace(b"\x00", b"")
    if _MARKUP.match(head):
        raise UnreadableFile(
            "This is a web page or XML saved under a table's name, not a table.",
            fix="Open it in Excel and save it as .xlsx.",
        )
    if re.match(rb"\A\s*mime-version:", head, re.I):
        raise UnreadableFile(
            "This is a saved web archive, not a table.", fix="Open it in Excel and save it as .xlsx."
        )
    tail = content[-64:].replace(b"\x00", b"")
    if _JSON_HEAD.match(head) and _JSON_TAIL.search(tail):
        raise UnreadableFile("This is JSON, not a table.", fix="Export it as CSV or Excel.")
