"""A column of ids with a slip or two stays the key: the slip is asked about, the ids are not dropped."""

from tests.intake.by_hand import asked, cells, codes, read

ROWS = {
    "Project": ["Alpha", "Beta", "", "Delta", "Epsilon", "Zeta", "Eta"],
    "ID": ["A1", "A2", "A3", "A4", "A5", "A1", "A7"],
    "Status": ["Active"] * 7,
    "Start": ["2026-01-01"] * 7,
    "Budget £m": ["12.5", "4.5", "3.5", "2.5", "", "2.5", "1"],
}


def test_an_id_that_stands_twice_is_asked_about_by_its_header_and_rows() -> None:
    reading = read(ROWS)
    assert asked(reading) == {"duplicates"}
    assert reading.questions[0].evidence == "ID “A1” stands in rows 2 and 7."
    assert not {"key.by_name", "key.blank"} & codes(reading)


def test_the_ids_stay_whichever_row_loads() -> None:
    reading = read(ROWS, answers={"duplicates": "first"})
    assert cells(reading, "project_id") == ["A1", "A2", "A3", "A4", "A5", "A7"]
    assert cells(reading, "project_key") == ["A1", "A2", "A3", "A4", "A5", "A7"]
    assert cells(reading, "name")[2] == "A3"


def test_a_bare_column_of_numbers_that_repeats_is_still_no_id() -> None:
    rows = {name: cells for name, cells in ROWS.items() if name != "ID"}
    reading = read({**rows, "Number": ["3", "5", "8", "3", "13", "21", "5"]})
    assert "project_id" not in reading.mapping


def test_ids_that_repeat_throughout_give_way_to_names_and_the_note_says_why() -> None:
    rows = {"Project": [f"P{n}" for n in range(8)], "ID": ["A1", "A2"] * 4, "Status": ["Active"] * 8}
    note = next(issue for issue in read(rows).issues if issue.code == "key.by_name")
    assert note.problem.startswith("ID “A1” stands in rows 2, 4, 6, 8 and 1 other repeats, so the names")


def test_ids_that_are_mostly_blank_give_way_to_names_and_the_note_counts_them() -> None:
    rows = {"Project": ["A", "B", "C", "D"], "Project ID": ["X1", "", "", "X4"], "Status": ["Active"] * 4}
    note = next(issue for issue in read(rows).issues if issue.code == "key.by_name")
    assert note.problem.startswith("Project ID is blank in 2 of 4 rows, so the names")
