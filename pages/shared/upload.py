"""One file on the Data page: staged once per answer, shown as understood, saved by a button."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shared import address, changes, exports, questions, understood, widgets
from pages.shared.offered import Offered
from pages.shared.session import database
from pmo_core import importing
from pmo_core.errors import PmoError
from pmo_core.importing import Loaded, Staged
from pmo_core.intake.options import Options
from pmo_core.limits import MEGABYTE, PAGE_LIMITS
from pmo_core.look import day, md
from pmo_core.model import Grant, Kind, Severity
from pmo_core.store import versions

OPEN, LOADED, FAILED = "staged_files", "loaded_files", "failed_files"
ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods"]
LIMITS_IN_WORDS = (
    f"Up to {PAGE_LIMITS.file // MEGABYTE} MB and {PAGE_LIMITS.records:,} rows a file; "
    "larger ones go through the command line."
)


def panel(file: Offered, *, portfolio: str, grant: Grant, then: Callable[[], None] | None = None) -> None:
    """
    Show one file from drop to verdict: understood, asked, saved, taken back.

    Args:
        file: What was dropped.
        portfolio: Where it goes.
        grant: Must cover `import` of the portfolio.
        then: What is to be done once the file is saved.
    """
    with st.container(border=True):
        if saved_note(file.file_id):
            return
        made = staged(file, portfolio=portfolio)
        if made is None:
            questions.ask(file, ())  # an answer may be what made it unreadable
            return
        st.header(md(file.name))
        st.markdown(md(understood.counts(made)))
        _recalled(file, made)
        problem = st.session_state.get(FAILED, {}).pop(file.file_id, None)
        if problem:
            st.error(md(problem))
        if made.questions:
            st.info(_needed(len(made.questions)))
        questions.ask(file, made.questions)
        if made.rows is not None and not made.questions:
            _offer(file, made, grant=grant, then=then)
        elif not made.questions:
            st.error(_refusal(made))
        exports.bad_rows(made)
        questions.offer(file, made.reading.offers)
        questions.change(file, made.reading.guesses)
        understood.show(made)


def _recalled(file: Offered, made: Staged) -> None:
    """Say that the file was read like an earlier one, and let the user have it read afresh."""
    guess = next((g for g in made.reading.guesses if g.name == "memory"), None)
    if guess is None and questions.answers(file).get("memory") != "none":
        return
    said, label, answer = (
        ("Read afresh, without what earlier files said.", "Read as last time", None)
        if guess is None
        else (f"Read {guess.value}: {guess.evidence}.", "Read afresh", "none")
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(md(said))
        st.button(label, key=f"memory {file.file_id}", on_click=questions.answer_memory, args=(file, answer))


def _needed(count: int) -> str:
    return f"{'One answer is' if count == 1 else f'{count} answers are'} needed before this can be saved."


def _refusal(made: Staged) -> str:
    first = next((i for i in made.issues if i.severity is Severity.ERROR), None)
    return (
        md(f"{first.problem} {first.fix}") if first else "No row could be loaded; the checks below say why."
    )


def _offer(file: Offered, made: Staged, *, grant: Grant, then: Callable[[], None] | None) -> None:
    """What saving would do, and the button that does it."""
    if made.already_imported:
        st.success(f"This file is already in, as version {made.already_imported}. Nothing to do.")
        return
    changes.show(made, grant=grant)
    _consequences(made)
    label = f"Save to {md(made.portfolio)} ({_how(made)})"
    st.button(
        label,
        type="primary",
        key=f"save {file.file_id}",
        on_click=save,
        args=(file, made),
        kwargs={"grant": grant, "then": then},
    )


_MODE_WORDS = {
    "replace": "as the whole list",
    "update": "changing known rows, adding new ones",
    "append": "adding to what is there",
}


def _how(made: Staged) -> str:
    """What saving does, in the words of the button."""
    days = made.reading.as_of
    if made.mode == "append" and made.reading.kind is Kind.PROJECTS and len(days) == 1:
        return f"as the list of {day(days[0])}"
    return _MODE_WORDS[made.mode or "replace"]


def _consequences(made: Staged) -> None:
    """What a reader would otherwise notice only after saving."""
    if made.reading.as_of_assumed:
        st.warning(f"The file names no date, so it is taken to describe today, {day(widgets.today())}.")
    gone = importing.leaving(database(), made)
    if gone:
        projects = "1 project that counts now is" if gone == 1 else f"{gone:,} projects that count now are"
        st.warning(f"{projects} not in this file and would leave the totals of {md(made.portfolio)}.")


def saved_note(file_id: str) -> bool:
    """Say that a file is saved, if this session has saved it."""
    found: tuple[str, str, Kind, Loaded] | None = st.session_state.get(LOADED, {}).get(file_id)
    if found is None:
        return False
    name, portfolio, kind, loaded = found
    st.success(f"**{md(name)}** is saved in {md(portfolio)} as version {loaded.version}.")
    if kind is Kind.PROJECTS:
        st.page_link("pages/balance.py", label="**Open the balance view →**")
    else:
        st.page_link("pages/overview.py", label="**Open the overview →**")
    return True


def staged(file: Offered, *, portfolio: str) -> Staged | None:
    """Stage a file under the answers given so far; what cannot be taken in is refused in a sentence."""
    given = questions.answers(file)
    current = tuple(sorted((k.value, v) for k, v in versions.current(database(), portfolio).items()))
    state = (portfolio, current, tuple(sorted(given.items())))
    held = st.session_state.setdefault(OPEN, {}).get(file.file_id)
    if held and held[0] == state:
        return held[1]
    try:
        with st.spinner(f"Reading {md(file.name)} …"):
            made = importing.stage(
                database(),
                file.getvalue(),
                label=file.name,
                options=Options(answers=dict(given)),
                portfolio=portfolio,
                limits=PAGE_LIMITS,
                today=widgets.today(),
            )
    except PmoError as problem:
        st.error(f"**{md(file.name)}** was not loaded. {md(problem.problem)} {md(problem.fix)}")
        return None
    st.session_state[OPEN][file.file_id] = (state, made)
    return made


def save(file: Offered, made: Staged, *, grant: Grant, then: Callable[[], None] | None = None) -> None:
    """Load the file and remember it, so that the page shows what happened; later pages show the new data."""
    try:
        loaded = importing.commit(database(), made, grant=grant)
    except PmoError as problem:
        st.session_state.setdefault(FAILED, {})[file.file_id] = f"{problem.problem} {problem.fix}"
        return
    st.session_state.setdefault(LOADED, {})[file.file_id] = (
        file.name,
        made.portfolio,
        made.reading.kind,
        loaded,
    )
    if then is not None:
        then()
    address.forget()
    st.session_state[address.PORTFOLIO] = made.portfolio
