"""Workbooks that lie, climb, swell or hide."""

from __future__ import annotations

import re
from datetime import date

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pmo_core.intake.options import Options
from tests.intake.books import book, projects
from tests.intake.hostile.case import Asks, Case, Loads, Refused
from tests.intake.hostile.parts import (
    HEADER,
    SHEET,
    SST,
    TWO,
    beside,
    by_hand,
    cells,
    flagged,
    hidden_sheet,
    laughing,
    lying_size,
    ods,
    ods_row,
    outside,
    part,
    put,
    sound,
    straddling,
)
from tests.intake.test_gate import zipped

IDS = [f"P{n}" for n in range(1, 7)]
MILLIONS = Options(answers={"money_unit": "million"})


CASES = {
    "a workbook of a billion laughs is refused": Case(part(laughing), Refused("document type")),
    "a workbook of a billion laughs in its texts is refused": Case(
        lambda: by_hand(laughing(SST), cells(0, 1, 2, 3, 4, 5)), Refused("document type")
    ),
    "a document type across the border of two blocks is refused": Case(straddling, Refused("document type")),
    "a workbook in UTF-16 with a document type is refused": Case(
        part(lambda xml: ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []><x/>').encode("utf-16")),
        Refused("document type"),
    ),
    "a workbook of shared texts is read": Case(
        lambda: by_hand(SST, cells(0, 1, 2, 3, 4, 5)), Loads({"name": ["Alpha", "Beta"]})
    ),
    "a workbook that names a file outside is refused": Case(part(outside), Refused("document type")),
    "a workbook that unpacks two hundred times its size is refused": Case(
        lambda: zipped(("xl/workbook.xml", b"<w/>"), (SHEET, b" " * 30_000_000)), Refused("200 times")
    ),
    "a workbook that lies about its size is refused": Case(lying_size, Refused("(?i)damaged|unpacks|safely")),
    "a workbook with a part that climbs out is refused": Case(
        lambda: beside("../../evil.sh", b"x"), Refused("unsafe names")
    ),
    "a workbook with a part of an absolute name is refused": Case(
        lambda: beside("/etc/cron.d/x", b"x"), Refused("unsafe names")
    ),
    "a workbook with a part of a Windows name is refused": Case(
        lambda: beside("C:\\evil.exe", b"x"), Refused("unsafe names")
    ),
    "a workbook whose parts are encrypted is refused": Case(flagged, Refused("(?i)password|encrypted")),
    "a value in the farthest cell is refused": Case(
        lambda: sound(put(XFD1048576="x")), Refused("so far out.*Ctrl\\+End")
    ),
    "a workbook without a sheet of cells is refused": Case(
        lambda: book(("Plan", [])), Refused("(?i)filled|no rows|nothing|no sheet")
    ),
    "a sheet cut in the middle is refused": Case(
        part(lambda xml: xml[: len(xml) // 2]), Refused("(?i)damaged|safely|no filled|no rows")
    ),
    "a text that is not in the list of texts is refused": Case(
        lambda: by_hand(SST, cells(0, 1, 2, 3, 4, 999_999)),
        Refused("(?i)damaged|safely"),
    ),
    "macros beside the sheets are not looked at": Case(
        lambda: beside("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(100)),
        Loads({"project_id": IDS}),
        label="plan.xlsm",
        options=MILLIONS,
    ),
    "bytes in front of a workbook are refused": Case(lambda: b"GIF89a" + sound(), Refused("picture")),
    "a formula that was never calculated is named and is no blank": Case(
        lambda: sound(put(D3="=1+1")),
        Loads({"project_id": IDS}, issues={"cell.not_calculated": {3}}),
        options=MILLIONS,
    ),
    "an error of a cell is named and is no blank": Case(
        part(
            lambda xml: re.sub(
                rb'<c r="D3"[^>]*><v>[^<]*</v></c>', b'<c r="D3" t="e"><v>#DIV/0!</v></c>', xml
            )
        ),
        Loads({"project_id": IDS}, issues={"cell.error": {3}}),
        options=MILLIONS,
    ),
    "a formula that would start a program is text or nothing": Case(
        lambda: sound(put(B3="=cmd|'/C calc'!A0")), Loads({"project_id": IDS}), options=MILLIONS
    ),
    "a hidden sheet is never taken for the table": Case(
        lambda: book(("Old", projects(20)), ("Plan", projects(6)), change=hidden_sheet),
        Loads({"project_id": IDS}),
        options=MILLIONS,
    ),
    "hidden rows are told": Case(
        lambda: sound(lambda sheet: sheet.row_dimensions.__getitem__(4).__setattr__("hidden", True)),
        Loads({"project_id": IDS}, issues={"sheet.hidden_rows": {4}}),
        options=MILLIONS,
    ),
    "a sheet that is not there is refused with those that are": Case(
        lambda: sound(), Refused("(?i)nowhere.*plan|plan"), options=Options(sheet="Nowhere")
    ),
    "a table that begins far down and right keeps its row numbers": Case(
        lambda: book(("Plan", [[]] * 9 + [[None, None, *row] for row in projects(6)])),
        Loads({"project_id": IDS, "row": list(range(11, 17))}),
        options=MILLIONS,
    ),
    "a name in two languages and emoji in a sheet name are names": Case(
        lambda: book(("Проекты 🚧 'a'!", projects(6))), Loads({"project_id": IDS}), options=MILLIONS
    ),
    "numbers that are ids do not get a point": Case(
        lambda: book(("Plan", [["Project ID", "Project name"], *([n + 123.0, f"N {n}"] for n in range(5))])),
        Loads({"project_id": ["123", "124", "125", "126", "127"]}),
    ),
    "days before 1900 and times of day do not crash": Case(
        lambda: sound(put(E3=0, E4=-5, E5=0.5)), Loads({"project_id": IDS}), options=MILLIONS
    ),
    "years that count from 1904 are heeded": Case(
        lambda: book(("Plan", projects(6)), change=lambda made: setattr(made, "epoch", CALENDAR_MAC_1904)),
        Loads({"start": [date(2026, 1, n) for n in range(1, 7)]}),
        options=MILLIONS,
    ),
    "a workbook of two sheets alike asks which one or stacks them": Case(
        lambda: book(("North", projects(6)), ("South", projects(6))), Asks.of("sheet")
    ),
    "an ODS that repeats a row a billion times is refused or cut": Case(
        lambda: ods(
            HEADER
            + TWO.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000000">')
        ),
        Refused("(?i)far out|safely|limit|rows"),
        label="plan.ods",
    ),
    "an ODS that repeats blank rows to its end is read": Case(
        lambda: ods(
            HEADER + TWO + '<table:table-row table:number-rows-repeated="1048573"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
        Loads({"project_id": ["P1", "P2"]}),
        label="plan.ods",
    ),
    "an ODS that repeats a cell a million times is refused": Case(
        lambda: ods(HEADER + ods_row("x", repeat=' table:number-columns-repeated="1000000000"')),
        Refused("(?i)far out|safely|limit"),
        label="plan.ods",
    ),
    "an old workbook of noise is refused": Case(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(range(256)) * 20,
        Refused("(?i)damaged|safely|no workbook|cut off"),
        label="plan.xls",
    ),
}
