"""Delimiters, quotes, line ends and rows that do not fit."""

from __future__ import annotations

from pmo_core.intake.options import Options
from tests.intake.hostile.case import HEAD, Asks, Case, Loads, Refused, lines, plan, with_line

IDS = [f"P{n}" for n in range(1, 31)]
WITHOUT_NINE = [text for text in IDS if text != "P9"]
GERMAN = [
    "P1;Brücke;Nord;Active;01.02.2026;13.12.2026;1.234,5",
    "P2;Tor;Süd;Active;15.02.2026;31.12.2026;2,25",
]


def _other(delimiter: str, count: int = 8) -> bytes:
    return plan([line.replace(",", delimiter) for line in lines(count)], head=HEAD.replace(",", delimiter))


CASES = {
    "semicolons with decimal commas are read": Case(
        plan(GERMAN, head=HEAD.replace(",", ";")),
        Loads({"name": ["Brücke", "Tor"], "budget": [1_234_500_000.0, 2_250_000.0]}),
    ),
    "a first line that names the delimiter is no row": Case(
        b"sep=;\r\n" + _other(";"), Loads({"project_id": IDS[:8]})
    ),
    "a first line that names a tab in UTF-16 is no row": Case(
        ("sep=\t\r\n" + _other("\t").decode()).encode("utf-16"), Loads({"project_id": IDS[:8]})
    ),
    "a first line that lies about the delimiter is asked about": Case(
        b"sep=|\r\n" + _other(";"), Asks.of("kind", about="Project ID;Project name")
    ),
    "carets between the cells are asked about": Case(_other("^"), Asks.of("delimiter", about=r"\^")),
    "colons between the cells are asked about": Case(_other(":"), Asks.of("delimiter", about=":")),
    "carets are read once somebody says so": Case(
        _other("^"), Loads({"project_id": IDS[:8]}), options=Options(delimiter="^")
    ),
    "a delimiter of two characters is refused": Case(
        _other(";"), Refused("';;' is no delimiter"), options=Options(delimiter=";;")
    ),
    "a list of one column that nothing names is no table": Case(
        b"Alpha\nBeta\nGamma\nDelta\n", Refused("No table was found")
    ),
    "single quotes around every cell are no part of it": Case(
        plan([",".join(f"'{cell}'" for cell in line.split(",")) for line in lines(8)]),
        Loads({"project_id": IDS[:8]}),
    ),
    "an apostrophe in a name is no quote": Case(
        with_line("P9,'t Hof van O'Neill,North,Active,,,9"), Loads({"project_id": IDS})
    ),
    "quotes escaped by backslashes are read": Case(
        with_line(r'P9,"The \"new\" hall",North,Active,,,9'),
        Loads(cells={"Project name": [f"Project {n}" if n != 9 else 'The "new" hall' for n in range(1, 31)]}),
    ),
    "a backslash at the end of a cell is text": Case(
        with_line('P9,"C:\\plans\\",North,Active,,,9'),
        Loads(cells={"Project name": [f"Project {n}" if n != 9 else "C:\\plans\\" for n in range(1, 31)]}),
    ),
    "spaces before quotes are no part of the cell": Case(
        with_line('P9, "Hall, new", North, Active, , , 9'), Loads({"project_id": IDS}, rows=30)
    ),
    "line breaks within quotes are part of the cell": Case(
        with_line('P9,"Hall\nnew\r\nand old",North,Active,,,9'), Loads({"project_id": IDS}, rows=30)
    ),
    "carriage returns alone end lines": Case(plan(lines(8), end="\r"), Loads({"project_id": IDS[:8]})),
    "line ends of three kinds may be mixed": Case(
        plan(lines(8)).replace(b"\nP3", b"\r\nP3").replace(b"\nP6", b"\rP6"), Loads({"project_id": IDS[:8]})
    ),
    "signs that only Unicode calls line ends are text": Case(
        with_line("P9,Hall\u2028new\u0085and\x0cold,North,Active,,,9"), Loads({"project_id": IDS})
    ),
    "a row that lacks its last cells is padded and named": Case(
        with_line("P9,Project 9,North,Active,2026-01-10"),
        Loads({"project_id": IDS}, issues={"row.shorter": {10}}),
    ),
    "a row that lacks a cell in the middle is refused": Case(
        with_line("P9,Project 9,Active,2026-01-10,2026-12-10,9.5"),
        Loads({"project_id": WITHOUT_NINE}, issues={"row.refused": {10}}, refused=1),
    ),
    "blank cells beyond the header are dropped and counted": Case(
        with_line("P9,Project 9,North,Active,2026-01-10,2026-12-10,9.5,,,"),
        Loads({"project_id": IDS}, issues={"row.surplus": {10}}),
    ),
    "an unquoted comma in a name is mended in the only way that fits": Case(
        with_line("P9,Hall, new,North,Active,2026-01-10,2026-12-10,9.5"),
        Loads({"project_id": IDS}, issues={"row.longer": {10}}),
    ),
    "a row that could be mended in two ways is refused": Case(
        plan(
            [
                f"P{n},Project {n},Note about {n},{n}.5" if n != 9 else "P9,Hall,new,hall,9.5"
                for n in range(1, 31)
            ],
            head="Project ID,Project name,Notes,Budget (£m)",
        ),
        Loads({"project_id": WITHOUT_NINE}, issues={"row.refused": {10}}, refused=1),
    ),
    "a row of ten thousand cells is refused by name": Case(
        with_line("P9" + ",x" * 10_000),
        Loads({"project_id": WITHOUT_NINE}, issues={"row.refused": {10}}, refused=1),
    ),
    "a row of delimiters only is blank": Case(
        with_line(",,,,,,"), Loads({"project_id": WITHOUT_NINE}, issues={"row.blank": {10}}, skipped=1)
    ),
    "many ragged rows are a question about the delimiter": Case(
        plan([line + ",x,y" if n % 3 else line for n, line in enumerate(lines(12))]), Asks.of("delimiter")
    ),
    "a quote that never closes costs its own row at most": Case(
        with_line('P9,"Project 9,North,Active,2026-01-10,2026-12-10,9.5'),
        Loads({"project_id": IDS}, issues={"quote.mended": {10}}),
    ),
    "a quote that never closes in the last row is found": Case(
        with_line('P30,"Project 30,North,Active,2026-01-10,2026-12-10,9.5', at=31),
        Loads({"project_id": IDS}, issues={"quote.mended": {31}}),
    ),
    "letters after a closing quote are kept and named": Case(
        with_line('P9,"Project" 9,North,Active,2026-01-10,2026-12-10,9.5'),
        Loads({"project_id": IDS}, issues={"quote.mended": {10}}),
    ),
    "a sign of inches is text": Case(
        with_line('P9,19"" rack,North,Active,2026-01-10,2026-12-10,9.5'), Loads({"project_id": IDS})
    ),
    "a file that is one quote is refused": Case(b'"' * 9_999, Refused("(?i)row|quote|header")),
    "a file of commas is refused": Case(b"," * 200_000, Refused("no rows below the header")),
    "three thousand open quotes do not stall and are named": Case(
        plan([f'P{n},"x,North,Active,,,1' for n in range(3_000)]), Loads(rows=3_000)
    ),
}
