"""What saving a file would do: the balance then beside the balance now, then what changes."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.shared import panels, widgets
from pages.shared.session import database, place
from pages.shared.state import newest
from pmo_core import importing
from pmo_core.answers.balance import chart, words
from pmo_core.answers.balance.judgement import Judgement
from pmo_core.answers.balance.view import balance_view, compared_view
from pmo_core.errors import PmoError
from pmo_core.importing import Outlook, Staged
from pmo_core.importing.cells import Thing
from pmo_core.importing.change_words import sentence, shown, unchanged
from pmo_core.importing.difference import Changes
from pmo_core.importing.preview import judged
from pmo_core.importing.typed import said_of
from pmo_core.look import day, md, number, plural, rows_of
from pmo_core.model import Grant, Kind


def show(made: Staged, *, grant: Grant) -> None:
    """
    Show the portfolio as a staged file without open questions would leave it.

    Args:
        made: The file; nothing is shown of one that is in already.
        grant: Must cover `import` of the portfolio.
    """
    if not made.ready or made.already_imported:
        return
    try:
        found = _outlook(made.import_id, grant.role, made, grant)
    except PmoError as problem:
        st.warning(md(f"What saving would change cannot be shown. {problem.problem} {problem.fix}"))
        return
    if found.after is not None:
        _balance(found.after, found, key=made.import_id, role=grant.role)
    if not found.changes.first or found.after is None:
        _changes(found.changes, key=made.import_id)


@st.cache_resource(show_spinner="Judging the portfolio as it would be …", max_entries=16)
def _outlook(import_id: str, role: str, _made: Staged, _grant: Grant) -> Outlook:
    """Drawn up once per staged file, which is staged anew when the portfolio changes."""
    present = newest(_made.portfolio)
    now = _now(place(), present.id, role, _made.portfolio) if Kind.PROJECTS in present.versions else None
    return importing.outlook(database(), _made, grant=_grant, now=now)


@st.cache_resource(show_spinner=False, max_entries=16)
def _now(path: str, snapshot: str, role: str, portfolio: str) -> Judgement:
    """Judged once for all that is said of the files that it meets."""
    return judged(database(), portfolio)


def _balance(after: Judgement, found: Outlook, *, key: str, role: str) -> None:
    st.markdown(f"**After saving:** {md(words.verdict(after))} {md(words.note(after))}")
    if found.now is not None:
        st.markdown(f"**Now ({day(found.now.as_of)}):** {md(words.verdict(found.now))}")
    title, rows, table, alt = _mix(key, role, after, found.alike)
    draw = chart.mix_spec if found.alike is None else chart.compared_spec
    if title:
        st.markdown(f"**{md(title)}**")
    st.vega_lite_chart(rows, draw(dark=widgets.dark()), key=f"changes mix {key}", alt=alt)
    with st.expander("The mix as a table", key=f"changes table {key}"):
        panels.table(table, alt="Mix after saving against the target")


@st.cache_resource(show_spinner=False, max_entries=16)
def _mix(
    import_id: str, role: str, _after: Judgement, _now: Judgement | None
) -> tuple[str, pd.DataFrame, pd.DataFrame, str]:
    """Title, rows, table and words for the mix after saving, beside that of now where both have one unit."""
    if _now is not None:
        both = compared_view(_now, _after)
        return both.title, both.mix, both.mix_table, both.mix_alt
    view = balance_view(_after)
    return view.detail, view.mix, view.mix_table, view.mix_alt


def _changes(found: Changes, *, key: str) -> None:
    """The sentence, then the cells and rows of the sort that the reader picks."""
    st.markdown(f"**What changes.** {md(sentence(found))}")
    whole = "no longer listed" if found.kind is Kind.PROJECTS else "gone"
    sorts: dict[str, tuple[int, Callable[[Changes, str], None]]] = {
        "changed": (found.changed, _cells),
        "new": (found.new, _came),
        whole: (found.gone, _left),
    }
    there = [name for name, (count, _) in sorts.items() if count and not found.first]
    if not there:
        return
    picked = st.segmented_control(
        "Show",
        there,
        default=there[0],
        format_func=lambda name: f"{name.capitalize()} ({number(sorts[name][0])})",
        required=True,
        key=f"changes sort {key}",
        label_visibility="collapsed",
    )
    sorts[picked or there[0]][1](found, _noun(found.kind))
    if found.unchanged:
        st.caption(unchanged(found))


def _noun(kind: Kind) -> str:
    noun = rows_of(1, kind).partition(" ")[2]
    return noun[:1].upper() + noun[1:]


def _cells(found: Changes, noun: str) -> None:
    rows = [(cell.name, cell.id, _field(cell.field), *shown(cell)) for cell in found.cells]
    _table(pd.DataFrame(rows, columns=[noun, "Id", "Field", "Before", "After"]), alt="Cells that change")
    _rest(len(rows), found.cells_total, "changed cell")


def _came(found: Changes, noun: str) -> None:
    _things(found.came, noun, total=found.new, alt="New rows")


def _left(found: Changes, noun: str) -> None:
    _things(found.left, noun, total=found.gone, alt="Rows that would no longer be listed")


def _things(things: tuple[Thing, ...], noun: str, *, total: int, alt: str) -> None:
    rows = [(thing.name, thing.id, thing.amount, thing.unit) for thing in things]
    frame = pd.DataFrame(rows, columns=[noun, "Id", "Investment", "Unit"])
    if not frame["Investment"].notna().any():
        frame = frame.drop(columns=["Investment", "Unit"])
    _table(frame, alt=alt)
    _rest(len(rows), total, noun[:1].lower() + noun[1:] if not noun[1:2].isupper() else noun)


def _table(frame: pd.DataFrame, *, alt: str) -> None:
    if not frame["Id"].notna().any():
        frame = frame.drop(columns="Id")
    panels.table(frame, alt=alt)


def _field(name: str) -> str:
    said = said_of(name.removeprefix("score."))
    return said[:1].upper() + said[1:]


def _rest(listed: int, total: int, noun: str) -> None:
    if listed < total:
        st.caption(f"The first {number(listed)} of {plural(total, noun)}.")
