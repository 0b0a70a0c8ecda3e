"""What is said of a KPI: states, verdicts, targets, baselines, staleness, season, projection."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from pmo_core.answers.kpis import remarks, tables, words
from pmo_core.answers.kpis.judgement import CHANGED, CONSTANT, NOTHING, TOO_FEW, Judged, judged
from pmo_core.answers.kpis.projecting import projection
from pmo_core.model import State
from tests.answers.kpis.months import LAST, months, note, of, shift
from tests.shelf import Shelf

QUIET = [10.0, 12.0, 11.0, 10.0, 12.0, 11.0]


def said(shelf: Shelf, *rows: dict[str, object], as_of: date = LAST) -> Judged:
    shelf.kpis(*rows)
    return judged(of(shelf, as_of))


def test_the_four_verdicts_and_the_states_of_their_charts(shelf: Shelf) -> None:
    found = said(
        shelf,
        *months([*QUIET, 30.0, *QUIET], name="A jump"),
        *months(QUIET * 2, name="B quiet"),
        *months([7.0] * 12, name="C constant"),
        *months(QUIET, name="D six"),
        *months(QUIET[:5], name="E five"),
        *months([1.0], name="F one"),
        *months([None], name="G none"),
    )
    assert found.verdict.tolist() == [CHANGED, NOTHING, CONSTANT, NOTHING, TOO_FEW, TOO_FEW, TOO_FEW]
    assert found.state.tolist() == ["ok", "ok", "ok", "provisional", *["not_enough_data"] * 3]
    assert found.changed_in.tolist() == ["2026-03", "", "", "", "", "", ""]


@pytest.mark.parametrize(("direction", "better"), [("higher", True), ("lower", False), ("none", None)])
def test_a_change_is_better_or_worse_by_the_direction(
    shelf: Shelf, direction: str, better: bool | None
) -> None:
    found = said(shelf, *months([*QUIET * 2, 17.0], direction=direction))
    assert found.better[0] is better
    assert found.adverse[0] == (better is False)


def test_a_signal_more_than_eight_points_back_colours_nothing(shelf: Shelf) -> None:
    rows = [
        *months([*QUIET, 99.0, *QUIET, 11.0], name="A"),
        *months([*QUIET, 99.0, *QUIET, 10, 11], name="B"),
    ]
    found = said(shelf, *({**row, "direction": "lower"} for row in rows))
    assert found.adverse.tolist() == [True, False]


def test_a_shift_that_still_lasts_goes_before_a_later_single_point(shelf: Shelf) -> None:
    values = [10.0, 14.0] * 6 + [15.0, 16.0, 15.0, 22.0, 15.0, 16.0, 15.0, 16.0, 15.0]
    found = said(shelf, *months(values))
    newest = found.newest[0]
    assert newest is not None
    assert (newest.rule, newest.ago) == ("R2", 0)


def test_met_needs_value_target_and_direction_and_equality_meets(shelf: Shelf) -> None:
    found = said(
        shelf,
        *months([5.0], name="A", target=5.0, direction="higher"),
        *months([5.0], name="B", target=4.9, direction="lower"),
        *months([5.0], name="C", target=5.0),
        *months([5.0], name="D", direction="higher"),
        *months([None], name="E", target=5.0, direction="higher"),
    )
    assert found.met.tolist() == [True, False, None, None, None]


def test_the_first_reading_stands_in_for_a_baseline_and_is_not_called_one(shelf: Shelf) -> None:
    plain = {"target": 20.0, "direction": "higher", "target_date": date(2027, 9, 30)}
    given = {**plain, "baseline": 0.0, "baseline_date": date(2025, 9, 30)}
    found = said(shelf, *months([10.0, 12.0, 15.0], name="A", **plain), *months([15.0], name="B", **given))
    assert found.attainment.tolist() == [0.5, 0.75]
    assert found.baseline_given.tolist() == [False, True]
    assert found.pace.tolist() == pytest.approx([0.5 - 61 / 426, 0.25])


def test_a_baseline_beyond_the_target_gives_no_attainment_but_a_reason(shelf: Shelf) -> None:
    found = said(shelf, *months([30.0, 25.0], target=20.0, direction="higher"))
    assert math.isnan(found.attainment[0])
    assert found.attainment_reason[0] == "the baseline is beyond the target"


@pytest.mark.parametrize(
    ("as_of", "expected"), [(date(2026, 11, 29), False), (date(2026, 12, 1), True)], ids=str
)
def test_a_reading_is_stale_two_of_its_periods_after_it(shelf: Shelf, as_of: date, expected: bool) -> None:
    assert said(shelf, *months([1.0, 2.0]), as_of=as_of).stale[0] == expected


def test_readings_by_the_day_are_stale_by_their_usual_distance(shelf: Shelf) -> None:
    rows = [{**row, "period_start": row["period_end"], "grain": "day"} for row in months([1.0] * 6)]
    assert not said(shelf, *rows, as_of=date(2026, 11, 1)).stale[0]
    assert said(shelf, *rows, as_of=date(2026, 12, 15)).stale[0]


def test_a_season_is_marked_and_noise_and_trend_are_not(shelf: Shelf) -> None:
    year = [0, 1, 3, 6, 9, 10, 11, 10, 8, 5, 2, 1]
    noise = np.random.default_rng(7).standard_normal(36)
    found = said(
        shelf,
        *months([value + step for value, step in zip(year * 3, noise, strict=True)], name="A season"),
        *months(noise.tolist(), name="B noise"),
        *months((noise + np.arange(36)).tolist(), name="C trend"),
    )
    assert found.season.tolist() == [True, False, False]
    assert found.yearly.tolist() == [True, False, False]


def test_a_season_is_no_signal_and_a_change_against_the_year_before_is_one(shelf: Shelf) -> None:
    year = [0, 1, 3, 6, 9, 10, 11, 10, 8, 5, 2, 1]
    noise = np.random.default_rng(7).normal(0, 0.2, 48)
    calm = [value + step for value, step in zip(year * 4, noise, strict=True)]
    risen = [value + 3 * (at >= 39) for at, value in enumerate(calm)]
    found = said(shelf, *months(calm, name="A"), *months(risen, name="B", direction="higher"))
    assert found.verdict.tolist() == [NOTHING, CHANGED]
    assert words.change(found, 1) == "Changed in 2026-01 against the year before, for the better"
    assert found.facts.series.points_in_phase.tolist() == [36, 36]
    assert found.facts.readings.value[:48].tolist() == calm
    assert projection(found, 1).state == State.NOT_APPLICABLE
    assert tables.control(found, 1)["reading"].iloc[-1].endswith("on the year before")
    assert "charted by its change from a year before: +" in " ".join(
        remarks.remarks(found, 1, projection(found, 1))
    )


def test_a_season_with_few_years_is_only_marked(shelf: Shelf) -> None:
    quarters = [0.0, 9.0, 10.0, 1.0, 0.5, 9.5, 10.5, 1.5]
    rows = months(quarters)
    for at, row in enumerate(rows):
        year, quarter = 2024 + at // 4, at % 4
        row |= {
            "grain": "quarter",
            "period": f"{year}-Q{quarter + 1}",
            "period_start": date(year, 3 * quarter + 1, 1),
            "period_end": date(year, 3 * quarter + 3, 28),
        }
    found = said(shelf, *rows)
    assert found.season.tolist() == [True]
    assert found.yearly.tolist() == [False]
    assert found.facts.series.points_in_phase.tolist() == [8]


def test_trend_and_slope_are_those_of_the_present_phase_per_period(shelf: Shelf) -> None:
    shelf.kpis(*months([90.0, 80.0, 70.0, 60.0, *range(10, 20)]))
    note(shelf, shift("Speed", date(2025, 12, 1)))
    found = judged(of(shelf))
    assert found.trend.n[0] == 10
    assert found.trend.s[0] == 45
    assert found.trend.slope[0] == pytest.approx(1.0, rel=0.02)
    assert found.slope_per[0] == "month"


def test_an_exact_line_reaches_its_target_on_its_day_and_for_sure(shelf: Shelf) -> None:
    rows = [
        {**row, "grain": "day", "period_start": day, "period_end": day, "period": str(day)}
        for row, day in zip(months(range(1, 11)), (date(2026, 9, at) for at in range(1, 11)), strict=True)
    ]
    due = {"target": 15.0, "direction": "higher", "target_date": date(2026, 9, 15)}
    found = projection(said(shelf, *({**row, **due} for row in rows)), 0)
    assert found.hit is not None
    assert np.datetime64(round(found.hit), "D") == np.datetime64("2026-09-15")
    assert found.chance == 1.0


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({}, "no target"), ({"target": 5.0}, "no direction")],
    ids=["target", "direction"],
)
def test_without_target_or_direction_nothing_is_projected(
    shelf: Shelf, fields: dict[str, object], reason: str
) -> None:
    found = projection(said(shelf, *months(QUIET, **fields)), 0)
    assert (found.state, found.reason) == (State.NOT_APPLICABLE, reason)


def test_nothing_at_all_is_judged_without_a_fault(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0})
    assert judged(of(shelf)).verdict.size == 0


def test_a_green_rating_over_red_figures_is_two_steps_apart(shelf: Shelf) -> None:
    missed = {"target": 50.0, "direction": "higher"}
    found = said(
        shelf,
        *months(QUIET, name="A", rating="Green", **missed),
        *months(QUIET, name="B", rating="Amber/Red", **missed),
        *months(QUIET, name="C", **missed),
        *months(QUIET, name="D", rating="Green", **missed | {"target": None}),
    )
    assert found.colour.colour.tolist() == ["red", "red", "red", "grey"]
    assert found.colour.word.tolist() == ["missed", "missed", "missed", "no target"]
    assert found.disagreement.tolist() == pytest.approx([2.0, 0.5, np.nan, np.nan], nan_ok=True)


def test_per_cent_is_one_sign_however_it_is_written(shelf: Shelf) -> None:
    found = said(shelf, *months([5.0], unit="Percentage (%)"), *months([5.0], name="Z", unit="kg"))
    assert [words.latest(found, at) for at in range(2)] == [
        "5 % in 2026-09, no target",
        "5 kg in 2026-09, no target",
    ]
