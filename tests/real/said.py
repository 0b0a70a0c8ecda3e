"""What a manager would have to say about each real file: at most three options or answers each."""

from collections.abc import Mapping
from pathlib import Path

from pmo_core.intake.reading import Reading
from tests.intake.by_hand import read

MOST = 3
"""So many options and answers may a file need."""
SURVEY = "stakeholder_survey/results-anonymized-randomized"
GMPP: Mapping[int, Mapping[str, str]] = {
    2014: {"as_of": "2014-03-31"},
    2017: {"as_of": "2017-03-31"},
    2018: {"as_of": "2018-03-31", "money_unit": "million"},
    2020: {"as_of": "2020-03-31", "money_unit": "million"},
    2021: {"as_of": "2021-03-31", "money_unit": "million"},
    2022: {"as_of": "2022-03-31", "money_unit": "million", "rating": "colour_rating"},
}
SAID: Mapping[str, Mapping[str, str]] = {
    **{f"uk_gmpp/uk_{year}.csv": answers for year, answers in GMPP.items()},
    "uk_sdg_kpi/indicator_5-4-1.csv": {"duplicates": "first"},
    f"{SURVEY}.csv": {"answer_scale": "0-6,1-5"},
    f"{SURVEY}.xlsx": {"answer_scale": "0-6,1-5"},
}
"""Answers by question id; a file that is not here needs none."""


def loaded(real: Path, name: str) -> Reading:
    """A file with its answers; it must load."""
    answers = SAID.get(name, {})
    assert len(answers) <= MOST
    reading = read((real / name).read_bytes(), Path(name).name, answers=answers)
    assert not reading.questions, [question.id for question in reading.questions]
    return reading
