"""Words with a standard value, grades, levels, percentages, durations."""

import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.values.standard import rating, standard
from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, codes, missing, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"]}
PEOPLE = {"Stakeholder": ["Ann", "Bob", "Cy"], "Role": ["CFO", "CIO", "User"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("To Do", "not_started"),
        ("Pipeline", "not_started"),
        ("à faire", "not_started"),
        ("Active", "in_progress"),
        ("In Arbeit", "in_progress"),
        ("Working on it", "in_progress"),
        ("On Hold", "blocked"),
        ("Stuck", "blocked"),
        ("Closed", "done"),
        ("ERLEDIGT", "done"),
        ("100 %", "done"),
        ("Dropped", "cancelled"),
        ("Won't Do", "cancelled"),
        ("Waiting for Godot", None),
    ],
)
def test_a_status_word_has_its_standard(text: str, expected: str | None) -> None:
    assert standard(text, "status") == expected


def test_the_status_is_kept_as_written_beside_its_standard() -> None:
    reading = read(NAMES | {"Status": ["Active", "Dropped", "Phase two"]})
    assert cells(reading, "status") == ["Active", "Dropped", "Phase two"]
    assert cells(reading, "status_standard") == ["in_progress", "cancelled", "unknown"]
    assert "status.unknown" in codes(reading)


def test_a_status_category_decides_the_standard_status() -> None:
    reading = read(
        NAMES
        | {
            "Status": ["Peer review", "Peer review", "Shipped"],
            "Status Category": ["In Progress", "In Progress", "Done"],
        }
    )
    assert cells(reading, "status_standard") == ["in_progress", "in_progress", "done"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amber/red", "Amber/Red"),
        ("Amber ", "Amber"),
        ("AG", "Amber/Green"),
        ("Green/Amber", "Amber/Green"),
        ("amber-red", "Amber/Red"),
        ("R", "Red"),
        ("Gelb", "Yellow"),
        ("On Track", "On track"),
        ("Red (R)", "Red"),
        ("🟢", "Green"),
        ("🔴 (was 🟡)", "Red"),
        ("purple", None),
        ("The red team met the green team", None),
    ],
)
def test_a_rating_has_its_canonical_spelling_on_its_own_scale(text: str, expected: str | None) -> None:
    assert rating(text) == expected


def test_five_steps_stay_five_steps_and_unknown_labels_stay_as_written() -> None:
    rows = {
        "Project name": list("ABCDEF"),
        "RAG": ["Red", "Amber/red", "Amber", "Amber/Green", "Green", "Reset"],
    }
    reading = read(rows)
    assert cells(reading, "rating") == ["Red", "Amber/Red", "Amber", "Amber/Green", "Green", "Reset"]
    assert "rating.unknown" in codes(reading)


def test_an_exempted_rating_is_withheld() -> None:
    rows = {"Project name": list("ABC"), "RAG": ["Red", "Green", "Exempt under Section 26 of the Act"]}
    assert missing(read(rows), "rating") == {4: "withheld"}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Run", "Grow", "Transform"], ["short", "medium", "long"]),
        (["H1", "H2", "H3"], ["short", "medium", "long"]),
        (["Short-term", "Medium term", "LONG TERM"], ["short", "medium", "long"]),
        (["Quick win", "mittelfristig", "largo plazo"], ["short", "medium", "long"]),
    ],
)
def test_horizon_words_of_many_houses_map_onto_ours(texts: list[str], expected: list[str]) -> None:
    assert cells(read(NAMES | {"Horizon": texts}), "horizon") == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["High", "Medium", "Low"], [5.0, 3.0, 1.0]),
        (["Very high", "High", "Low"], [5.0, 4.0, 2.0]),
        (["1", "3", "5"], [1.0, 3.0, 5.0]),
        (["1", "4", "7"], [1.0, 3.0, 5.0]),
        (["1", "5.5", "10"], [1.0, 3.0, 5.0]),
        (["0", "50", "100"], [1.0, 3.0, 5.0]),
        (["5 - High", "3 - Medium", "1 - Low"], [5.0, 3.0, 1.0]),
    ],
)
def test_grades_come_onto_one_to_five(texts: list[str], expected: list[float]) -> None:
    assert cells(read(PEOPLE | {"Influence": texts}), "power") == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Unaware", "Neutral", "Leading"], [0, 2, 4]),
        (["Resistant", "Supporter", "Champion"], [1, 3, 4]),
        (["0", "2", "4"], [0, 2, 4]),
        (["1", "3", "5"], [0, 2, 4]),
    ],
)
def test_engagement_comes_onto_nought_to_four(texts: list[str], expected: list[int]) -> None:
    assert cells(read(PEOPLE | {"Current engagement": texts}), "current_level") == expected


def test_levels_on_an_unknown_scale_are_asked() -> None:
    rows = PEOPLE | {"Current engagement": ["1", "3", "4"]}
    assert asked(read(rows)) == {"levels"}
    assert cells(read(rows, answers={"levels": "1-5"}), "current_level") == [0, 2, 3]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["45%", "100 %", "0%"], [0.45, 1.0, 0.0]),
        (["0.45", "1", "0"], [0.45, 1.0, 0.0]),
        (["45", "100", "0"], [0.45, 1.0, 0.0]),
        (["45,5%", "100,0%", "0%"], [0.455, 1.0, 0.0]),
    ],
)
def test_percentages_are_stored_as_shares(texts: list[str], expected: list[float]) -> None:
    assert cells(read(NAMES | {"% complete": texts}), "percent_complete") == pytest.approx(expected)


def test_the_percent_scale_can_be_told() -> None:
    assert cells(read(NAMES | {"% complete": ["1", "0", "1"]}, percent="whole"), "percent_complete") == [
        0.01,
        0,
        0.01,
    ]


def test_progress_beyond_the_whole_is_a_warning_and_loads() -> None:
    reading = read(NAMES | {"% complete": ["45%", "120%", "0%"]})
    assert cells(reading, "percent_complete")[1] == 1.2
    assert "percent.range" in codes(reading)


def test_two_words_for_one_value_in_a_cell_are_that_value() -> None:
    columns = {"Stakeholder": ["Anna", "Bert"], "Einstellung Ziel": ["treibend/führend", "treibend"]}
    assert cells(read(columns, kind=Kind.STAKEHOLDERS), "desired_level") == [4, 4]
    assert standard("Open / Done", "status") is None


@pytest.mark.parametrize(
    ("word", "meant"), [("В работе", "in_progress"), ("Завершён", "done"), ("Не начат", "not_started")]
)
def test_russian_statuses_are_known(word: str, meant: str) -> None:
    assert standard(word, "status") == meant


def test_priorities_are_one_to_five_and_numbers_keep_their_range() -> None:
    assert cells(read(NAMES | {"Priority": ["Highest", "Medium", "P5"]}), "priority") == [1.0, 3.0, 5.0]
    assert cells(read(NAMES | {"Priority": ["500", "300", "1000"]}), "priority") == [500.0, 300.0, 1000.0]


def test_frequencies_in_words_are_days() -> None:
    assert cells(read(PEOPLE | {"Frequency": ["Weekly", "monthly", "10"]}), "cadence_days") == [7, 30, 10]


def test_answers_in_words_are_one_to_five() -> None:
    reading = read(
        {"Respondent": ["1", "2"], "Question": ["Clear?", "Clear?"], "Answer": ["Strongly agree", "Disagree"]}
    )
    assert cells(reading, "answer") == [5.0, 2.0]
    assert cells(reading, "scale_max") == [5.0, 5.0]


def test_people_lose_their_mail_and_lists_are_split() -> None:
    rows = NAMES | {
        "Owner": ["Ann Lee <ann@example.org>", "Last, First", "[A, B]"],
        "Depends on": ["P1; P2", "P3", ""],
    }
    reading = read(rows)
    assert cells(reading, "owner") == ["Ann Lee", "Last, First", "A, B"]
    assert cells(reading, "requires") == [["P1", "P2"], ["P3"], None]


def test_risks_of_a_five_by_five_matrix_are_on_its_scale() -> None:
    assert cells(read(NAMES | {"Risk score": ["25", "1", "1"]}), "risk") == [5.0, 1.0, 1.0]
    assert cells(read(NAMES | {"Risk score": ["20", "1", "4"]}), "risk")[0] == pytest.approx(1 + 4 * 19 / 24)


@pytest.mark.parametrize("header", ["Risk score", "Urgency", "Strategic value"])
def test_a_scale_that_no_usual_one_explains_is_asked(header: str) -> None:
    columns = NAMES | {header: ["13", "2", "17"]}
    assert asked(read(columns)) == {"scale"}
    assert read(columns, answers={"scale": "0-20"}).table is not None


@pytest.mark.parametrize("texts", [["6", "2", "7"], ["9", "2", "4"]])
def test_a_scale_whose_end_is_not_seen_is_a_warning(texts: list[str]) -> None:
    assert "grade.scale" in codes(read(NAMES | {"Risk score": texts}))


def test_a_told_scale_must_be_a_range() -> None:
    with pytest.raises(IntakeError, match="no scale"):
        read(NAMES | {"Risk score": ["13", "2", "17"]}, answers={"scale": "big"})
