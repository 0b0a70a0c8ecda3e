"""What is said about a file that was read, alike on the page and the command line: decisions and checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pmo_core.model import Guess, Issue, Severity

ROWS_NAMED: Final = 8
VALUES_NAMED: Final = 3
CELL_SHOWN: Final = 40

_COMMAND: Final = re.compile(r"--[a-z]|\banswer \w[\w.]*=", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.;:]) ")


@dataclass(frozen=True)
class Check:
    """Issues that say the same of several cells, told once. `rows` are all of them, in order."""

    severity: Severity
    place: str
    problem: str
    fix: str
    rows: tuple[int, ...]
    values: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Where, what, what to do: 'Finish, rows 4, 9 (“31/02/26”): There is no such day. Mend the cells.'"""
        return f"{self.place}{': ' if self.place else ''}{self.problem} {self.fix}".strip()


def decisions(guesses: Iterable[Guess]) -> list[tuple[str, str, str]]:
    """Name, value and evidence of whole-file decisions; what is alike for several columns is told once."""
    alike: dict[tuple[str, str], list[str]] = {}
    for guess in guesses:
        value = guess.value.replace("_", " ") if guess.name == "kind" else guess.value
        alike.setdefault((guess.name.replace("_", " "), value), []).append(guess.evidence)
    return [(name, value, "; ".join(dict.fromkeys(why))) for (name, value), why in alike.items()]


def checks(issues: Iterable[Issue], *, on_page: bool = False) -> list[Check]:
    """
    Group issues that say the same of a column, errors first, then in the order of the file.

    `on_page` leaves out what only the command line can do.
    """
    alike: dict[tuple[Severity, str | None, str, str], list[Issue]] = {}
    for issue in issues:
        alike.setdefault((issue.severity, issue.column, issue.problem, issue.fix), []).append(issue)
    order = list(Severity)
    found = [
        _check(severity, column, problem, _without_options(fix) if on_page else fix, issues=same)
        for (severity, column, problem, fix), same in alike.items()
    ]
    return sorted(found, key=lambda check: (order.index(check.severity), check.rows[:1]))


def _check(
    severity: Severity, column: str | None, problem: str, fix: str, *, issues: Sequence[Issue]
) -> Check:
    rows = tuple(sorted({issue.row for issue in issues if issue.row is not None}))
    values = tuple(dict.fromkeys(_shown(issue.value) for issue in issues if issue.value))
    told = problem.startswith(("Row", "Column "))  # such a sentence names its rows itself
    place = "" if told else ", ".join(part for part in (column and _shown(column), _rows(rows)) if part)
    if values and not told and column:
        more = " …" if len(values) > VALUES_NAMED else ""
        place += f" ({', '.join(f'“{value}”' for value in values[:VALUES_NAMED])}{more})"
    return Check(severity, place, problem, fix, rows, values)


def _rows(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    named = ", ".join(map(str, rows[:ROWS_NAMED]))
    more = f" and {len(rows) - ROWS_NAMED:,} more" if len(rows) > ROWS_NAMED else ""
    return f"row{'' if len(rows) == 1 else 's'} {named}{more}"


def _shown(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= CELL_SHOWN else flat[: CELL_SHOWN - 1] + "…"


def _without_options(fix: str) -> str:
    """The sentences that speak of no option of the command line."""
    return " ".join(part for part in _SENTENCE_ENDS.split(fix) if not _COMMAND.search(part))
