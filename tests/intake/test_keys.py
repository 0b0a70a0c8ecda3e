"""Which rows are the same thing, and what happens to rows that repeat or contradict another."""

import unicodedata

from tests.intake.by_hand import asked, cells, codes, read


def test_an_id_is_the_key_and_a_name_where_there_is_none() -> None:
    by_id = read({"Project ID": ["P1", "P2"], "Project name": ["Alpha", "Beta"]})
    assert cells(by_id, "project_key") == ["P1", "P2"]
    by_name = read({"Project name": ["  Alpha  One", "Beta"], "Owner": ["Ann", "Bob"]})
    assert cells(by_name, "project_key") == ["alpha one", "beta"]


def test_leading_zeros_of_ids_stay() -> None:
    assert cells(read({"Project ID": ["001", "010"], "Project name": ["A", "B"]}), "project_id") == [
        "001",
        "010",
    ]


def test_names_that_repeat_are_told_apart_by_department() -> None:
    reading = read(
        {"Project name": ["Portal", "Portal", "Roads"], "Department": ["Health", "Transport", "Transport"]}
    )
    assert len(set(cells(reading, "project_key"))) == 3


def test_identical_rows_are_counted_once() -> None:
    reading = read(
        {
            "Project ID": ["P1", "P2", "P2"],
            "Project name": ["A", "B", "B"],
            "Budget": ["100000", "200000", "200000"],
        }
    )
    assert (reading.rows_read, reading.rows_loaded, reading.rows_skipped) == (3, 2, 1)
    assert "row.repeated" in codes(reading)


DIFFERING = {
    "Project ID": ["P1", "P2", "P2"],
    "Project name": ["A", "B", "B"],
    "Budget": ["100000", "200000", "300000"],
}


def test_differing_rows_with_one_key_are_asked_never_the_last_one() -> None:
    reading = read(DIFFERING)
    assert asked(reading) == {"duplicates"}
    assert reading.table is None
    assert "rows 3–4" in reading.questions[0].evidence


def test_the_answer_says_which_of_the_differing_rows_loads() -> None:
    rows = {
        name: texts + [f"{name[:2]}{n}" if n else texts[0] for n in range(3, 13)]
        for name, texts in DIFFERING.items()
    }
    rows["Budget"] = [*DIFFERING["Budget"], *["500000"] * 10]
    rows["Project ID"] = [*DIFFERING["Project ID"], *[f"Q{n}" for n in range(10)]]
    first = read(rows, answers={"duplicates": "first"})
    assert cells(first, "budget")[1] == 200_000
    assert (first.rows_loaded, first.rows_skipped) == (12, 1)
    last = read(rows, answers={"duplicates": "last"})
    assert cells(last, "budget")[1] == 300_000
    none = read(rows, answers={"duplicates": "none"})
    assert (none.rows_loaded, none.rows_skipped) == (11, 2)
    assert "key.duplicate" in codes(none)


def test_a_row_that_names_nothing_is_refused_with_its_number() -> None:
    rows = {
        "Project ID": ["P1", "", "P3", "P4", "P5", "P6"],
        "Project name": ["A", "", "C", "D", "E", "F"],
        "Budget": ["100000"] * 6,
    }
    reading = read(rows)
    assert (reading.rows_loaded, reading.rows_refused) == (5, 1)
    issue = next(issue for issue in reading.issues if issue.code == "key.blank")
    assert issue.row == 3


def test_too_many_refused_rows_refuse_the_file_in_a_sentence() -> None:
    rows = {"Project ID": ["P1", "", "", "P4"], "Project name": ["A", "", "", "D"], "Budget": ["100000"] * 4}
    reading = read(rows)
    assert reading.table is None
    assert not reading.questions
    assert reading.issues[0].code == "file.refused"
    assert "2 of 4 rows" in reading.issues[0].problem


def test_a_name_falls_back_to_the_id_and_says_so() -> None:
    reading = read({"Project ID": ["P1", "P2"], "Budget": ["100000", "200000"]})
    assert cells(reading, "name") == ["P1", "P2"]
    [note] = [issue.problem for issue in reading.issues if issue.code == "name.from_id"]
    assert note == "2 rows have no name: the id stands in for it."


def test_the_same_project_at_two_dates_is_a_history_not_a_duplicate() -> None:
    rows = {
        "Project ID": ["P1", "P2", "P1", "P2"],
        "Project name": ["A", "B", "A", "B"],
        "Status date": ["2026-01-31", "2026-01-31", "2026-02-28", "2026-02-28"],
        "Budget": ["100000", "200000", "110000", "200000"],
    }
    reading = read(rows)
    assert reading.rows_loaded == 4
    assert len(reading.as_of) == 2
    assert not reading.rolling
    assert read(rows, source="rolling").rolling


def test_projects_that_report_each_on_its_own_day_are_rolling() -> None:
    rows = {
        "Project ID": [f"P{n}" for n in range(6)],
        "Project name": [f"A{n}" for n in range(6)],
        "Status date": [f"2026-01-{n + 1:02}" for n in range(6)],
    }
    assert read(rows).rolling


def test_readings_of_one_kpi_are_keyed_by_series_and_period() -> None:
    rows = {
        "KPI": ["Uptime"] * 4,
        "Month": ["2026-01", "2026-02", "2026-01", "2026-02"],
        "Region": ["North", "North", "South", "South"],
        "Value": ["1", "2", "3", "4"],
    }
    reading = read(rows)
    assert len(set(cells(reading, "series"))) == 2
    assert cells(reading, "dimensions")[0] == '{"Region": "North"}'
    assert len(set(cells(reading, "key"))) == 4


def test_flags_codes_and_multipliers_split_no_series() -> None:
    rows = {
        "KPI": ["Uptime"] * 2,
        "Year": ["2025", "2026"],
        "Observation status": ["Normal", "Provisional"],
        "GeoCode": ["E1", "E2"],
        "Unit multiplier": ["Units", "Thousands"],
        "Value": ["1", "2"],
    }
    assert len(set(cells(read(rows), "series"))) == 1


def test_quarters_and_years_of_one_kpi_are_two_series() -> None:
    rows = {"KPI": ["Jobs"] * 3, "Period": ["2025 Q1", "2025 Q2", "2025"], "Value": ["1", "2", "3"]}
    assert len(set(cells(read(rows), "series"))) == 2


def test_a_log_keeps_every_entry_but_collapses_repeats() -> None:
    rows = {
        "Date": ["2026-01-13", "2026-01-13", "2026-01-13"],
        "Stakeholder": ["Ann", "Ann", "Ann"],
        "Channel": ["mail", "call", "call"],
        "Note": ["a", "b", "b"],
    }
    reading = read(rows)
    assert (reading.kind, reading.rows_loaded, reading.rows_skipped) == ("contacts", 2, 1)


def test_anonymous_answers_that_are_alike_are_not_repeats() -> None:
    reading = read({"Question": ["Clear?"] * 3, "Answer": ["5", "5", "4"]})
    assert reading.rows_loaded == 3


TWO_IN_ONE = {"Project ID": ["P1", "P1", "P2"], "Project name": ["A", "B", "C"], "Owner": ["Al", "Bo", "Cy"]}


def test_rows_of_one_id_with_different_names_can_all_be_kept_by_name() -> None:
    (question,) = [one for one in read(TWO_IN_ONE).questions if one.id == "duplicates"]
    assert "names" in [choice.value for choice in question.choices]
    reading = read(TWO_IN_ONE, answers={"duplicates": "names"})
    assert cells(reading, "project_key") == ["P1 | a", "P1 | b", "P2"]
    assert len(set(cells(reading, "key"))) == 3


def test_rows_of_one_id_and_one_name_cannot_be_told_apart() -> None:
    rows = {**TWO_IN_ONE, "Project name": ["A", "A", "C"]}
    (question,) = [one for one in read(rows).questions if one.id == "duplicates"]
    assert "names" not in [choice.value for choice in question.choices]


def test_the_evidence_for_many_clashes_stays_short() -> None:
    count = 4_000
    rows = {"Project ID": ["P1", "P2"] * count, "Project name": ["A", "B"] * count}
    rows["Owner"] = [f"O{n}" for n in range(2 * count)]
    questions = read(rows, mapping={"project_id": "Project ID"}, answers={"kind": "projects"}).questions
    assert all(len(question.evidence) < 500 for question in questions)


def test_clashes_within_one_date_of_a_history_are_asked_and_repeats_collapse() -> None:
    rows = {
        "Project ID": ["P1", "P1", "P1", "P2", "P2", "P2"],
        "Project name": ["A"] * 3 + ["B"] * 3,
        "Status date": ["2026-01-31", "2026-01-31", "2026-02-28"] * 2,
        "Owner": ["Ann", "Ann", "Ann", "Bob", "Cy", "Bob"],
    }
    reading = read(rows)
    assert asked(reading) == {"duplicates"}
    told = read(rows, answers={"duplicates": "last"})
    assert (told.rows_loaded, told.rows_skipped) == (4, 2)
    assert cells(told, "owner") == ["Ann", "Ann", "Cy", "Bob"]


def test_ids_that_a_spreadsheet_shortened_and_that_collide_give_way_to_names() -> None:
    rows = {
        "Project ID": ["1.23457E+15", "1.23457E+15", "7"],
        "Project name": ["Alpha", "Beta", "Gamma"],
    }
    reading = read(rows)
    assert asked(reading) == set()
    assert cells(reading, "project_key") == ["alpha", "beta", "gamma"]
    assert {"id.collided", "id.shortened"} <= codes(reading)
    assert cells(reading, "project_id") == [None, None, "7"]


def test_projects_without_ids_say_that_their_names_are_their_keys() -> None:
    rows = {"Project name": ["Alpha", "Beta"], "Status": ["Active", "Done"]}
    assert "key.by_name" in codes(read(rows))
    assert "key.by_name" not in codes(read(rows | {"Project ID": ["P1", "P2"]}))


def test_rows_that_differ_only_in_what_no_eye_sees_are_repeats() -> None:
    composed, apart = (unicodedata.normalize(form, "Café") for form in ("NFC", "NFD"))
    reading = read({"Project name": [composed, apart, "Bar"], "Owner": ["Ann", "A\u200bnn", "Bob"]})
    assert (reading.rows_loaded, reading.rows_skipped) == (2, 1)
