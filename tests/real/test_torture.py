"""Small hostile tables from four public test suites: read as their writers mean them, or refused."""

from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS
from tests.intake.by_hand import read as interpreted
from tests.real import plain

pytestmark = pytest.mark.real
FOLDER = "csv_torture_small"
SETS, PY, REFINE = "frictionless-datasets", "frictionless-py", "openrefine"


@dataclass(frozen=True)
class Meant:
    """How the writer of a text file means it; `apart` are rows that are no records, `said` what it takes."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    header: int = 1
    apart: frozenset[int] = frozenset()
    said: dict[str, str] = field(default_factory=dict)


TEXTS = {
    f"{SETS}/csv/1030_columns.csv": Meant(),
    f"{SETS}/csv/all-schema-types.csv": Meant(),
    f"{SETS}/csv/encodings/iso8859.csv": Meant("latin-1"),
    f"{SETS}/csv/encodings/utf8.csv": Meant(),
    f"{SETS}/csv/encodings/western-macos-roman.csv": Meant("mac-roman", said={"encoding": "mac-roman"}),
    f"{SETS}/csv/encodings/big-western-macos-roman.csv": Meant(
        "mac-roman", "\x1f", said={"encoding": "mac-roman", "delimiter": "none"}
    ),
    f"{SETS}/csv/inconsistent-column-number.csv": Meant(),
    f"{SETS}/csv/missing-values.csv": Meant(),
    f"{SETS}/csv/separators/carets.csv": Meant(delimiter="^", said={"delimiter": "^"}),
    f"{SETS}/csv/separators/colon.csv": Meant(delimiter=":", said={"delimiter": ":"}),
    f"{SETS}/csv/separators/comma.csv": Meant(),
    f"{SETS}/csv/separators/pipes.csv": Meant(delimiter="|"),
    f"{SETS}/csv/separators/semicolon.csv": Meant(delimiter=";"),
    f"{SETS}/csv/separators/tab.csv": Meant(delimiter="\t"),
    f"{SETS}/csv/separators/tab.tsv": Meant(delimiter="\t"),
    f"{SETS}/csv/various-characters.csv": Meant(),
    f"{SETS}/other/sample.txt": Meant(),
    f"{SETS}/wrong-extension-files/comma.txt": Meant(),
    f"{PY}/blank-cells.csv": Meant(),
    f"{PY}/blank-rows-multiple.csv": Meant(apart=frozenset(range(4, 15))),
    f"{PY}/blank-rows.csv": Meant(apart=frozenset({4})),
    f"{PY}/bom.csv": Meant(),
    f"{PY}/delimiter.csv": Meant(delimiter=";"),
    f"{PY}/doublequote.csv": Meant(),
    f"{PY}/duplicate-rows.csv": Meant(),
    f"{PY}/encoding-issue-274.csv": Meant(),
    f"{PY}/issue-1009-semicolon.csv": Meant(delimiter=";"),
    f"{PY}/latin1.csv": Meant("latin-1"),
    f"{PY}/leading-zeros.csv": Meant(said={"delimiter": "none"}),
    f"{PY}/floats.csv": Meant(said={"delimiter": "none"}),
    f"{PY}/long.csv": Meant(),
    f"{PY}/matrix-with-comment.csv": Meant(header=2),
    f"{PY}/skip-blank-at-the-end.csv": Meant(apart=frozenset({2, 4})),
    f"{PY}/skip-rows-before-headers.csv": Meant(header=2),
    f"{PY}/skip-rows.csv": Meant(header=2, apart=frozenset({4})),
    f"{PY}/table-infer-iso-8859-7.csv": Meant("iso-8859-7"),
    f"{PY}/table-infer-missing-values.csv": Meant(),
    f"{PY}/table-unicode-headers.csv": Meant(),
    f"{PY}/timezone.csv": Meant(),
    f"{REFINE}/example-linebreaks-in-cells.csv": Meant(),
    f"{REFINE}/example-latin1.tsv": Meant("latin-1", "\t"),
    f"{REFINE}/example-utf16be-bom.tsv": Meant("utf-16", "\t"),
    f"{REFINE}/example-utf16le-bom.tsv": Meant("utf-16", "\t"),
    f"{REFINE}/persons_with_empty_column.csv": Meant(),
}
BOOLEANS = [["id", "boolean"], ["1", "TRUE"], ["2", "FALSE"]]
NUMBERS = [["number", "string", "boolean"], ["1", "two", "TRUE"], ["3", "four", "FALSE"]]
LETTERS = [["header1", "header2", "header3"], ["a", "b", "c"], ["d", "e", "f"]]
BOOKS = {
    f"{SETS}/excel/sample-1-sheet.xls": NUMBERS,
    f"{SETS}/excel/sample-1-sheet.xlsx": NUMBERS,
    f"{SETS}/wrong-extension-files/sample-1-sheet.txt": NUMBERS,
    f"{SETS}/excel/sample-2-sheets.xls": LETTERS,
    f"{SETS}/excel/sample-2-sheets.xlsx": LETTERS,
    f"{SETS}/other/sample.ods": LETTERS,
    f"{PY}/table-with-booleans.xls": BOOLEANS,
}
"""The first sheet of each workbook, typed off its screen."""
REFUSED = {
    **dict.fromkeys([f"{SETS}/empty-files/empty", f"{SETS}/zero-files/zero"], "is empty"),
    **{f"{SETS}/empty-files/empty.{ending}": "is empty" for ending in ("csv", "txt")},
    **{f"{SETS}/zero-files/zero.{ending}": "is empty" for ending in ("csv", "json", "txt", "xls")},
    f"{SETS}/empty-files/empty.json": "JSON",
    f"{SETS}/empty-files/empty.xls": "no filled sheet",
    f"{SETS}/other/sample.json": "JSON",
    f"{PY}/empty.csv": "is empty",
    f"{PY}/merged-cells.xls": "no rows below the header",
    f"{PY}/merged-cells.xlsx": "no rows below the header",
    f"{PY}/wide.csv": "9,074 columns",
    f"{PY}/without-rows.csv": "no rows below the header",
    f"{REFINE}/NoData_NoSpreadsheet.ods": "no filled sheet",
    f"{REFINE}/excel95.xls": "no rows below the header",
    "blns/blns.json": "JSON",
}


def table(real: Path, name: str, **said: str) -> RawTable:
    path = real / FOLDER / name
    return read_table(path.read_bytes(), path.name, Options(answers=said), PAGE_LIMITS)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_file_holds_the_cells_its_writer_meant(real: Path, name: str) -> None:
    meant = TEXTS[name]
    rows = plain.rows_of(real / FOLDER / name, encoding=meant.encoding, delimiter=meant.delimiter)
    header, numbered = rows[meant.header - 1], enumerate(rows[meant.header :], start=meant.header + 1)
    body = {at: row for at, row in numbered if at not in meant.apart}
    found = table(real, name, **meant.said)
    assert found.rows == tuple(body)
    assert found.source.header_row == meant.header
    for at, name_of_column in enumerate(header):
        if any(row[at : at + 1] and row[at] for row in body.values()):
            cells = tuple(row[at] if at < len(row) else "" for row in body.values())
            assert found.columns[found.headers.index(name_of_column.strip() or "ABCDEFG"[at])] == cells
    assert found.rows_read == len(rows) - meant.header


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_holds_the_cells_on_its_screen(real: Path, name: str) -> None:
    header, *body = BOOKS[name]
    found = table(real, name)
    assert list(found.headers) == header
    assert [list(row) for row in zip(*found.columns, strict=True)] == body


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_table_is_refused_in_a_sentence(real: Path, name: str) -> None:
    path = real / FOLDER / name
    with pytest.raises(IntakeError, match=REFUSED[name]) as refusal:
        interpreted(path.read_bytes(), path.name)
    assert refusal.value.fix.endswith(".")


def test_every_json_file_is_refused_as_such(real: Path) -> None:
    for path in sorted((real / FOLDER / "csv-spectrum" / "json").glob("*.json")):
        with pytest.raises(IntakeError, match="JSON"):
            interpreted(path.read_bytes(), path.name)


def test_sheets_with_other_columns_are_asked_about(real: Path) -> None:
    name = f"{SETS}/excel/sample-2-sheets.xlsx"
    question = next(q for q in table(real, name).questions if q.id == "sheet")
    names = openpyxl.load_workbook(real / FOLDER / name).sheetnames
    assert [choice.value for choice in question.choices] == names


def test_sheets_with_the_same_columns_are_stacked_and_say_so(real: Path) -> None:
    name = f"{PY}/sheets.xlsx"
    book = openpyxl.load_workbook(real / FOLDER / name)
    rows = [row for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    expected = [[f"{number:.0f}", city] for number, city in rows]
    found = table(real, name)
    assert list(map(list, zip(found.column("id"), found.column("name"), strict=True))) == expected
    assert "sheets.stacked" in {issue.code for issue in found.issues}


def test_a_file_of_one_column_is_taken_only_under_a_known_header_or_on_a_word(real: Path) -> None:
    for name in (f"{PY}/floats.csv", f"{PY}/leading-zeros.csv"):
        (delimiter,) = [guess for guess in table(real, name).guesses if guess.name == "delimiter"]
        assert (delimiter.value, delimiter.certainty) == ("none", "likely")
        assert "known column name" in delimiter.evidence
    carets = table(real, f"{SETS}/csv/separators/carets.csv")
    assert [question.id for question in carets.questions][:1] == ["delimiter"]


def test_rows_that_fit_no_header_are_refused_by_number(real: Path) -> None:
    found = table(real, f"{PY}/structure-errors.csv")
    assert list(found.refused) == [5]
    assert (found.rows_read, found.rows_skipped, found.rows_refused) == (4, 1, 1)
    assert [issue.row for issue in found.issues if issue.severity == "error"] == [5]
