"""What became of every row that was not simply loaded, in sentences that name the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core.intake.files.grid import Grid, ranges
from pmo_core.intake.layout.body import Body
from pmo_core.intake.layout.control import total_issue
from pmo_core.intake.layout.ragged import Aligned
from pmo_core.intake.options import Options
from pmo_core.intake.table import Source, Total
from pmo_core.intake.wording.shell import quoted
from pmo_core.model import Choice, Issue, Question, Severity

RAGGED_SHARE: Final = 0.05
_SAMPLE: Final = 80
_Told = tuple[str, str, str, Severity]
"""What one row is, what several are, what to do, how much it matters."""

_SKIPPED: Final[dict[str, _Told]] = {
    "row.blank": ("blank", "blank", "Nothing to do.", Severity.NOTE),
    "row.comment": (
        "a comment that begins with #",
        "comments that begin with #",
        "Nothing to do.",
        Severity.NOTE,
    ),
    "row.repeated_header": ("the header again", "the header again", "Nothing to do.", Severity.NOTE),
    "row.units": (
        "a row of units, now in brackets behind the column names",
        "rows of units, now in brackets behind the column names",
        "Nothing to do.",
        Severity.NOTE,
    ),
    "row.note": (
        "a note below the table",
        "notes below the table",
        "Nothing to do, unless one of them is a record.",
        Severity.NOTE,
    ),
    "row.sub_header": (
        "a header of sub-items",
        "headers of sub-items",
        "Import the sub-items by themselves if they count.",
        Severity.NOTE,
    ),
    "row.sub_item": (
        "a sub-item under a header of its own",
        "sub-items under a header of their own",
        "Import them by themselves if they count.",
        Severity.WARNING,
    ),
    "row.group_summary": (
        "the summary of a group, without a name of its own",
        "summaries of groups, without names of their own",
        "Nothing to do.",
        Severity.NOTE,
    ),
    "row.continued": (
        "the rest of the row above, after a line break without quotes; both were joined",
        "the rest of the rows above, after line breaks without quotes; they were joined",
        "Put the cell in quotes in the export.",
        Severity.WARNING,
    ),
    "row.part_of_total": (
        "a part of what stands above, such as “of which”",
        "parts of what stands above, such as “of which”",
        "Nothing to do, unless it is a project.",
        Severity.NOTE,
    ),
    "row.below_total": (
        "below the last total and without an id or name of its own",
        "below the last total and without an id or name of their own",
        "Give the row an id, above the total, if it is a record.",
        Severity.WARNING,
    ),
    "row.group": (
        "a heading; its text is in the column “Group”",
        "headings; their text is in the column “Group”",
        "Nothing to do.",
        Severity.NOTE,
    ),
}


def row_issues(grid: Grid, body: Body, *, totals: Sequence[Total]) -> list[Issue]:
    """One issue per kind of skipped rows, per kind of change, and per refused or mended row."""
    told = set(body.totals)
    left = {code: [at for at in body.skipped.get(code, []) if at not in told] for code in _SKIPPED}
    issues = [_skipped(grid, rows, code) for code, rows in left.items() if rows]
    issues += [
        total_issue(total, value=" ".join(cell for cell in grid.rows[at] if cell)[:_SAMPLE])
        for at, total in zip(sorted(body.totals), totals, strict=True)
    ]
    issues += _changed(grid, body)
    issues += [_refused(grid, at, why) for at, why in sorted(body.refused.items())]
    return issues


def _rows(numbers: Sequence[int]) -> str:
    return f"{'Row' if len(numbers) == 1 else 'Rows'} {ranges(list(numbers))}"


def _skipped(grid: Grid, at: Sequence[int], code: str) -> Issue:
    one, many, fix, severity = _SKIPPED[code]
    numbers = [grid.number(n) for n in at]
    verb, what = ("is", one) if len(numbers) == 1 else ("are", many)
    value = " ".join(grid.rows[at[0]]).strip()[:_SAMPLE] or None
    return Issue(
        code,
        f"{_rows(numbers)} {verb} {what}{'' if ';' in what else ': not loaded'}.",
        fix,
        severity,
        row=numbers[0],
        value=value,
    )


_CHANGED: Final[dict[str, _Told]] = {
    "row.other_delimiter": (
        "has another delimiter than the rest of the file: cut by that one, every cell fits its column",
        "have another delimiter than the rest of the file: cut by that one, every cell fits its column",
        "Check that each cell stands under its name.",
        Severity.WARNING,
    ),
    "row.shorter": (
        "has fewer cells than the header: the missing ones at the end were taken as blank",
        "have fewer cells than the header: the missing ones at the end were taken as blank",
        "Check that no cell is missing in the middle.",
        Severity.NOTE,
    ),
    "row.surplus": (
        "has blank cells beyond the header",
        "have blank cells beyond the header",
        "Nothing to do.",
        Severity.NOTE,
    ),
}


def _changed(grid: Grid, body: Body) -> list[Issue]:
    issues: list[Issue] = []
    by_change: dict[str, list[int]] = {}
    for at, aligned in sorted(body.changed.items()):
        by_change.setdefault(aligned.change, []).append(grid.number(at))
        if aligned.change == "row.longer":
            issues.append(_longer(grid, at, aligned))
    for code, (one, many, fix, severity) in _CHANGED.items():
        if numbers := by_change.get(code):
            problem = f"{_rows(numbers)} {one if len(numbers) == 1 else many}."
            issues.append(Issue(code, problem, fix, severity, row=numbers[0]))
    return issues


def _longer(grid: Grid, at: int, aligned: Aligned) -> Issue:
    number = grid.number(at)
    return Issue(
        "row.longer",
        f"Row {number:,} has {len(grid.rows[at])} cells, the header {len(aligned.cells)}: "
        "loaded in the only way that fits, with these cells as one.",
        "Put the cell in quotes in the export.",
        Severity.WARNING,
        row=number,
        value=(aligned.cell or "")[:_SAMPLE],
    )


def _refused(grid: Grid, at: int, why: str) -> Issue:
    number = grid.number(at)
    return Issue(
        "row.refused",
        f"Row {number:,} is refused: {why}.",
        "Correct the row and upload the file again.",
        Severity.ERROR,
        row=number,
        value=" ".join(cell for cell in grid.rows[at] if cell)[:_SAMPLE],
    )


def ragged_question(grid: Grid, body: Body, *, source: Source, options: Options) -> Question | None:
    """Ask about the delimiter where more than 5 % of the rows do not fit the header."""
    if source.delimiter is None or options.chosen_delimiter is not None:
        return None
    if body.read == 0 or len(body.refused) <= RAGGED_SHARE * body.read:
        return None
    numbers = [grid.number(at) for at in sorted(body.refused)]
    rows = _rows(numbers)
    one = len(numbers) == 1
    others = [name for name in (",", ";", "tab", "|") if name != source.delimiter]
    return Question(
        "delimiter",
        f"{len(numbers):,} of {body.read:,} rows {'does' if one else 'do'} not fit the header. "
        "Is the delimiter right?",
        (
            Choice(source.delimiter, f"load the rows that fit, refuse {rows.lower()}"),
            *(Choice(name, "read the file again") for name in others),
        ),
        f"--delimiter {quoted(source.delimiter)}",
        f"{rows.lower()} {'has' if one else 'have'} another number of cells",
    )
