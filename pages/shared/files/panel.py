"""One file on the Data page, step by step: found, asked, columns, values, checks, what it changes, saved."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shared import changes
from pages.shared.files import checks, chips, columns, decisions, questions, saving, staging, values
from pages.shared.files.offered import Offered
from pmo_core.errors import PmoError
from pmo_core.importing import Staged
from pmo_core.look import md, plural
from pmo_core.model import Grant, Severity


def show(
    file: Offered, made: Staged | PmoError, *, grant: Grant, then: Callable[[], None] | None = None
) -> None:
    """
    Show one file from drop to saved.

    Args:
        file: What was dropped.
        made: What was made of it.
        grant: Must cover `import` of the portfolio.
        then: What is to be done once the file is saved.
    """
    if isinstance(made, PmoError):
        st.error(f"**{md(file.name)}** was not loaded. {md(made.problem)} {md(made.fix)}")
        questions.ask(file, ())  # an answer may be what made it unreadable
        checks.take_back(file)
        return
    st.markdown(md(decisions.counts(made)))
    _recalled(file, made)
    chips.show(file, made)
    _asked(file, made)
    _steps(file, made)
    if made.already_imported:
        at = made.already_imported
        st.success(f"This file is already in, as version {at}, read the same way. Nothing to do.")
    elif made.ready:
        changes.show(made, grant=grant)
        problem = saving.failure(file.file_id)
        if problem:
            st.error(md(problem))
        saving.offer(file, made, grant=grant, then=then)


def state(file: Offered, made: Staged | PmoError | None) -> str:
    """Where a file stands, in a few words for the list of files; None = it is saved."""
    if made is None:
        return "saved"
    if isinstance(made, PmoError) or (made.rows is None and not made.questions):
        return "not loaded"
    if made.questions:
        return _needed(len(made.questions))
    if made.already_imported:
        return "already in"
    return f"{saving.content(made)}, ready"


def _asked(file: Offered, made: Staged) -> None:
    """What only the user can say, and why a file as a whole is refused."""
    if made.questions:
        st.info(f"{_needed(len(made.questions)).capitalize()} before this can be saved.")
    questions.ask(file, made.questions)
    if made.rows is None and not made.questions:
        st.error(_refusal(made))


def _needed(count: int) -> str:
    return f"{'one answer is' if count == 1 else f'{count} answers are'} needed"


def _steps(file: Offered, made: Staged) -> None:
    """The steps of the reading; those that are sure are folded."""
    with st.container(gap="xsmall"):
        with st.expander(md(columns.label(made)), key=f"step columns {file.file_id}"):
            columns.show(file, made)
        words, (unknown, others) = values.words_of(made), questions.offered(file, made.reading.offers)
        if words or unknown:
            with st.expander(md(values.label(words, unknown)), key=f"step values {file.file_id}"):
                questions.explain(file, unknown)
                values.show(file, made, words=words)
        if others:
            label = f"You may say more: {plural(len(others), 'question')} that can stay open"
            with st.expander(label, key=f"step offers {file.file_id}"):
                questions.explain(file, others)
        found = checks.found_in(made)
        wrong = any(check.severity is Severity.ERROR for check in found)
        with st.expander(checks.label(found), expanded=wrong, key=f"step checks {file.file_id}"):
            checks.show(file, made, found=found)
        said = decisions.told(made)
        with st.expander(
            f"How it was read: {plural(len(said), 'decision')}", key=f"step read {file.file_id}"
        ):
            decisions.show(made, said)


def _recalled(file: Offered, made: Staged) -> None:
    """Say that the file was read like an earlier one, and let the user have it read afresh."""
    guess = next((g for g in made.reading.guesses if g.name == "memory"), None)
    if guess is None and staging.answers(file).get("memory") != "none":
        return
    said, label, answer = (
        ("Read afresh, without what earlier files said.", "Read as last time", None)
        if guess is None
        else (f"Read {guess.value}: {guess.evidence}.", "Read afresh", "none")
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(md(said))
        st.button(label, key=f"memory {file.file_id}", on_click=questions.answer_memory, args=(file, answer))


def _refusal(made: Staged) -> str:
    first = next((i for i in made.issues if i.severity is Severity.ERROR), None)
    return (
        md(f"{first.problem} {first.fix}") if first else "No row could be loaded; the checks below say why."
    )
