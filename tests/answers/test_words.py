"""What the sentences claim: no more than is known, and in plain grammar."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_core.answers.balance import facts as balance_facts
from pmo_core.answers.balance import words
from pmo_core.answers.balance.judgement import Judgement
from pmo_core.answers.balance.view import BalanceView, balance_view
from pmo_core.answers.overview import facts, judgement
from pmo_core.answers.overview import words as overview_words
from pmo_core.answers.overview.view import OverviewView, overview_view
from pmo_core.answers.overview.words import index_title
from pmo_core.scenario import COMPONENTS
from tests.shelf import AS_OF, Shelf

BEFORE = date(2025, 12, 31)
NO_WEIGHT = dict.fromkeys(COMPONENTS, 0.0)


def judged(shelf: Shelf) -> Judgement:
    return judgement.judge(facts.gather(shelf.db, shelf.snapshot())).balance


def view(shelf: Shelf) -> BalanceView:
    return balance_view(judged(shelf))


def overview(shelf: Shelf, weights: dict[str, float] | None = None) -> OverviewView:
    snapshot = shelf.snapshot()
    gathered = facts.gather(shelf.db, snapshot)
    found = judgement.judge(gathered, weights=weights)
    earlier = facts.previous(shelf.db, snapshot)
    before = None
    if earlier is not None:
        then = judgement.stand_before(facts.gather(shelf.db, earlier), found.standing)
        before = judgement.compared(then, found.standing, weights=weights)
    return overview_view(found, before=before)


def test_weights_of_zero_leave_the_page_whole_without_an_index(shelf: Shelf) -> None:
    shelf.projects({"budget": 7e6, "horizon": "short", "rating": "Green"})
    found = overview(shelf, NO_WEIGHT)
    assert (found.cards[0].value, found.cards[0].verdict) == (
        "–",
        "All measured components weigh 0. Give one of them a weight above 0: Mix; Short-term delivery.",
    )
    assert found.index_title.startswith("Balance index: all measured components weigh 0")
    assert found.cards[1].value == "70 %"
    assert len(found.components) == 6


def test_much_money_without_a_horizon_makes_the_verdict_a_range(shelf: Shelf) -> None:
    shelf.projects(*({"budget": m * 1e6, "horizon": h} for m, h in ((90, "short"), (20, "long"), (10, None))))
    found = view(shelf)
    assert found.sentence == (
        "£14.0m to £24.0m of £120m sits in the wrong horizon; £10.0m has no horizon or finish date."
    )
    assert (found.cards[0].value, found.cards[0].verdict) == (
        "80 % to 88 %",
        "£14.0m to £24.0m to move (preset target)",
    )


def test_a_range_from_nothing_says_up_to(shelf: Shelf) -> None:
    shelf.projects(
        *({"budget": m * 1e6, "horizon": h} for m, h in ((70, "short"), (20, "medium"), (10, None)))
    )
    assert view(shelf).sentence.startswith("Up to £10.0m of £100m sits in the wrong horizon;")


def test_little_money_without_a_horizon_keeps_the_plain_sentence(shelf: Shelf) -> None:
    shelf.projects(*({"budget": m * 1e6, "horizon": h} for m, h in ((90, "short"), (7, "long"), (3, None))))
    found = view(shelf)
    assert found.sentence == "£23.0m of £100m sits in the wrong horizon."
    assert "£3.0m needs only a horizon or a finish date" in found.detail


@pytest.mark.parametrize(
    ("amounts", "why"),
    [
        ((4, None, None), "2 of 3 open projects have no horizon or finish date."),
        ((4, 9, 9), "2 of 3 open projects have no horizon or finish date."),
    ],
)
def test_without_a_horizon_for_half_there_is_no_verdict(
    shelf: Shelf, amounts: tuple[float | None, ...], why: str
) -> None:
    shelf.projects({"budget": amounts[0], "horizon": "short"}, {"budget": amounts[1]}, {"budget": amounts[2]})
    found = view(shelf)
    assert found.sentence == f"No verdict yet: {why}"
    assert (found.cards[0].value, found.cards[0].verdict) == ("–", why)


def test_half_of_the_money_in_few_projects_is_no_verdict_either(shelf: Shelf) -> None:
    shelf.projects(*({"budget": 1e6, "horizon": "short"} for _ in range(4)), {"budget": 16e6})
    assert view(shelf).sentence == (
        "No verdict yet: 1 open project with £16.0m of £20.0m has no horizon or finish date."
    )


def test_many_small_projects_without_a_horizon_do_not_silence_the_verdict(shelf: Shelf) -> None:
    shelf.projects({"budget": 99e6, "horizon": "short"}, {"budget": 5e5}, {"budget": 5e5})
    assert view(shelf).sentence == "£30.0m of £100m sits in the wrong horizon."


def test_counted_projects_are_whole(shelf: Shelf) -> None:
    shelf.projects(*({"horizon": h} for h in ("short", "short", "medium")))
    found = view(shelf)
    assert found.sentence == (
        "All 3 projects sit in the horizon they are meant for, as near the target as whole projects can."
    )
    assert found.cards[0].verdict == "No whole project to move (preset target)"
    assert found.detail == ""
    assert found.bubble_kind == "none"


def test_counted_projects_need_only_a_label(shelf: Shelf) -> None:
    shelf.projects(*({"horizon": "short"} for _ in range(13)), *({} for _ in range(11)))
    found = view(shelf)
    assert "11 projects need only a horizon or a finish date" in found.detail
    assert found.sentence.endswith(
        "of 24 projects sit in the wrong horizon; 11 projects have no horizon or finish date."
    )


@pytest.mark.parametrize(
    ("budgets", "said"),
    [
        ((1.0,), "Investment is the budget; the one open project has one."),
        ((1.0, 2.0), "Investment is the budget; all 2 open projects have one."),
        ((1.0, None), "Investment is the budget; 1 of 2 open projects has one."),
        ((1.0, 1.0, None), "Investment is the budget; 2 of 3 open projects have one."),
    ],
)
def test_the_note_names_basis_and_coverage(
    shelf: Shelf, budgets: tuple[float | None, ...], said: str
) -> None:
    shelf.projects(*({"budget": budget, "horizon": "short"} for budget in budgets))
    assert words.note(judged(shelf)).startswith(f"{said} Measured against the preset 70/20/10")


def test_placeholders_are_counted_in_words(shelf: Shelf) -> None:
    shelf.projects(
        *(
            {"budget": b, "horizon": h}
            for b, h in ((7.0, "short"), (3.0, "long"), (None, "long"), (None, "long"))
        ),
        missing=[(2, "budget", "placeholder"), (3, "budget", "placeholder")],
    )
    assert view(shelf).warnings == ("In no sum: 2 open projects (2 placeholders).",)


def test_money_of_a_gap_says_how_many_it_is_of(shelf: Shelf) -> None:
    shelf.projects({"budget": 108e8}, {}, {"budget": 1.0, "horizon": "short", "owner": "Ann"})
    sentences = [gap.sentence for gap in overview(shelf).gaps]
    assert "2 projects without a horizon or finish date hold £10.8bn (1 has an amount)." in sentences
    shelf.projects({"budget": 0.0}, {"budget": 1.0, "horizon": "short"})
    assert "1 of 2 open projects has no horizon or finish date." in [g.sentence for g in overview(shelf).gaps]


def test_without_an_open_project_there_is_no_index_to_show(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0, "status_standard": "done"})
    shelf.kpis({"name": "a", "value": 5.0, "target": 4.0, "direction": "higher"})
    shelf.stakeholders({"name": "b", "power": 5.0, "interest": 5.0, "current_level": 2, "desired_level": 3})
    found = overview(shelf)
    assert [card.value for card in found.cards] == ["–", "–", "–"]
    assert found.cards[0].verdict == "No open project is reported at this date."


def test_the_title_of_the_index_has_one_decimal(shelf: Shelf) -> None:
    shelf.projects({"budget": 7.0, "horizon": "short", "rating": "Green"})
    found = judgement.judge(facts.gather(shelf.db, shelf.snapshot()))
    assert index_title(found) == "Balance index: 83.7 of 100, from 2 of 6 components"
    assert overview_words.inline("KPIs on target") == "KPIs on target"


def test_what_ends_after_ten_years_is_drawn_at_the_border(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 5e6, "finish": date(2060, 1, 1)}, {"budget": 6e6, "finish": AS_OF}, {"horizon": "long"}
    )
    found = view(shelf)
    assert sorted(found.bubble["shown"]) == [0, 120]
    assert found.bubble_title == (
        "2 of 3 open projects by finish and budget (£); not drawn: 1 without an amount; "
        "1 finishes later than 10 years"
    )


def history_title(shelf: Shelf) -> str:
    found = judged(shelf)
    history = balance_facts.history(
        shelf.db,
        shelf.snapshot(),
        rule=facts.gather(shelf.db, shelf.snapshot()).settings.rule,
        basis=found.holdings.basis,
        currency="GBP",
    )
    return balance_view(found, history=history).history_title


def test_the_history_says_where_the_balance_went(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": BEFORE, "budget": 5.0, "horizon": "short"},
        {"project_id": "A", "budget": 5.0, "horizon": "long"},
    )
    assert history_title(shelf) == "The balance fell from 70 % to 10 % since Dec 2025, against 70/20/10"


def test_a_history_with_much_unclassified_names_the_range(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": BEFORE, "budget": 6.0, "horizon": "short"},
        {"project_id": "B", "as_of": BEFORE, "budget": 4.0},
        {"project_id": "A", "budget": 6.0, "horizon": "short"},
        {"project_id": "B", "budget": 4.0, "horizon": "long"},
    )
    assert history_title(shelf) == ("The balance is 70 %, after 60 % to 100 % in Dec 2025, against 70/20/10")


def test_a_project_that_is_gone_keeps_its_last_amount(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": BEFORE, "budget": 5e6, "horizon": "short"},
        {"project_id": "B", "as_of": BEFORE, "budget": 9e6, "horizon": "short"},
        {"project_id": "B", "budget": 9e6, "horizon": "short"},
    )
    found = overview(shelf).changes
    assert found[["Id", "What", "Investment"]].to_numpy().tolist() == [["A", "gone", 5e6]]


def test_the_mix_table_is_in_whole_units(shelf: Shelf) -> None:
    shelf.projects({"budget": 100.4, "horizon": "short"})
    table = view(shelf).mix_table
    assert table["Investment"].tolist()[0] == 100
    assert set(table["Unit"]) == {"GBP"}
