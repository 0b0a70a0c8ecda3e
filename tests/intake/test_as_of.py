"""The date that a file describes: file names, notes, columns of periods; what names no day is asked."""

from datetime import date

import pytest

from tests.intake.by_hand import TODAY, asked, cells, codes, read, written

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"], "Budget": ["100000", "200000", "300000"]}


@pytest.mark.parametrize(
    "label",
    [
        "status 31 Mar 26.csv",
        "export 310326.csv",
        "2026 03 31 export.csv",
        "260331_status.csv",
        "x 31 03 2026.csv",
    ],
)
def test_file_names_write_days_in_many_ways(label: str) -> None:
    assert read(NAMES, label).as_of == (date(2026, 3, 31),)


@pytest.mark.parametrize("label", ["Report_Mar-26.csv", "status 202603.csv", "Mar 26.csv"])
def test_a_month_in_the_file_name_is_asked_with_its_last_day(label: str) -> None:
    reading = read(NAMES, label)
    assert asked(reading) == {"as_of"}
    assert reading.questions[0].choices[0].value == "2026-03-31"


def test_six_digits_that_fit_two_days_are_asked() -> None:
    reading = read(NAMES, "export 010226.csv")
    assert [choice.value for choice in reading.questions[0].choices] == ["2026-02-01", "2026-01-02"]


@pytest.mark.parametrize("label", ["project 120499.csv", "part 999999.csv", "Top May 30.csv"])
def test_other_numbers_in_a_file_name_are_no_date(label: str) -> None:
    assert read(NAMES, label).as_of_assumed


def test_a_note_below_the_table_dates_the_file_only_if_it_says_so() -> None:
    table = written(NAMES | {"Owner": ["Ann", "Bob", "Cy"], "Status": ["Active", "Done", "Done"]}).decode()
    for note in ("Prepared by PMO, 1.1.2026", '"Prepared by PMO, 1.1.2026"', "* Budgets of 1.1.2026"):
        assert read(f"{table}\n{note}\n").as_of == (TODAY,)
    assert read(table + "\nSource: finance system as of 31.01.2026\n").as_of == (date(2026, 1, 31),)


def test_a_column_of_months_is_asked_once_and_tells_what_the_choices_do() -> None:
    rows = {
        "Project name": ["Alpha", "Beta", "Alpha", "Beta"],
        "Reporting period": ["Jan 2026", "Jan 2026", "Feb 2026", "Feb 2026"],
        "Status": ["Active", "Active", "Done", "Active"],
    }
    reading = read(rows)
    assert asked(reading) == {"as_of"}
    question = reading.questions[0]
    assert (question.choices[0].value, question.choices[0].example) == (
        "last",
        "the last day of each period: Feb 2026 → 2026-02-28",
    )
    assert question.option == "--answer as_of=last"
    answered = read(rows, answers={"as_of": "last"})
    assert cells(answered, "as_of") == [date(2026, 1, 31)] * 2 + [date(2026, 2, 28)] * 2
    assert cells(read(rows, answers={"as_of": "first"}), "as_of")[0] == date(2026, 1, 1)


def test_rows_without_an_as_of_are_named() -> None:
    reading = read(NAMES | {"As of": ["2026-01-31", "TBC", ""]})
    assert cells(reading, "as_of") == [date(2026, 1, 31)] * 3
    assert [i.row for i in reading.issues if i.code == "as_of.missing"] == [3, 4]


def test_a_column_without_any_date_leaves_the_word_to_the_file_name() -> None:
    reading = read(NAMES | {"As of": ["TBC", "", ""]}, "status 2026-01-31.csv")
    assert reading.as_of == (date(2026, 1, 31),)


def test_amounts_that_lack_the_unit_of_the_others_are_named() -> None:
    reading = read(NAMES | {"Budget": ["£1.2m", "£350k", "750"]}, answers={"money_unit": "one"})
    assert [(i.row, i.value) for i in reading.issues if i.code == "money.no_unit"] == [(4, "750")]
    assert "money.no_unit" not in codes(read(NAMES | {"Budget": ["£1.2m", "£350k", "500000"]}))


def test_a_fraction_beside_whole_percentages_is_asked() -> None:
    columns = NAMES | {"% complete": ["0.45", "60", "80"]}
    assert asked(read(columns)) == {"percent"}
    assert cells(read(columns, percent="whole"), "percent_complete") == pytest.approx([0.0045, 0.6, 0.8])
    assert asked(read(NAMES | {"% complete": ["0.5", "12.5", "80"]})) == set()


UNDATED = {
    "Project name": ["Alpha", "Beta", "Gamma"],
    "Status": ["Active", "Active", "Done"],
    "Start": ["2024-01-01", "2024-02-01", "2024-03-01"],
    "Finish": ["2024-06-30", "2024-07-31", "2024-08-31"],
    "Done on": ["", "", "2027-08-31"],
}


def test_nothing_is_judged_by_a_day_that_is_still_asked_for() -> None:
    open_ = read(UNDATED, "status 2024.csv")
    assert asked(open_) == {"as_of"}
    assert open_.as_of == ()
    assert not open_.as_of_assumed
    assert not codes(open_) & {"date.overdue", "date.done_in_future", "as_of.missing"}
    settled = read(UNDATED, "status 2024.csv", answers={"as_of": "2024-12-31"})
    assert settled.as_of == (date(2024, 12, 31),)
    assert {"date.overdue", "date.done_in_future"} <= codes(settled)


def test_rows_without_a_date_wait_for_the_answer_about_the_others() -> None:
    rows = {
        "Project name": ["Alpha", "Beta", "Gamma"],
        "As of": ["Jan 2026", "Feb 2026", ""],
        "Status": ["Active", "Done", "Active"],
    }
    reading = read(rows)
    assert asked(reading) == {"as_of"}
    assert reading.as_of == ()
    assert "as_of.missing" not in codes(reading)
    assert "as_of.missing" in codes(read(rows, answers={"as_of": "last"}))


def test_dates_are_not_compared_before_their_order_is_known() -> None:
    rows = {
        "Project name": ["Alpha", "Beta", "Gamma"],
        "Start": ["03/04/2026", "05/06/2026", "07/08/2026"],
        "Finish": ["04/03/2026", "06/05/2026", "08/07/2026"],
    }
    open_ = read(rows)
    assert asked(open_) == {"dates"}
    assert "date.finish_before_start" not in codes(open_)
    assert "date.finish_before_start" in codes(read(rows, answers={"dates": "day-first"}))


def test_the_question_says_why_the_day_is_asked() -> None:
    [question] = read(NAMES, "gmpp_2018.csv").questions
    why = "The file name says 2018: a year, not a day, and nothing else names the day."
    assert (question.id, question.evidence) == ("as_of", why)
    assert [c.value[5:] for c in question.choices] == ["03-31", "06-30", "09-30", "12-31"]
