"""What saving a file would do: the balance then beside the balance now, then what changes."""

from __future__ import annotations

import streamlit as st

from pages.shared import panels, widgets
from pages.shared.session import database
from pmo_core import importing
from pmo_core.answers.balance import chart, words
from pmo_core.answers.balance.judgement import Judgement
from pmo_core.answers.balance.view import balance_view, compared_view
from pmo_core.importing import Outlook, Staged
from pmo_core.look import day, md
from pmo_core.model import Grant
from pmo_core.store import versions


def show(made: Staged, *, grant: Grant) -> None:
    """
    Show the portfolio as a staged file without open questions would leave it.

    Args:
        made: The file; nothing is shown of one that is in already.
        grant: Must cover `import` of the portfolio.
    """
    if not made.ready or made.already_imported:
        return
    found = _outlook(made.import_id, _state(made), grant.role, made, grant)
    if found.after is not None:
        _balance(found.after, found, key=made.import_id)


def _state(made: Staged) -> tuple[tuple[str, int], ...]:
    """The versions that the file would meet."""
    current = versions.current(database(), made.portfolio)
    return tuple(sorted((kind.value, version) for kind, version in current.items()))


@st.cache_resource(show_spinner="Judging the portfolio as it would be …", max_entries=32)
def _outlook(
    import_id: str, state: tuple[tuple[str, int], ...], role: str, _made: Staged, _grant: Grant
) -> Outlook:
    """Drawn up once per staged file and state of the portfolio, so that a rerun costs nothing."""
    return importing.outlook(database(), _made, grant=_grant)


def _balance(after: Judgement, found: Outlook, *, key: str) -> None:
    st.markdown(f"**After saving:** {md(words.verdict(after))} {md(words.note(after))}")
    if found.now is not None:
        st.markdown(f"**Now ({day(found.now.as_of)}):** {md(words.verdict(found.now))}")
    if found.alike is not None:
        both = compared_view(found.alike, after)
        title, rows, table, alt = both.title, both.mix, both.mix_table, both.mix_alt
        spec = chart.compared_spec(dark=widgets.dark())
    else:
        view = balance_view(after)
        title, rows, table, alt = view.detail, view.mix, view.mix_table, view.mix_alt
        spec = chart.mix_spec(dark=widgets.dark())
    if title:
        st.markdown(f"**{md(title)}**")
    st.vega_lite_chart(rows, spec, key=f"changes mix {key}", alt=alt)
    with st.expander("The mix as a table", key=f"changes table {key}"):
        panels.table(table, alt="Mix after saving against the target")
