"""The order of the projects: ranks, movement, what is tried and what it says."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pmo_core.answers.priorities import trying as module
from pmo_core.answers.priorities.criteria import criteria_of, usual_plan
from pmo_core.answers.priorities.facts import Gathered, gather
from pmo_core.answers.priorities.judgement import (
    Ranking,
    break_evens,
    nearest,
    ranked,
    second_opinion,
    swings,
)
from pmo_core.answers.priorities.trying import safety, top_shares, tried
from pmo_core.answers.priorities.words import unranked
from pmo_core.errors import ScenarioError
from pmo_core.measure.robust import MOST_PROJECTS
from pmo_core.plan import Criterion, Plan
from tests.shelf import Shelf

HELD: dict[str, tuple[float | None, float | None]] = {
    "CRM": (9, 2),
    "ERP": (2, 9),
    "Data lake": (5, 5),
    "Intranet": (1, 1),
    "Portal": (8, None),
    "Archive": (None, None),
}


def lay(shelf: Shelf, held: dict[str, tuple[float | None, float | None]] | None = None) -> Gathered:
    shelf.projects(
        *(
            {"project_id": name, "name": name, "short_term_value": short, "long_term_value": long}
            for name, (short, long) in (held or HELD).items()
        )
    )
    return gather(shelf.db, shelf.snapshot())


def plan_of(short: float, long: float) -> Plan:
    return Plan(points={"short_term_value": short, "long_term_value": long})


def rank(gathered: Gathered, short: float = 60, long: float = 40, **more: Any) -> Ranking:
    return ranked(gathered, plan_of(short, long), criteria=criteria_of(gathered), **more)


def by_name(ranking: Ranking, values: Any) -> dict[str, Any]:
    return dict(zip(ranking.labels, values.tolist(), strict=True))


def test_the_ranking_is_that_of_hand(shelf: Shelf) -> None:
    found = rank(lay(shelf))
    scores = {name: score for name, score in by_name(found, found.scores.score).items() if score == score}
    assert scores == pytest.approx({"CRM": 0.62, "ERP": 0.48, "Data lake": 0.5, "Intranet": 0.1})
    ranks = {"CRM": 1, "Data lake": 2, "ERP": 3, "Intranet": 4, "Portal": 0, "Archive": 0}
    assert by_name(found, found.rank) == ranks
    # Portal has 0.48 to 0.88: from level with ERP to first
    assert (by_name(found, found.best)["Portal"], by_name(found, found.worst)["Portal"]) == (1, 3)
    assert (by_name(found, found.best)["Archive"], by_name(found, found.worst)["Archive"]) == (0, 0)
    assert [found.labels[place] for place in found.shown] == list(ranks)


def test_by_what_is_known_a_project_with_gaps_has_a_rank(shelf: Shelf) -> None:
    gathered = lay(shelf)
    plan = replace(plan_of(20, 80), known_only=True)
    found = ranked(
        gathered, plan, criteria=criteria_of(gathered), before={"short_term_value": 60, "long_term_value": 40}
    )
    assert by_name(found, found.scores.score)["Portal"] == pytest.approx(0.8)
    assert by_name(found, found.rank) == {
        "Portal": 1,
        "ERP": 2,
        "Data lake": 3,
        "CRM": 4,
        "Intranet": 5,
        "Archive": 0,
    }
    assert (found.before - found.rank)[found.labels.index("Portal")] == 0, "first at .8 before as well"
    assert by_name(found, found.lacking)["Portal"]
    assert not by_name(found, found.lacking)["ERP"]
    assert "1 project lacks a score and is ranked by the known ones alone." in unranked(found)


def test_movement_is_against_the_weights_before(shelf: Shelf) -> None:
    found = rank(lay(shelf), 20, 80, before={"short_term_value": 60, "long_term_value": 40}, top=1)
    moved = {name: step for name, step in by_name(found, found.moved).items() if step}
    assert moved == {"CRM": -2, "ERP": 2}
    assert [found.labels[place] for place in np.flatnonzero(found.leading & ~found.led)] == ["ERP"]


def test_a_criterion_that_is_off_and_without_points_is_no_part_of_it(shelf: Shelf) -> None:
    gathered = lay(shelf)
    criteria = [replace(one, on=one.id == "short_term_value") for one in criteria_of(gathered)]
    found = ranked(gathered, plan_of(100, 0), criteria=criteria)
    assert [one.id for one in found.criteria] == ["short_term_value"]
    assert by_name(found, found.rank)["Portal"] == 2, "what is off may be missing"


def test_without_any_weight_there_is_nothing_to_rank_by(shelf: Shelf) -> None:
    gathered = lay(shelf)
    with pytest.raises(ScenarioError, match="nothing to rank by"):
        ranked(gathered, Plan(), criteria=criteria_of(gathered))


def test_figures_outside_their_scale_are_marked(shelf: Shelf) -> None:
    gathered = lay(shelf)
    narrow = [
        Criterion("short_term_value", "Short", "", "short_term_value", True, 0, 8),
    ]
    found = ranked(gathered, plan_of(100, 0), criteria=narrow)
    assert by_name(found, found.clipped.ravel())["CRM"]
    assert found.clipped.sum() == 1


def test_the_usual_weights_rank_what_a_portfolio_holds(shelf: Shelf) -> None:
    gathered = lay(shelf)
    criteria = criteria_of(gathered)
    found = ranked(gathered, usual_plan(gathered, criteria), criteria=criteria)
    assert found.weights.sum() == pytest.approx(1)
    assert (found.moved == 0).all()


def test_safety_follows_the_rank_range(shelf: Shelf) -> None:
    """The data lake is never worse than second; CRM is, and so is ERP; the intranet is always last."""
    found = rank(lay(shelf, {**HELD, "Data lake": (6, 6)}), 50, 50, top=2)
    attempt = tried(found, "any")
    marks = dict(zip(found.labels, safety(found, attempt), strict=True))
    assert {name: mark for name, mark in marks.items() if mark} == {
        "CRM": "open",
        "ERP": "open",
        "Data lake": "in",
        "Intranet": "out",
    }
    shares = by_name(found, top_shares(found, attempt))
    assert shares["Data lake"] == pytest.approx(1)
    assert shares["CRM"] + shares["ERP"] == pytest.approx(1)
    assert shares["CRM"] == pytest.approx(0.5, abs=0.02)
    assert shares["Intranet"] == 0
    assert np.isnan(shares["Portal"])


def test_missing_scores_are_drawn_only_when_allowed(shelf: Shelf) -> None:
    found = rank(lay(shelf))
    left_out, drawn = (tried(found, "band", fill=fill).found for fill in (False, True))
    assert left_out is not None
    assert drawn is not None
    assert by_name(found, left_out.taken)["Portal"] is False
    assert by_name(found, drawn.taken)["Portal"] is True
    assert by_name(found, drawn.taken)["Archive"] is False


def test_what_has_no_weight_is_not_tried(shelf: Shelf) -> None:
    found = rank(lay(shelf), 100, 0)
    attempt = tried(found, "any")
    assert attempt.found is not None
    assert attempt.criteria == (0,)
    assert attempt.found.first[found.labels.index("CRM")] == 1


def test_nobody_to_try_and_too_many_to_try_are_said(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered = lay(shelf, {"A": (1, None), "B": (None, 2)})
    attempt = tried(rank(gathered), "any")
    assert attempt.found is None
    assert "No project has a score on every criterion" in attempt.reason
    monkeypatch.setattr(module, "MOST_PROJECTS", 1)
    many = tried(rank(gathered), "any", fill=True)
    assert many.found is None
    assert "here are 2" in many.reason
    assert MOST_PROJECTS >= 1_000


def test_the_second_opinion_takes_figures_as_they_are(shelf: Shelf) -> None:
    """Against the best (9, 9) and the worst (1, 1) of both columns, weighed alike."""
    found = rank(lay(shelf), 50, 50, top=2)
    other = second_opinion(found)
    long = math.hypot(9, 2, 5, 1)
    for name, figures in {"CRM": (9, 2), "Data lake": (5, 5), "Intranet": (1, 1)}.items():
        near, far = (math.dist([x / long for x in figures], [end / long] * 2) for end in (9, 1))
        assert by_name(found, other.nearness)[name] == pytest.approx(far / (near + far))
    ranks = by_name(found, other.rank)
    assert (ranks["CRM"], ranks["ERP"], ranks["Data lake"], ranks["Intranet"]) == (1, 1, 3, 4)
    assert (other.common, other.of) == (2, 2)
    assert other.tau == pytest.approx(1)
    assert np.isnan(by_name(found, other.nearness)["Portal"])


def test_the_weight_that_matters_most_comes_first(shelf: Shelf) -> None:
    found = rank(lay(shelf), 52, 48, top=1)
    first = swings(found)[0]
    assert first.changed or first.moves
    assert all((first.changed, first.moves) >= (one.changed, one.moves) for one in swings(found))


def test_the_nearest_swap_is_the_least_change_of_a_weight(shelf: Shelf) -> None:
    found = rank(lay(shelf))
    crm, erp = found.labels.index("CRM"), found.labels.index("ERP")
    pairs = break_evens(found, one=crm, other=erp)
    assert [each.weight for each in pairs] == pytest.approx([0.5, 0.5])
    assert nearest(pairs) == 0
    assert nearest(break_evens(found, one=crm, other=found.labels.index("Intranet"))) is None
