"""Headers of several rows in text files, and titles that only look like one."""

import pytest

from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS


def read(lines: list[str]) -> RawTable:
    return read_table(("\n".join(lines) + "\n").encode(), "x.csv", Options(), PAGE_LIMITS)


LEVELS = ["Project ID,Project Name,Budget,Actual,Planned benefit,Realised benefit"]
AMOUNTS = [f"a{n},Alpha {n},{n}.5,0.5,{n}00,100" for n in range(1, 6)]


@pytest.mark.parametrize("upper", [",,Cost (€m),,Benefit (€k),", "Project,,Cost (€m),,Benefit (€k),"])
def test_a_partly_filled_level_above_the_header_is_joined_and_gives_each_column_its_unit(upper: str) -> None:
    table = read([upper, *LEVELS, *AMOUNTS])
    assert table.headers[2:4] == ("Cost (€m) – Budget", "Cost (€m) – Actual")
    assert table.headers[5] == "Benefit (€k) – Realised benefit"
    assert table.source.title_lines == ()
    assert not table.questions


@pytest.mark.parametrize(
    "title",
    [
        "Portfolio report,,,,,Confidential",
        "Portfolio report,,,As of 31/03/2026,,",
        "Report,,,all in €m,,",
        "Owner:,Ann,,Status:,final,",
        "Owner,Ann,,Status,final,",
        "Owner,Ann,,,,",
    ],
)
def test_a_title_right_above_the_header_is_no_level_of_it(title: str) -> None:
    table = read([title, *LEVELS, *AMOUNTS])
    assert table.headers[0] == "Project ID"
    assert table.headers[5] == "Realised benefit"


def test_a_unit_over_single_columns_is_no_unit_of_the_whole_table() -> None:
    table = read(["Portfolio report,,€m,,,", "", *LEVELS, *AMOUNTS])
    assert table.source.title_lines == ("Portfolio report",)
    assert read(["All amounts in €m,,,,,", *LEVELS, *AMOUNTS]).source.title_lines == ("All amounts in €m",)
