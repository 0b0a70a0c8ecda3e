"""Sizes: what is beyond a limit is refused with the limit, and what is just within is read."""

from __future__ import annotations

from dataclasses import replace

from pmo_core.limits import PAGE_LIMITS
from tests.intake.books import book, projects
from tests.intake.hostile.case import HEAD, Case, Loads, Refused, lines, plan

CASES = {
    "forty thousand blank lines above the header are no rows": Case(
        lambda: b"\n" * 40_000 + plan(lines(6)), Loads({"project_id": [f"P{n}" for n in range(1, 7)]})
    ),
    "a cell of a hundred thousand plain letters beside an accent does not stall": Case(
        lambda: plan([*lines(30), f"P31,{'x' * 99_000},Nörd,Active,,,1"]).decode().encode("cp1252"),
        Loads(rows=31),
    ),
    "a file beyond the limit is refused with both sizes": Case(
        lambda: plan(lines(30_000)),
        Refused("2 MB; 1 MB is the limit"),
        limits=replace(PAGE_LIMITS, file=2**20),
    ),
    "rows beyond the limit are refused with the limit": Case(
        plan(lines(101)), Refused("more than 100 rows"), limits=replace(PAGE_LIMITS, records=100)
    ),
    "columns beyond the limit are refused with the limit": Case(
        plan([line + ",x" * 2_000 for line in lines(3)], head=HEAD + "".join(f",c{n}" for n in range(2_000))),
        Refused("2,000"),
    ),
    "as many columns as are allowed are read": Case(
        plan([line + ",x" * 1_993 for line in lines(3)], head=HEAD + "".join(f",c{n}" for n in range(1_993))),
        Loads({"project_id": ["P1", "P2", "P3"]}),
    ),
    "cells beyond the limit are refused with the limit": Case(
        plan(lines(200)), Refused("1,000"), limits=replace(PAGE_LIMITS, cells=1_000)
    ),
    "a cell beyond the limit refuses its row": Case(
        lambda: plan([*lines(30), f"P31,{'x' * 100_001},North,Active,,,1"]),
        Loads(rows=30, refused=1, issues={"row.refused": {32}}),
    ),
    "a header beyond the limit is cut to it": Case(
        plan([line + ",x" for line in lines(6)], head=f"{HEAD},{'h' * 5_000}"),
        Loads(cells={"h" * 1_000: ["x"] * 6}),
    ),
    "a line of a million letters without an end is refused": Case(
        lambda: b"x" * 1_000_000, Refused("no rows below|header|limit")
    ),
    "a workbook of more columns than the limit is refused": Case(
        lambda: book(("Plan", [[f"c{n}" for n in range(2_001)], ["x"] * 2_001])), Refused("2,000|limit")
    ),
    "a workbook of more rows than the limit is refused": Case(
        lambda: book(("Plan", projects(28))),
        Refused("28 rows; 20 are the limit"),
        limits=replace(PAGE_LIMITS, records=20),
        label="plan.xlsx",
    ),
}
