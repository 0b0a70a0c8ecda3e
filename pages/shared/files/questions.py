"""What only the user can say about a file, asked where it is needed; an answer stages the file again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

import streamlit as st

from pages.shared.files import staging
from pages.shared.files.offered import Offered
from pmo_core.importing.mode import MODE_NAMES
from pmo_core.look import day, md, plural
from pmo_core.model import Question


def ask(file: Offered, questions: Sequence[Question]) -> None:
    """Show what only the user can say; what was answered is folded, and can be changed until it is saved."""
    asked: dict[str, Question] = st.session_state.setdefault(f"asked {file.file_id}", {})
    asked |= {question.id: question for question in questions}
    open_ = {question.id for question in questions}
    for question in questions:
        _ask(file, question)
    answered = [question for question in asked.values() if question.id not in open_]
    if answered:
        label = plural(len(answered), "answer of yours", many="answers of yours")
        with st.expander(label, key=f"answered {file.file_id}"):
            for question in answered:
                _ask(file, question)


def _ask(file: Offered, question: Question) -> None:
    likely = _days(question)
    if likely:
        _ask_day(file, question, likely=likely)
    else:
        _ask_choice(file, question)


def offered(file: Offered, offers: Iterable[Question]) -> tuple[list[Question], list[Question]]:
    """
    What may be said but need not be: the meaning of words, and the rest.

    What was answered stays among it, so that it can be answered otherwise.
    """
    held: dict[str, Question] = st.session_state.setdefault(f"offered {file.file_id}", {})
    held |= {question.id: question for question in offers}
    words = [question for name, question in held.items() if name.startswith("value.")]
    return words, [question for question in held.values() if question not in words]


def explain(file: Offered, offers: Iterable[Question]) -> None:
    """A list that opens for each of them; left alone, the file is read as it is."""
    places = st.columns(2)
    for number, question in enumerate(offers):
        _show_given(file, question, key=f"offer {file.file_id} {question.id}")
        places[number % 2].selectbox(
            md(question.text),
            [choice.value for choice in question.choices],
            index=None,
            format_func=partial(_plain_words, question),
            placeholder="Leave as it is",
            key=f"offer {file.file_id} {question.id}",
            on_change=_take,
            args=(file.file_id, question.id),
            help=md(question.evidence),
        )


def answer_memory(file: Offered, answer: str | None) -> None:
    """Have a file read afresh ("none"), or as the last one of its shape again (None)."""
    st.session_state.pop(f"asked {file.file_id}", None)  # another reading has other questions
    staging.answer(file.file_id, "memory", value=answer)


def _take(file_id: str, question_id: str) -> None:
    """An offer may be taken back, too."""
    staging.answer(file_id, question_id, value=st.session_state.get(f"offer {file_id} {question_id}"))


def _days(question: Question) -> list[date]:
    """The choices of a question that any day can answer."""
    if question.id != "as_of":
        return []
    try:
        return [date.fromisoformat(choice.value) for choice in question.choices]
    except ValueError:
        return []


def _show_given(file: Offered, question: Question, *, key: str) -> None:
    """Let a choice show the answer that was given, also after a visit to another page."""
    given = staging.answers(file).get(question.id)
    if given in [choice.value for choice in question.choices]:
        st.session_state[key] = given


def _ask_choice(file: Offered, question: Question) -> None:
    _show_given(file, question, key=f"question {file.file_id} {question.id}")
    st.radio(
        md(question.text),
        [choice.value for choice in question.choices],
        index=None,
        format_func=lambda value: _choice_words(question, value),
        key=f"question {file.file_id} {question.id}",
        on_change=_answer,
        args=(file.file_id, question.id),
    )
    st.caption(md(question.evidence))


def _ask_day(file: Offered, question: Question, *, likely: list[date]) -> None:
    """A day is picked from the likely ones or from a calendar."""
    st.pills(
        md(question.text),
        likely,
        format_func=day,
        key=f"likely {file.file_id}",
        on_change=_answer_day,
        args=(file.file_id, f"likely {file.file_id}"),
    )
    st.caption(md(question.evidence))
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
        staging.answer(file_id, "as_of", value=picked.isoformat())


def _answer(file_id: str, question_id: str) -> None:
    value = st.session_state.get(f"question {file_id} {question_id}")
    if value is not None:
        staging.answer(file_id, question_id, value=value)


def _plain_words(question: Question, value: str) -> str:
    """A choice of a list that opens; such lists know no Markdown."""
    example = next(choice.example for choice in question.choices if choice.value == value)
    words = value.replace("_", " ")
    return f"{words} – {example}" if example else words


def _choice_words(question: Question, value: str) -> str:
    example = next(choice.example for choice in question.choices if choice.value == value)
    name = MODE_NAMES[value] if question.id == "mode" else value
    return md(f"{name} – {example}" if example else name)
