"""The first screen: one sentence, three cards, one picture."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from pages.shared import widgets
from pages.shared.jobs import Soon
from pages.shared.what_if.answers import Answers
from pmo_core.answers.priorities import captions, chart, headline, tables, words
from pmo_core.answers.priorities.criteria import says_worth
from pmo_core.answers.priorities.selection import Selection
from pmo_core.answers.priorities.selection_view import LINE_HELP, SelectionView, selection_view
from pmo_core.look import md
from pmo_core.measure.choose.often import CoreIndex

UNKNOWN = "–"
NO_WORTH = (
    "Nothing in these data says what a project is worth, only how surely and how soon it lands. Add values, "
    "benefits or scores of your own to rank by worth."
)


def sentence(found: Answers) -> None:
    """The sentence and what it rests on."""
    selection = found.selection
    if found.problem:
        st.info(md(found.problem))
        return
    if selection is None:
        st.markdown("## Looking for the best portfolio …")
        return
    safe = found.safe.value if found.safe.done else None
    widgets.verdict(headline.headline(selection, safe), note=headline.note(selection, safe))
    if not says_worth(found.desk.criteria):
        st.caption(NO_WORTH)


def cards(found: Answers) -> None:
    """Decide, discuss, and what the habit of cutting the list costs."""
    selection = found.selection
    if selection is None or found.asked is None:
        return
    line = view_of(selection).cutting
    decide, discuss = UNKNOWN, UNKNOWN
    said = how_far(found.safe)
    about = said
    if found.safe.done and found.safe.value is not None and found.safe.value.drawn:
        safe = headline.safe_of(found.asked, found.safe.value)
        decide, discuss = str(safe.decide), str(len(safe.discuss))
        said, about = headline.decide_words(safe), headline.discuss_words(safe)
    widgets.cards(
        [
            ("Decide", decide, said, headline.DECIDE_HELP),
            ("Discuss", discuss, about, headline.DISCUSS_HELP),
            (line.label, line.value, line.verdict, LINE_HELP),
        ]
    )


@lru_cache(maxsize=8)
def view_of(selection: Selection) -> SelectionView:
    """The words of a portfolio, which many runs show."""
    return selection_view(selection)


def how_far(found: Soon[CoreIndex | None]) -> str:
    """Why the number of those that are safe is not there."""
    if found.problem:
        return found.problem
    if not found.done:
        return f"Trying other weights: {100 * found.share:.0f} %"
    if found.value is not None:
        return "No portfolio was found under other weights"
    return "Only a portfolio that is chosen for the score depends on weights"


def picture(found: Answers) -> None:
    """Rank ranges with decide, discuss and drop, and the movement against the base."""
    attempt = found.attempt
    rows = tables.range_rows(found.ranking, attempt, said=found.marks)
    st.markdown(f"**{md(captions.ranges_title(found.ranking, attempt, rows=rows, said=found.marks))}**")
    st.vega_lite_chart(
        rows,
        chart.ranges_spec(dark=widgets.dark()),
        key="ranges",
        alt=captions.ranges_alt(found.ranking, attempt, rows=rows),
    )
    st.caption(md(words.movement(found.ranking)))
