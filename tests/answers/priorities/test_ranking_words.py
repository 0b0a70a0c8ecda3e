"""Sentences, rows and the picture of the ranking."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pmo_core.answers.priorities import (
    captions,
    chart,
    page_export,
    robust_words,
    tables,
    weight_words,
    words,
)
from pmo_core.answers.priorities.facts import gather
from pmo_core.answers.priorities.judgement import Ranking, second_opinion, swings
from pmo_core.answers.priorities.robust_words import SAFETY_NAMES
from pmo_core.answers.priorities.trying import tried
from pmo_core.limits import MARKS_IN_A_CHART
from pmo_core.plan import Plan
from tests.answers.priorities.test_ranking import HELD, lay, rank
from tests.shelf import Shelf


def place(ranking: Ranking, name: str) -> int:
    return ranking.labels.index(name)


def test_the_verdict_names_the_first_and_the_next(shelf: Shelf) -> None:
    found = rank(lay(shelf))
    assert words.verdict(found) == "CRM comes first with 0.62 of 1, before Data lake with 0.50."
    assert words.unranked(found) == (
        "1 project misses a score and has only a range of ranks. 1 project has no score at all and no rank."
    )
    assert words.movement(found) == "The order is that of the starting weights."


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"A": (5, None), "B": (None, 5)}, "No order yet: no project has a value on every criterion."),
        ({"A": (5, 5)}, "A is the only project that can be ranked; it scores 0.50 of 1."),
        ({"A": (5, 5), "B": (5, 5)}, "A and B come first, level at 0.50 of 1."),
        ({"A": (5.02, 5), "B": (5, 5)}, "A comes first with 0.50 of 1, before B with 0.500."),
    ],
)
def test_the_verdict_at_its_edges(shelf: Shelf, held: dict[str, Any], said: str) -> None:
    assert words.verdict(rank(lay(shelf, held))) == said


def test_who_moves_and_who_comes_in(shelf: Shelf) -> None:
    found = rank(lay(shelf), 20, 80, before={"short_term_value": 60, "long_term_value": 40}, top=1)
    assert words.movement(found) == (
        "The first place: in comes ERP, out goes CRM. "
        "ERP rises most, from 3 to 1; CRM falls most, from 1 to 3."
    )
    still = rank(lay(shelf), 70, 30, before={"short_term_value": 90, "long_term_value": 10}, top=5)
    assert words.movement(still) == "The order is that of the starting weights."


def test_the_break_even_sentence(shelf: Shelf) -> None:
    found = rank(lay(shelf, {"CRM": (2, 9), "ERP": (8, 2), "Twin": (8, 2), "Best": (9, 9)}), 30, 70)
    assert weight_words.pair(found, one=place(found, "CRM"), other=place(found, "ERP")) == (
        "CRM beats ERP unless Short-term value weighs more than 54 % (now 30 %)."
    )
    assert weight_words.pair(found, one=place(found, "Best"), other=place(found, "ERP")) == (
        "Best beats ERP whichever single weight moves."
    )
    assert weight_words.pair(found, one=place(found, "Twin"), other=place(found, "ERP")).endswith(
        "score the same."
    )
    rows = tables.pair_rows(found, one=place(found, "CRM"), other=place(found, "ERP"))
    assert rows["They swap at"].tolist() == pytest.approx([7 / 13, 6 / 13])
    assert rows["In words"][1] == "CRM beats ERP unless Long-term value weighs less than 46 % (now 70 %)."


def test_a_pair_that_is_level_says_whom_more_weight_helps(shelf: Shelf) -> None:
    found = rank(lay(shelf, {"A": (4, 6), "B": (6, 4)}), 50, 50)
    rows = tables.pair_rows(found, one=0, other=1)
    assert rows["In words"][0] == "A and B are level now; more weight on Short-term value puts B ahead."


def test_a_pair_with_a_gap_says_so(shelf: Shelf) -> None:
    found = rank(lay(shelf))
    said = weight_words.pair(found, one=place(found, "CRM"), other=place(found, "Portal"))
    assert said.endswith("a score is missing, or one criterion holds all.")


def test_weights_that_look_alike_get_a_decimal(shelf: Shelf) -> None:
    found = rank(lay(shelf, {"A": (5, 5), "B": (0, 9.9)}), 49.4, 50.6)
    assert " % (now 49.4 %)" in weight_words.pair(found, one=0, other=1)


def test_the_weight_that_matters_is_named_with_what_it_does(shelf: Shelf) -> None:
    found = rank(lay(shelf, {"A": (9, 2), "B": (3, 7.9), "C": (1, 1)}), 50, 50, top=1)
    said = weight_words.weight_that_matters(found, swings(found))
    assert said == (
        "The weight of Short-term value matters most: at 40 % instead of 50 % it brings in B and takes out A."
    )
    lone = rank(lay(shelf, {"A": (9, 9), "B": (1, 1)}), 50, 50, top=1)
    assert weight_words.weight_that_matters(lone, swings(lone)).startswith("No single weight changes")


def test_robustness_names_weights_number_error_and_seed(shelf: Shelf) -> None:
    found = rank(lay(shelf, {**HELD, "Data lake": (6, 6)}), 50, 50, top=2)
    attempt = tried(found, "any")
    assert robust_words.robustness(found, attempt) == (
        "Under any weights at all, 1 project is safe among the first 2 and 1 is safely out; "
        "2 may be in or out: CRM and ERP."
    )
    assert robust_words.how_tried(attempt) == (
        "10,000 weightings tried (any weights at all), each share ± 1.0 points at most, seed 7. "
        "2 projects have a score missing and are left out."
    )
    filled = tried(found, "any", fill=True)
    assert "drawn at random" in robust_words.how_tried(filled)


def test_how_often_one_beats_the_other_is_said(shelf: Shelf) -> None:
    """CRM (9, 2) and Half (2, 3) are level where the first criterion weighs 1 / (1 + 7)."""
    found = rank(
        lay(shelf, {"CRM": (9, 2), "Half": (2, 3), "Top": (9, 9), "Twin": (9, 9), "Gap": (1, None)}), 50, 50
    )
    attempt = tried(found, "any")
    said = robust_words.wins(found, attempt, one=place(found, "Half"), other=place(found, "CRM"))
    assert said in {
        f"CRM scores more than Half in {share} % of 10,000 weightings (any weights at all)."
        for share in (87, 88)
    }
    assert robust_words.wins(found, attempt, one=place(found, "Top"), other=place(found, "Half")) == (
        "Top scores more than Half under every weighting tried (any weights at all)."
    )
    assert robust_words.wins(found, attempt, one=place(found, "Top"), other=place(found, "Twin")) == (
        "Top and Twin score the same under every weighting."
    )
    assert robust_words.wins(found, attempt, one=place(found, "Gap"), other=place(found, "CRM")) == ""


def test_the_second_opinion_is_a_sentence(shelf: Shelf) -> None:
    found = rank(lay(shelf), 50, 50, top=2)
    assert weight_words.opinion(found, second_opinion(found)) == (
        "A second method (TOPSIS) agrees on the first 2; both orders agree to 1.00 of 1."
    )
    none = rank(lay(shelf, {"A": (5, 5)}))
    assert "finds no order" in weight_words.opinion(none, second_opinion(none))


def test_tables_hold_every_project_and_no_invented_figure(shelf: Shelf) -> None:
    found = rank(lay(shelf), before={"short_term_value": 20, "long_term_value": 80})
    rows = tables.ranking_rows(found, tried(found, "band")).set_index("Project")
    assert list(rows.index) == ["CRM", "Data lake", "ERP", "Intranet", "Portal", "Archive"]
    assert rows["Moved"].fillna(0).tolist() == [2, 0, -2, 0, 0, 0]
    assert rows["Rank"].isna().tolist() == [False] * 4 + [True] * 2
    assert rows.loc["Portal", ["Lowest score", "Highest score"]].tolist() == pytest.approx([0.48, 0.88])
    assert np.isnan(rows.loc["Archive", "Highest score"])
    assert rows["Verdict"].tolist()[-2:] == [tables.GAP] * 2
    criteria = tables.criteria_rows(found)
    assert criteria["Missing"].tolist() == [1, 2]
    assert tables.share_rows(found, place(found, "CRM"))["Part of the score"].sum() == pytest.approx(0.62)
    first = tables.first_rows(found, tried(found, "any"))
    assert first["First"].sum() == pytest.approx(1)


def test_criteria_of_one_name_keep_a_column_each(shelf: Shelf) -> None:
    found = rank(lay(shelf))
    alike = replace(found, criteria=tuple(replace(one, name="first") for one in found.criteria))
    first = tables.first_rows(alike, tried(alike, "any"))
    assert list(first.columns) == ["Project", "First", "first (2)", "first (3)"]
    plan = page_export.plan_rows(alike, Plan(), department="")
    assert plan["What"].str.startswith("Weight of").sum() == len(found.criteria)


def test_weights_that_do_not_change_have_no_row(shelf: Shelf) -> None:
    found = rank(lay(shelf), 100, 0)
    assert tables.swing_rows(found, swings(found))["Weight"].tolist() == [
        "80 % instead of 100 %",
        "5 % instead of nothing",
    ]


def test_the_picture_draws_what_is_to_discuss_and_then_the_first(shelf: Shelf) -> None:
    count = tables.DRAWN + 15
    gathered = lay(shelf, {f"P{number:02}": (number / 5, number / 5) for number in range(count)})
    found = rank(gathered, top=3)
    attempt = tried(found, "any")
    rows = tables.range_rows(found, attempt)
    assert len(rows) == tables.DRAWN
    assert rows["rank"].tolist() == list(range(1, tables.DRAWN + 1))
    assert captions.ranges_title(found, attempt, rows=rows) == (
        f"3 are safe among the first 3, none in or out (any weights at all); 25 of {count} projects drawn"
    )
    assert captions.ranges_alt(found, attempt, rows=rows).startswith("Rank in 90 % of weightings")
    assert 5 * len(rows) <= MARKS_IN_A_CHART


def test_the_picture_shows_the_first_and_the_border(shelf: Shelf) -> None:
    gathered = lay(shelf, {f"P{number:02}": (number / 10, number / 10) for number in range(100)})
    found = rank(gathered, top=60)
    drawn = tables.range_rows(found, tried(found, "any"))["rank"].tolist()
    assert drawn == [*range(1, 14), *range(55, 67)]


def test_projects_of_one_name_are_told_apart(shelf: Shelf) -> None:
    twins = {"P1": 5.0, "P2": 6.0}
    shelf.projects(
        *(
            {"project_id": id, "name": "Twin", "short_term_value": 5.0, "long_term_value": value}
            for id, value in twins.items()
        )
    )
    found = rank(gather(shelf.db, shelf.snapshot()))
    assert tables.range_rows(found, tried(found, "band"))["project"].tolist() == ["Twin (P2)", "Twin (P1)"]


def test_what_could_not_be_tried_is_drawn_as_such(shelf: Shelf) -> None:
    found = rank(lay(shelf))
    attempt = replace(tried(found, "band"), found=None, reason="Too many.")
    rows = tables.range_rows(found, attempt)
    assert set(rows["mark"]) == {tables.UNTRIED, tables.GAP}
    assert captions.ranges_title(found, attempt, rows=rows).startswith("Ranks under these weights")
    assert robust_words.robustness(found, attempt) == "No other weights were tried. Too many."


@pytest.mark.parametrize("dark", [None, False, True])
def test_the_drawing_holds_no_rows_and_tells_classes_by_shape(dark: bool | None) -> None:
    spec = chart.ranges_spec(dark=dark)
    assert "data" not in spec
    shapes = [layer["encoding"]["shape"] for layer in spec["layer"] if "shape" in layer["encoding"]]
    told = dict(zip(shapes[0]["scale"]["domain"], shapes[0]["scale"]["range"], strict=True))
    assert (
        len({told[mark] for mark in tables.DECISIONS}) == len({told[m] for m in SAFETY_NAMES.values()}) == 3
    )
