"""Control totals are held against the rows that load in the end: after refusals and repeats."""

import pytest

from pmo_core.model import Issue
from tests.intake.by_hand import read

ROWS = {
    "Project ID": ["P1", "P2", "", "P4", "P5", "P6", ""],
    "Project": ["Alpha", "Beta", "", "Delta", "Epsilon", "Zeta", "Total"],
    "Owner": ["Ann", "Bob", "Cid", "Dan", "Eve", "Fay", ""],
    "Budget £m": ["10", "20", "3.5", "40", "50", "60"],
}


def _total(budget: list[str], **rows: list[str]) -> Issue:
    reading = read({**ROWS, "Budget £m": budget, **rows}, answers={"duplicates": "last"})
    return next(issue for issue in reading.issues if issue.code == "row.total")


def test_a_total_is_compared_without_the_row_that_was_refused() -> None:
    issue = _total([*ROWS["Budget £m"], "99"])
    assert "says “Budget £m” 99, but the loaded rows add up to 180." in issue.problem
    assert "With row" not in issue.problem


def test_a_total_names_the_refused_row_that_would_close_the_gap() -> None:
    issue = _total([*ROWS["Budget £m"], "183.5"])
    assert issue.severity == "warning"
    assert issue.problem.endswith("add up to 180. With row 4, which was refused, they add up to the same.")
    assert issue.fix == "Mend the row that was refused."


def test_a_total_that_counts_only_what_loads_agrees() -> None:
    issue = _total([*ROWS["Budget £m"], "180"])
    assert (issue.severity, issue.fix) == ("note", "Nothing to do.")
    assert "the loaded rows add up to the same" in issue.problem


@pytest.mark.parametrize(("said", "severity"), [("170", "note"), ("180", "warning")])
def test_a_row_left_out_for_another_with_its_key_does_not_count(said: str, severity: str) -> None:
    ids = ["P1", "P1", "", "P4", "P5", "P6", ""]
    issue = _total([*ROWS["Budget £m"], said], **{"Project ID": ids})
    assert issue.severity == severity
    assert ("add up to 170" in issue.problem) == (severity == "warning")


def test_a_subtotal_is_compared_with_the_rows_of_its_group_that_load() -> None:
    rows = ["Project ID,Project,Owner,Budget"]
    rows += [f"P{n},Alpha {n},Ann,{n}00" for n in range(1, 6)]
    rows += [",Subtotal,,1500", "P6,Beta,Ann,600", ",,Bob,50", "P8,Gamma,Ann,800", ",Subtotal,,1450", ""]
    found = read("\n".join(rows), answers={"money_unit": "one"})
    first, second = (issue for issue in found.issues if issue.code == "row.total")
    assert "the loaded rows add up to the same" in first.problem
    assert "the rows of its group add up to 1,400. With row 9, which was refused" in second.problem


def test_amounts_with_units_of_their_own_add_up_to_a_total_in_whole_units() -> None:
    budget = ["€ 1.2m", "850000", "3", "€ 40k", "1.75m EUR", "60000"]
    loaded = 1_200_000 + 850_000 + 40_000 + 1_750_000 + 60_000
    issue = _total([*budget, str(loaded)])
    assert (issue.severity, "add up to the same" in issue.problem) == ("note", True)


def test_a_subtotal_without_a_key_is_no_project_even_where_it_does_not_agree() -> None:
    rows = {
        "Project ID": ["P1", "P2", "", "P4", "P5"],
        "Project": ["Alpha", "Beta", "Subtotal North", "Delta", "Epsilon"],
        "Owner": ["Ann", "Bob", "", "Dan", "Eve"],
        "Budget £m": ["10", "20", "77", "40", "50"],
    }
    reading = read(rows)
    assert reading.rows_loaded == 4
    assert [(i.row, i.severity) for i in reading.issues if i.code == "row.total"] == [(4, "warning")]
