"""What a cover sheet says of date, currency and unit counts where the sheet of the table says nothing."""

from datetime import date

from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret
from pmo_core.limits import PAGE_LIMITS
from tests.intake import books

COVER: list[list[object]] = [
    ["Portfolio report"],
    [],
    ["Status as of 31.03.2026"],
    ["All amounts in £m"],
    ["Prepared on 07.04.2026 by Ann"],
]


def reading(cover: list[list[object]], *, above: list[list[object]] | None = None, more: str = "") -> Reading:
    sheets = [("Cover", cover), ("Projects", [*(above or []), *books.projects()])]
    content = books.book(*sheets, *([("About", [[more]])] if more else []))
    return interpret(content, "x.xlsx", Options(), limits=PAGE_LIMITS, today=date(2026, 7, 1))


def evidence(found: Reading, name: str) -> str:
    return next(guess.evidence for guess in found.guesses if guess.name == name)


def test_the_date_and_the_unit_of_a_cover_count() -> None:
    found = reading(COVER)
    assert not found.questions
    assert found.as_of == (date(2026, 3, 31),)
    assert not found.as_of_assumed
    assert evidence(found, "as_of") == "on sheet “Cover”: as of 31.03.2026"
    assert found.table is not None
    assert found.table.column("currency").to_pylist() == ["GBP"] * 6
    assert found.table.column("budget").to_pylist()[0] == 10_000_000
    note = next(issue.problem for issue in found.issues if issue.code == "money.cover")
    assert note.endswith("All amounts in £m (sheet “Cover”).")


def test_a_date_beside_its_name_counts() -> None:
    assert reading([["Report"], ["Data as of", date(2026, 3, 31)]]).as_of == (date(2026, 3, 31),)
    assert reading([["Date of export", "30/06/2026"], ["Plan", "Move"]]).as_of == (date(2026, 6, 30),)


def test_what_stands_above_the_table_comes_first() -> None:
    found = reading(COVER, above=[["Amounts in EUR thousand, as of 2026-06-30"], []])
    assert found.as_of == (date(2026, 6, 30),)
    assert found.table is not None
    assert found.table.column("currency").to_pylist()[0] == "EUR"


def test_covers_that_disagree_say_nothing() -> None:
    assert reading(COVER, more="Status as of 30.06.2026").as_of_assumed


def test_a_date_without_a_word_for_it_says_nothing() -> None:
    assert reading([["Report"], ["Next meeting", "2026-09-30"]]).as_of_assumed


def test_a_sum_on_a_cover_is_no_unit() -> None:
    found = reading([["Report as of 2026-03-31"], ["Budget in total: EUR 5m"]])
    assert "EUR" not in str(found.table.column("currency").to_pylist() if found.table else found.questions)
