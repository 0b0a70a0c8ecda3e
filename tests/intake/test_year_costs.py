"""A project list with a budget per year: the years load as costs, and which is the budget is asked."""

from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, codes, read

YEARS = {
    "ID": ["P1", "P2", "P3"],
    "Project": ["Portal", "Roof", "Lift"],
    "Health": ["Green", "Red", "Amber"],
    "Owner": ["Ann", "Bob", "Cid"],
    "Budget 2026 (k€)": ["1200", "300", "90"],
    "Budget 2027 (k€)": ["800", "300", ""],
    "Budget 2028 (k€)": ["0", "150", "0"],
}


def test_a_budget_per_year_loads_as_costs_beside_the_projects() -> None:
    reading = read(YEARS, answers={"map.budget": "Budget 2027 (k€)"})
    (costs,) = reading.beside
    assert (costs.kind, costs.rows_loaded) == (Kind.PROJECT_COSTS, 9)
    assert cells(costs, "year")[:3] == [2026, 2027, 2028]
    assert cells(costs, "project_id")[::3] == ["P1", "P2", "P3"]
    assert cells(costs, "amount")[:6] == [1_200_000, 800_000, 0, 300_000, 300_000, 150_000]
    assert cells(reading, "budget") == [800_000, 300_000, None]
    assert (reading.rows_loaded, reading.unmapped) == (3, ())


def test_which_year_is_the_budget_is_asked_and_may_be_none() -> None:
    assert asked(read(YEARS)) == {"map.budget"}
    reading = read(YEARS, answers={"map.budget": "-"})
    assert set(cells(reading, "budget")) == {None}
    assert reading.beside[0].rows_loaded == 9


def test_budgets_and_actuals_of_several_years_are_no_single_cost() -> None:
    actuals = {"Actual 2026 (k€)": ["1", "2", "3"], "Actual 2027 (k€)": ["1", "2", "3"]}
    assert read(YEARS | actuals).beside == ()


def test_projects_that_stand_several_times_have_no_costs_by_year() -> None:
    dated = YEARS | {"ID": ["P1", "P1", "P2"], "As of": ["2026-01-31", "2026-02-28", "2026-02-28"]}
    reading = read(dated, answers={"map.budget": "Budget 2026 (k€)"})
    assert reading.beside == ()
    assert "row.refused" not in codes(reading)
