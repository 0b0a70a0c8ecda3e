"""Files without a status: 100 % complete is done; a status that says otherwise wins."""

from collections.abc import Mapping, Sequence

import pytest

from tests.intake.by_hand import cells, codes, read

ROWS: Mapping[str, Sequence[str]] = {
    "Project ID": ["P1", "P2", "P3", "P4"],
    "Project": ["Alpha", "Beta", "Gamma", "Delta"],
    "Finish": ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"],
    "% Complete": ["100%", "99%", "100%", ""],
}


def test_rows_at_100_percent_are_done_where_no_column_holds_a_status() -> None:
    reading = read(ROWS)
    assert cells(reading, "status_standard") == ["done", None, "done", None]
    assert cells(reading, "status") == [None] * 4
    (note,) = [one for one in reading.issues if one.code == "status.from_percent"]
    assert note.problem == "2 rows are at 100 % and have no status: counted as done."
    assert note.severity == "note"


@pytest.mark.parametrize("percent", [["1", "0.99", "1", "0.2"], ["100", "99", "100", "20"]])
def test_any_way_of_writing_100_percent_counts(percent: list[str]) -> None:
    found = cells(read({**ROWS, "% Complete": percent}), "status_standard")
    assert found == ["done", None, "done", None]


def test_a_status_goes_before_the_percentage_and_a_blank_one_does_not() -> None:
    reading = read({**ROWS, "Status": ["In progress", "Done", "", "Blocked"]})
    assert cells(reading, "status_standard") == ["in_progress", "done", "done", "blocked"]
    assert cells(reading, "status") == ["In progress", "Done", None, "Blocked"]
    assert not any("Row 4" in one.problem for one in reading.issues if one.code == "date.overdue")


def test_a_word_that_nothing_maps_stays_unknown_at_100_percent() -> None:
    reading = read({**ROWS, "Status": ["Frobbed", "Done", "Done", "Blocked"]})
    assert cells(reading, "status_standard")[0] == "unknown"
    assert "status.from_percent" not in codes(reading)
