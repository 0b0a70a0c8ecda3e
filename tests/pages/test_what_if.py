"""What-if: sliders keep 100 %, a link gives the same figures, rules that clash are named and relaxed."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from pages.shared.jobs import Jobs, Soon
from pmo_core.look import md
from tests.pages.conftest import assert_whole
from tests.pages.what_if import LIST, loaded, opened, patient, plan_of, points, press, said, unfold

pytestmark = pytest.mark.usefixtures("empty_workspace")


def way_to_sliders(block: Block) -> list[int]:
    """Which child of which child the first slider is."""
    for place, child in block.children.items():
        if child.type == "slider":
            return [place]
        if isinstance(child, Block) and (way := way_to_sliders(child)):
            return [place, *way]
    return []


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)


def figures(at: AppTest) -> list[str]:
    """All that the first screen says in figures."""
    return [one.value for one in (*at.metric, *at.markdown, *at.caption)]


def test_the_page_says_what_the_budget_buys_and_who_is_safe() -> None:
    at = loaded()
    assert_whole(at)
    assert at.title[0].value == "What-if"
    assert "£170m funds 5 of 6 open projects: 4 under every weighting tried" in said(at)
    assert [one.label for one in at.metric] == ["Decide", "Discuss", "Cutting the list"]
    assert len(at.get("vega_lite_chart")) == 1
    assert sum(points(at).values()) == 100


def test_a_slider_takes_from_the_others_and_the_address_follows() -> None:
    at = loaded()
    before = plan_of(at)
    at.slider[0].set_value(70).run()
    assert points(at) == {"Short-term value": 70, "Long-term value": 15, "Risk": 15}
    after = plan_of(at)
    assert float(after["c.short_term_value"]) == 70
    assert {name for name in after if after[name] != before[name]} == {
        "c.short_term_value",
        "c.long_term_value",
        "c.risk",
    }


def test_a_locked_weight_stays() -> None:
    at = loaded()
    next(one for one in at.checkbox if one.label == "Lock").check().run()
    assert at.slider[0].disabled
    at.slider[1].set_value(60).run()
    assert points(at) == {"Short-term value": 33, "Long-term value": 60, "Risk": 7}
    assert plan_of(at)["locked"] == '["short_term_value"]'


def test_sliders_stay_where_they_are_while_the_portfolio_is_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An element that moves on the page is made anew, and the key that moves a slider falls into nothing."""
    at = loaded()
    known = way_to_sliders(at.main)
    for name in ("soon", "look"):
        monkeypatch.setattr(Jobs, name, lambda *told, **named: Soon())
    at.run()
    assert "Looking for the best portfolio" in said(at)
    assert way_to_sliders(at.main) == known


def test_projects_with_gaps_are_decided_on_once_the_reader_wants_it() -> None:
    at = loaded(LIST.replace("8,7,5,50000000", "8,,5,50000000"))
    assert "1 project lacks a cost or a score and is not decided on." in said(at)
    box = next(one for one in at.checkbox if "with gaps" in one.label)
    assert box.label == "Score 1 project with gaps by what is known of them"
    box.check().run()
    assert "not decided on" not in said(at)
    assert plan_of(at)["known"] == "1"
    assert figures(opened(plan_of(at))) == figures(at)


def test_pairs_are_asked_and_none_is_filled_in() -> None:
    at = loaded()
    at.session_state["pairs way"] = True
    at.run()
    pairs = [one.label for one in at.selectbox if " or " in one.label]
    assert len(pairs) == 3
    for place, words in enumerate(("Short-term value × 2", "Short-term value × 4", "Long-term value × 2")):
        assert "Use these weights" not in [one.label for one in at.button]
        at = next(one for one in at.selectbox if one.label == pairs[place]).select(words).run()
    assert "Consistency ratio 0.00" in said(at)
    assert points(press(at, "Use these weights")) == {
        "Short-term value": 57,
        "Long-term value": 29,
        "Risk": 14,
    }


def test_presets_move_all_sliders_and_reset_brings_them_back() -> None:
    at = press(loaded(), "Quick wins")
    assert points(at) == {"Short-term value": 60, "Long-term value": 20, "Risk": 20}
    assert sum(points(press(at, "Reset")).values()) == 100
    assert len(set(plan_of(at)[f"c.{name}"] for name in ("short_term_value", "long_term_value", "risk"))) == 1


def test_a_link_gives_the_same_figures_to_the_last_digit() -> None:
    """M7, in a session that has seen nothing else."""
    at = press(loaded(), "Quick wins")
    at.slider[2].set_value(37).run()
    next(one for one in at.text_input if one.label == "Budget").set_value("90m").run()
    again = opened(plan_of(at))
    assert plan_of(again) == plan_of(at)
    assert figures(again) == figures(at)
    assert not again.warning


def test_what_does_not_fit_in_a_link_is_named_until_something_moves() -> None:
    load = loaded()
    assert not load.warning
    at = opened(
        {"c.unknown": "5", "c.risk": "95", "prior": "all", "budget": "-3", "rules": "{", "value": "x"}
    )
    assert_whole(at)
    told = said(at)
    for part in (
        "weighs 'unknown'",
        "tries weights 'all'",
        "budget of the link",
        "rules cannot be",
        "adds up",
    ):
        assert part in told
    assert "weighs 'unknown'" in said(at.run()), "a repaint does not take the words away"
    at.slider[0].set_value(20).run()
    assert "weighs 'unknown'" not in said(at.run())


def test_other_pages_keep_the_plan_and_leave_it_out_of_their_address() -> None:
    at = press(loaded(), "Quick wins")
    chosen = plan_of(at)
    at.switch_page("pages/balance.py").run()
    assert "budget" not in at.query_params
    assert not [name for name in at.query_params if name.startswith("c.")]
    at.switch_page("pages/what_if.py").run()
    assert plan_of(at) == chosen


def test_a_budget_is_typed_in_words_and_refused_in_words() -> None:
    at = loaded()
    budget = next(one for one in at.text_input if one.label == "Budget")
    budget.set_value("0.1bn").run()
    assert plan_of(at)["budget"] == "100000000"
    assert "£100m funds" in said(at)
    next(one for one in at.text_input if one.label == "Budget").set_value("a lot").run()
    assert "is not an amount" in said(at)
    assert plan_of(at)["budget"] == "100000000"


def test_a_department_has_its_own_projects_and_budget() -> None:
    at = loaded()
    next(one for one in at.selectbox if one.label == "Department").set_value("IT").run()
    assert "of 2 open projects" in said(at)
    assert plan_of(at)["budget"] == "56000000"
    next(one for one in at.selectbox if one.label == "Department").set_value("").run()
    assert plan_of(at)["budget"] == "170000000"


def test_a_budget_that_somebody_chose_stays_with_the_department() -> None:
    at = loaded()
    next(one for one in at.text_input if one.label == "Budget").set_value("45m").run()
    next(one for one in at.selectbox if one.label == "Department").set_value("IT").run()
    assert plan_of(at)["budget"] == "45000000"


def test_every_folded_part_opens() -> None:
    at = loaded()
    at.slider[0].set_value(70).run()
    names = ("ranking", "weights", "robustness", "opinion", "rules", "swaps", "alternatives", "balance")
    at = unfold(at, *names, "frontier", "trade", "scenarios", "criteria", "export", "method")
    assert_whole(at)
    told = said(at)
    for part in ("the base", "weightings tried", "second method", "Network needs Portal"):
        assert part in told
    assert "these two values alone, among the projects that this plan can decide on" in said(at)


def test_rules_that_clash_are_named_and_one_press_relaxes_one() -> None:
    at = unfold(loaded(), "rules")
    for project in ("Campus", "Clinic"):
        at.selectbox(key="ruled project").select(project)
        next(one for one in at.text_input if one.label == "Because").set_value("The law")
        press(at, "Add the rule")
    next(one for one in at.text_input if one.label == "Budget").set_value("80m").run()
    assert "cannot hold together" in said(at)
    assert "No portfolio was found under other weights" in said(at)
    assert "Campus must be funded (The law)" in said(at)
    press(at, "Relax")
    assert "cannot hold together" not in said(at)
    assert "£80.0m funds" in said(at)


def test_a_rule_without_a_reason_is_refused() -> None:
    at = unfold(loaded(), "rules")
    at.selectbox(key="ruled project").select("Campus")
    press(at, "Add the rule")
    assert "needs a reason" in said(at)
    assert plan_of(at)["rules"] == ""


def test_names_in_sentences_are_shown_as_they_are_written() -> None:
    at = unfold(loaded(LIST.replace("Clinic", "*Portal*")), "weights")
    assert md("*Portal*") in " ".join(one.value for one in (*at.markdown, *at.caption))


def test_projects_without_a_criterion_are_told_which_columns_to_add() -> None:
    at = loaded("ID,Project,As of,Budget (GBP)\nP1,Portal,2026-03-31,5000000\n")
    assert_whole(at)
    assert "nothing to rank these projects by" in said(at)
    assert "Urgency and risk" in said(at)
    assert [one.label for one in at.get("download_button")] == ["Template for projects (XLSX)"]


def test_projects_without_an_amount_are_ranked_and_counted() -> None:
    at = loaded("ID,Project,As of,Risk\nP1,Portal,2026-03-31,2\nP2,Campus,2026-03-31,4\n")
    assert_whole(at)
    assert sum(points(at).values()) == 100
    assert len(at.get("vega_lite_chart")) == 1


def test_where_all_is_done_nobody_is_left_to_choose() -> None:
    at = loaded("ID,Project,As of,Status,Risk\nP1,Portal,2026-03-31,Completed,2\n")
    assert_whole(at)
    assert "No project is open" in said(at)
