"""Load what was staged, one file or several: one transaction, all or nothing, once per import id."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pmo_core.errors import AnswerNeeded, ChangedSince
from pmo_core.importing.before import Before
from pmo_core.importing.carried import Content, completed
from pmo_core.importing.entered import entered, with_entered
from pmo_core.importing.recipe import Recipe
from pmo_core.importing.stage import Staged
from pmo_core.intake.mapping.fingerprint import fingerprint
from pmo_core.limits import ISSUES_SHOWN
from pmo_core.model import Grant, Kind
from pmo_core.store import mappings, versions
from pmo_core.store.database import Database
from pmo_core.store.mappings import Remembered
from pmo_core.store.transaction import Transaction
from pmo_core.store.versions import ImportRecord, SavedVersion


@dataclass(frozen=True)
class Loaded:
    """
    What a commit did. With `already_imported` nothing changed, and `version` is the one that holds it.

    `made` are all versions that came of the file: its own, and those of rows of other kinds beside.
    """

    version: int
    mode: str
    already_imported: bool
    made: tuple[int, ...] = ()


def commit(db: Database, staged: Staged, *, grant: Grant) -> Loaded:
    """
    Load a staged file as one new version of its kind.

    Raises:
        AnswerNeeded: If a question about the file is still open.
        AccessDenied: If the grant does not cover imports into the portfolio.
        ChangedSince: If others changed the rows of its kind since it was staged.
        StoreError: If it could not be written; then nothing was changed.
    """
    return commit_together(db, [staged], grant=grant)[0]


def commit_together(db: Database, files: Sequence[Staged], *, grant: Grant) -> tuple[Loaded, ...]:
    """
    Load several staged files in one transaction, each as a new version of its kind.

    Args:
        db: The store.
        files: At most one per portfolio and kind, for each was held against the version before.
        grant: Must cover `import` of each portfolio.
    Raises:
        ValueError: If two files are of one kind.
        AnswerNeeded, AccessDenied, ChangedSince, StoreError: As `commit`; then none of them was loaded.
    """
    for staged in files:
        grant.allow("import", staged.portfolio)
        check_answered(staged)
    if len({(staged.portfolio, staged.reading.kind) for staged in files}) < len(files):
        raise ValueError("two files of one kind do not go into one transaction")
    parts = [None if staged.already_imported else _parts(db, staged) for staged in files]
    coming = [part for own in parts for part in own or ()]
    with db.writing(size=sum(content.rows.nbytes for _, content in coming)) as tx:
        for each, _ in coming:
            _check_met(tx, each)
        return tuple(_loaded(tx, staged, own, grant=grant) for staged, own in zip(files, parts, strict=True))


def check_answered(staged: Staged) -> None:
    """
    Make sure that a file can be loaded.

    Raises:
        AnswerNeeded: If a question about it is still open.
    """
    if staged.rows is None or staged.mode is None:
        raise AnswerNeeded(
            f"{staged.reading.source.label} has open questions.", fix="Answer them first; nothing was loaded."
        )


def _check_met(tx: Transaction, staged: Staged) -> None:
    """What was looked at before saving is what is saved: nobody's rows are overwritten unseen."""
    if staged.met is None:
        return
    now = versions.current(tx, staged.portfolio).get(staged.reading.kind, 0)
    if now != staged.met and versions.find_import(tx, staged.import_id) is None:
        kind = staged.reading.kind.value.replace("_", " ")
        raise ChangedSince(
            f"Somebody changed the {kind} of {staged.portfolio} while you looked at this; nothing was saved.",
            fix="Look at the changes again, then save.",
        )


def _parts(db: Database, staged: Staged) -> list[tuple[Staged, Content]]:
    """The file's own rows last."""
    current = versions.current(db, staged.portfolio)
    return [
        (each, settled(each, Before(db, kind := each.reading.kind, current.get(kind, 0))))
        for each in (*staged.beside, staged)
        if not each.already_imported
    ]


def _loaded(
    tx: Transaction, staged: Staged, parts: Sequence[tuple[Staged, Content]] | None, *, grant: Grant
) -> Loaded:
    mode = staged.mode or ""
    if parts is None:
        return Loaded(staged.already_imported or 0, mode, already_imported=True)
    saved = [save(tx, each, content, grant=grant) for each, content in parts]
    version = saved[-1]
    if staged.headers and not version.again:
        mappings.remember(tx, staged.portfolio, shape_of(staged), grant=grant)
    made = tuple(int(one) for one in saved if not one.again)
    return Loaded(version, mode, already_imported=version.again, made=made)


def settled(staged: Staged, before: Before) -> Content:
    """What is to be written: an update takes over what it leaves blank, a list what was entered by hand."""
    assert staged.rows is not None
    if staged.mode == "update":
        return completed(before, staged.reading, rows=staged.rows)
    rows = staged.rows
    if staged.mode == "append" and staged.reading.kind is Kind.PROJECTS:
        rows = with_entered(rows, entered(before.db, staged.reading, portfolio=staged.portfolio))
    return Content(rows, staged.reading.missing, staged.reading.scores)


def save(tx: Transaction, staged: Staged, content: Content, *, grant: Grant) -> SavedVersion:
    """Write what is settled of a file as one new part, and the version that lists it."""
    reading = staged.reading
    return versions.save_part(
        tx,
        _record(staged),
        rows=content.rows,
        missing=content.missing,
        scores=content.scores,
        fields=reading.fields,
        rolling=reading.rolling,
        keep=staged.mode != "replace",
        grant=grant,
    )


def shape_of(staged: Staged) -> Remembered:
    """What is to be remembered of a file: its headers, and how they were read."""
    reading = staged.reading
    recipe = Recipe.of(reading, staged.options).to_json()
    return Remembered(
        "", reading.kind, reading.source.label, fingerprint(staged.headers), staged.headers, recipe
    )


def _record(staged: Staged) -> ImportRecord:
    reading = staged.reading
    return ImportRecord(
        import_id=staged.import_id,
        portfolio=staged.portfolio,
        kind=reading.kind,
        label=reading.source.label,
        sha256=reading.source.sha256,
        mapping_sha256=staged.mapping_sha256,
        mode=staged.mode or "",
        rows_read=reading.rows_read,
        rows_loaded=reading.rows_loaded,
        rows_refused=reading.rows_refused,
        rows_skipped=reading.rows_skipped,
        report=json.dumps(_report(staged), ensure_ascii=False, default=str),
    )


def _report(staged: Staged) -> dict[str, Any]:
    reading = staged.reading
    return {
        "mapping": reading.mapping,
        "unmapped": reading.unmapped,
        "as_of": [d.isoformat() for d in reading.as_of],
        "guesses": [asdict(g) for g in reading.guesses],
        "issues": [asdict(i) for i in staged.issues[: ISSUES_SHOWN * 10]],
        "issues_total": len(staged.issues),
    }
