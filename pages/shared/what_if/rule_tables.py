"""Tables to type rules into: shares of what is spent, and money per year."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from pages.shared import acts, plans
from pages.shared.what_if import edits
from pages.shared.what_if.desk import Desk
from pmo_core.answers.priorities.portions import Portion, portions
from pmo_core.measure.arrays import total
from pmo_core.plan import Plan, Rules


def shares(desk: Desk, plan: Plan) -> None:
    """Least and most share of what is spent, per horizon, department and objective."""
    rows = portions(desk.gathered)
    if not rows:
        return
    st.markdown("**Least and most share of what is spent**")
    names = [row.name for row in rows]
    held = plan.rules.shares
    table = pd.DataFrame(
        {
            "Of": [row.kind for row in rows],
            "Name": [row.label for row in rows],
            "Of what all cost": [row.share for row in rows],
            edits.LEAST: [_percent(held, row, 0) for row in rows],
            edits.MOST: [_percent(held, row, 1) for row in rows],
        }
    )
    typed = st.column_config.NumberColumn(min_value=0, max_value=100, step=1, format="%.0f")
    _editor(
        desk,
        table,
        name="shares",
        held=repr(sorted(held.items())),
        columns={
            "Of what all cost": st.column_config.NumberColumn(format="percent"),
            edits.LEAST: typed,
            edits.MOST: typed,
        },
        merge=lambda rules, typed: edits.with_shares(rules, names, typed),
        alt="Least and most share per horizon, department and objective",
    )


def _percent(held: Mapping[str, tuple[float, float]], row: Portion, end: int) -> float | None:
    pair = held.get(row.name)
    if pair is None or pair[end] == (0.0, 1.0)[end]:
        return None
    return 100 * pair[end]


def years(desk: Desk, plan: Plan) -> None:
    """Most money per calendar year, from the year of the data on."""
    costs = desk.gathered.costs
    first = desk.gathered.snapshot.as_of.year
    listed = [year for year in sorted(costs) if year >= first or year in plan.rules.years]
    if not listed:
        return
    st.markdown("**Most money per year**")
    table = pd.DataFrame(
        {
            "Year": [str(year) for year in listed],
            "All of them": [total(costs[year]) for year in listed],
            edits.LIMIT: [plan.rules.years.get(year) for year in listed],
        }
    )
    money_column = st.column_config.NumberColumn(min_value=0, format="localized")
    _editor(
        desk,
        table,
        name="years",
        held=repr(sorted(plan.rules.years.items())),
        columns={"All of them": money_column, edits.LIMIT: money_column},
        merge=lambda rules, typed: edits.with_years(rules, listed, typed),
        alt="Most money per calendar year",
    )


def _editor(
    desk: Desk,
    table: pd.DataFrame,
    *,
    name: str,
    held: str,
    columns: Mapping[str, object],
    merge: Callable[[Rules, edits.Edits], Rules],
    alt: str,
) -> None:
    """A table to type rules into; it begins anew where the rules were changed elsewhere."""
    state: dict[str, tuple[int, str]] = st.session_state.setdefault("tables of rules", {})
    number_of, known = state.get(name, (0, held))
    if known != held:
        number_of += 1
    state[name] = (number_of, held)
    key = f"rules {name} {number_of}"

    def merged() -> None:
        def work() -> None:
            before = plans.now(desk.usual).rules
            typed: edits.Edits = st.session_state[key]["edited_rows"]
            plans.change(desk.usual, rules=merge(before, typed))

        if acts.tried(work):
            after = plans.now(desk.usual).rules
            state[name] = (
                number_of,
                repr(sorted((after.shares if name == "shares" else after.years).items())),
            )

    st.data_editor(
        table,
        column_config=dict(columns),
        disabled=[column for column in table.columns if column not in {edits.LEAST, edits.MOST, edits.LIMIT}],
        hide_index=True,
        key=key,
        on_change=merged,
        placeholder="–",
        alt=alt,
    )
