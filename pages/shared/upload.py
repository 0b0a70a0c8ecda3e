"""One uploaded file on the Data page: staged once per answer, shown as understood, saved by a button."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages.shared import address, widgets
from pages.shared.session import database
from pmo_core import importing
from pmo_core.answers.balance import words
from pmo_core.answers.overview import facts
from pmo_core.answers.overview.judgement import judge
from pmo_core.errors import IntakeError, PmoError
from pmo_core.importing import Loaded, Staged
from pmo_core.intake.options import Options
from pmo_core.limits import ISSUES_SHOWN, MEGABYTE, PAGE_LIMITS
from pmo_core.look import day, md
from pmo_core.model import Grant, Issue, Kind, Question, Severity
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database

OPEN, LOADED = "staged_files", "loaded_files"
ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods"]
LIMITS_IN_WORDS = (
    f"Up to {PAGE_LIMITS.file // MEGABYTE} MB and {PAGE_LIMITS.records:,} rows a file; "
    "larger ones go through the command line."
)


def panel(file: UploadedFile, *, portfolio: str, grant: Grant) -> None:
    """Show one file from drop to verdict: understood, asked, saved, taken back."""
    with st.container(border=True):
        loaded: Loaded | None = st.session_state.get(LOADED, {}).get(file.file_id)
        if loaded:
            _loaded(file, loaded, portfolio=portfolio)
            return
        made = staged(file, portfolio=portfolio)
        if made is None:
            return
        st.subheader(md(file.name))
        st.markdown(md(counts(made)))
        if made.questions:
            st.info(
                "One answer is needed before this can be saved."
                if len(made.questions) == 1
                else f"{len(made.questions)} answers are needed before this can be saved."
            )
            questions(file, made.questions)
        elif made.rows is None:
            st.error(_refusal(made))
        else:
            _offer(file, made, grant=grant)
        understood(made)


def _refusal(made: Staged) -> str:
    first = next((i for i in made.issues if i.severity is Severity.ERROR), None)
    return (
        md(f"{first.problem} {first.fix}") if first else "No row could be loaded; the checks below say why."
    )


def _offer(file: UploadedFile, made: Staged, *, grant: Grant) -> None:
    """The verdict on what is in the file, and the button that saves it."""
    if made.already_imported:
        st.success(f"This file is already in, as version {made.already_imported}. Nothing to do.")
        return
    if made.reading.kind is Kind.PROJECTS:
        with closing(importing.preview(made, grant=grant)) as staged_rows:
            st.markdown(f"**Verdict on this file:** {md(verdict(staged_rows, made.portfolio))}")
    label = f"Save to {md(made.portfolio)} ({_MODE_WORDS[made.mode or 'replace']})"
    st.button(
        label,
        type="primary",
        key=f"save {file.file_id}",
        on_click=save,
        args=(file, made),
        kwargs={"grant": grant},
    )


_MODE_WORDS = {
    "replace": "as the whole list",
    "update": "changing known rows, adding new ones",
    "append": "adding to what is there",
}


def verdict(db: Database, portfolio: str) -> str:
    """The balance sentence of a portfolio's present state, under its own target."""
    judged = judge(facts.gather(db, snapshots.snapshot(db, portfolio))).balance
    return f"{words.verdict(judged)} {words.target_note(judged.aim)}"


def _loaded(file: UploadedFile, loaded: Loaded, *, portfolio: str) -> None:
    st.success(f"**{md(file.name)}** is saved in {md(portfolio)} as version {loaded.version}.")
    st.page_link("pages/balance.py", label="Open the balance view")


def staged(file: UploadedFile, *, portfolio: str) -> Staged | None:
    """Stage a file under the answers given so far; what cannot be taken in is refused in a sentence."""
    given: dict[str, str] = st.session_state.setdefault(f"answers {file.file_id}", {})
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
    except IntakeError as problem:
        st.error(f"**{md(file.name)}** was not loaded. {md(problem.problem)} {md(problem.fix)}")
        return None
    st.session_state[OPEN][file.file_id] = (state, made)
    return made


def questions(file: UploadedFile, asked: Iterable[Question]) -> None:
    """Show what only the user can say; an answer stages the file again."""
    for question in asked:
        if question.id == "as_of":
            _ask_day(file, question)
            continue
        st.radio(
            md(question.text),
            [choice.value for choice in question.choices],
            index=None,
            format_func=lambda value, q=question: _choice_words(q, value),
            key=f"question {file.file_id} {question.id}",
            help=md(question.evidence),
            on_change=_answer,
            args=(file.file_id, question.id),
        )


def _ask_day(file: UploadedFile, question: Question) -> None:
    """A day is picked from the likely ones or from a calendar."""
    likely = [date.fromisoformat(choice.value) for choice in question.choices]
    st.pills(
        md(question.text),
        likely,
        format_func=day,
        key=f"likely {file.file_id}",
        help=md(question.evidence),
        on_change=_answer_day,
        args=(file.file_id, f"likely {file.file_id}"),
    )
    st.date_input(
        "or another day",
        None,
        format="YYYY-MM-DD",
        key=f"day {file.file_id}",
        width=200,
        on_change=_answer_day,
        args=(file.file_id, f"day {file.file_id}"),
    )


def _answer_day(file_id: str, key: str) -> None:
    picked = st.session_state.get(key)
    if picked is not None:
        st.session_state[f"answers {file_id}"]["as_of"] = picked.isoformat()


def _answer(file_id: str, question_id: str) -> None:
    value = st.session_state.get(f"question {file_id} {question_id}")
    if value is not None:
        st.session_state[f"answers {file_id}"][question_id] = value


def _choice_words(question: Question, value: str) -> str:
    example = next(choice.example for choice in question.choices if choice.value == value)
    return md(f"{value} – {example}" if example else value)


def understood(made: Staged) -> None:
    """Show how the file was read: decisions with evidence, columns, and what is worth knowing about rows."""
    reading = made.reading
    found, columns, checks = st.tabs(
        [
            f"What was found ({len(reading.guesses)})",
            f"Columns ({len(reading.mapping)} of {len(reading.mapping) + len(reading.unmapped)})",
            f"Checks ({len(made.issues)})",
        ]
    )
    guesses = [(g.name.replace("_", " "), g.value, g.evidence) for g in reading.guesses]
    found.dataframe(
        pd.DataFrame(guesses, columns=["Decision", "Reading", "Because"]),
        hide_index=True,
        alt="Decisions about the file, each with its evidence",
    )
    pairs = [(field.replace("_", " "), column) for field, column in reading.mapping.items()]
    pairs += [("not used", column) for column in reading.unmapped]
    columns.dataframe(
        pd.DataFrame(pairs, columns=["Field", "Column in the file"]),
        hide_index=True,
        alt="Fields and the columns that they were read from",
    )
    if made.issues:
        checks.dataframe(issue_table(made.issues), hide_index=True, alt="Issues, most serious first")
        if len(made.issues) > ISSUES_SHOWN:
            checks.caption(f"The first {ISSUES_SHOWN} of {len(made.issues)}.")
    else:
        checks.markdown("Nothing to report: every row was read and every cell made sense.")


def issue_table(issues: Iterable[Issue]) -> pd.DataFrame:
    """Issues as a table in the words of the user's file, most serious first."""
    order = list(Severity)
    rows = [
        (i.severity.value, i.row, i.column, i.value, i.problem, i.fix)
        for i in sorted(issues, key=lambda i: (order.index(i.severity), i.row or 0))[:ISSUES_SHOWN]
    ]
    table = pd.DataFrame(rows, columns=["Weight", "Row", "Column", "Value", "Problem", "What to do"])
    return table.astype({"Row": "Int64"})


def counts(made: Staged) -> str:
    """Say in one sentence what the rows became, or will be once the questions are answered."""
    reading = made.reading
    if made.questions:
        return f"{reading.rows_read:,} rows read as {reading.kind.value.replace('_', ' ')}."
    out = [
        f"{n:,} {word}"
        for n, word in ((reading.rows_refused, "refused"), (reading.rows_skipped, "skipped"))
        if n
    ]
    rest = f" ({', '.join(out)})" if out else ""
    kind = reading.kind.value.replace("_", " ")
    return f"{reading.rows_read:,} rows read as {kind}: {reading.rows_loaded:,} to load{rest}."


def save(file: UploadedFile, made: Staged, *, grant: Grant) -> None:
    """Load the file and remember it, so that the page shows what happened; later pages show the new data."""
    try:
        loaded = importing.commit(database(), made, grant=grant)
    except PmoError as problem:
        st.session_state["save_problem"] = f"{problem.problem} {problem.fix}"
        return
    st.session_state.setdefault(LOADED, {})[file.file_id] = loaded
    address.forget()
    st.session_state[address.PORTFOLIO] = made.portfolio
