"""The one writer of files for people: a spreadsheet that opens them runs nothing of what users typed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """
    Text of a cell that no spreadsheet takes for a formula; import takes exactly one such quote off again.

    A leading quote is added where the text begins, after spaces, with a sign that starts formulas, and where
    it begins with such a quote already.
    """
    bare = text.lstrip(" ")
    quoted = bare.startswith("'") and bare.lstrip("'").lstrip(" ").startswith(FORMULA_SIGNS)
    return f"'{text}" if quoted or bare.startswith(FORMULA_SIGNS) else text


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file of text cells, each inert: UTF-8 with a mark at its start, so that Excel reads it right."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(cell) for cell in headers])
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Files by name in one archive, in their order; the same files are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # a fixed date: what is in it says when it was made
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
