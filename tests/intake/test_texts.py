"""Texts, people and ids: reduced to what was meant, never changed in what they say."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmo_core.export import csv_bytes, inert
from pmo_core.intake.values.guards import unguarded_text
from pmo_core.intake.values.texts import one_line, people, pieces, tidy
from tests.intake.by_hand import cells, codes, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"]}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One</p><p>Two &amp; <b>three</b></p>", "One\nTwo & three"),
        ('<div class="x">A<br/>B</div>', "A\nB"),
        ("R&amp;D", "R&D"),
        ("h2. Scope\n*bold* {color:red}late{color}", "Scope\n*bold* late"),
        ("see [the plan|https://example.org/plan]", "see the plan"),
        ("see [the plan](https://example.org/plan)", "see the plan"),
        ("## Scope\n**bold** text", "Scope\nbold text"),
        ("Cafe\u0301", "Café"),
        ("a\u200bb\u0007c", "abc"),
        ("line one\r\nline two", "line one\nline two"),
    ],
)
def test_markup_is_reduced_to_its_text(text: str, plain: str) -> None:
    assert tidy(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "a < b and b > c",
        "x <y> z",
        "1 * 2 * 3",
        "=SUM(A1)",
        "@home",
        "C# and F#",
        "[A] | [B]",
        "5 ** 2 ** 3",
        "{draft}",
    ],
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert tidy(text) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee <ann@example.org>", "Ann Lee"),
        ("Lee, Ann", "Lee, Ann"),
        ("Ann <a@x.org>; Bob <b@x.org>", "Ann; Bob"),
        ("[A, B]", "A, B"),
        ('["Ann Lee", "Bob"]', "Ann Lee; Bob"),
        ("<ann@example.org>", "ann@example.org"),
        ('"Lee, Ann" <ann@example.org>', "Lee, Ann"),
        ("Ann; ann; Ann", "Ann; ann"),
    ],
)
def test_people_go_by_name(text: str, names: str) -> None:
    assert people(text) == names


def test_a_lone_comma_never_splits_a_list_of_names() -> None:
    assert pieces("Lee, Ann; Ray, Bob", commas=False) == ["Lee, Ann", "Ray, Bob"]


@example("' '=")
@given(st.text(alphabet="'= +-@\t\r\0＝＋－＠ab1", max_size=8))
def test_a_text_comes_back_from_an_export_as_it_was(text: str) -> None:
    assert unguarded_text(inert(text)) == text


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("'tis so", "'tis so"),
        ("'+49 30", "+49 30"),
        ("'＝x", "＝x"),
        ("=1+1", "=1+1"),
    ],
)
def test_exactly_one_guard_is_taken_off_on_import(text: str, loaded: str) -> None:
    assert (
        cells(read({"Project name": ["Alpha", "Beta"], "Comments": [text, "x"]}), "commentary")[0] == loaded
    )


def test_numbers_and_names_survive_the_round_trip_through_our_export() -> None:
    exported = csv_bytes(
        ["Project name", "Budget (EUR)", "Notes"], [["=A", "-50000", "-"], ["@b", "120000", "'x"]]
    )
    reading = read(exported)
    assert cells(reading, "name") == ["=A", "@b"]
    assert cells(reading, "budget") == [-50000.0, 120000.0]
    assert cells(reading, "commentary") == [None, "'x"]


def test_ids_that_a_program_took_for_figures_lose_their_decimal() -> None:
    rows = {"Project ID": ["101.0", "102.0", "103.0"], **NAMES}
    assert cells(read(rows), "project_id") == ["101", "102", "103"]
    kept = {"Project ID": ["1.0", "1.1", "2.0"], **NAMES}
    assert cells(read(kept), "project_id") == ["1.0", "1.1", "2.0"]
    assert cells(read({"Project ID": ["000123", "000124", "000125"], **NAMES}), "project_id")[0] == "000123"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("P\u202e2", "id.direction"),
        ("P\u0410Y-2", "id.scripts"),
        ("123456789012345000", "id.shortened"),
        ("1.23457E+15", "id.shortened"),
    ],
)
def test_an_id_that_is_not_what_it_seems_is_a_warning_with_its_row(text: str, code: str) -> None:
    reading = read({"Project ID": ["PAY-1", text, "PAY-3"], **NAMES})
    assert [issue.row for issue in reading.issues if issue.code == code] == [3]
    assert reading.rows_loaded == 3


def test_an_id_in_one_script_is_no_warning() -> None:
    reading = read({"Project ID": ["ПР-1", "项目A", "Größe-1"], **NAMES})
    assert not codes(reading) & {"id.direction", "id.scripts"}


def test_rows_that_contradict_themselves_load_with_a_warning() -> None:
    rows = {
        "Project name": ["A", "B", "C", "D"],
        "Status": ["Done", "Active", "Done", "Done"],
        "Start": ["2026-02-01", "2025-01-01", "2025-01-01", "2025-01-01"],
        "Finish": ["2026-01-01", "2025-06-30", "2025-06-30", "2027-06-30"],
        "Done date": ["2026-02-10", "", "2024-12-31", "2027-01-01"],
        "Created": ["2025-12-01", "2024-01-01", "2025-01-15", "2025-01-01"],
    }
    reading = read(rows, mapping={"done": "Done date"})
    found = {issue.code: issue.row for issue in reading.issues if issue.code.startswith("date.")}
    assert found["date.finish_before_start"] == 2
    assert found["date.done_before_created"] == 4
    assert found["date.done_in_future"] == 5
    assert any("Row 3 is open after the finish date" in issue.problem for issue in reading.issues)
    assert reading.rows_loaded == 4


def test_a_line_of_text_has_single_spaces() -> None:
    assert one_line(" a\u00a0 b\t\nc ") == "a b c"
