"""
Runs alone, in a process with bounds: a workbook comes in by pipe, its cells go out as lines of JSON.

A hostile workbook can make the parser abort the process, which nothing inside it can catch. So this file
imports nothing of the product but its scans, writes no file, and its death reads as "not read safely".
First line in: seconds, memory, bytes unpacked, columns, cells. Out, per sheet: an object, lists of rows in
chunks, an object with what was noticed on the way. At the end {"done": true}, or {"refused": code}.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from pmo_core.intake.files.ods_scan import check_repeats
from pmo_core.intake.files.sheet_scan import MARKS_KEPT, Refused, Scan, counts_from_1904, scan_archive
from pmo_core.intake.files.xls_scan import scan_xls

CHUNK: Final = 2_000


def bound(seconds: int, memory: int) -> None:
    """Limit this process; where the system offers no limits, the parent's clock is the only one."""
    try:
        import resource
    except ImportError:
        return
    for name, value in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        resource.setrlimit(getattr(resource, name), (value, value))


def written(cell: Any) -> str:  # noqa: ANN401 — whatever the parser yields
    """A cell as canonical text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="seconds")
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def number(value: float) -> str:
    """A number as Excel shows it in full: fifteen digits, never an exponent."""
    if value == int(value) and abs(value) < 1e16:
        return str(int(value))
    text = format(value, ".15g")
    return format(Decimal(text), "f") if "e" in text else text


def emit_sheet(workbook: Any, meta: Any, scan: Scan, write: Callable[[object], None]) -> None:  # noqa: ANN401 — calamine
    """Write one sheet: its place, its rows in chunks, then dates, merged cells and marks."""
    sheet = workbook.get_sheet_by_name(meta.name)
    write(
        {
            "name": meta.name,
            "hidden": not str(meta.visible).endswith(".Visible"),
            "start": list(sheet.start or (0, 0)),
        }
    )
    rows = sheet.to_python()
    dated: dict[int, int] = {}
    for at in range(0, len(rows), CHUNK):
        chunk: list[list[str]] = []
        for number, row in enumerate(rows[at : at + CHUNK], at):
            chunk.append([cell if type(cell) is str else written(cell) for cell in row])
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    dated[column] = number
        write(chunk)
    merged = [[*a, *b] for a, b in (sheet.merged_cell_ranges or [])[:MARKS_KEPT]]
    hidden = {"hidden_rows": scan.hidden_rows, "hidden_columns": scan.hidden_columns}
    write({"merged": merged, "dated": list(dated.items()), "marks": scan.marks, **hidden})


def main() -> None:
    """Read the bounds and the workbook, write its sheets."""
    seconds, memory, unpacked, columns, cells = map(int, sys.stdin.buffer.readline().split())
    bound(seconds, memory)
    content = io.BytesIO(sys.stdin.buffer.read())
    out = sys.stdout

    def write(line: object) -> None:
        out.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")

    try:
        old = scan_xls(content.getvalue())
        scans = old.scans if old else scan_archive(content, unpacked, columns=columns, cells=cells)
        if not scans and content.getvalue().startswith(b"PK"):
            check_repeats(content.getvalue(), columns=columns, cells=cells)
        from_1904 = old.from_1904 if old else counts_from_1904(content.getvalue())
        write({"date_1904": from_1904, "scanned": bool(scans)})
        read_all(content, scans, write)
        write({"done": True})
    except Refused as refusal:
        write({"refused": str(refusal)})
    out.flush()


def read_all(content: io.BytesIO, scans: dict[str, Scan], write: Callable[[object], None]) -> None:
    """Let calamine read every worksheet."""
    import python_calamine

    content.seek(0)
    try:
        workbook = python_calamine.load_workbook(content)
    except python_calamine.PasswordError:
        raise Refused("password") from None
    except python_calamine.CalamineError:
        raise Refused("damaged") from None
    for meta in workbook.sheets_metadata:
        if str(meta.typ).endswith(".WorkSheet"):
            emit_sheet(workbook, meta, scans.get(meta.name, Scan()), write)
