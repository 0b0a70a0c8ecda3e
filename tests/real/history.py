"""Six annual returns loaded one after the other into one portfolio, as the command line does."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from pmo_core import importing
from pmo_core.answers.overview.export import summary_document
from pmo_core.importing import Staged
from pmo_core.intake.options import Options
from pmo_core.limits import COMMAND_LINE_LIMITS
from pmo_core.look import amount
from pmo_core.model import Grant, Snapshot
from pmo_core.store.database import Database
from pmo_core.store.snapshots import snapshot

GRANT = Grant("test", "admin", frozenset({"import", "undo"}))
NAME = "Major projects"
SAID: Mapping[int, Mapping[str, str]] = {
    2014: {"as_of": "2014-03-31"},
    2017: {"as_of": "2017-03-31", "similar": "same"},
    2018: {"as_of": "2018-03-31", "money_unit": "million", "similar": "same"},
    2020: {"as_of": "2020-03-31", "similar": "same"},
    2021: {"as_of": "2021-03-31", "renumbered": "same"},
    2022: {"as_of": "2022-03-31", "rating": "colour_rating"},
}
"""Millions are said once, for 2018: the years before say so themselves, the later ones are of that shape."""


def staged(db: Database, real: Path, year: int, answers: Mapping[str, str]) -> Staged:
    """One return as it would be loaded with these answers."""
    path = real / "uk_gmpp" / f"uk_{year}.csv"
    return importing.stage(
        db,
        path.read_bytes(),
        label=path.name,
        options=Options(answers=answers),
        portfolio=NAME,
        limits=COMMAND_LINE_LIMITS,
        today=date(2026, 3, 1),
    )


def whole(real: Path) -> Database:
    """A database in memory with all years."""
    db = Database.memory()
    for year, answers in SAID.items():
        importing.commit(db, staged(db, real, year, answers), grant=GRANT)
    return db


def at(db: Database, year: int) -> Snapshot:
    """The portfolio as of the return of a year."""
    return snapshot(db, NAME, as_of=date(year, 3, 31))


def years_table(real: Path) -> Iterator[str]:
    """The history as a table of the document."""
    yield (
        "\nThe same six files one after the other into one portfolio, matched by id and by name. "
        "Amounts below zero are in no sum.\n"
    )
    yield "| as of | said | projects | no longer reported | whole-life cost | rated | rated by the other |"
    yield "|---|---|---|---|---|---|---|"
    db = whole(real)
    for year, answers in SAID.items():
        document = summary_document(db, at(db, year))
        cost = document["money"]["whole_life_cost"]
        said = ", ".join(f"{question}={answer}" for question, answer in answers.items())
        held = f"{amount(cost['sum'], cost['currency'])} from {cost['n']}"
        rated = (sum(document[name].values()) for name in ("rating", "second_rating"))
        counts = (document["projects"], document["no_longer_reported"], held, *rated)
        yield f"| {document['as_of']} | {said} | {' | '.join(map(str, counts))} |"
    db.close()
