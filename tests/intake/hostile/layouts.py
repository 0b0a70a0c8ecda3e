"""Titles, headers, totals, groups, several tables, turned tables, periods across."""

from __future__ import annotations

from datetime import date

from pmo_core.intake.options import Options
from tests.intake.hostile.case import HEAD, Asks, Case, Loads, Refused, lines, plan

IDS = [f"P{n}" for n in range(1, 9)]
ROWS = lines(8)
SUM = "36"
MONTHS = "Jan,Feb,Mar,Apr,May,Jun"


def _text(*rows: str) -> bytes:
    return "\n".join((*rows, "")).encode()


def _rows(head: str, pattern: str) -> bytes:
    return _text(head, *(pattern.format(n) for n in range(1, 9)))


CASES = {
    "a title, a filter, a date and a blank line above are no rows": Case(
        _text("Portfolio report;;", "Filter: all open", "Data as of 2026-03-31", "", HEAD, *ROWS),
        Loads({"project_id": IDS, "as_of": [date(2026, 3, 31)] * 8}),
    ),
    "forty lines of comments above are no rows": Case(
        _text(*[f"# line {n}" for n in range(40)], HEAD, *ROWS),
        Loads({"project_id": IDS}),
    ),
    "a table without a header asks which row it is": Case(_text(*ROWS), Asks.of("header_row")),
    "the answer that there is no header loses no row": Case(
        _text(*ROWS),
        Loads({"project_id": IDS}),
        options=Options(
            answers={"header_row": "0", "kind": "projects", "money_unit": "million"},
            mapping={"project_id": "A", "name": "B", "budget": "G"},
        ),
    ),
    "a header row that is not there is refused": Case(
        plan(ROWS), Refused("(?i)row 99"), options=Options(header_row=99)
    ),
    "a header below the rows it should head is refused": Case(
        _text(*ROWS, HEAD), Refused("no rows below the header"), options=Options(header_row=9)
    ),
    "units below the header are no row": Case(
        _text(HEAD.replace(" (£m)", ""), ",text,text,text,date,date,£m", *ROWS),
        Loads({"project_id": IDS, "budget": [n * 1e6 + 5e5 for n in range(1, 9)]}, skipped=1),
    ),
    "a header of two levels is joined": Case(
        _text(
            ",,,Budget,,Actual cost,",
            "Project ID,Project name,Department,2026,2027,2026,2027",
            *(f"P{n},Project {n},North,{n}1000,{n}2000,{n}100,{n}200" for n in range(1, 9)),
        ),
        Asks.of("map.budget", "map.actual_cost"),
    ),
    "headers that repeat are all kept": Case(
        _rows("Project ID,Project name,Labels,Labels,Labels", "P{0},Project {0},a,b,c{0}"),
        Loads(
            {"project_id": IDS},
            cells={"Labels (2)": ["b"] * 8, "Labels (3)": [f"c{n}" for n in range(1, 9)]},
        ),
    ),
    "two ratings are two opinions and the leading one is asked": Case(
        _rows("Project ID,Project name,RAG,RAG", "P{0},Project {0},Red,Green"),
        Asks.of("rating"),
    ),
    "a column without a name is kept by its letter": Case(
        _rows("Project ID,Project name,,Status", "P{0},Project {0},x{0},Active"),
        Loads({"project_id": IDS}, cells={"C": [f"x{n}" for n in range(1, 9)]}),
    ),
    "names of internal columns are only names": Case(
        _rows("row,key,part,deleted,Project ID,Project name", "{0},k,1,true,P{0},Project {0}"),
        Loads({"project_id": IDS, "deleted": [False] * 8, "row": list(range(2, 10))}),
    ),
    "a total at the end is no project": Case(
        plan([*ROWS, f"Total,,,,,,{SUM}"]), Loads({"project_id": IDS}, issues={"row.total": {10}}, skipped=1)
    ),
    "a total that does not agree is told": Case(
        plan([*ROWS, "Total,,,,,,99"]), Loads({"project_id": IDS}, issues={"row.total": {10}}, skipped=1)
    ),
    "a total in Russian is no project": Case(
        plan([*ROWS, f"Итого,,,,,,{SUM}"]), Loads({"project_id": IDS}, issues={"row.total": {10}}, skipped=1)
    ),
    "a total in Turkish beside the first column is no project": Case(
        plan([*ROWS, f",Toplam,,,,,{SUM}"]), Loads({"project_id": IDS}, issues={"row.total": {10}}, skipped=1)
    ),
    "a project whose name begins with total is a project": Case(
        plan([*ROWS, "P9,Total rewards,North,Active,2026-01-10,2026-12-10,9.5"]),
        Loads({"project_id": [*IDS, "P9"]}),
    ),
    "a project that costs as much as all others is a project": Case(
        plan([*ROWS, f"P9,New depot,North,Active,2026-01-10,2026-12-10,{SUM}"]),
        Loads({"project_id": [*IDS, "P9"]}),
    ),
    "a file of totals only is refused": Case(
        plan(["Total,,,,,,5", "Grand total,,,,,,5"]), Refused("no rows below the header")
    ),
    "a legend and a signature below are no rows": Case(
        plan([*ROWS, "", "Legend: RAG = red, amber, green", "Signed: A. Person"]),
        Loads({"project_id": IDS}, skipped=3),
    ),
    "a header that comes again on every page is no row": Case(
        plan([*ROWS[:3], HEAD, *ROWS[3:6], HEAD, *ROWS[6:]]),
        Loads({"project_id": IDS}, issues={"row.repeated_header": {5, 9}}, skipped=2),
    ),
    "a second table below is left and named": Case(
        plan([*ROWS, "", "Stakeholder,Power,Interest,Channel", "Ann,5,4,mail", "Ben,3,2,call"]),
        Loads({"project_id": IDS}, issues={"block.left_out": {11, 12, 13}, "row.blank": {10}}, skipped=1),
    ),
    "a table on its side is turned and says so": Case(
        _text(*(",".join(cells) for cells in zip(*(row.split(",") for row in (HEAD, *ROWS)), strict=True))),
        Loads({"project_id": IDS}, issues={"table.turned": {1, 2, 3, 4, 5, 6, 7}}),
    ),
    "a table on its side that is turned has all its rows": Case(
        _text(*(",".join(cells) for cells in zip(*(row.split(",") for row in (HEAD, *ROWS)), strict=True))),
        Loads({"project_id": IDS}),
        options=Options(transpose=True),
    ),
    "a field that is mostly blank on top of a table on its side is a field": Case(
        _text(
            "realised,,,,,3716000,3200000",
            "date,2026-02-28,2026-05-31,2026-08-31,2026-11-30,2026-05-31,2026-08-31",
            "planned,2108000,2108000,2108000,2108000,3441000,3441000",
            "project_id,P131,P131,P131,P131,P132,P132",
        ),
        Loads({"realised": [None] * 4 + [3_716_000.0, 3_200_000.0]}, rows=6),
    ),
    "months across become readings": Case(
        _text("KPI,Unit,2026-01,2026-02,2026-03", "Availability,%,98,97,99", "Tickets,count,10,20,30"),
        Loads({"value": [98.0, 97.0, 99.0, 10.0, 20.0, 30.0]}, rows=6),
        label="kpis.csv",
    ),
    "months across without a year ask for it": Case(
        _text(f"KPI,Unit,{MONTHS}", "Availability,%,98,97,99,98,97,99", "Tickets,count,1,2,3,4,5,6"),
        Asks.of("year"),
        label="kpis.csv",
    ),
    "a year to date beside months is no reading": Case(
        _text("KPI,Unit,2026-01,2026-02,2026-03,YTD", "Defects,count,1,2,3,6", "Tickets,count,10,20,30,60"),
        Loads({"value": [1.0, 2.0, 3.0, 10.0, 20.0, 30.0]}, rows=6),
        label="kpis.csv",
    ),
    "one project at many dates is a history and not a duplicate": Case(
        _text(
            "Project ID,Project name,Reporting date,Budget (£m)",
            *(f"P{n},Project {n},2026-0{month}-28,{n}" for month in (1, 2, 3) for n in range(1, 5)),
        ),
        Loads({"project_id": ["P1", "P2", "P3", "P4"] * 3}, rows=12),
    ),
    "children are not added to their parents": Case(
        _text(
            "Issue key,Summary,Issue Type,Parent,Story Points",
            *(f"E-{n},Epic {n},Epic,," for n in range(1, 4)),
            *(f"E-{n},Task {n},Task,E-{n % 3 + 1},3" for n in range(4, 13)),
        ),
        Loads({"project_id": ["E-1", "E-2", "E-3"]}, issues={"row.child": set(range(5, 14))}, skipped=9),
    ),
    "a thousand blank rows at the end are counted and not loaded": Case(
        plan([*ROWS, *[",,,,,,"] * 1_000]), Loads({"project_id": IDS}, skipped=1_000)
    ),
}
