"""Series, their limits, phases and signals against readings worked by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pmo_core.answers.kpis.facts import latest_readings
from pmo_core.answers.kpis.words import named
from pmo_core.measure.series import Signal
from tests.answers.kpis.months import months, note, of, series, shift
from tests.shelf import Shelf

NIST = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)


def signals(found: tuple[Signal, ...]) -> list[tuple[str, str, str, int]]:
    return [(one.rule, one.period, one.direction, one.ago) for one in found]


def test_a_point_outside_the_limits_is_a_signal_with_its_period(shelf: Shelf) -> None:
    found = series(shelf, *months([5, 6, 5, 6, 5, 6, 30, 5, 6, 5, 6, 5]))
    assert signals(found.signals[0]) == [("R1", "2026-04", "up", 5)]


def test_eight_in_a_row_on_one_side_are_one_signal_from_the_first_of_them(shelf: Shelf) -> None:
    low, high = [10.0, 14.0] * 6, [13.0, 15.0] * 5
    found = series(shelf, *months(low + high))
    assert signals(found.signals[0]) == [("R2", "2025-11", "up", 0)]


def test_seven_in_a_row_are_none(shelf: Shelf) -> None:
    found = series(shelf, *months([4.0, 0.0] * 6 + [3.0] * 7), *months([4.0, 0.0] * 6 + [3.0] * 8, name="Up"))
    assert signals(found.signals[0]) == []
    assert signals(found.signals[1]) == [("R2", "2026-02", "up", 0)]


def test_a_point_on_the_mean_ends_a_run(shelf: Shelf) -> None:
    values = [4.0, 0.0] * 6 + [3.0] * 7 + [2.0] + [3.0] * 7 + [0.0] * 7
    assert np.mean(values) == 2.0
    found = series(shelf, *months(values))
    assert [one.rule for one in found.signals[0]] == []


def test_below_six_points_there_are_no_limits(shelf: Shelf) -> None:
    found = series(shelf, *months([1, 2, 9, 1, 2], name="A"), *months([1, 2, 9, 1, 2, 3], name="B"))
    assert np.isnan(found.upper[0])
    assert np.isfinite(found.upper[1])
    assert found.points_in_phase.tolist() == [5, 6]


def test_a_constant_series_has_limits_and_no_signal(shelf: Shelf) -> None:
    found = series(shelf, *months([0.1] * 20))
    assert found.moving_range[0] == 0
    assert found.signals[0] == ()


def test_an_accepted_shift_starts_a_phase_with_limits_of_its_own(shelf: Shelf) -> None:
    values = [10.0, 12.0] * 5 + [50.0, 52.0] * 4
    shelf.kpis(*months(values))
    note(shelf, shift("Speed", date(2026, 2, 1)))
    found = of(shelf)
    assert found.series.points_in_phase[0] == 8
    assert found.series.mean[0] == 51.0
    assert str(found.series.phase_start[0]) == "2026-02-01"
    assert found.series.signals[0] == ()
    assert found.readings.mean.tolist() == [11.0] * 10 + [51.0] * 8
    assert found.readings.moving_range.tolist() == [2.0] * 18
    assert [one.type for one in found.notes[0]] == ["shift"]


def test_a_shift_accepted_after_the_date_asked_for_does_not_count(shelf: Shelf) -> None:
    shelf.kpis(*months([10.0, 12.0] * 5 + [50.0, 52.0] * 4))
    note(shelf, shift("Speed", date(2026, 2, 1)))
    found = of(shelf, date(2026, 1, 31))
    assert found.series.points_in_phase[0] == 10
    assert found.series.period[0] == "2026-01"


def test_a_blank_leaves_and_never_acts_as_zero(shelf: Shelf) -> None:
    with_gap: list[float | None] = [*NIST[:5], None, *NIST[5:]]
    found = series(shelf, *months(with_gap, name="Gap"), *months(NIST, name="Whole"))
    assert found.mean[0] == pytest.approx(found.mean[1])
    assert found.upper[0] == pytest.approx(found.upper[1])
    assert found.blanks.tolist() == [1, 0]
    assert found.n.tolist() == [10, 10]


def test_shifting_a_series_moves_the_mean_and_keeps_the_width(shelf: Shelf) -> None:
    moved = [value + 1000 for value in NIST]
    found = series(shelf, *months(NIST, name="A"), *months(moved, name="B"), *months(NIST[::-1], name="C"))
    assert found.mean[1] - found.mean[0] == pytest.approx(1000)
    assert found.moving_range == pytest.approx(found.moving_range[0])
    assert found.mean[2] == pytest.approx(found.mean[0])


def test_a_cumulative_series_is_judged_by_what_it_adds(shelf: Shelf) -> None:
    so_far = [*range(10, 100, 10), 104, 110, 120, 12, 22, 31, 41, 52, 60, 70, 80, 95]
    shelf.kpis(*months(so_far, cumulative=True))
    x = of(shelf).readings.x
    assert np.isnan(x[0])
    assert x[1:].tolist() == [10] * 8 + [14, 6, 10] + [12, 10, 9, 10, 11, 8, 10, 10, 15]


def test_a_cumulative_series_that_a_gap_breaks_says_nothing_there(shelf: Shelf) -> None:
    rows = months([10, 20, 30, 40, 50], cumulative=True)
    shelf.kpis(*rows[:2], *rows[3:])
    assert of(shelf).readings.x.tolist() == pytest.approx([np.nan, 10, np.nan, 10], nan_ok=True)


def test_years_and_quarters_of_one_name_are_two_series(shelf: Shelf) -> None:
    year = {
        "name": "Speed",
        "period": "2025",
        "period_start": date(2025, 1, 1),
        "period_end": date(2025, 12, 31),
        "grain": "year",
        "value": 120.0,
    }
    found = series(shelf, *months([10.0, 11.0, 12.0]), year)
    assert found.key.tolist() == ["Speed | month", "Speed | year"]
    assert [named(found, at) for at in range(2)] == ["Speed · per month", "Speed · per year"]
    assert found.n.tolist() == [3, 1]


def test_a_reading_whose_period_cannot_be_read_is_in_no_chart(shelf: Shelf) -> None:
    odd = {"name": "Speed", "period": "later", "period_end": None, "value": 99.0}
    shelf.kpis(*months([10.0, 11.0]), odd)
    found = of(shelf)
    assert found.series.undated.tolist() == [1]
    assert found.readings.value.tolist() == [10.0, 11.0]
    assert found.series.latest.tolist() == [11.0]


def test_a_total_is_blank_in_what_its_series_differ_in(shelf: Shelf) -> None:
    both = '{"Activity": "Making"}'
    north = '{"Activity": "Making", "Region": "North"}'
    found = series(
        shelf,
        *months([1.0], series="Jobs", dimensions=both, name="Jobs"),
        *months([1.0], series="Jobs N", dimensions=north, name="Jobs"),
        *months([1.0], series="Rent N", dimensions='{"Region": "North"}', name="Rent"),
        *months([1.0], series="Rent S", dimensions='{"Region": "South"}', name="Rent"),
    )
    assert dict(zip(found.key, found.total.tolist(), strict=True)) == {
        "Jobs": True,
        "Jobs N": False,
        "Rent N": True,
        "Rent S": True,
    }


def test_what_the_latest_reading_leaves_open_is_the_last_that_was_said(shelf: Shelf) -> None:
    first, *rest = months([1.0, 2.0, None])
    found = series(shelf, {**first, "target": 5.0, "direction": "higher", "owner": "Ann"}, *rest)
    assert (found.latest[0], found.period[0], found.target_of_latest[0]) == (2.0, "2026-08", 5.0)
    assert (found.direction[0], found.owner[0], found.blanks[0]) == ("higher", "Ann", 1)


def test_no_kpis_at_all_are_an_answer_too(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0})
    found = of(shelf)
    assert found.series.size == 0
    assert found.readings.starts.tolist() == [0]


def test_targets_without_any_value_make_a_series_without_readings(shelf: Shelf) -> None:
    found = series(shelf, *months([None, None], target=5.0, name="Empty"), *months([1.0], name="One"))
    assert found.n.tolist() == [0, 1]
    assert np.isnan(found.latest[0])
    assert found.target.tolist()[0] == 5.0
    assert found.points_in_phase.tolist() == [0, 1]


def test_the_last_values_are_those_of_the_series_as_a_whole(shelf: Shelf) -> None:
    rows = [*months([1, 2, 3], name="A"), *months([4, 5, 6], name="B", unit="days", target=5.0)]
    found = series(
        shelf,
        *rows,
        *months([7, 8], name="B", unit="days", series="B | North", dimensions='{"Region": "North"}'),
    )
    told = latest_readings(shelf.db, shelf.snapshot())
    whole = np.flatnonzero(found.total).tolist()
    assert len(whole) == 2
    assert [one.series for one in told] == found.key[whole].tolist()
    assert [one.value for one in told] == found.latest[whole].tolist() == [3, 6]
    assert [one.target for one in told] == [None, 5.0]
    assert [one.period for one in told] == found.period[whole].tolist()
