"""Workbooks are read by a child process with bounds on memory, time and files; only text comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NoReturn

from pmo_core.errors import TooLarge, UnreadableFile
from pmo_core.intake.files.container import Container
from pmo_core.intake.files.grid import Box, Grid, letter, ranges
from pmo_core.limits import IntakeLimits
from pmo_core.model import Issue, Severity

CHILDREN_AT_ONCE: Final = 2
ISSUES_PER_SHEET: Final = 200
_COLUMNS_NAMED: Final = 20
_WAITING: Final = threading.BoundedSemaphore(CHILDREN_AT_ONCE)
# Packages without running their __init__: the child must hold the parser and nothing else.
_PROGRAM: Final = """
import sys, types
for name, folder in zip(("pmo_core", "pmo_core.intake", "pmo_core.intake.files"), sys.argv[1:]):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
from pmo_core.intake.files.workbook_child import main
main()
"""
_SAVE_AGAIN: Final = "Open it in Excel and save it as a new .xlsx, or export the sheet as CSV."
_OLD_FORMATS: Final = (Container.XLS, Container.XLSB)


def read_workbook(content: bytes, container: Container, limits: IntakeLimits) -> list[Grid]:
    """
    Read all worksheets, in the order of the workbook.

    Raises:
        TooLarge: If a sheet reaches too far or the reading took too long.
        UnreadableFile: If the workbook is protected, damaged, or its reader ended abnormally.
    """
    output = _run(content, limits)
    sheets: list[Grid] = []
    rows: list[list[str]] = []
    place: Mapping[str, Any] = {}
    done = from_1904 = scanned = False
    for line in output.split(b"\n"):
        if not line:
            continue
        message = _parsed(line)
        if isinstance(message, list):
            rows += message
        elif "name" in message:
            place, rows = message, []
        elif "merged" in message:
            unseen = container in _OLD_FORMATS and not scanned
            sheets.append(replace(_grid(place, rows, message, unseen=unseen), date_1904=from_1904))
        elif "date_1904" in message:
            from_1904, scanned = bool(message["date_1904"]), bool(message["scanned"])
        elif "refused" in message:
            _refuse(str(message["refused"]))
        done = done or (isinstance(message, dict) and "done" in message)
    if not done:
        _unsafe()
    return sheets


def _run(content: bytes, limits: IntakeLimits) -> bytes:
    folders = Path(__file__).resolve().parents[:3]
    command = [sys.executable, "-I", "-c", _PROGRAM, *map(str, reversed(folders))]
    bounds = (
        limits.workbook_seconds,
        limits.workbook_memory,
        limits.workbook_unpacked,
        limits.columns,
        limits.cells or 50_000_000,
    )
    head = " ".join(map(str, bounds)).encode() + b"\n"
    environment = {} if os.name == "posix" else {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    with _WAITING:
        try:
            ended = subprocess.run(
                command,
                input=head + content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=limits.workbook_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise TooLarge(
                f"Reading the workbook took longer than {limits.workbook_seconds} seconds.", fix=_SAVE_AGAIN
            ) from None
    if ended.returncode:
        _unsafe()
    return ended.stdout


def _unsafe() -> NoReturn:
    raise UnreadableFile("The workbook could not be read safely.", fix=_SAVE_AGAIN)


def _parsed(line: bytes) -> Any:  # noqa: ANN401 — JSON
    try:
        return json.loads(line)
    except ValueError:
        _unsafe()


def _refuse(code: str) -> NoReturn:
    if code == "password":
        raise UnreadableFile(
            "The workbook is protected by a password.", fix="Remove the password in Excel and save it."
        )
    if code == "far":
        raise TooLarge(
            "A cell with a value stands so far out that the sheet is beyond the limits.",
            fix="Press Ctrl+End in Excel, delete the stray cell, and save.",
        )
    if code == "unpacked":
        raise TooLarge("The workbook unpacks to more than it declares.", fix=_SAVE_AGAIN)
    if code == "doctype":
        raise UnreadableFile(
            "The workbook holds a document type, which no spreadsheet program writes.", fix=_SAVE_AGAIN
        )
    raise UnreadableFile("The workbook is damaged.", fix=_SAVE_AGAIN)


def _grid(place: Mapping[str, Any], rows: list[list[str]], end: Mapping[str, Any], *, unseen: bool) -> Grid:
    top, left = place["start"]
    name = str(place["name"])
    issues: list[Issue] = []
    for row, column, text in end["marks"]:
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
            rows[row - top][column - left] = rows[row - top][column - left] or text
    issues += _mark_issues(end["marks"])
    issues += _hidden_issues(name, end["hidden_rows"], end["hidden_columns"])
    if unseen:
        issues.append(
            Issue(
                "sheet.old_format",
                "In this format error cells such as #REF! cannot be told from blank ones.",
                "Save the workbook as .xlsx to have them listed.",
                Severity.NOTE,
            )
        )
    boxes: list[Box] = [(a - top, b - left, c - top, d - left) for a, b, c, d in end["merged"]]
    return Grid(
        rows,
        first_row=top + 1,
        first_column=left + 1,
        sheet=name,
        hidden=bool(place["hidden"]),
        merged=tuple(boxes),
        dated=dict(end["dated"]),
        issues=tuple(issues),
    )


def _hidden_issues(name: str, rows: list[int], columns: list[tuple[int, int]]) -> list[Issue]:
    """Hidden rows and columns count like the others, which somebody should know."""
    fix = "Delete them in the workbook if they should not count."
    issues: list[Issue] = []
    if rows:
        verb = "is" if len(rows) == 1 else "are"
        said = f"{_rows(rows)} of sheet “{name}” {verb} hidden and read like the others."
        issues.append(Issue("sheet.hidden_rows", said, fix, Severity.WARNING, row=min(rows)))
    if columns:
        letters = [letter(a) if a == b else f"{letter(a)}–{letter(b)}" for a, b in columns[:_COLUMNS_NAMED]]
        said = f"Hidden columns of sheet “{name}” are read like the others: {', '.join(letters)}."
        issues.append(Issue("sheet.hidden_columns", said, fix, Severity.NOTE))
    return issues


def _mark_issues(marks: list[tuple[int, int, str]]) -> list[Issue]:
    """One issue per column and error, up to a bound; one for all formulas that were never calculated."""
    errors: dict[tuple[int, str], list[int]] = {}
    for row, column, text in marks:
        if text.startswith("#"):
            errors.setdefault((column, text), []).append(row + 1)
    issues = [
        Issue(
            "cell.error",
            f"{_rows(rows)} {'holds' if len(rows) == 1 else 'hold'} the error {text} in column "
            f"{letter(column + 1)}: it counts as missing.",
            "Correct the formula in the workbook.",
            Severity.WARNING,
            row=min(rows),
            column=letter(column + 1),
            value=text,
        )
        for (column, text), rows in errors.items()
    ][:ISSUES_PER_SHEET]
    uncalculated = sorted({row + 1 for row, _, text in marks if text.startswith("=")})
    if uncalculated:
        issues.append(
            Issue(
                "cell.not_calculated",
                f"{_rows(uncalculated)} {'holds' if len(uncalculated) == 1 else 'hold'} formulas without "
                "a saved result: they count as missing.",
                "Open the workbook in Excel, save it, and upload it again.",
                Severity.WARNING,
                row=uncalculated[0],
            )
        )
    return issues


def _rows(numbers: list[int]) -> str:
    ordered = sorted(set(numbers))
    return f"{'Row' if len(ordered) == 1 else 'Rows'} {ranges(ordered)}"
