"""What the first screen says, what the pictures draw, and what a file by roles does not hold."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from pmo_core import tabled
from pmo_core.answers.engagement import listing, page_export, remarks, tables, words
from pmo_core.answers.engagement.chart import grid_spec
from pmo_core.answers.engagement.findings import single_points
from pmo_core.answers.engagement.judgement import Judged
from pmo_core.answers.engagement.view import (
    EngagementView,
    engagement_view,
    matrix_picture,
    options,
    shown,
    trend_picture,
)
from pmo_core.model import Kind, Result, State
from pmo_core.thresholds import Thresholds
from tests.answers.engagement.register import SEAM, contacts, judge, person, talk
from tests.shelf import Shelf


def people(shelf: Shelf, *rows: dict[str, Any]) -> Judged:
    shelf.lay(Kind.STAKEHOLDERS, rows, keys=[str(row["name"]) for row in rows])
    return judge(shelf)


def view_of(found: Judged, *, roles_only: bool = False) -> EngagementView:
    places = list(range(found.gap.size))
    return engagement_view(found, places, points=single_points(found.facts), roles_only=roles_only)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_the_sentence_names_whom_to_talk_to_and_why(shelf: Shelf) -> None:
    contacts(shelf, talk("Ann", "2026-01-10", note="Wants dates"), talk("Ben", "2026-03-20"))
    view = view_of(people(shelf, person("Ann"), person("Ben")))
    assert view.sentence == "Talk to Ann next: 50 days overdue."
    assert [talk.place for talk in view.talks] == [0]


def test_somebody_on_time_is_next_for_the_gap_alone(shelf: Shelf) -> None:
    contacts(shelf, talk("Ann", "2026-03-20"))
    found = people(shelf, person("Ann", current_level=1, desired_level=3))
    assert view_of(found).sentence == "Talk to Ann next: on time, but 2 steps short of where they are needed."


def test_without_figures_nobody_is_put_first(shelf: Shelf) -> None:
    view = view_of(people(shelf, {"name": "Ann"}))
    assert view.sentence == (
        "Nobody can be put first yet: nobody has power, interest, the level now, the level needed and an "
        "agreed rhythm."
    )
    assert "Of 1 person 1 lacks a level, 1 lacks power or interest, 1 lacks an agreed rhythm" in view.note
    assert [card.value for card in view.cards] == ["–", "–", "–"]
    assert not len(view.grid.rows)
    assert view.grid.rest == "1 person without power or interest is not drawn."


def test_what_is_known_is_not_called_missing_and_an_unknown_level_is_no_place_reached(shelf: Shelf) -> None:
    view = view_of(people(shelf, {"name": "Ann", "power": 5.0, "interest": 4.0, "current_level": 2}))
    assert view.sentence.endswith(": nobody has the level needed and an agreed rhythm.")
    assert view.grid.title == (
        "1 person to manage closely: whether they are where they are needed is not known"
    )
    apart = people(Shelf(), person("Ann", current_level=1, desired_level=3), person("Ben"))
    assert view_of(apart).grid.title == (
        "2 people to manage closely: 1 is not where they are needed, of 1 it is not known"
    )
    never = people(
        Shelf(),
        {"name": "Ann", "power": 5.0, "current_level": 1, "cadence_days": 30},
        {"name": "Ben", "interest": 2.0, "desired_level": 3},
    )
    assert words.verdict(never, ()).startswith("Nobody")


def test_a_mood_that_rounds_to_none_is_not_minus_none(shelf: Shelf) -> None:
    contacts(shelf, talk("Ann", "2026-03-31", sentiment=0), talk("Ann", "2025-12-01", sentiment=-1))
    rows = listing.drifting(people(shelf, person("Ann")), [0], roles_only=False)
    assert str(rows["Sentiment now"].iloc[0]) in ("0.0", "-0.3")


def test_missing_power_is_counted_and_left_out(shelf: Shelf) -> None:
    found = people(shelf, *SEAM, {"name": "Fay", "current_level": 0, "desired_level": 4})
    view = view_of(found)
    assert view.cards[0].value == "60 %"
    assert view.cards[0].verdict == "93 points short, from 5 of 6 people"
    assert list(view.grid.rows["person"]) == ["Ann", "Ben", "Dee", "Cay", "Eve"]


def test_people_of_one_cell_stand_side_by_side(shelf: Shelf) -> None:
    found = people(shelf, *(person(f"P{place}") for place in range(7)), person("Low", power=2.7))
    rows = tables.grid(found, range(8), numbers={}, roles_only=False)
    spots = list(zip(rows["x"], rows["y"], strict=True))
    assert len(set(spots)) == 8
    assert all(4.5 < x < 5.5 for x, _ in spots)
    assert float(rows.loc[rows["person"] == "Low", "y"].iloc[0]) < 2.5


@pytest.mark.parametrize("high", [1.5, 2.0, 2.5, 3.0, 4.0, 4.5, 5.0])
def test_everybody_is_drawn_on_the_side_of_the_border_where_they_count(shelf: Shelf, high: float) -> None:
    shelf.settings(**{"threshold.high_standing": f"{high}"})
    steps = [1 + place / 4 for place in range(17)]
    found = people(shelf, *(person(f"P{step}", power=step, interest=3.0) for step in steps))
    rows = tables.grid(found, range(17), numbers={}, roles_only=False)
    border = grid_spec(high=high)["layer"][2]["encoding"]["y"]["datum"]
    for name, up in zip(rows["person"], rows["y"], strict=True):
        assert (up > border) == (float(name[1:]) >= high), name
    counted = [name in ("manage closely", "keep satisfied") for name in found.quadrant]
    assert counted == [step >= high for step in steps]


def test_another_border_says_who_moves_in_the_grid(shelf: Shelf) -> None:
    found = people(shelf, *SEAM, {"name": "Fay"})
    assert words.moved(found, Thresholds()) == "Nobody moves in the grid of power and interest."
    assert words.moved(found, Thresholds(high_standing=4.0)) == (
        "2 of 6 people move in the grid: 1 from keep informed to monitor, "
        "1 from manage closely to keep informed."
    )


def test_the_matrix_lists_those_who_have_to_move_and_names_the_levels(shelf: Shelf) -> None:
    picture = matrix_picture(people(shelf, *SEAM), range(5), roles_only=False)
    assert picture.title == "4 of 5 people have to move, by 6 steps in all"
    assert list(picture.rows["person"]) == ["Ann", "Ben", "Dee", "Cay"]
    assert "Ann: resistant, needed as supportive: 2 steps" in picture.alt


def test_by_role_no_name_note_or_level_is_left(shelf: Shelf) -> None:
    contacts(shelf, talk("Ann", "2026-01-10", note="Secret note", follow_up="Call Ann"))
    found = people(shelf, person("Ann", role="Director", current_level=1, desired_level=3), person("Ben"))
    places, view = [0, 1], view_of(found, roles_only=True)
    texts = [view.sentence, view.grid.alt, view.grid.rows.to_csv()]
    texts.append(listing.overdue(found, places, roles_only=True).to_csv())
    file = tabled.csv(listing.listed(found, places, roles_only=True)).decode("utf-8-sig")
    for text in (*texts, file):
        assert "Ann" not in text
        assert "Secret" not in text
        assert "Director (1)" in text
    assert "resistant" not in file
    assert "Stakeholder 2" in file


def test_a_file_with_names_keeps_missing_values_empty(shelf: Shelf) -> None:
    found = people(shelf, *SEAM, {"name": "=Fay"})
    rows = tabled.csv(listing.listed(found, range(6), roles_only=False)).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Name,Group,Power,Interest,Attention,Now,Needed,Steps short")
    assert rows[1].startswith("Ann,Board,5,4,Manage closely,resistant,supportive,2")
    assert rows[6].startswith("'=Fay,,,,,,,")


def test_the_workbook_by_role_holds_no_name_note_level_or_mood(shelf: Shelf) -> None:
    contacts(
        shelf,
        talk("Ann", "2026-01-10", note="Secret note", sentiment=-2),
        talk("Ann", "2025-06-01", sentiment=2),
        talk("Ann", "2026-02-20", sentiment=2),
    )
    found = people(shelf, person("Ann", role="Director", group="Board", current_level=1, desired_level=3))
    books = {}
    for roles_only in (True, False):
        content = page_export.workbook(
            found, [0], points=(), roles_only=roles_only, filters={"text": "Ann", "group": "", "person": "x"}
        )
        books[roles_only] = openpyxl.load_workbook(io.BytesIO(content))
    assert books[False].sheetnames == ["People", "Overdue", "Sentiment", "Groups", "Data"]
    assert books[True].sheetnames == ["People", "Overdue", "Data"]
    cells = {str(cell) for sheet in books[True] for row in sheet.values for cell in row}
    assert not {"Ann", "Secret note", "resistant", "supportive"} & cells
    assert ("Filter: text", "set") in list(books[True]["Data"].values)
    assert ("Filter: text", "Ann") in list(books[False]["Data"].values)
    assert books[False]["People"]["A2"].value == "Ann"
    assert books[False]["Overdue"]["B2"].value.date() == date(2026, 2, 20)


def test_a_trend_takes_two_days_with_somebody_assessed(shelf: Shelf) -> None:
    reached = [point(0.6, 3), point(None, 0), point(0.75, 4)]
    days = tuple(zip([date(2026, 1, 5), date(2026, 2, 1), date(2026, 3, 9)], reached, strict=True))
    assert trend_picture(days[:2]) is None
    picture = trend_picture(days)
    assert picture is not None
    assert picture.title == "Where they are needed: 60 % on 5 Jan 2026, 75 % on 9 Mar 2026"
    assert picture.rows.to_numpy().tolist() == [[days[0][0], 0.6, 3, 5], [days[2][0], 0.75, 4, 5]]


def point(value: float | None, used: int) -> Result:
    state = State.OK if value is not None else State.NOT_MEASURED
    return Result(value, "share", state, "" if used else "Nobody.", n_used=used, n_total=5)


def test_contacts_that_nobody_called_two_way_are_counted_in_words(shelf: Shelf) -> None:
    contacts(shelf, talk("Ann", "2026-01-10", two_way=None, channel="call"), talk("Ann", "2026-01-12"))
    assert remarks.unsaid(people(shelf, person("Ann"))) == (
        "1 contact is taken as a talk: the log does not say whether the person answered, and by this channel "
        "people do."
    )
    assert remarks.unsaid(people(shelf, person("Ben"))) == ""


def test_filters_find_people_by_text_group_and_attention(shelf: Shelf) -> None:
    found = people(shelf, *SEAM)
    assert shown(found, {"group": "Board"}) == [0, 1]
    assert shown(found, {"attention": "keep informed", "text": " eve "}) == [4]
    assert shown(found, {"text": "nobody"}) == []
    assert options(found)["group"] == ["Board", "Staff"]
    empty = engagement_view(found, [], points=(), roles_only=False)
    assert empty.sentence == "Nobody fits the filter."


def test_what_stands_beside_a_person_is_told_in_sentences(shelf: Shelf) -> None:
    contacts(
        shelf,
        talk("Ann", "2026-01-10", note="Wants dates", follow_up="Send the plan", sentiment=-2),
        talk("Ann", "2025-06-01", sentiment=2),
    )
    found = people(shelf, person("Ann", channel="call", cares_about="Cash", owner="Bo"))
    assert remarks.talk(found, 0) == [
        "By call.",
        "Cares about: Cash.",
        "Last said, 10 Jan 2026: Wants dates",
        "Open: Send the plan (since 10 Jan 2026).",
    ]
    said = " ".join(remarks.standing(found, 0))
    assert "Power 5 of 5, interest 5 of 5: manage closely." in said
    assert "Last spoken to 80 days ago, agreed every 30 days." in said
    assert "from 2 entries" in said
    assert "worse than 90 days before." in said
    assert "Owner: Bo." in said


def test_moods_have_a_word_and_a_sign() -> None:
    assert words.mood(1.2) == "+1.2, positive"
    assert words.mood(-0.04) == "0.0, neutral"
    assert words.mood(float("nan")) == "–"
