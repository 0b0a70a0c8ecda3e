"""A report as such reports come: titles above, totals below, euros in thousands, words in number cells."""

from __future__ import annotations

TITLE = (
    "Nordhafen Märkte – project portfolio;;;;;;;;;;;;",
    "Status as of 30.06.2026;;;;;;;;;;;;",
    "Amounts in k€, internal use;;;;;;;;;;;;",
    ";;;;;;;;;;;;",
)
HEADER = (
    "No.;Project;Business unit;Project manager;Status;RAG;Horizon;Start;Planned finish;"
    "Budget (k€);Spent (k€);Progress %;Comment"
)
# The empty line is a row of empty cells; what follows the twelfth semicolon is the comment.
ROWS = """\
NH-001;Self-checkout Süd;Märkte;Jana Öztürk;In progress;Green;short;12.01.2026;18.12.2026;4.250,0;1.980,5;45;
NH-002;Café corners in 30 markets;Märkte;Paul Brückner;In progress;Amber;short;02.02.2026;\
30.11.2026;1.875,5;640,0;30;Two sites wait for permits
NH-003;Online shop – faster search;Online;Léa Fournier;Done;Green;short;15.09.2025;27.03.2026;980,0;\
1.012,4;100;
NH-004;Click & collect;Online;Léa Fournier;In progress;Green;short;01.12.2025;30.10.2026;3.120,0;1.455,0;50;
NH-005;Warehouse automation;Logistik;Tomás Núñez;In progress;Amber/Red;medium;03.03.2025;30.09.2027;\
11.400,0;4.870,2;35;Supplier asks for "more time"; new plan in August
NH-006;Delivery vans, electric;Logistik;Tomás Núñez;In progress;Amber;long;13.10.2025;31.12.2029;\
8.900,0;1.120,0;12;
NH-007;Price labels;Märkte;Jana Öztürk;In progress;Green;short;19.01.2026;31.08.2026;2.640,0;1.990,0;80;
NH-008;Data warehouse;IT;Wojciech Król;In progress;Red;long;06.01.2025;30.06.2028;6.300,0;2.950,0;\
20;No team since May
NH-009;Till hardware;IT;Wojciech Król;In progress;Green;short;09.02.2026;13.11.2026;5.480,0;2.310,0;40;
NH-010;Staff app;Personal;Ingrid Bäcker;Not started;;short;01.09.2026;30.04.2027;TBC;;0;Budget in July
NH-011;Apprentice programme;Personal;Ingrid Bäcker;In progress;Amber;long;01.08.2025;31.07.2029;\
1.260,0;210,0;18;
NH-012;Solar roofs;Immobilien;René Vogt;On hold;Amber/Red;long;05.05.2025;31.12.2028;7.150,0;890,0;10;
NH-013;Cold rooms renewal;Immobilien;René Vogt;In progress;Green;short;17.11.2025;25.09.2026;\
3.980,0;2.760,0;70;
NH-014;Loyalty card;Marketing;TBC;In progress;Green;short;23.02.2026;18.12.2026;2.150,0;720,0;35;
NH-015;Holiday campaign;Marketing;Zoë Jansen;In progress;Green;short;04.05.2026;31.12.2026;1.940,0;310,0;15;
NH-016;Brand refresh;Marketing;Zoë Jansen;In progress;Amber;short;08.09.2025;29.05.2026;860,0;845,0;\
95;Late, last shop open
NH-017;Supplier portal;Einkauf;Håkan Lund;In progress;Green;medium;12.01.2026;30.06.2028;2.780,0;540,0;20;
NH-018;Contract review;Einkauf;Håkan Lund;Done;Green;short;01.10.2025;31.03.2026;420,0;398,5;100;

NH-019;Returns hub;Logistik;Amélie Duval;In progress;Amber;medium;20.10.2025;31.03.2028;4.600,0;1.030,0;22;
NH-020;Fraud checks;Finanzen;Olga Smirnova;In progress;Green;short;02.03.2026;30.11.2026;690,0;240,0;40;
NH-021;Ledger move;Finanzen;Olga Smirnova;In progress;Amber;medium;07.04.2025;30.09.2027;3.350,0;1.480,0;42;
NH-022;Pharmacy pilot;Märkte;;Not started;;;TBC;TBC;confidential;;;Waiting for the board
NH-023;Store lighting;Immobilien;René Vogt;In progress;Green;short;12.01.2026;30.10.2026;1.580,0;610,0;45;
NH-024;Self-scan app;IT;Nuno Gonçalves;In progress;Amber/Green;short;16.03.2026;29.01.2027;2.240,0;480,0;25;
NH-025;Waste heat for Göttingen;Immobilien;TBC;In progress;Amber;medium;01.12.2025;31.05.2028;\
2.050,0;330,0;n/a;
NH-026;Parcel counters;Märkte;Jana Öztürk;In progress;Green;short;13.04.2026;18.12.2026;1.120,0;290,0;30;
NH-027;Route planning;Logistik;Amélie Duval;In progress;Green;short;09.03.2026;30.10.2026;1.475,5;702,0;55;
NH-028;Customer record;IT;;In progress;Red;medium;02.06.2025;31.12.2027;3.890,0;1.640,0;25;Owner left in April
NH-029;Pop-up markets;Marketing;Zoë Jansen;In progress;Green;short;01.06.2026;30.09.2026;760,0;280,0;40;
NH-030;Old intranet;IT;Nuno Gonçalves;Cancelled;;short;03.11.2025;30.06.2026;310,0;95,0;30;
""".splitlines()
WORDS = ("", "Source: project offices; – = no entry")
BUDGET, SPENT = 9, 10


def messy_export() -> bytes:
    """Give the file as bytes in Windows-1252 with a total row that agrees with its column."""
    cells = [_quoted(row) for row in ROWS]
    total = f"Total;;;;;;;;;{_sum(BUDGET)};{_sum(SPENT)};;"
    return ("\r\n".join((*TITLE, HEADER, *cells, total, *WORDS)) + "\r\n").encode("cp1252")


def _quoted(row: str) -> str:
    """Write the twelve cells before the comment as they are, and a comment with a semicolon in quotes."""
    cells = row.split(";", 12)
    comment = cells[-1]
    if len(cells) == 13 and any(mark in comment for mark in ';"'):
        cells[-1] = '"' + comment.replace('"', '""') + '"'
    return ";".join(cells) or ";" * 12


def _sum(column: int) -> str:
    """Add up the cells of a column that hold an amount, in tenths, and write the sum the German way."""
    cells = [row.split(";")[column] for row in ROWS if row]
    tenths = sum(int(cell.replace(".", "").replace(",", "")) for cell in cells if "," in cell)
    return f"{tenths // 10:,}".replace(",", ".") + f",{tenths % 10}"
