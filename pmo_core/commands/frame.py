"""What every command shares: its options, its one document on stdout, its exit code."""

from __future__ import annotations

import functools
import json
import logging
import uuid
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn, ParamSpec

import click

from pmo_core.errors import AnswerNeeded, NotFound, PmoError
from pmo_core.limits import JOB_QUERY_SECONDS
from pmo_core.look import visible
from pmo_core.model import Grant, Snapshot
from pmo_core.settings import Mode, settings
from pmo_core.sharing.roles import require
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database

P = ParamSpec("P")
Document = dict[str, Any]
log = logging.getLogger("pmo_core")


class Exit(IntEnum):
    """Exit codes, the same for every command."""

    DONE = 0
    ERROR = 1
    REFUSED = 2
    QUESTION = 3


@dataclass(frozen=True)
class Asked:
    """The options that every command has."""

    db: Path
    portfolio: str | None
    as_of: date | None
    as_json: bool


def command(*, dated: bool = True) -> Callable[[Callable[P, Document]], Callable[P, None]]:
    """
    Turn a function that returns a document into a command that prints it and exits with its code.

    A document may hold `outcome` (default done) and `lines`, its wording for people, kept out of the JSON.
    """

    def wrap(work: Callable[..., Document]) -> Callable[..., None]:
        @click.option("--db", type=click.Path(path_type=Path), help="Database file (default: PMO_DATABASE).")
        @click.option("--portfolio", help="Name of the portfolio.")
        @click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
        @functools.wraps(work)
        def run(
            *args: Any,
            db: Path | None,
            portfolio: str | None,
            as_json: bool,
            as_of: str | None = None,
            **options: Any,
        ) -> None:
            try:
                asked = Asked(db or settings().database, portfolio, read_date(as_of), as_json)
                document = work(*args, asked, **options)
            except Exception as problem:
                document = failure(problem)
            finish(document, as_json=as_json)

        if dated:
            run = click.option("--as-of", help="Date, YYYY-MM-DD.")(run)
        return run

    return wrap


def read_date(text: str | None) -> date | None:
    """Read an ISO date option, or refuse it in a sentence."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PmoError(
            f"{text!r} is not a date.", fix="Write it as YYYY-MM-DD, for example 2026-03-31."
        ) from None


def failure(problem: Exception) -> Document:
    """Word a failure: refused or a question with its way out; anything else is our fault and gets an id."""
    if isinstance(problem, AnswerNeeded):
        return {"outcome": "question", "problem": problem.problem, "fix": problem.fix}
    if isinstance(problem, PmoError):
        return {"outcome": "refused", "problem": problem.problem, "fix": problem.fix}
    incident = uuid.uuid4().hex[:8]
    log.error("incident %s", incident, exc_info=problem)
    return {
        "outcome": "error",
        "problem": f"Something went wrong on our side (incident {incident}).",
        "fix": "Nothing was changed by this command unless it says so; the log on stderr has the details.",
        "incident": incident,
    }


def finish(document: Document, *, as_json: bool) -> NoReturn:
    """Print the document, as JSON or in words, and leave with the code of its outcome."""
    lines = document.pop("lines", None)
    document = {"outcome": "done", **document}
    code = document.pop("exit_code", Exit[document["outcome"].upper()])
    if as_json or (lines is None and document["outcome"] == "done"):
        click.echo(visible(json.dumps(document, ensure_ascii=False, indent=2, default=_plain)))
    elif lines is not None:
        click.echo(visible("\n".join(lines)))
    else:
        click.echo(visible(f"{document['problem']} {document['fix']}"), err=True)
    raise SystemExit(code)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def opened(asked: Asked, *, create: bool = False) -> Generator[Database, None, None]:
    """
    Open the database for one command.

    Raises:
        NotFound: If there is no such file and the command does not create one.
        DatabaseBusy: If the app or another command has it.
    """
    if not create and not asked.db.exists():
        raise NotFound(
            f"There is no database at {str(asked.db)!r}.",
            fix="Import a file first, or name another database with --db.",
        )
    db = Database.open(asked.db)
    db.seconds = JOB_QUERY_SECONDS
    try:
        yield db
    finally:
        db.close()


def granted(action: str) -> Grant:
    """Whoever runs a command on this machine is its administrator; the act is still named and checked."""
    return require(action, mode=Mode.LOCAL, who="command line")


def chosen_portfolio(db: Database, asked: Asked) -> str:
    """
    Take the named portfolio, else the only one that is not the demo.

    Raises:
        NotFound: If the named one does not exist.
        AnswerNeeded: If none is named and there is no single one to take.
    """
    known = versions.portfolios(db)
    names = [p.name for p in known]
    if asked.portfolio is not None:
        if asked.portfolio not in names:
            raise NotFound(
                f"There is no portfolio {asked.portfolio!r}.",
                fix=f"Known portfolios: {', '.join(names) or 'none yet'}.",
            )
        return asked.portfolio
    own = [p.name for p in known if not p.demo]
    if len(own) != 1:
        raise AnswerNeeded(
            "Which portfolio is meant?",
            fix=f"Add --portfolio NAME; there are: {', '.join(names) or 'none yet'}.",
        )
    return own[0]


def chosen_snapshot(db: Database, asked: Asked) -> Snapshot:
    """The present state of the chosen portfolio, at the asked date or its latest."""
    return snapshots.snapshot(db, chosen_portfolio(db, asked), as_of=asked.as_of)


def read_pairs(text: str, *, name: str) -> Mapping[str, float]:
    """
    Read `short=70,medium=20` as numbers.

    Raises:
        PmoError: If a part is not `name=number`.
    """
    try:
        pairs = [part.split("=") for part in text.split(",")]
        return {key.strip(): float(value) for key, value in pairs}
    except ValueError:
        raise PmoError(
            f"{text!r} cannot be read as {name}.", fix=f"Write {name} as key=number,key=number."
        ) from None
