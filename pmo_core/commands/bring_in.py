"""`import`: one or more files, each its own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from pmo_core import importing
from pmo_core.commands.changes_document import changes_of
from pmo_core.commands.frame import Asked, Document, Exit, command, failure, granted, opened
from pmo_core.commands.import_document import document_of, in_words, refusal
from pmo_core.commands.progress_line import ProgressLine
from pmo_core.commands.said import said_options
from pmo_core.errors import PmoError, UnreadableFile
from pmo_core.importing import Staged
from pmo_core.intake.options import Options
from pmo_core.limits import COMMAND_LINE_LIMITS
from pmo_core.model import Kind
from pmo_core.progress import reporting
from pmo_core.store.database import Database


@dataclass(frozen=True)
class Job:
    """How the files of one command go in."""

    portfolio: str
    mode: str | None
    options: Options
    dry_run: bool
    bad_rows: Path | None


@click.command("import", help="Load CSV or Excel files into a portfolio (default: main).")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice([k.value for k in Kind]), help="What a row is about.")
@click.option("--mode", type=click.Choice(["replace", "update", "append"]))
@click.option("--map", "maps", multiple=True, metavar="FIELD=COLUMN", help="Map a field by hand.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="JSON file: {field: column}, or what `mappings export` wrote.",
)
@click.option("--answer", "answers", multiple=True, metavar="ID=VALUE", help="Answer a question.")
@click.option("--unit", "units", multiple=True, metavar="FIELD=million", help="Unit of a money field.")
@click.option("--currency", help="ISO code, for example GBP.")
@click.option("--dates", type=click.Choice(["day-first", "month-first"]))
@click.option("--encoding")
@click.option("--delimiter")
@click.option("--decimal", type=click.Choice(["comma", "point"]))
@click.option("--percent", type=click.Choice(["fraction", "whole"]))
@click.option("--header-row", type=click.IntRange(min=0))
@click.option("--sheet")
@click.option("--transpose", is_flag=True, default=None, help="Fields run down, records across.")
@click.option("--full", "source", flag_value="full", help="Each date lists the whole portfolio.")
@click.option("--rolling", "source", flag_value="rolling", help="Each project's own latest state counts.")
@click.option("--bad-rows", type=click.Path(path_type=Path), help="Folder for the refused rows, as CSV.")
@click.option("--dry-run", is_flag=True, help="Say what would be loaded, change nothing.")
@command()
def import_files(
    asked: Asked,
    *,
    files: tuple[Path, ...],
    mode: str | None,
    bad_rows: Path | None,
    dry_run: bool,
    **said: Any,
) -> Document:
    """Load each file in its own transaction; the exit code is the first of 1, 2, 3 that any of them has."""
    job = Job(asked.portfolio or "main", mode, said_options(asked, said), dry_run, bad_rows)
    with opened(asked, create=True) as db:
        documents = [_one(db, file, job=job) for file in files]
    if len(documents) == 1:
        return documents[0]
    codes = [Exit[d["outcome"].upper()] for d in documents]
    worst = next((c for c in (Exit.ERROR, Exit.REFUSED, Exit.QUESTION) if c in codes), Exit.DONE)
    lines = [line for d in documents for line in d.pop("lines")]
    return {"outcome": worst.name.lower(), "files": documents, "lines": lines}


def _one(db: Database, file: Path, *, job: Job) -> Document:
    line = ProgressLine(file.name)
    try:
        with reporting(line):
            document = _load(db, file, job=job)
    except Exception as problem:
        document = {"file": file.name, "portfolio": job.portfolio, **failure(problem)}
    finally:
        line.clear()
    document.setdefault("lines", in_words(document))
    return document


def _load(db: Database, file: Path, *, job: Job) -> Document:
    staged = importing.stage(
        db,
        _content(file),
        label=file.name,
        options=job.options,
        portfolio=job.portfolio,
        limits=COMMAND_LINE_LIMITS,
        today=_today(),
        mode=job.mode,
    )
    document = document_of(staged, file=file)
    if job.bad_rows is not None:
        document["bad_rows"] = _put_down(staged, job.bad_rows)
    if staged.questions:
        # what becomes of the rows depends on the answers
        return {
            **document,
            **dict.fromkeys(("rows_loaded", "rows_refused", "rows_skipped")),
            "outcome": "question",
        }
    if staged.rows is None:
        refused = staged.reading.rows_read - staged.reading.rows_skipped
        return {**document, "rows_refused": refused, "outcome": "refused", **refusal(staged)}
    if job.dry_run:
        return {**document, "outcome": "done", "dry_run": True, "changes": _foreseen(db, staged)}
    loaded = importing.commit(db, staged, grant=granted("import"))
    return {
        **document,
        "outcome": "done",
        "version": loaded.version,
        "already_imported": loaded.already_imported,
    }


def _foreseen(db: Database, staged: Staged) -> Document | None:
    """What saving would change; nothing, if the file is in already."""
    if staged.already_imported:
        return None
    return changes_of(importing.outlook(db, staged, grant=granted("import")).changes)


def _put_down(staged: Staged, folder: Path) -> str | None:
    """Write the refused rows beside nothing else: a file of that name is replaced."""
    content = importing.bad_rows(staged.reading)
    if content is None:
        return None
    file = folder / importing.file_name(staged.reading)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as problem:
        raise PmoError(
            f"{file.name} cannot be written: {problem.strerror}.", fix="Choose another folder."
        ) from None
    return str(file)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _content(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > COMMAND_LINE_LIMITS.file:
            raise UnreadableFile(
                f"{file.name} has {size / 1e9:.1f} GB, more than the 2 GB that one import takes.",
                fix="Split it into several files.",
            )
        return file.read_bytes()
    except OSError as problem:
        raise UnreadableFile(
            f"{file.name} cannot be opened: {problem.strerror}.", fix="Check the path and the rights."
        ) from None
