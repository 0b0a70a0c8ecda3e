"""A kind that the user names says which sheet and which table of a sheet are meant."""

from pmo_core.intake.options import Options
from pmo_core.model import Kind
from tests.intake import books

PROJECTS = books.projects(12)
MILESTONES: list[list[object]] = [
    ["Project ID", "Milestone", "Baseline Date", "Forecast Date"],
    *([f"P{n}", f"Gate {n}", f"2026-0{n}-01", f"2026-0{n}-15"] for n in range(1, 7)),
]
TWO_SHEETS = books.book(("Projects", PROJECTS), ("Gates", MILESTONES))
ONE_SHEET = books.book(("Plan", [*PROJECTS, [], *MILESTONES]))


def test_without_a_kind_the_best_known_sheet_is_read() -> None:
    assert books.read(TWO_SHEETS).source.sheet == "Projects"


def test_the_told_kind_chooses_the_sheet() -> None:
    for options in ({"kind": Kind.MILESTONES}, {"answers": {"kind": "milestones"}}):
        table = books.read(TWO_SHEETS, **options)
        assert not table.questions
        assert table.source.sheet == "Gates"
        evidence = next(guess.evidence for guess in table.guesses if guess.name == "sheet")
        assert evidence.endswith("column names of the told kind")


def test_the_told_kind_chooses_the_table_of_a_sheet() -> None:
    assert "Owner" in books.read(ONE_SHEET, kind=Kind.PROJECTS).headers
    table = books.read(ONE_SHEET, kind=Kind.MILESTONES)
    assert "Milestone" in table.headers
    assert table.rows[0] == 16


def test_a_told_kind_of_which_no_sheet_speaks_leaves_the_choice_as_it_is() -> None:
    assert books.read(TWO_SHEETS, kind=Kind.FEEDBACK).source.sheet == "Projects"


def test_a_kind_is_told_by_option_or_answer() -> None:
    assert Options(answers={"kind": "Project costs"}).chosen_kind is Kind.PROJECT_COSTS
    assert Options(kind=Kind.KPIS, answers={"kind": "notes"}).chosen_kind is Kind.KPIS
