"""KPI readings: what makes a series, which way is better, what one unit is, and targets of 0."""

from __future__ import annotations

import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.reading import Reading
from tests.intake.by_hand import asked, cells, codes, missing, read

MONTHS = ["2026-01", "2026-02"]


def _kpis(*names: str, **columns: list[str]) -> dict[str, list[str]]:
    rows = [(name, month) for name in names for month in MONTHS]
    found = {"KPI": [name for name, _ in rows], "Month": [month for _, month in rows]}
    found["Value"] = [str(n + 1) for n in range(len(rows))]
    return found | {header.replace("_", " "): texts for header, texts in columns.items()}


def _offered(reading: Reading) -> dict[str, str]:
    return {offer.id: offer.choices[0].value for offer in reading.offers}


@pytest.mark.parametrize(
    ("target", "direction"),
    [("≥ 95%", "higher"), (">= 95", "higher"), ("<= 2", "lower"), ("< 2", "lower"), ("≤ 2", "lower")],
)
def test_an_operator_in_the_target_gives_the_direction_of_the_whole_series(
    target: str, direction: str
) -> None:
    reading = read(_kpis("Widgets", Target=[target, ""]))
    assert cells(reading, "direction") == [direction] * 2
    assert not _offered(reading)


def test_a_column_of_yes_and_no_gives_the_direction_and_is_no_dimension() -> None:
    reading = read(_kpis("Widgets", "Gadgets", Higher_is_better=["yes", "yes", "no", "no"]))
    assert cells(reading, "direction") == ["higher", "higher", "lower", "lower"]
    assert set(cells(reading, "dimensions")) == {None}
    assert reading.unmapped == ()


def test_words_of_a_name_only_propose_a_direction() -> None:
    reading = read(_kpis("Open defects", "Staff satisfaction", "Widgets"))
    assert asked(reading) == set()
    assert set(cells(reading, "direction")) == {None}
    assert _offered(reading) == {
        "direction.Open defects": "lower",
        "direction.Staff satisfaction": "higher",
        "direction.Widgets": "higher",
    }
    assert "direction.open" in codes(reading)


def test_answers_give_directions_for_all_or_for_one() -> None:
    rows = _kpis("Open defects", "Widgets")
    assert cells(read(rows, answers={"direction": "higher"}), "direction") == ["higher"] * 4
    answers = {"direction": "proposed", "direction.Widgets": "none"}
    assert cells(read(rows, answers=answers), "direction") == ["lower", "lower", "none", "none"]
    with pytest.raises(IntakeError, match="no direction"):
        read(rows, answers={"direction": "sideways"})


def test_a_target_of_0_is_no_target_until_it_is_confirmed() -> None:
    rows = _kpis("Accidents", "Widgets", Target=["0", "0", "5", "0"])
    reading = read(rows)
    assert cells(reading, "target") == [None, None, 5, None]
    assert "target.zero" in codes(reading)
    assert {"target_zero", "target_zero.Accidents", "target_zero.Widgets"} <= set(_offered(reading))
    told = read(rows, answers={"target_zero.Accidents": "zero"})
    assert cells(told, "target") == [0, 0, 5, None]
    assert cells(read(rows, answers={"target_zero": "zero"}), "target") == [0, 0, 5, 0]


def test_a_target_of_0_with_an_operator_is_a_target() -> None:
    reading = read(_kpis("Accidents", Target=["<= 0", "<= 0"]))
    assert cells(reading, "target") == [0, 0]
    assert "target.zero" not in codes(reading)


def test_the_same_measure_of_two_projects_is_two_series() -> None:
    reading = read(_kpis("On time", "On time", Project=["P1", "P1", "P2", "P2"]))
    assert asked(reading) == set()
    assert len(set(cells(reading, "series"))) == 2


def test_two_ids_with_one_name_in_one_period_are_two_series() -> None:
    reading = read(_kpis("On time", "On time", KPI_ID=["K1", "K1", "K2", "K2"]))
    assert len(set(cells(reading, "series"))) == 2


def test_a_new_id_in_a_later_period_goes_on_with_the_series() -> None:
    reading = read(_kpis("On time", KPI_ID=["K1", "K01"]))
    assert len(set(cells(reading, "series"))) == 1


def test_a_cumulative_figure_beside_a_periodic_one_is_another_measure() -> None:
    reading = read(_kpis("Sales", "Sales", YTD=["no", "no", "yes", "yes"]))
    assert asked(reading) == set()
    assert len(set(cells(reading, "series"))) == 2


def test_actual_target_and_year_to_date_rows_are_told_apart() -> None:
    rows = {
        "KPI": ["Sales"] * 6,
        "Month": ["Jan-26"] * 3 + ["Feb-26"] * 3,
        "Type": ["Actual", "Target", "YTD"] * 2,
        "Value": ["10", "12", "10", "11", "12", "21"],
    }
    reading = read(rows)
    assert cells(reading, "value") == [10, 10, 11, 21]
    assert cells(reading, "target") == [12, None, 12, None]
    assert cells(reading, "cumulative") == [False, True, False, True]


def test_the_multiplier_is_named_with_the_unit_and_splits_no_series() -> None:
    reading = read(_kpis("Emissions", Unit=["tonnes"] * 2, Unit_multiplier=["Thousands"] * 2))
    assert cells(reading, "unit") == ["thousands × tonnes"] * 2
    assert cells(reading, "value") == [1, 2]


def test_a_series_that_changes_its_multiplier_is_brought_to_single_units() -> None:
    reading = read(_kpis("Emissions", Unit=["tonnes"] * 2, Unit_multiplier=["Units", "Thousands"]))
    assert cells(reading, "value") == [1, 2000]
    assert cells(reading, "unit") == ["tonnes"] * 2
    assert len(set(cells(reading, "series"))) == 1


def test_the_status_of_an_observation_gives_an_empty_value_its_reason() -> None:
    statuses = [
        "Missing value; suppressed",
        "Missing value; data cannot exist",
        "Missing value",
        "Normal value",
    ]
    rows = _kpis("Crime", "Theft", Observation_status=statuses)
    rows["Value"] = ["", "", "", "4"]
    reading = read(rows)
    assert missing(reading, "value") == {2: "withheld", 3: "not_applicable", 4: "not_provided"}
    assert "Observation status" not in reading.unmapped
    assert "reading.flagged" not in codes(reading)


def test_marks_and_provisional_readings_load_and_are_named_with_their_rows() -> None:
    rows = _kpis("Crime", "Theft", Observation_status=["Normal value", "Provisional", "Provisional", ""])
    rows["Value"] = ["12.3*", "12.4 (p)", "3", "4"]
    reading = read(rows)
    assert cells(reading, "value") == [12.3, 12.4, 3, 4]
    told = [issue.problem for issue in reading.issues if issue.code == "reading.flagged"]
    assert any("“Provisional” (2 ×): rows 3–4" in text for text in told)
    assert any("“*” (1 ×), “(p)” (1 ×): rows 2–3" in text for text in told)


def test_a_direction_in_unknown_words_is_no_dimension() -> None:
    reading = read(_kpis("Widgets", "Gadgets", Direction=["so so", "so so", "ja doch", "ja doch"]))
    assert set(cells(reading, "dimensions")) == {None}


def test_two_values_of_one_kpi_and_period_are_asked_in_words() -> None:
    rows = {"KPI": ["Uptime"] * 3, "Month": ["2026-01", "2026-01", "2026-02"], "Region": ["North"] * 3}
    (question,) = read({**rows, "Value": ["1", "2", "3"]}).questions
    assert question.text.startswith("One KPI has several values for the same period")
    assert question.evidence.startswith("“Uptime, Region North, 2026-01”: rows 2–3")
