"""Zip archives, judged by their table of contents before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final

from pmo_core.errors import TooLarge, UnreadableFile
from pmo_core.intake.files.container import Container
from pmo_core.limits import MEGABYTE, IntakeLimits

_END: Final = b"PK\x05\x06"
_ENTRY_BYTES: Final = 2_000
_ENCRYPTED: Final = 0x1
_RATIO_COUNTS_FROM: Final = 10 * MEGABYTE
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_FIX: Final = "Open it in Excel and save it again as .xlsx, or export it as CSV."


def zip_kind(content: bytes, limits: IntakeLimits) -> Container:
    """
    Say which workbook a zip archive is.

    Raises:
        TooLarge: If unpacking it would go beyond the limits.
        UnreadableFile: If it is damaged, protected, unsafe, or holds no workbook.
    """
    _check_directory_size(content, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            mimetype = _mimetype(archive)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
        struct.error,
        zlib.error,
    ) as fault:
        raise UnreadableFile(
            "The file is damaged: its table of contents cannot be read.", fix=_FIX
        ) from fault
    kind = _kind({part.filename.lower() for part in parts}, mimetype)
    _check_parts(parts, len(content), limits)
    return kind


def _check_directory_size(content: bytes, limits: IntakeLimits) -> None:
    """Bound the table of contents first: reading one with a million entries is an attack by itself."""
    end = content.rfind(_END, max(0, len(content) - 66_000))
    if end < 0 or len(content) < end + 22:
        raise UnreadableFile(
            "The file is damaged or cut off: its end is missing.", fix="Download or export it again."
        )
    entries, size = struct.unpack_from("<HI", content, end + 10)
    if size > limits.workbook_parts * _ENTRY_BYTES or entries > limits.workbook_parts:
        raise TooLarge(f"The archive has more than {limits.workbook_parts:,} parts.", fix=_FIX)


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    try:
        part = archive.getinfo("mimetype")
    except KeyError:
        return b""
    if part.file_size > 200:
        return b""
    return archive.read(part).strip()


def _kind(names: set[str], mimetype: bytes) -> Container:
    if "xl/workbook.bin" in names:
        return Container.XLSB
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return Container.XLSX
    if mimetype == _SPREADSHEET:
        return Container.ODS
    if mimetype.startswith(b"application/vnd.oasis") or any(
        name.startswith(("word/", "ppt/")) for name in names
    ):
        raise UnreadableFile(
            "This is a document, not a workbook.", fix="Copy the table into Excel and save it as .xlsx."
        )
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        raise UnreadableFile("This is an Apple Numbers file.", fix="In Numbers, use File, Export to, Excel.")
    raise UnreadableFile(
        "This is a zip archive, not a table.", fix="Unpack it first, then upload the file in it."
    )


def _check_parts(parts: list[zipfile.ZipInfo], packed: int, limits: IntakeLimits) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableFile(
            "The workbook is protected by a password.", fix="Remove the password in Excel and save it."
        )
    if any(_climbs(part.filename) for part in parts):
        raise UnreadableFile("The workbook holds parts with unsafe names.", fix=_FIX)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.workbook_unpacked:
        raise TooLarge(
            f"The workbook unpacks to {unpacked / MEGABYTE:,.0f} MB; "
            f"at most {limits.workbook_unpacked / MEGABYTE:,.0f} MB are taken.",
            fix="Save only the sheet with the projects, or export it as CSV.",
        )
    if unpacked > _RATIO_COUNTS_FROM and unpacked > limits.compression_ratio * packed:
        raise TooLarge(
            f"The workbook unpacks to more than {limits.compression_ratio} times its size.",
            fix="Export the sheet as CSV.",
        )


def _climbs(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
