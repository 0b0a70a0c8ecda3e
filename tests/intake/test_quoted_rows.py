"""Lines that are quoted as a whole, and lists of names with spaces: one column only at first sight."""

from __future__ import annotations

import pytest

from tests.intake.by_hand import asked, cells, codes, read

ROW = '"P1,Payroll,On hold,""late, again"""'


@pytest.mark.parametrize(
    "header", ['"Project ID,Project name,Status,Comments"', "Project ID,Project name,Status,Comments"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_in_quotes_as_a_whole_are_cut_into_their_cells(header: str, end: str) -> None:
    reading = read(end.join([header, ROW, '"P2,Portal,Active,"', ""]))
    assert cells(reading, "name") == ["Payroll", "Portal"]
    assert cells(reading, "commentary") == ["late, again", None]
    assert cells(reading, "row") == [2, 3]
    assert "text.rows_quoted" in codes(reading)


@pytest.mark.parametrize(
    "text",
    [
        '"Project name"\n"Roads, bridges"\n"Rail, tunnels"\n',
        '"Project name","Status"\n"A","Active"\n"B","Done"\n',
    ],
)
def test_quoted_cells_stay_cells(text: str) -> None:
    reading = read(text)
    assert len(cells(reading, "name")) == 2
    assert "text.rows_quoted" not in codes(reading)


def test_names_with_spaces_under_a_known_header_are_a_list() -> None:
    reading = read("Project Name\nSupport 2026 [ID-1]\nRetail platform [ID-2]\nSMS gateway [ID-3]\n")
    assert (asked(reading), len(cells(reading, "name"))) == (set(), 3)
