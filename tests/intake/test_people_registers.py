"""Registers of stakeholders in six languages and thirteen layouts: read with three corrections at most."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmo_core.intake.reading import Reading
from pmo_core.intake.values.missing import missing_kind
from pmo_core.model import FieldType, Kind
from tests.intake.by_hand import asked, cells, codes, read

FILES = Path(__file__).parent / "registers"
MOST = 3
"""Corrections that a person has to make at most."""

CORRECTIONS: dict[str, dict[str, Any]] = {
    "dutch_percent.csv": {},
    "english_log.csv": {},
    "english_plan.csv": {},
    "english_scales.csv": {},
    "english_signs.csv": {},
    "english_support.csv": {},
    "english_thirds.csv": {"answers": {"levels": "0-4"}},
    "french_two_headers.csv": {},
    "german_scales.csv": {},
    "german_words.csv": {},
    "italian_blocks.csv": {"transpose": True},
    "portuguese_turned.csv": {},
    "spanish_matrix.csv": {},
}
EXPECTED = {
    "dutch_percent.csv": ([4.6, 3.4, 2.2], [4.0, 4.2, 1.8], [3, 1, 0], [4, 2, 3]),
    "english_log.csv": ([5, 4, 2, None], [4, 5, 3, 2], [4, None, 1, 0], None),
    "english_plan.csv": ([5, 5, 3, 1, 1], [5, 3, 5, 1, 5], [4, 1, 3, 2, None], [4, 2, 4, 3, 3]),
    "english_scales.csv": ([5, 11 / 3, 7 / 3, 1], [5, 3, 1, 5], [3, None, 1, 0], [4, 2, 3, 2]),
    "english_signs.csv": ([5, 5, 1, 1], [5, 1, 5, 1], [3, 1, 1, 2], [4, 2, 3, 3]),
    "english_support.csv": ([5, 3, 1, 5], None, [4, 1, 2, 0], [4, 3, 3, 2]),
    "english_thirds.csv": ([5, 3, 1], [3, 5, 1], [2, 0, 1], [4, 3, 2]),
    "french_two_headers.csv": ([5, 3, 1], [3, 5, 1], [3, 1, 0], [4, 2, 3]),
    "german_scales.csv": ([5, 11 / 3, 7 / 3, 1], [11 / 3, 5, 7 / 3, 7 / 3], [3, 1, None, 2], [4, 2, 3, 2]),
    "german_words.csv": ([5, 4, 2], [4, 3, 1], [2, 1, 0], [4, 2, 3]),
    "italian_blocks.csv": ([5, 3, 1], [3, 5, 1], [3, 1, 0], [4, 2, 3]),
    "portuguese_turned.csv": ([5, 3, 4], [4, 5, 2], [3, 1, 2], [4, 2, 3]),
    "spanish_matrix.csv": (None, None, [1, 2, 0, 4], [3, 3, 2, 4]),
}
"""Power, interest, current and desired level by file, read off by hand; None: the file does not say."""

UNMAPPED = {
    "english_plan.csv": ("#", "Next contact", "Comment"),
    "english_support.csv": ("Email", "Impact", "Strategy", "Sentiment"),
}
"""Columns that say nothing of what is asked here."""

FIELDS = ("power", "interest", "current_level", "desired_level")


def corrected(name: str) -> Reading:
    return read((FILES / name).read_bytes(), name, **CORRECTIONS[name])


def test_every_file_of_the_folder_is_tried() -> None:
    assert {path.name for path in FILES.iterdir()} == set(CORRECTIONS) == set(EXPECTED)


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_register_loads_with_three_corrections_at_most(name: str) -> None:
    told = CORRECTIONS[name]
    assert len({key for key in told if key != "answers"}) + len(told.get("answers", {})) <= MOST
    reading = corrected(name)
    assert (reading.kind, asked(reading)) == (Kind.STAKEHOLDERS, set())
    assert reading.unmapped == UNMAPPED.get(name, ())
    assert reading.rows_loaded == reading.rows_read == len(set(cells(reading, "name")))


@pytest.mark.parametrize("name", CORRECTIONS)
def test_power_interest_and_levels_are_those_that_a_person_reads(name: str) -> None:
    reading = corrected(name)
    for field, values in zip(FIELDS, EXPECTED[name], strict=True):
        if values is None:
            assert field not in reading.mapping
        else:
            assert cells(reading, field) == pytest.approx(values), field


@pytest.mark.parametrize("name", CORRECTIONS)
def test_every_word_without_a_meaning_is_named(name: str) -> None:
    reading = corrected(name)
    assert reading.missing is not None
    said = " ".join(issue.problem for issue in reading.issues)
    lost = [cell["raw"] for cell in reading.missing.to_pylist() if cell["field"] in FIELDS]
    words = [text for text in lost if missing_kind(text, FieldType.LEVEL) is None]
    assert all(f"“{word}”" in said for word in words), words
    assert {word for word in words} == {
        "english_log.csv": {"Enormous", "Grumpy"},
        "english_scales.csv": {"Lukewarm"},
    }.get(name, set())


def test_what_a_word_means_is_said_once_and_kept() -> None:
    content = (FILES / "english_scales.csv").read_bytes()
    assert {"level.unknown"} <= codes(read(content))
    (option,) = [one.fix for one in read(content).issues if one.code == "level.unknown"]
    answer = option.split("--answer ")[1].rstrip(".").split("=")[0].strip("'\"")
    reading = read(content, answers={answer: "neutral"})
    assert cells(reading, "current_level") == [3, 2, 1, 0]


def test_a_scale_in_the_header_counts_and_one_that_is_told_too() -> None:
    rows = {"Name": ["Ann", "Ben"], "Power (1-3)": ["3", "1"], "Interest": ["3", "2"]}
    assert (cells(read(rows), "power"), cells(read(rows), "interest")) == ([5, 1], [3, 2])
    assert cells(read(rows, answers={"scale": "1-3"}), "interest") == [5, 3]


def test_percentages_under_a_header_with_a_scale_are_no_figures_of_it() -> None:
    rows = {"Name": ["Ann", "Ben"], "Power (0-100)": ["100%", "50%"], "Interest": ["1", "2"]}
    assert cells(read(rows), "power") == [5, 3]


def test_blocks_that_lack_a_line_are_records_too() -> None:
    text = "Name;Ann\nRole;CFO\nPower;5\n\nName;Ben\nPower;3\n\nName;Cay\nRole;CEO\nPower;1\n"
    reading = read(text, kind=Kind.STAKEHOLDERS, transpose=True)
    assert cells(reading, "name") == ["Ann", "Ben", "Cay"]
    assert cells(reading, "role") == ["CFO", None, "CEO"]
    assert cells(reading, "power") == [5, 3, 1]
