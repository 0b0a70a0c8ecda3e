"""Cells that are no number, no day, no amount, or more than one thing."""

from __future__ import annotations

from datetime import date

from pmo_core.intake.options import Options
from tests.intake.hostile.case import Asks, Case, Loads, Refused


def column(header: str, *cells: str, kind_head: str = "Project ID,Project name", quote: str = '"') -> bytes:
    rows = [f"P{n},Project {n},{quote}{cell}{quote}" for n, cell in enumerate(cells, 1)]
    return "\n".join((f"{kind_head},{header}", *rows, "")).encode()


def _missing(field: str, **kinds: str) -> Loads:
    return Loads(missing={(int(row[1:]), field): kind for row, kind in kinds.items()})


CASES = {
    "words instead of an amount are missing for their reason and never zero": Case(
        column(
            "Budget (£m)",
            "1.5",
            "2.5",
            "Exempt under Section 43 of the Freedom of Information Act 2000",
            "TBC",
            "n/a",
            "-",
            "Data Not Provided",
            ">500%",
            "c. 5",
            *["7.5"] * 20,
        ),
        Loads(
            {"budget": [1.5e6, 2.5e6, *[None] * 7, *[7.5e6] * 20]},
            missing={
                (4, "budget"): "withheld",
                (5, "budget"): "placeholder",
                (6, "budget"): "not_applicable",
                (7, "budget"): "blank",
                (8, "budget"): "not_provided",
                (9, "budget"): "unparseable",
                (10, "budget"): "unparseable",
            },
            issues={"money.unreadable": {9, 10}},
        ),
    ),
    "numbers that are no finite numbers are unreadable": Case(
        column("Budget (£m)", "1.5", "2.5", "NaN", "inf", "1e999", *["7.5"] * 15),
        Loads(
            {"budget": [1.5e6, 2.5e6, None, None, None, *[7.5e6] * 15]},
            missing={(4, "budget"): "unparseable"},
            issues={"money.unreadable": {4, 5}, "money.huge": {6}},
        ),
    ),
    "an amount beyond all amounts is named": Case(
        column("Budget (£)", "150000", "999999999999999999999", *["75000"] * 15),
        Loads({"budget": [150_000.0, None, *[75_000.0] * 15]}),
    ),
    "minus signs of four kinds are read": Case(
        column("Budget (£)", "(1,234)", "1,234-", "−1,234", "-1,234", *["75,000"] * 15),
        Loads({"budget": [-1234.0] * 4 + [75_000.0] * 15}),
    ),
    "full-width digits and thin spaces are numbers": Case(
        column("Budget (£)", "１２３４５", "12\u202f345", "12\u00a0345", "12'345", *["75000"] * 15),
        Loads({"budget": [12_345.0] * 4 + [75_000.0] * 15}),
    ),
    "a point that may be a thousand is asked about": Case(
        column("Budget (€m)", "1.234", "2.345", "3.456", "4.567"), Asks.of("decimal")
    ),
    "an amount without a unit is asked about": Case(
        column("Budget", "£12,131.50", "£32,614", "£1,200", "£850"), Asks.of("money_unit")
    ),
    "a dollar that may be many dollars is asked about": Case(
        column("Budget", "$120000", "$320000", "$45000"), Asks.of("currency")
    ),
    "currencies are never added up": Case(
        column("Budget", "£120000", "€320000", "£45000", "£99000"),
        Loads({"currency": ["GBP", "EUR", "GBP", "GBP"]}),
    ),
    "progress beyond a hundred is told": Case(
        column("% complete", "50%", "120%", "-5%", "100%", *["75%"] * 15),
        Loads({"percent_complete": [0.5, 1.2, -0.05, 1.0, *[0.75] * 15]}, issues={"percent.range": {3, 4}}),
    ),
    "a fraction beside whole percentages is asked about": Case(
        column("% complete", "50", "0.8", "75", "20"), Asks.of("percent")
    ),
    "days that may be months are asked about": Case(
        column("Start date", "01/02/2026", "03/04/2026", "05/06/2026"), Asks.of("dates", about="2026")
    ),
    "one day beyond twelve decides the column": Case(
        column("Start date", "01/02/2026", "13/04/2026", "05/06/2026"),
        Loads({"start": [date(2026, 2, 1), date(2026, 4, 13), date(2026, 6, 5)]}),
    ),
    "days that contradict their column are named": Case(
        column("Start date", "13/02/2026", "14/03/2026", "15/04/2026", "04/25/2026", "16/05/2026"),
        Loads(issues={"date.contradicts": {5}}, missing={(5, "start"): "unparseable"}),
    ),
    "days that do not exist are named": Case(
        column("Start date", "31/02/2026", "29/02/2025", "2026-13-45", "0000-00-00", *["13/02/2026"] * 12),
        _missing("start", r2="unparseable", r3="unparseable", r4="unparseable"),
    ),
    "days that stand for none are placeholders": Case(
        column("Start date", "1900-01-00", "1899-12-30", "9999-12-31", "2026-02-13", *["2026-02-14"] * 9),
        _missing("start", r2="placeholder", r3="placeholder", r4="placeholder"),
    ),
    "years of two digits lie around today": Case(
        column("Start date", "30.06.08", "31.12.40", "13.01.26", "14.01.26"),
        Loads({"start": [date(2008, 6, 30), date(2040, 12, 31), date(2026, 1, 13), date(2026, 1, 14)]}),
    ),
    "numbers of a spreadsheet in a column of days are days": Case(
        column("Start date", "46066", "46067", "46068", "46069"),
        Loads({"start": [date(2026, 2, 13), date(2026, 2, 14), date(2026, 2, 15), date(2026, 2, 16)]}),
    ),
    "milliseconds since 1970 in a column of days are days": Case(
        column("Start date", "1770940800000", "1771027200000", "1771113600000"),
        Loads({"start": [date(2026, 2, 13), date(2026, 2, 14), date(2026, 2, 15)]}),
    ),
    "a leap day is a day in leap years only": Case(
        column("Start date", "29.02.2024", "29.02.2026", *["13.02.2026"] * 12),
        Loads(
            {"start": [date(2024, 2, 29), None, *[date(2026, 2, 13)] * 12]},
            missing={(3, "start"): "unparseable"},
        ),
    ),
    "months in nine languages are months": Case(
        column(
            "Start date",
            "5 März 2026",
            "5 févr. 2026",
            "5 dic 2026",
            "5 maio 2026",
            "5 gennaio 2026",
            "5 mei 2026",
            "5 sierpnia 2026",
            "5 Ağustos 2026",
        ),
        Loads({"start": [date(2026, m, 5) for m in (3, 2, 12, 5, 1, 5, 8, 8)]}),
    ),
    "a day that is a finish before its start is told and loads": Case(
        column("Start date,Finish date", "2026-05-01,2026-04-01", "2026-01-13,2026-02-14", quote=""),
        Loads(issues={"date.finish_before_start": {2}}, rows=2),
    ),
    "a formula is text and never calculated": Case(
        column("Notes", "=1+1", "=cmd|'/C calc'!A0", "@SUM(A1)", "+1", "-1", "\t=2"),
        Loads(cells={"Notes": ["=1+1", "=cmd|'/C calc'!A0", "@SUM(A1)", "+1", "-1", "\t=2"]}),
    ),
    "a status nobody knows is unknown and named": Case(
        column("Status", "Active", "Waiting for Godot", "Done", "Active", "Done"),
        Loads({"status_standard": ["in_progress", "unknown", "done", "in_progress", "done"]}),
    ),
    "an error of a spreadsheet is no value": Case(
        column("Budget (£m)", "1.5", "#REF!", "#DIV/0!", "#N/A", *["2.5"] * 15),
        Loads({"budget": [1.5e6, None, None, None, *[2.5e6] * 15]}),
    ),
    "a name may be a word that means missing": Case(
        b"Project ID,Project name,Owner\nP1,None,Ann\nP2,NULL,n/a\nP3,NA,TBC\n",
        Loads({"name": ["None", "NULL", "NA"], "owner": ["Ann", None, None]}),
    ),
    "control characters are taken out of names": Case(
        b"Project ID,Project name,Owner\nP1,Br\x07idge,Ann\nP2,T\x1bunnel,Ben\nP3,Road,Cy\n",
        Loads({"name": ["Bridge", "Tunnel", "Road"]}),
    ),
    "a number in hundreds of digits does not stall": Case(
        column("Budget (£)", "9" * 5_000, *["75000"] * 15), Loads({"budget": [None, *[75_000.0] * 15]})
    ),
    "an exponent beyond all bounds does not stall": Case(
        column("Budget (£)", "1E999999999", "1E-999999999", *["75000"] * 15), Loads(rows=17)
    ),
    "an answer that cannot hold is refused": Case(
        column("Budget", "£12", "£32"),
        Refused("not a unit of money"),
        options=Options(answers={"money_unit": "zillion"}),
    ),
}
