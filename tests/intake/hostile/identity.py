"""Keys: repeated, blank, shortened, alike to the eye; and how much may be refused before nothing loads."""

from __future__ import annotations

import unicodedata

from pmo_core.intake.options import Options
from tests.intake.hostile.case import Asks, Case, Loads, Refused, lines, plan


def named(*rows: str, head: str = "Project ID,Project name,Owner") -> bytes:
    return "\n".join((head, *rows, "")).encode()


def people(count: int, first: int = 1) -> list[str]:
    return [f"P{n},Project {n},Ann" for n in range(first, first + count)]


DECOMPOSED = unicodedata.normalize("NFD", "Café")

CASES = {
    "the same row twice counts once": Case(
        named(*people(4), "P2,Project 2,Ann"),
        Loads({"project_id": ["P1", "P2", "P3", "P4"]}, issues={"row.repeated": {3, 6}}, skipped=1),
    ),
    "two different rows of one id are asked about and never the last one taken": Case(
        named(*people(4), "P2,Project 2,Ben"), Asks.of("duplicates", about="P2")
    ),
    "two letters that look alike in two encodings of one name are one name": Case(
        named("Café,Ann", f"{DECOMPOSED},Ann", "Bar,Cy", head="Project name,Owner"),
        Loads({"name": ["Café", "Bar"]}, skipped=1),
    ),
    "an id of another case is another id": Case(
        named("p1,Alpha,Ann", "P1,Beta,Ben", "P2,Gamma,Cy"), Loads({"project_id": ["p1", "P1", "P2"]})
    ),
    "an id with a sign nobody sees is the id without it": Case(
        named("P1,Alpha,Ann", "P\u200b1,Alpha,Ann", "P2,Beta,Ben"),
        Loads({"project_id": ["P1", "P2"]}, skipped=1),
    ),
    "an id that turns the direction of writing is named": Case(
        named("P1,Alpha,Ann", "P\u202e2,Beta,Ben", "P3,Gamma,Cy"),
        Loads(issues={"id.direction": {3}}, rows=3),
    ),
    "an id in letters of two scripts is named": Case(
        named("PAY-1,Alpha,Ann", "P\u0410Y-2,Beta,Ben", "PAY-3,Gamma,Cy"),
        Loads(issues={"id.scripts": {3}}, rows=3),
    ),
    "leading zeros of ids stay": Case(
        named("000123,Alpha,Ann", "0123,Beta,Ben", "123,Gamma,Cy"),
        Loads({"project_id": ["000123", "0123", "123"]}),
    ),
    "ids that a spreadsheet has shortened are named and no key": Case(
        named("1.23457E+15,Alpha,Ann", "1.23457E+15,Beta,Ben", "1.23458E+15,Gamma,Cy"),
        Loads(
            {"name": ["Alpha", "Beta", "Gamma"]},
            issues={"id.shortened": {2, 3, 4}, "id.collided": {2, 3}},
        ),
    ),
    "ids beyond what a spreadsheet keeps are named": Case(
        named("9007199254740993,Alpha,Ann", "9007199254740995,Beta,Ben", "9007199254740999,Gamma,Cy"),
        Loads({"project_id": ["9007199254740993", "9007199254740995", "9007199254740999"]}),
    ),
    "a row that names nothing is refused by its number": Case(
        named(*people(30), ",,Zed"), Loads(issues={"key.blank": {32}}, rows=30, refused=1)
    ),
    "a fifth of the rows without a name refuse the file": Case(
        named(*people(6), ",,Zed", ",,Zoe", ",,Zac"), Refused("3 of 9 rows|3 rows|33")
    ),
    "a row without an id is known by its name": Case(named(*people(20), ",Nameless,Zed"), Loads(rows=21)),
    "a name of ten thousand letters is a name": Case(
        named(*people(3), f"P9,{'x' * 10_000},Ann"), Loads({"project_id": ["P1", "P2", "P3", "P9"]})
    ),
    "an id that is a formula stays what it is": Case(
        named("=1+1,Alpha,Ann", "@x,Beta,Ben", "-3,Gamma,Cy"), Loads({"project_id": ["=1+1", "@x", "-3"]})
    ),
    "an id that is SQL is only an id": Case(
        named("'; drop table version; --,Alpha,Ann", "1 or 1=1,Beta,Ben", "$1,Gamma,Cy"),
        Loads({"project_id": ["'; drop table version; --", "1 or 1=1", "$1"]}),
    ),
    "all issues are listed and not only the first": Case(
        plan([line.replace("2026-01", "2026-99") if n < 5 else line for n, line in enumerate(lines(30))]),
        Loads(missing={(row, "start"): "unparseable" for row in range(2, 7)}, rows=30),
    ),
    "a field that is mapped to nothing that is there is refused with what is there": Case(
        named(*people(3)), Refused("Nonsense.*Project ID"), options=Options(mapping={"name": "Nonsense"})
    ),
    "a field that does not exist is refused": Case(
        named(*people(3)), Refused("shoe_size"), options=Options(mapping={"shoe_size": "Owner"})
    ),
    "words that say nothing about projects ask what they are": Case(
        named("1,2,3", "4,5,6", "7,8,9", head="foo,bar,baz"), Asks.of("kind")
    ),
}
