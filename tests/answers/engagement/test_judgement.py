"""Whom to talk to next, worked by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from pmo_core.answers.engagement.findings import overall
from pmo_core.answers.engagement.judgement import next_talks, ranked
from tests.answers.engagement.register import SEAM, contacts, judge, person, talk
from tests.shelf import Shelf


def test_the_five_of_s_seam_have_their_gap_and_attainment(shelf: Shelf) -> None:
    shelf.stakeholders(*SEAM)
    found = judge(shelf)
    reached, gap, on_time = overall(found)
    assert found.gap.tolist() == [2, 1, 1, 2, 0]
    assert gap.value == pytest.approx(93)
    assert reached.value == pytest.approx(0.5957, abs=5e-5)
    assert (on_time.value, on_time.n_total) == (None, 5)


def test_somebody_without_power_leaves_both_sums_and_is_counted(shelf: Shelf) -> None:
    shelf.stakeholders(*SEAM, {"name": "Flo", "interest": 5.0, "current_level": 0, "desired_level": 4})
    found = judge(shelf)
    reached, gap, _ = overall(found)
    assert (gap.value, gap.n_used, gap.n_total) == (93, 5, 6)
    assert reached.value == pytest.approx(0.5957, abs=5e-5)
    assert (found.assessed.tolist()[-1], found.quadrant[-1]) == (False, "")
    assert found.gap[-1] == 4


def test_over_engagement_stands_apart(shelf: Shelf) -> None:
    shelf.stakeholders({**SEAM[0], "current_level": 4, "desired_level": 2})
    found = judge(shelf)
    assert (found.gap[0], found.over[0]) == (0, 2)


def test_debt_is_days_over_times_weight_times_money_they_can_stop(shelf: Shelf) -> None:
    shelf.projects({"budget": 4e6}, {"budget": 1e6}, {"budget": 9e6, "status_standard": "done"}, {})
    shelf.stakeholders(person("Ann", power=4.0, interest=5.0, project_ids=["P1", "P2", "P3", "P4"]))
    contacts(shelf, talk("Ann", "2026-01-30"))
    found = judge(shelf)
    assert found.days_since.tolist() == [60]
    assert found.overdue_ratio.tolist() == [2]
    assert (found.at_stake[0], found.stake_projects[0]) == (5e6, 2)
    assert found.debt[0] == pytest.approx(30 * 20 / 25 * 5e6)


def test_on_the_agreed_day_nobody_is_overdue(shelf: Shelf) -> None:
    shelf.projects({"budget": 4e6})
    shelf.stakeholders(person("Ann", project_ids=["P1"]), person("Ben"))
    contacts(shelf, talk("Ann", "2026-03-01"), talk("Ben", "2026-03-01"))
    found = judge(shelf)
    assert found.overdue.tolist() == [False, False]
    assert found.debt.tolist() == [0, 0]


def test_without_a_rhythm_nothing_is_overdue(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann", cadence_days=None), person("Ben", cadence_days=0))
    contacts(shelf, talk("Ann", "2020-01-01"), talk("Ben", "2020-01-01"))
    found = judge(shelf)
    assert np.isnan(found.overdue_ratio).all()
    assert np.isnan(found.debt).all()


def test_somebody_never_spoken_to_counts_from_the_registration(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"))
    contacts(shelf, talk("Ann", "2026-01-01", two_way=False))
    today = datetime.now(UTC).date()
    later = judge(shelf, today + timedelta(days=45))
    assert later.never.tolist() == [True]
    assert later.days_since[0] in (44, 45, 46), "the registration is stamped in UTC"
    assert np.isnan(judge(shelf, today - timedelta(days=45)).days_since[0])


def test_next_come_debts_then_the_overdue_without_money_then_gaps(shelf: Shelf) -> None:
    shelf.projects({"budget": 1e6}, {"budget": 9e6})
    shelf.stakeholders(
        person("Gap", current_level=1, desired_level=3),
        person("Small", project_ids=["P1"]),
        person("Moneyless", power=1.0),
        person("Great", project_ids=["P2"]),
        person("Fine", current_level=3, desired_level=3),
    )
    recent = [talk(name, "2026-03-25") for name in ("Gap", "Fine")]
    contacts(shelf, *recent, *(talk(name, "2026-01-01") for name in ("Small", "Moneyless", "Great")))
    found = judge(shelf)
    listed = [(found.facts.people.label(one.place), one.because) for one in ranked(found)]
    assert listed == [("Great", "debt"), ("Small", "debt"), ("Moneyless", "overdue"), ("Gap", "gap")]
    assert len(next_talks(found, most=2)) == 2


def test_logging_a_talk_takes_a_person_off_the_list(shelf: Shelf) -> None:
    shelf.projects({"budget": 1e6})
    shelf.stakeholders(person("Ann", project_ids=["P1"]), person("Ben", project_ids=["P1"]))
    contacts(shelf, talk("Ann", "2026-01-01"), talk("Ben", "2026-01-11"))
    assert [one.place for one in ranked(judge(shelf))] == [0, 1]
    contacts(shelf, talk("Ann", "2026-01-01"), talk("Ben", "2026-01-11"), talk("Ann", "2026-03-30"))
    assert [one.place for one in ranked(judge(shelf))] == [1]


def test_sentiment_decays_and_drifts_only_where_something_was_entered(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"), person("Ben"), person("Cay"))
    contacts(
        shelf,
        talk("Ann", "2026-03-31", sentiment=2),
        talk("Ann", "2025-12-31", sentiment=-1),
        talk("Ben", "2025-10-01", sentiment=1),
    )
    found = judge(shelf)
    assert found.sentiment == pytest.approx([1.0, 1.0, np.nan], nan_ok=True)
    assert found.drift == pytest.approx([2.0, np.nan, np.nan], nan_ok=True)
    assert found.moods.tolist() == [2, 1, 0]
