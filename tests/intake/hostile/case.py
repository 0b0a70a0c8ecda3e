"""What a hostile file is, and what must become of it: refused, asked about, or read exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pmo_core.errors import IntakeError
from pmo_core.importing import commit, stage
from pmo_core.importing.stage import Staged
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS, IntakeLimits
from pmo_core.model import Severity
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from tests.intake.faults import named
from tests.shelf import GRANT

TODAY = date(2026, 9, 30)
HEAD = "Project ID,Project name,Department,Status,Start date,Finish date,Budget (£m)"


@dataclass(frozen=True)
class Refused:
    """Nothing is loaded; the sentence says why."""

    sentence: str


@dataclass(frozen=True)
class Asks:
    """Nothing is loaded before exactly these questions are answered; `about` is in one of them."""

    ids: frozenset[str]
    about: str = ""

    @classmethod
    def of(cls, *ids: str, about: str = "") -> Asks:
        return cls(frozenset(ids), about)


@dataclass(frozen=True)
class Loads:
    """
    Everything loads but what is named here.

    `fields` are typed values, `cells` texts by header, `missing` (row, field) → kind, `issues` code → rows
    that they name. `errors` are allowed only where rows are refused.
    """

    fields: Mapping[str, object] = field(default_factory=dict[str, object])
    cells: Mapping[str, Iterable[str]] = field(default_factory=dict[str, Iterable[str]])
    missing: Mapping[tuple[int, str], str] = field(default_factory=dict[tuple[int, str], str])
    issues: Mapping[str, set[int]] = field(default_factory=dict[str, set[int]])
    rows: int | None = None
    refused: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class Case:
    """A file and what is expected of it. The content is built when its turn comes."""

    content: bytes | Callable[[], bytes]
    expects: Refused | Asks | Loads
    label: str = "plan.csv"
    options: Options = field(default_factory=Options)
    limits: IntakeLimits = PAGE_LIMITS

    @property
    def bytes(self) -> bytes:
        return self.content() if callable(self.content) else self.content


def lines(count: int = 30, first: int = 1) -> list[str]:
    """Rows of sound projects; row n of the file holds project n - 1."""
    return [
        f"P{n},Project {n},North,Active,2026-01-{n % 28 + 1:02},2026-12-{n % 28 + 1:02},{n}.5"
        for n in range(first, first + count)
    ]


def plan(rows: Iterable[str], *, head: str = HEAD, end: str = "\n") -> bytes:
    return end.join((head, *rows, "")).encode()


def with_line(broken: str, *, at: int = 10, count: int = 30) -> bytes:
    """Sound projects, with one line of the file (header counted) replaced."""
    rows = lines(count)
    rows[at - 2] = broken
    return plan(rows)


def check(db: Database, case: Case, *, portfolio: str) -> None:
    """Stage and load a file; the database changes only if it is loaded."""
    before = signature(db)
    if isinstance(case.expects, Refused):
        said = _refusal(db, case, portfolio)
        assert re.search(case.expects.sentence, said, re.S), said
        assert signature(db) == before
        return
    staged = staged_of(db, case, portfolio)
    if isinstance(case.expects, Asks):
        assert {question.id for question in staged.questions} == case.expects.ids, _told(staged)
        words = " ".join(f"{q.text} {q.evidence} {q.choices}" for q in staged.questions)
        assert re.search(case.expects.about, words, re.S), words
        assert signature(db) == before
        return
    assert staged.ready, _told(staged)
    assert signature(db) == before
    _as_expected(staged, case.expects)
    loaded = commit(db, staged, grant=GRANT)
    assert loaded.version
    assert signature(db) != before


def _refusal(db: Database, case: Case, portfolio: str) -> str:
    try:
        staged = staged_of(db, case, portfolio)
    except IntakeError as refused:
        return f"{refused.problem} {refused.fix or 'NO WAY OUT'}"
    issue = next((issue for issue in staged.issues if issue.code == "file.refused"), None)
    assert issue is not None, f"taken in: {_told(staged)}"
    assert not staged.ready
    return f"{issue.problem} {issue.fix}"


def staged_of(db: Database, case: Case, portfolio: str) -> Staged:
    """Stage a file; whatever comes of it, the arithmetic of its rows closes and its issues are sentences."""
    staged = stage(
        db,
        case.bytes,
        label=case.label,
        options=case.options,
        portfolio=portfolio,
        limits=case.limits,
        today=TODAY,
    )
    reading = staged.reading
    assert (
        len(reading.raw.rows) == reading.raw.rows_read - reading.raw.rows_skipped - reading.raw.rows_refused
    )
    if staged.ready:
        assert reading.rows_read == reading.rows_loaded + reading.rows_refused + reading.rows_skipped
    for issue in staged.issues:
        assert issue.problem
        assert len(issue.value or "") <= 80
    return staged


def _told(staged: Staged) -> str:
    questions = [f"{q.id}: {q.text}" for q in staged.questions]
    return "\n".join((*questions, *(f"{i.code}: {i.problem}" for i in staged.issues[:12])))


def _as_expected(staged: Staged, expects: Loads) -> None:
    reading = staged.reading
    assert reading.table is not None
    if expects.rows is not None:
        assert reading.rows_loaded == expects.rows, _told(staged)
    assert (reading.rows_refused, reading.rows_skipped) == (expects.refused, expects.skipped), _told(staged)
    assert expects.refused or not [i for i in staged.issues if i.severity is Severity.ERROR], _told(staged)
    for name, values in expects.fields.items():
        assert reading.table[name].to_pylist() == values, name
    for header, texts in expects.cells.items():
        assert tuple(reading.raw.column(header)) == tuple(texts), header
    if expects.missing:
        assert reading.missing is not None
        found = {(cell["row"], cell["field"]): cell["kind"] for cell in reading.missing.to_pylist()}
        assert {cell: found.get(cell) for cell in expects.missing} == expects.missing
    for code, rows in expects.issues.items():
        of_code = [issue for issue in staged.issues if issue.code == code]
        assert of_code, f"{code} is lacking in\n{_told(staged)}"
        assert named(of_code) == rows, _told(staged)
