"""Sentences, rows and drawings of the balance page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import altair as alt
import pytest

from pmo_core.answers.balance import chart as balance_chart
from pmo_core.answers.balance import facts
from pmo_core.answers.balance.judgement import judge
from pmo_core.answers.balance.view import BalanceView, balance_view
from pmo_core.answers.overview import chart as overview_chart
from pmo_core.limits import MARKS_IN_A_CHART
from pmo_core.look import Spec
from pmo_core.model import Basis
from pmo_core.scenario import PRESET_TARGET, PortfolioSettings
from tests.shelf import AS_OF, Shelf

BILLION = 1e9
SPECS = (
    balance_chart.mix_spec,
    balance_chart.compared_spec,
    balance_chart.values_spec,
    balance_chart.months_spec,
    balance_chart.history_spec,
    overview_chart.waterfall_spec,
)
DECLARED = PortfolioSettings(target=PRESET_TARGET, target_set_on=date(2026, 1, 5))


def view(shelf: Shelf, settings: PortfolioSettings = DECLARED) -> BalanceView:
    snapshot = shelf.snapshot()
    judged = judge(
        facts.positions(shelf.db, snapshot),
        as_of=snapshot.as_of,
        settings=settings,
        missing=facts.missing_cells(shelf.db, snapshot),
    )
    held = judged.holdings
    history = facts.history(shelf.db, snapshot, rule=settings.rule, basis=held.basis, currency=held.currency)
    return balance_view(judged, history=history)


def test_the_verdict_is_one_sentence_in_money(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 4.4 * BILLION, "horizon": "short"},
        {"budget": 2.8 * BILLION, "horizon": "medium"},
        {"budget": 0.8 * BILLION, "horizon": "long"},
    )
    found = view(shelf)
    assert found.sentence == "£1.2bn of £8.0bn sits in the wrong horizon."
    assert found.detail == "Medium has £1.2bn too much; short has £1.2bn too little."
    assert found.note == (
        "Investment is the budget; all 3 open projects have one. "
        "Measured against the declared target 70/20/10 (short/medium/long), set on 5 Jan 2026."
    )
    assert [card.value for card in found.cards] == ["85 %", "–", "–"]
    assert found.warnings == ()


def test_a_preset_is_named_beside_every_figure(shelf: Shelf) -> None:
    shelf.projects({"budget": 1 * BILLION, "horizon": "short"})
    found = view(shelf, PortfolioSettings())
    assert "preset 70/20/10, not your target" in found.note
    assert "preset target" in found.cards[0].verdict


def test_money_on_target_is_said_so(shelf: Shelf) -> None:
    shelf.projects(
        *({"budget": m * BILLION, "horizon": h} for m, h in ((7, "short"), (2, "medium"), (1, "long")))
    )
    assert view(shelf).sentence == "All of £10.0bn sits in the horizon it is meant for."


def test_unclassified_money_needs_only_a_label(shelf: Shelf) -> None:
    shelf.projects(*({"budget": 45.0, "horizon": "short"} for _ in range(2)), {"budget": 10.0})
    found = view(shelf)
    assert "£10 needs only a horizon or a finish date" in found.detail
    assert "between 20 % and 30 %" in found.detail


def test_projects_are_counted_where_there_is_no_money(shelf: Shelf) -> None:
    shelf.projects(*({"horizon": h} for h in ["short"] * 5 + ["long"] * 5))
    found = view(shelf)
    assert found.sentence == "4 of 10 projects sit in the wrong horizon."
    assert "Long has 4 projects too many" in found.detail


def test_projects_without_any_horizon_are_told_what_they_lack(shelf: Shelf) -> None:
    shelf.projects({"rating": "Green"}, {"rating": "Red"})
    found = view(shelf)
    assert found.sentence == ("No verdict yet. None of the 2 open projects has a horizon or a finish date.")
    assert found.detail == ""
    assert found.cards[1].verdict == "No short-term project has a rating on a known scale."


def test_without_projects_there_is_no_verdict_but_a_reason(shelf: Shelf) -> None:
    shelf.objectives(A=1.0)
    found = view(shelf)
    assert found.sentence == "No verdict yet. No open project is reported at this date."
    assert found.bubble_kind == "none"
    assert found.mix_alt.startswith("No mix to draw")
    assert found.history.empty


def test_warnings_name_what_is_not_in_the_figures(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 95.0, "horizon": "short", "rating": "Exempt"},
        {"budget": 1.0, "horizon": "long"},
        {"horizon": "long"},
        {"budget": 9.0, "horizon": "long", "currency": "USD"},
        missing=[(2, "budget", "withheld")],
    )
    found = view(shelf)
    assert found.note.startswith("Investment is the budget; 2 of 4 open projects have one that is counted.")
    assert found.warnings == (
        "In no sum: 2 open projects (1 in another currency, 1 withheld).",
        "$9 in USD (1 project) is not in these figures: currencies are never added together.",
        "99 % of the classified investment sits in one horizon.",
        "Not counted as a rating: Exempt.",
    )


def test_the_bubbles_are_values_where_scored_else_months(shelf: Shelf) -> None:
    shelf.projects({"budget": 5.0, "finish": date(2027, 1, 31)}, {"budget": 6.0})
    found = view(shelf)
    assert found.bubble_kind == "months"
    assert found.bubble[["project", "months", "amount"]].to_numpy().tolist() == [["Project P1", 10.0, 5.0]]
    shelf.projects({"short_term_value": 6.0, "long_term_value": 7.0, "horizon": "short"}, {"budget": 6.0})
    found = view(shelf)
    assert found.bubble_kind == "values"
    assert list(found.bubble["money"]) == ["not known"]
    assert found.bubble_title == "1 project of 1 scored wins now and builds value; 0 win now only"


def test_a_few_scores_do_not_hide_the_other_projects(shelf: Shelf) -> None:
    dated = [{"budget": 5.0, "finish": date(2027, 1, 31)} for _ in range(3)]
    shelf.projects({"short_term_value": 6.0, "long_term_value": 7.0, "budget": 5.0}, *dated)
    assert (view(shelf).bubble_kind, len(view(shelf).bubble)) == ("months", 3)


def test_a_chart_never_holds_more_marks_than_its_limit(shelf: Shelf) -> None:
    shelf.projects(
        *({"budget": float(i + 1), "finish": date(2027, 1, 1)} for i in range(MARKS_IN_A_CHART + 50))
    )
    found = view(shelf)
    assert len(found.bubble) <= MARKS_IN_A_CHART - 10
    assert found.bubble["amount"].max() == MARKS_IN_A_CHART + 50
    assert len(found.rows) == MARKS_IN_A_CHART + 50


def test_the_history_is_drawn_from_every_date(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": date(2025, 12, 31), "budget": 5.0, "horizon": "long"},
        {"project_id": "A", "budget": 5.0, "horizon": "short"},
    )
    found = view(shelf)
    assert found.history["balance"].tolist() == [pytest.approx(0.1), pytest.approx(0.7)]
    assert found.history_alt == "Balance 10 % on 31 Dec 2025, 70 % on 31 Mar 2026."


def test_every_list_has_a_sentence(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 5e6, "finish": date(2026, 1, 1), "short_term_value": 6.0, "long_term_value": 2.0},
        {"budget": 7e6, "status_standard": "done"},
    )
    lists = {each.id: each for each in view(shelf).lists}
    assert lists["overdue"].sentence.startswith("1 project with £5.0m should have finished")
    assert lists["delivered"].sentence == "1 project with £7.0m finished; it has left the mix."
    assert lists["future_cost"].rows["Id"].tolist() == ["P1"]
    assert lists["high_on_both"].sentence == "None."
    values = view(shelf).rows[["Id", "Short-term value", "Long-term value"]].to_numpy().tolist()
    assert values == [["P1", 6.0, 2.0]]


def test_the_rows_behind_the_figures_say_where_a_horizon_comes_from(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 5.0, "finish": date(2027, 1, 1)}, {"budget": 9.0, "horizon": "long"}, {"budget": 1.0}
    )
    rows = view(shelf).rows
    assert rows[["Id", "Horizon", "Horizon from"]].to_numpy().tolist() == [
        ["P2", "Long", "source"],
        ["P1", "Short", "rule"],
        ["P3", "Unclassified", "none"],
    ]
    assert "Short-term value" not in rows


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.__name__)
def test_a_drawing_is_valid_and_holds_no_data(spec: Callable[[], Spec]) -> None:
    drawn = spec()
    assert drawn is spec()
    text = str(drawn)
    for banned in ("datasets", "'data'", "config", "'black'", "#000"):
        assert banned not in text
    alt.Chart.from_dict({"data": {"values": []}, **drawn}, validate=True)


def test_as_of_and_basis_are_those_of_the_question(shelf: Shelf) -> None:
    shelf.projects({"effort": 10.0, "horizon": "short"})
    judged = judge(facts.positions(shelf.db, shelf.snapshot()), as_of=AS_OF, settings=DECLARED)
    assert judged.holdings.basis is Basis.EFFORT
    assert view(shelf).sentence == "3 of 10 person-days sit in the wrong horizon."


def test_a_horizon_with_too_much_names_its_projects(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 6e6, "horizon": "short"},
        {"project_id": "Small", "budget": 1e6, "horizon": "long"},
        {"project_id": "Large", "budget": 3e6, "horizon": "long"},
        {"project_id": "Bare", "horizon": "long"},
    )
    (heavy,) = [each for each in view(shelf).lists if each.id.startswith("too_much")]
    assert heavy.title == "Long: too much"
    assert heavy.sentence == "2 projects hold £4.0m, £3.0m more than the target."
    assert [entry.id for entry in heavy.entries] == ["Large", "Small"]
