"""Read a file, find out what it would change, and change nothing."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pyarrow as pa

from pmo_core.importing.bad_rows import continues
from pmo_core.importing.entered import entered, kept_note
from pmo_core.importing.identity import KINDS, Known, Settled, recognise
from pmo_core.importing.memory import read_with_memory
from pmo_core.importing.mode import MODES, mode_of
from pmo_core.importing.recipe import all_said
from pmo_core.importing.references import UNRESOLVED, unresolved
from pmo_core.importing.reported import beside_the_lists, listed_dates, redated, reported_now
from pmo_core.importing.settings_files import check_readable, is_declared
from pmo_core.importing.siblings import keyed_alike
from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading
from pmo_core.limits import IntakeLimits
from pmo_core.model import Issue, Kind, Question
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import usual_currency
from pmo_core.store.staging import staged_cells

LANE_BYTES: Final = 256 * 1024
"""Below this size the engine cuts no faster than we do."""


@dataclass(frozen=True)
class Staged:
    """
    A file as it would be loaded. `mode` is None while questions are open or the file is refused.

    `options` are those that read it: what the user said, above what the portfolio remembers of its shape.
    `headers` are those of the file, before columns became rows; without any, nothing is remembered of it.
    `beside` are rows of other kinds that it holds too; they are loaded in the same transaction. `met` is the
    version of its kind that it was held against (0: none), None if any will do.
    """

    import_id: str
    portfolio: str
    reading: Reading
    rows: pa.Table | None
    mode: str | None
    questions: tuple[Question, ...]
    issues: tuple[Issue, ...]
    mapping_sha256: str
    already_imported: int | None
    options: Options
    headers: tuple[str, ...] = ()
    beside: tuple[Staged, ...] = ()
    met: int | None = None

    @property
    def ready(self) -> bool:
        """Whether `commit` can load it."""
        return self.rows is not None and self.mode is not None and not self.questions


def stage(
    db: Database,
    content: bytes,
    *,
    label: str,
    options: Options,
    portfolio: str,
    limits: IntakeLimits,
    today: date,
    mode: str | None = None,
) -> Staged:
    """
    Read a file against the portfolio's current version.

    Args:
        db: The store; it is only read.
        content: The file.
        label: Its name, shown but never used as a path.
        options: What the user has said about the file so far.
        portfolio: Where it would go.
        limits: How much a file may hold.
        today: As-of date of a file without any date.
        mode: replace, update or append; None lets the dates and keys decide.
    Raises:
        IntakeError: If the file as a whole cannot be taken in.
    """
    options = replace(options, usual_currency=usual_currency(db, portfolio) or _only_currency(db, portfolio))
    recalled = read_with_memory(
        db,
        content,
        label=label,
        options=options,
        portfolio=portfolio,
        limits=limits,
        today=today,
        cells=staged_cells(db) if len(content) >= LANE_BYTES else None,
    )
    reading, options = recalled.reading, recalled.options
    staged = against(db, reading, options=options, portfolio=portfolio, mode=mode)
    beside = tuple(
        against(db, each, options=options, portfolio=portfolio, mode=_mode_beside(db, each, staged=staged))
        for each in reading.beside
        if each.table is not None and not is_declared(db, portfolio, each)
    )
    staged = replace(staged, headers=recalled.headers, beside=beside)
    return _whole_workbook(db, staged) if any(each.reading.raw.told for each in beside) else staged


def _only_currency(db: Database, portfolio: str) -> str | None:
    """The one currency of all amounts that a portfolio holds."""
    version = versions.current(db, portfolio).get(Kind.PROJECTS, 0)
    found = db.rows(__file__, "currencies_now", version=version) if version else []
    return str(found[0][0]) if len(found) == 1 else None


def _whole_workbook(db: Database, staged: Staged) -> Staged:
    """The sheets of a workbook of ours, loaded together."""
    sheets = (*staged.beside, staged)
    if staged.mode == "replace" and any(each.reading.kind is staged.reading.kind for each in staged.beside):
        staged = replace(staged, mode="append")  # the part beside it has replaced the kind already
    if not all(each.already_imported for each in staged.beside):
        staged = replace(staged, already_imported=None)  # it is in when all of its sheets are
    along = {each.reading.kind: each.rows for each in sheets if each.rows is not None}
    beside = tuple(among(db, each, along=along) for each in staged.beside)
    return replace(among(db, staged, along=along), beside=beside)


def among(db: Database, staged: Staged, *, along: Mapping[Kind, pa.Table]) -> Staged:
    """What refers to rows that are loaded along with it is not lost; `along` are those rows by kind."""
    if staged.rows is None:
        return staged
    current = versions.current(db, staged.portfolio)
    lost = unresolved(db, current, kind=staged.reading.kind, rows=staged.rows, along=along)
    others = tuple(issue for issue in staged.issues if issue.code != UNRESOLVED)
    return replace(staged, issues=(*others, *lost))


_BESIDE_MODE: Final = "update"
"""Rows that come along with another kind never take anything away."""


def _mode_beside(db: Database, reading: Reading, *, staged: Staged) -> str:
    """The sheets of a workbook of ours do what its first one does; an empty kind is filled."""
    if reading.raw.told is not reading.kind:
        return _BESIDE_MODE
    held = versions.current(db, staged.portfolio).get(reading.kind, 0)
    return (staged.mode or _BESIDE_MODE) if held else "replace"


def against(db: Database, reading: Reading, *, options: Options, portfolio: str, mode: str | None) -> Staged:
    """
    Hold a reading against what the portfolio has: identity, mode, and whether it is in already.

    Args:
        db: The store; it is only read.
        reading: Rows of one kind, or the questions that keep them from being that.
        options: What read them.
        portfolio: Where they would go.
        mode: replace, update or append; None lets the dates and keys decide.
    Raises:
        IntakeError: If it declares a setting that cannot hold.
    """
    check_readable(reading)
    current = versions.current(db, portfolio)
    version = current.get(reading.kind, 0)
    known = _recognised(db, reading, options, current=current)
    rows, questions = known.rows, [*reading.questions, *known.questions]
    chosen = mode or options.answers.get("mode")
    if rows is not None and chosen not in MODES:
        chosen, question = mode_of(db, reading, rows=rows, version=version)
        questions += [question] if question else []
    fingerprint = _mapping_sha256(reading, options)
    if chosen == "update" and version and rows is not None and reading.kind is Kind.PROJECTS:
        reading, rows = _dated(db, reading, rows, options=options, version=version)
    kept: list[Issue] = []
    if chosen == "append" and rows is not None and reading.kind is Kind.PROJECTS:
        kept = kept_note(rows, entered(db, reading, portfolio=portfolio))
    already = None
    if reading.kind is not Kind.SETTINGS:  # a setting said again counts again: another came between
        already = versions.already_imported(
            db, portfolio, kind=reading.kind, sha256=reading.source.sha256, mapping_sha256=fingerprint
        )
    return Staged(
        import_id=uuid.uuid4().hex,
        portfolio=portfolio,
        reading=reading,
        rows=rows,
        mode=chosen if not questions else None,
        questions=tuple(questions),
        issues=(*reading.issues, *known.issues, *kept),
        mapping_sha256=fingerprint,
        already_imported=already,
        options=options,
        met=version,
    )


def _recognised(db: Database, reading: Reading, options: Options, *, current: Mapping[Kind, int]) -> Settled:
    rows, kind, version = reading.table, reading.kind, current.get(reading.kind, 0)
    if rows is None:
        return Settled(rows, [], [])
    lost = unresolved(db, current, kind=kind, rows=rows)
    if not version or kind not in KINDS:
        return Settled(rows, lost, [])
    query = "known_projects" if kind is Kind.PROJECTS else "known_things"
    known = [Known(*row) for row in db.rows(__file__, query, version=version)]
    if continues(reading.raw.headers):
        rows = keyed_alike(rows, known=known, kind=kind)
    found = recognise(rows, known=known, said=options.said, kind=kind)
    return replace(found, issues=[*lost, *found.issues])


def _dated(
    db: Database, reading: Reading, rows: pa.Table, *, options: Options, version: int
) -> tuple[Reading, pa.Table]:
    """An update leaves the projects that it does not name where they are, unless the user says otherwise."""
    if reading.as_of_assumed and (now := reported_now(db, version)):
        return redated(reading, rows, now=now)
    if options.chosen_source == "full":
        return reading, rows
    return beside_the_lists(reading, listed=listed_dates(db, version)), rows


_ELSEWHERE: Final = frozenset({"memory", "mode", "renumbered", "similar"})
"""Answers that say where rows go, not how the file is read."""


def _mapping_sha256(reading: Reading, options: Options) -> str:
    """Same file and same reading of it → the same import."""
    said = {
        "kind": reading.kind.value,
        "mapping": dict(sorted(reading.mapping.items())),
        "fields": sorted([f.field, f.column, f.unit or "", f.currency or ""] for f in reading.fields),
        "as_of": [d.isoformat() for d in reading.as_of] if not reading.as_of_assumed else "assumed",
        "rolling": reading.rolling,
        "answers": {q: a for q, a in sorted(all_said(options).items()) if q.split(".")[0] not in _ELSEWHERE},
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
