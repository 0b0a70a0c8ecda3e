"""What lies around the best portfolio: the habit of cutting a list, alternatives, balance, more money."""

from __future__ import annotations

import streamlit as st

from pages.shared import background, frame, widgets
from pages.shared.jobs import Soon, Tell
from pages.shared.what_if import first
from pages.shared.what_if.answers import Answers, Background, of_choice
from pages.shared.what_if.fold import fold, table, waits
from pmo_core.answers.priorities import (
    around_words,
    selection_chart,
    selection_tables,
    selection_view,
)
from pmo_core.answers.priorities.selection import (
    Selection,
    advised,
    curve,
    mendings,
    more_money,
    near,
    now_against_later,
    off_target,
    price_of_balance,
    refined,
)
from pmo_core.look import md
from pmo_core.measure.choose.budgets import Frontier
from pmo_core.measure.choose.trade import TradePoint

TRADE = "now against later"


def parts(found: Answers) -> None:
    """All of them, folded; none without a portfolio."""
    selection = found.selection
    if selection is None or not selection.chosen.answered:
        return
    _swaps(selection)
    _alternatives(found, selection)
    _balance(found, selection)
    _frontier(found, selection)
    _trade(found, selection)


def _swaps(selection: Selection) -> None:
    part, is_open = fold("Swaps against cutting the ranked list", name="swaps")
    if not is_open:
        return
    with part:
        view = first.view_of(selection)
        st.markdown(md(f"{view.proof} {view.habit} {view.others}"))
        for note in view.notes:
            st.caption(md(note))
        rows = selection_tables.swap_rows(selection)
        if len(rows):
            table(rows, alt="What comes in beside what goes out")
        st.markdown("**Every open project, funded or not**")
        table(selection_tables.project_rows(selection), alt="Open projects, most value first")


def _alternatives(found: Answers, selection: Selection) -> None:
    part, is_open = fold("Other portfolios that are nearly as good", name="alternatives")
    if not is_open:
        return
    with part:
        asking = Background(found.desk)
        others = asking.ask("alternatives", of_choice(found.plan), lambda tell: near(selection), wait=0.3)
        if waits(others, *asking.pending, said="Looking for other portfolios …"):
            return
        listed = others.value or ()
        if not listed:
            st.markdown("No other portfolio that differs in two projects comes within 1 % of the value.")
            return
        table(
            selection_tables.alternative_rows(selection, listed), alt="The best portfolio and those near it"
        )


def _balance(found: Answers, selection: Selection) -> None:
    part, is_open = fold("What balance costs, and the cheapest repair of the mix", name="balance")
    if not is_open:
        return
    target = found.desk.scenario.target
    shares = repr(sorted(target.items()))
    with part:
        asking = Background(found.desk)
        price = asking.ask("price", of_choice(found.plan), lambda tell: price_of_balance(selection), wait=0.2)
        repair = asking.ask(
            "repair",
            (*of_choice(found.plan), shares),
            lambda tell: advised(list(mendings(selection, target))),
            wait=0.2,
        )
        if waits(price, *asking.pending, said="Choosing without the shares …") and not price.done:
            return
        said = around_words.price_sentence(price.value, selection.question)
        st.markdown(
            md(said)
            or "No share is asked for, so balance costs nothing yet. Set shares under “Budget and rules”."
        )
        if waits(repair, *asking.pending, said="Mending the mix …") and not repair.done:
            return
        mended = around_words.repair_sentence(repair.value, selection.question)
        spent = selection.chosen.cost
        st.markdown(md(mended or around_words.near_target(off_target(selection, target), spent=spent)))
        st.caption("The target is the one of the Balance page.")


def _frontier(found: Answers, selection: Selection) -> None:
    part, is_open = fold("Value against budget, and what more money buys", name="frontier")
    if not is_open:
        return
    with part:
        asking = Background(found.desk)
        choice = of_choice(found.plan)
        line = asking.ask("frontier", choice, lambda tell: _refined(selection, tell), wait=0.5)
        if line.value is None:
            waits(line, *asking.pending, said="Drawing the frontier …")
        elif line.done:
            _draw_frontier(selection, line.value)
        else:
            _grow_frontier(asking.pending[-1], selection)
        more = asking.ask("more money", choice, lambda tell: more_money(selection), wait=0.2)
        if line.done and not waits(more, *asking.pending, said="Asking what more money buys …"):
            for extra in more.value or ():
                st.markdown(f"- {md(around_words.more_sentence(extra, selection.question))}")


def _refined(selection: Selection, tell: Tell) -> Frontier:
    """The bound at once, then one budget solved after the other."""
    line = curve(selection)
    tell(0.05, line)
    for at, better in enumerate(refined(selection.question, line), start=1):
        line = better
        tell(min(0.95, at / len(line.budgets)), line)
    return line


@st.fragment(run_every=1.0)
def _grow_frontier(key: object, selection: Selection) -> None:
    """The frontier as far as it is solved; the page is painted anew at the end."""
    frame.check()
    line: Soon[Frontier] = background.look(key)
    if line.done:
        st.rerun()
    st.progress(line.share, text="Solving one budget after the other …")
    if line.value is not None:
        _draw_frontier(selection, line.value)


def _draw_frontier(selection: Selection, line: Frontier) -> None:
    rows = selection_tables.frontier_rows(selection, line)
    title = selection_view.frontier_title(selection, line)
    st.markdown(f"**{md(title)}**")
    st.vega_lite_chart(rows, selection_chart.frontier_spec(dark=widgets.dark()), key="frontier", alt=title)


def _trade(found: Answers, selection: Selection) -> None:
    figures = found.desk.gathered.figures
    if not all((figures[name] == figures[name]).any() for name in ("short_term_value", "long_term_value")):
        return
    part, is_open = fold("Wins now against value later", name="trade")
    if not is_open:
        return
    with part:
        asking = Background(found.desk)
        points = asking.ask(TRADE, of_choice(found.plan), lambda tell: _walked(selection, tell), wait=0.3)
        if waits(points, *asking.pending, said="Trading wins now for value later …"):
            return
        rows = selection_tables.trade_rows(selection, points.value or [])
        st.markdown("**Each point is the best portfolio for its mix of short-term and long-term value**")
        st.caption("It goes by these two values alone, among the projects that this plan can decide on.")
        st.vega_lite_chart(
            rows,
            selection_chart.trade_spec(dark=widgets.dark()),
            key="trade",
            alt=f"Short-term against long-term value, {len(rows)} portfolios",
        )
        with st.popover("The same as a table"):
            table(rows, alt="Portfolios by short-term and long-term value")


def _walked(selection: Selection, tell: Tell) -> list[TradePoint]:
    points: list[TradePoint] = []
    for point in now_against_later(selection.question):
        points.append(point)
        tell(min(0.95, len(points) / 9), points)
    return points
