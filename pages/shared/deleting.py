"""What is deleted for good: named first, done only when the name is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.shared import acts, address
from pages.shared.files import saving
from pages.shared.session import database
from pmo_core.look import md, plural, rows_in
from pmo_core.model import Grant
from pmo_core.store import versions
from pmo_core.store.deletion import Held, delete_portfolio, held

EVERYTHING: Final = ""
"""No portfolio has this name."""

ALL: Final = "everything"
_TYPED, _WHAT, _FOLD, _TOLD = "delete typed", "delete what", "delete fold", "delete told"


def panel(portfolio: str, *, grant: Grant) -> None:
    """Offer to delete the portfolio, or everything, behind a fold and the typed name."""
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.success(md(told[0]))
        for line in told[1:]:
            st.caption(md(line))
    names = [known.name for known in versions.portfolios(database())]
    if not names:
        return
    fold = st.expander("Delete for good", key=_FOLD, on_change="rerun")
    if fold.open:
        with fold:
            _fold(names, portfolio, grant=grant)


def _fold(names: Sequence[str], portfolio: str, *, grant: Grant) -> None:
    here = portfolio if portfolio in names else names[0]
    choices = [*sorted(names, key=lambda name: name != here), EVERYTHING]
    what = st.selectbox("What to delete", choices, format_func=_worded, key=f"{_WHAT} {names}")
    chosen = list(names) if what == EVERYTHING else [what]
    found = [held(database(), name) for name in chosen]
    st.markdown("\n".join(f"- {line}" for one in found for line in _lines(one)))
    st.caption(
        "Versions and undo go with it. The record of who did what stays, with the name. "
        "An export is the way to keep a copy."
    )
    word = what or ALL
    asked = "Type its name to confirm" if what else f"Type “{ALL}” to confirm"
    typed = st.text_input(asked, key=_TYPED, placeholder=word, autocomplete="off")
    acts.button(
        "Delete for good",
        _delete,
        key="delete button",
        disabled=typed.strip() != word,
        args=[found],
        kwargs={"grant": grant},
    )


def _worded(what: str) -> str:
    return what or "Everything: all portfolios"


def _lines(one: Held) -> list[str]:
    """What goes, and which copies stay."""
    rows = ", ".join(rows_in(count, kind) for kind, count in one.rows.items()) or "no rows in use"
    also = [plural(one.versions, "version"), plural(one.loads, "load")]
    also += [plural(one.mappings, "remembered layout")] if one.mappings else []
    lines = [f"**{md(one.portfolio)}**: {md(rows)}; {', '.join(also)}."]
    if one.backups:
        named = ", ".join(md(backup.path.name) for backup in one.backups)
        lines.append(f"Backups that still hold it, until you remove them: {named}.")
    return lines


def _delete(found: Sequence[Held], *, grant: Grant) -> None:
    names = [one.portfolio for one in found]
    if _deleted(names, grant=grant):
        kept = sorted({backup.path.name for one in found for backup in one.backups})
        still = [f"Still in the backup {path}" for path in kept]
        st.session_state[_TOLD] = [f"Deleted: {', '.join(names)}.", *still]
        st.session_state[_TYPED] = ""
        st.session_state[_FOLD] = False


def _deleted(names: Sequence[str], *, grant: Grant) -> bool:
    """Delete portfolios; what refuses it is told, and False given."""

    def work() -> None:
        for name in names:
            delete_portfolio(database(), name, grant=grant)

    gone = acts.tried(work)
    address.forget()
    saving.let_go(names)
    return gone
