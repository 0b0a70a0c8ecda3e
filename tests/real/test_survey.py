"""69 answers to a survey of 53 columns: what is on a scale becomes feedback, the rest is named."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from pmo_core.intake.reading import Reading
from tests.intake.by_hand import cells, codes
from tests.real import plain
from tests.real.said import SURVEY, loaded

pytestmark = pytest.mark.real
SCALES = {
    17: (0, 6),
    18: (0, 6),
    20: (0, 6),
    26: (1, 5),
    35: (0, 6),
    36: (0, 6),
    37: (0, 6),
    38: (1, 5),
    39: (0, 6),
}
"""Columns that ask for a number, with the ends of their scale; chosen by reading the survey."""
as_both = pytest.mark.parametrize("ending", ["csv", "xlsx"])


@cache
def both(real: Path, ending: str) -> tuple[Reading, list[str], list[list[str]]]:
    header, *rows = plain.rows_of(real / f"{SURVEY}.csv")
    return loaded(real, f"{SURVEY}.{ending}"), header, rows


@as_both
def test_every_answer_on_a_scale_is_one_row(real: Path, ending: str) -> None:
    reading, header, rows = both(real, ending)
    assert reading.kind == "feedback"
    assert len(rows) == 69
    assert reading.rows_loaded == len(rows) * len(SCALES)
    found = set(zip(cells(reading, "respondent"), cells(reading, "question"), strict=True))
    assert found == {(row[52], " ".join(header[at].split())) for row in rows for at in SCALES}


@as_both
def test_answers_add_up_question_by_question(real: Path, ending: str) -> None:
    reading, header, rows = both(real, ending)
    found = defaultdict(list)
    for question, answer in zip(cells(reading, "question"), cells(reading, "answer"), strict=True):
        found[question].append(answer)
    for at in SCALES:
        given = [float(row[at]) for row in rows if row[at].strip()]
        answers = [answer for answer in found[" ".join(header[at].split())] if answer is not None]
        assert (len(answers), sum(answers)) == (len(given), sum(given))


@as_both
def test_the_scale_is_the_one_that_was_said(real: Path, ending: str) -> None:
    reading, header, rows = both(real, ending)
    names = ("question", "scale_min", "scale_max")
    found = set(zip(*(cells(reading, name) for name in names), strict=True))
    assert found == {(" ".join(header[at].split()), *ends) for at, ends in SCALES.items()}
    for at, ends in SCALES.items():
        given = [float(row[at]) for row in rows if row[at].strip()]
        assert ends[0] <= min(given)
        assert max(given) <= ends[1]


@as_both
def test_what_is_not_on_a_scale_is_named_and_left_out(real: Path, ending: str) -> None:
    reading, _, _ = both(real, ending)
    assert {"layout.survey", "survey.left_out"} <= codes(reading)
    assert all(isinstance(answer, float | None) for answer in cells(reading, "answer"))
