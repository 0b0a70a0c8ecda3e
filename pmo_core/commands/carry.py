"""`template, export, delete`: files to fill in, files to take away, and what is removed for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from pmo_core.commands.frame import (
    Asked,
    Document,
    chosen_portfolio,
    chosen_snapshot,
    command,
    granted,
    opened,
)
from pmo_core.errors import PmoError
from pmo_core.importing import exports, templates
from pmo_core.importing.own_sheets import FILLED_IN
from pmo_core.look import plural, rows_of
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.deletion import Held, delete_portfolio, held

ALL: Final = "all"


@click.command(help="An empty file to fill in, with a data dictionary; `all` is one workbook for every kind.")
@click.argument("kind", type=click.Choice([ALL, *(k.value for k in FILLED_IN), "dictionary"]))
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), help="Default: by the file, else xlsx.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Where to write it.")
@command(dated=False)
def template(_: Asked, *, kind: str, form: str | None, file: Path | None) -> Document:
    """Write the template of a kind; its examples stand in the data dictionary only."""
    form = form or ("csv" if kind == "dictionary" or (file and file.suffix == ".csv") else "xlsx")
    if (kind, form) in ((ALL, "csv"), ("dictionary", "xlsx")):
        raise PmoError(f"There is no {kind!r} as {form}.", fix="Leave --format out, or name one kind.")
    file = file or Path(f"{kind}.{form}")
    if kind == "dictionary":
        content = templates.dictionary_csv()
    elif form == "csv":
        content = templates.template_csv(Kind(kind))
    else:
        content = templates.template_workbook(FILLED_IN if kind == ALL else [Kind(kind)])
    _write(file, content)
    return {"kind": kind, "format": form, "file": str(file), "lines": [f"Written to {file}."]}


@click.command(help="The whole portfolio as files that load again unchanged.")
@click.option(
    "--format", "form", type=click.Choice(["xlsx", "csv"]), help="One workbook, or CSV files in a ZIP."
)
@click.option("--kind", type=click.Choice([k.value for k in Kind]), help="Only this kind, as one CSV file.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="Where to write it.")
@command(dated=False)
def export(asked: Asked, *, form: str | None, kind: str | None, file: Path | None) -> Document:
    """Write what counts now: every kind, every as-of date, and why cells hold no value."""
    if kind and form == "xlsx":
        raise PmoError("One kind is written as CSV.", fix="Leave --format or --kind out.")
    form = form or ("csv" if kind or (file and file.suffix in (".csv", ".zip")) else "xlsx")
    grant = granted("export")
    with opened(asked) as db:
        snapshot = chosen_snapshot(db, asked)
        if kind:
            made = exports.export_csv(db, snapshot, kind=Kind(kind), grant=grant)
        elif form == "csv":
            made = exports.export_archive(db, snapshot, grant=grant)
        else:
            made = exports.export_workbook(db, snapshot, grant=grant, today=datetime.now(UTC).date())
    ending = "csv" if kind else "zip" if form == "csv" else "xlsx"
    file = file or Path(f"{exports.file_stem(snapshot.portfolio, Kind(kind) if kind else None)}.{ending}")
    _write(file, made.content)
    cut = [f"{plural(made.cut, 'text')} did not fit a cell and was cut: export as CSV."] if made.cut else []
    return {
        "portfolio": snapshot.portfolio,
        "format": form,
        "file": str(file),
        "rows": {k.value: n for k, n in made.rows.items()},
        "cut": made.cut,
        "lines": [f"Written to {file}: {_counted(made.rows)}.", *cut],
    }


@click.command(help="Remove a portfolio with all its rows and versions, for good.")
@click.option("--everything", is_flag=True, help="All portfolios instead of one.")
@click.option("--yes", is_flag=True, help="Do it; without this the command only says what it would remove.")
@command(dated=False)
def delete(asked: Asked, *, everything: bool, yes: bool) -> Document:
    """What is removed is named first; backups that still hold it are named and left alone."""
    with opened(asked) as db:
        found = [held(db, name) for name in _meant(db, asked, everything=everything)]
        if yes:
            grant = granted("delete")
            for one in found:
                delete_portfolio(db, one.portfolio, grant=grant)
    told = [line for one in found for line in _described(one)]
    document: Document = {"portfolios": [_document(one) for one in found]}
    if not yes:
        fix = "Add --yes to remove it for good; `export` first if it should be kept."
        problem = f"This would remove {' and '.join(repr(one.portfolio) for one in found)}."
        return {**document, "outcome": "question", "problem": problem, "fix": fix, "lines": [*told, fix]}
    return {**document, "lines": [f"Removed: {line}" if line[0] != " " else line for line in told]}


def _meant(db: Database, asked: Asked, *, everything: bool) -> list[str]:
    if not everything:
        return [chosen_portfolio(db, asked)]
    if asked.portfolio is not None:
        raise PmoError("--everything and --portfolio exclude each other.", fix="Leave one of them out.")
    names = [known.name for known in versions.portfolios(db)]
    if not names:
        raise PmoError("There is no portfolio.", fix="Nothing has to be deleted.")
    return names


def _described(one: Held) -> list[str]:
    kept = [f"  still in the backup {backup.path}" for backup in one.backups]
    what = (
        f"{_counted(one.rows) or 'no rows'}, {plural(one.versions, 'version')} of {plural(one.loads, 'load')}"
    )
    return [f"{one.portfolio}: {what}", *kept]


def _document(one: Held) -> Document:
    return {
        "portfolio": one.portfolio,
        "demo": one.demo,
        "rows": {kind.value: count for kind, count in one.rows.items()},
        "versions": one.versions,
        "loads": one.loads,
        "mappings": one.mappings,
        "backups": [str(backup.path) for backup in one.backups],
    }


def _counted(rows: Mapping[Kind, int]) -> str:
    return ", ".join(rows_of(count, kind) for kind, count in rows.items())


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as problem:
        raise PmoError(
            f"{file.name} cannot be written: {problem.strerror}.", fix="Choose another place."
        ) from None
