"""The order of the projects, and what it hangs on: folded parts of the page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import plans
from pages.shared.what_if.answers import Answers
from pages.shared.what_if.desk import Desk
from pages.shared.what_if.fold import NUMBER, SHARE, fold, table, waits
from pmo_core.answers.priorities import headline, robust_words, tables, weight_words, words
from pmo_core.answers.priorities.judgement import Ranking, second_opinion, swings
from pmo_core.look import md, plural
from pmo_core.plan.plan import PRIORS

FORMS: Final = {
    "Moved": NUMBER(format="%+d", help="Places won or lost against the weights that the page began with."),
    **dict.fromkeys(("Score", "Lowest score", "Highest score", "Nearness (TOPSIS)"), NUMBER(format="%.3f")),
    **dict.fromkeys(("First", "Weight now", "They swap at", "Weight", "Missing share"), SHARE),
    **dict.fromkeys(("Value", "Part of the score"), NUMBER(format="%.3f")),
}


def parts(found: Answers) -> None:
    """All of them, folded."""
    _ranking(found)
    _weights(found)
    _robustness(found)
    _opinion(found.ranking)


def _ranking(found: Answers) -> None:
    part, is_open = fold("The ranking as a table, and who moved", name="ranking")
    if not is_open:
        return
    ranking = found.ranking
    with part:
        st.markdown(md(words.movement(ranking)))
        selection = found.selection
        base = found.base.value if found.base.done else None
        if selection is not None and base is not None and selection.chosen.answered and base.chosen.answered:
            st.markdown(md(headline.against_base(selection, base)))
        rows = tables.ranking_rows(ranking, found.attempt, said=found.marks)
        idle = ["First"]  # who comes first has a part of its own
        idle += (
            ["Lowest score", "Highest score"] if rows["Lowest score"].equals(rows["Highest score"]) else []
        )
        idle += ["Moved"] if rows["Moved"].isna().all() else []
        shown = rows.drop(columns=idle)
        table(shown, alt="Open projects by rank", forms=FORMS | {f"Among the first {ranking.top}": SHARE})
        for said in (words.verdict(ranking), words.unranked(ranking), words.clipped(ranking)):
            if said:
                st.caption(md(said))
        st.markdown("**How a score comes about**")
        at = _project(ranking, "Project", key="score of", first=0)
        table(tables.share_rows(ranking, at), alt="Parts of the score of one project", forms=FORMS)


def _project(ranking: Ranking, label: str, *, key: str, first: int) -> int:
    """One of the projects, by name; at first the one in that place of the list."""
    listed = ranking.shown.tolist()
    order = sorted(listed, key=lambda place: (ranking.labels[place].casefold(), place))
    if st.session_state.get(key) not in order:
        st.session_state[key] = listed[min(first, len(order) - 1)]
    picked = st.selectbox(
        label,
        order,
        format_func=lambda place: ranking.labels[place],
        key=key,
        persist_state="session",
    )
    return int(picked)


def _weights(answered: Answers) -> None:
    part, is_open = fold("Which weight matters most, and when two projects swap", name="weights")
    if not is_open:
        return
    ranking = answered.ranking
    with part:
        found = swings(ranking)
        st.markdown(f"**{md(weight_words.weight_that_matters(ranking, found))}**")
        table(tables.swing_rows(ranking, found), alt="What 20 % more or less of each weight does")
        if len(ranking.shown) < 2:
            return
        st.markdown("**When would they swap?**")
        left, right = st.columns(2)
        with left:
            one = _project(ranking, "This project", key="swap one", first=0)
        with right:
            other = _project(ranking, "against this one", key="swap other", first=1)
        if one == other:
            st.caption("Pick two different projects.")
            return
        st.markdown(f"**{md(weight_words.pair(ranking, one=one, other=other))}**")
        if answered.tried.value is not None:
            st.markdown(md(robust_words.wins(ranking, answered.tried.value, one=one, other=other)))
        table(tables.pair_rows(ranking, one=one, other=other), alt="Weights at which they swap", forms=FORMS)


def prior_control(desk: Desk, prior: str) -> None:
    """Which other weights are tried."""
    key = "plan prior"
    st.session_state[key] = prior
    st.segmented_control(
        "Weights that are tried",
        list(PRIORS),
        format_func=lambda one: {"any": "Any", "order": "Any in my order", "band": "Within 20 % of mine"}[
            one
        ],
        key=key,
        required=True,
        on_change=_take,
        args=(desk, key, "prior"),
        help="Any weights at all is wider than anyone's doubt; within 20 % is what a meeting argues about.",
    )


def known_control(found: Answers) -> None:
    """Whether projects with gaps are scored all the same; asked only where there are any."""
    lacking, key = int(found.ranking.lacking.sum()), "plan known"
    if not (lacking or found.plan.known_only):
        return
    st.session_state[key] = found.plan.known_only
    st.checkbox(
        f"Score {plural(lacking, 'project')} with gaps by what is known of them",
        key=key,
        on_change=_take,
        args=(found.desk, key, "known_only"),
        help="Else they have a range of ranks and are not decided on. A gap then counts as much as what is "
        "known of the project does on average.",
    )


def _take(desk: Desk, key: str, field: str) -> None:
    if st.session_state[key] is not None:
        plans.change(desk.usual, **{field: st.session_state[key]})


def _robustness(found: Answers) -> None:
    part, is_open = fold("How sure the order is: 10,000 other weightings", name="robustness")
    if not is_open:
        return
    with part:
        st.session_state["plan fill"] = found.plan.fill
        st.checkbox(
            "Draw missing scores at random, instead of leaving those projects out",
            key="plan fill",
            on_change=_take,
            args=(found.desk, "plan fill", "fill"),
        )
        if waits(found.tried, said="Trying 10,000 other weightings …") or found.tried.value is None:
            return
        attempt = found.tried.value
        st.markdown(md(robust_words.robustness(found.ranking, attempt)))
        st.caption(md(robust_words.how_tried(attempt)))
        rows = tables.first_rows(found.ranking, attempt)
        if len(rows):
            st.markdown("**Who comes first how often, and the weights that put it there**")
            names = dict.fromkeys(rows.columns[1:], SHARE)
            table(rows, alt="Projects that come first", forms=FORMS | names)


def _opinion(ranking: Ranking) -> None:
    part, is_open = fold("A second opinion by another method", name="opinion")
    if not is_open:
        return
    with part:
        found = second_opinion(ranking)
        st.markdown(md(weight_words.opinion(ranking, found)))
        st.caption(
            "TOPSIS measures how near a project is to the best of every column. Its figures depend on who is "
            "in the list, so it is a cross-check, not another score."
        )
        table(tables.opinion_rows(ranking, found), alt="Both methods side by side", forms=FORMS)
