"""The real files read a second time, by csv and openpyxl and plain arithmetic: no line of the product."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl

YEARS = (2014, 2017, 2018, 2020, 2021, 2022)
LATER = {
    "id": "project_number",
    "name": "project_name",
    "department": "department",
    "rating": "colour_rating",
    "start": "start_date",
    "finish": "end_date",
    "budget": "yearly_budget",
    "forecast_cost": "yearly_forecast",
    "whole_life_cost": "wlc_baseline_incl_NCG",
}
COLUMNS: Mapping[int, Mapping[str, str]] = {
    2014: {
        "name": "Project name",
        "department": "Department",
        "rating": "MPA RAG rating",
        "start": "Project - Start Date",
        "finish": "Project - End Date",
        "budget": "2013/2014 Budget",
        "forecast_cost": "2013/2014 Forecast",
        "whole_life_cost": "Total budgeted whole life costs",
    },
    2017: {
        "name": "Project Name",
        "department": "Department",
        "rating": "IPA Delivery Confidence Assessment",
        "start": "Project - Start Date",
        "finish": "Project - End Date",
        "forecast_cost": "2016/17 TOTAL Forecast",
        "whole_life_cost": "Whole Life Cost TOTAL Baseline",
    },
    2018: {field: name for field, name in LATER.items() if field != "id"},
    2020: LATER,
    2021: {field: name for field, name in LATER.items() if field != "budget"},
    2022: {
        **{field: name for field, name in LATER.items() if field != "budget"},
        "forecast_cost": "forecast_incl_NGC",
    },
}
"""Where the fields stand in each year, by the beginning of the header."""
MONEY = ("budget", "forecast_cost", "whole_life_cost")
STEPS = ("Green", "Amber/Green", "Amber", "Amber/Red", "Red")
WITHHELD = re.compile(r"exempt|legal sensitivity", re.IGNORECASE)
PLANNED = re.compile(r"^tb[cd]$|planning", re.IGNORECASE)
NOT_GIVEN = re.compile(r"not provided|not in a position|^#n/a$", re.IGNORECASE)


@dataclass(frozen=True)
class Return:
    """One year's return: a mapping from field to text per project, in the order of the file."""

    year: int
    projects: tuple[Mapping[str, str], ...]

    def texts(self, field: str) -> list[str]:
        return [project[field] for project in self.projects]

    def amounts(self, field: str) -> list[float]:
        """The readable ones, in whole pounds; the file has millions."""
        found = [amount(project[field]) for project in self.projects if field in project]
        return [value * 1e6 for value in found if value is not None]

    def names(self) -> list[str]:
        return [" ".join(name.split()) for name in self.texts("name")]


def gmpp(real: Path, year: int) -> Return:
    """One annual return; two of them have the projects side by side."""
    text = (real / "uk_gmpp" / f"uk_{year}.csv").read_bytes().decode("cp1252", errors="ignore")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if year > 2020 else ","))
    if year < 2018:
        rows = [list(column) for column in zip(*rows, strict=True)]
    header, body = rows[0], [row for row in rows[1:] if any(cell.strip() for cell in row)]
    places = {
        field: next(at for at, name in enumerate(header) if name.startswith(begin))
        for field, begin in COLUMNS[year].items()
    }
    if header.count("colour_rating") == 2:
        places["second_rating"] = len(header) - 1 - header[::-1].index("colour_rating")
    return Return(year, tuple({f: row[at].strip() for f, at in places.items()} for row in body))


def amount(text: str) -> float | None:
    """A pound sign, commas between thousands, a point."""
    core = text.replace("\u00a0", " ").strip().replace("£", "").replace(",", "")
    return float(core) if re.fullmatch(r"-?\d+(\.\d+)?", core) else None


def day(text: str) -> date | None:
    """2014-07-08, 31/05/2010 and 30.06.08; all of them day first where a year does not lead."""
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        return date(*(int(part) for part in found.groups()))
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})", text):
        of_month, month, year = (int(part) for part in found.groups())
        return date(year if year > 99 else year + (2000 if year < 70 else 1900), month, of_month)
    return None


def rating(text: str) -> str | None:
    """One of the five steps, whatever its case and spaces."""
    bare = text.replace(" ", "").casefold()
    return next((step for step in STEPS if step.casefold() == bare), None)


def absence(text: str) -> str:
    """The kind of a text that is no value, by the words that these publishers use."""
    for kind, words in (("withheld", WITHHELD), ("placeholder", PLANNED), ("not_provided", NOT_GIVEN)):
        if words.search(text):
            return kind
    return "unparseable" if text.strip() else "blank"


def absences(texts: list[str], *, read: object) -> Counter[str]:
    """How often each kind of absence stands where `read` finds no value."""
    assert callable(read)
    return Counter(absence(text) for text in texts if read(text) is None)


def rows_of(path: Path, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    """All records of a text file, header included."""
    text = path.read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def records(path: Path) -> list[dict[str, str]]:
    """The rows of a UTF-8 file with commas, by header; of repeated headers the last."""
    header, *rows = rows_of(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def sheet(path: Path, *, header_row: int) -> list[dict[str, object]]:
    """The rows of a workbook's first sheet, by header."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=header_row, values_only=True))
    book.close()
    header = [str(name) for name in rows[0]]
    return [dict(zip(header, row, strict=True)) for row in rows[1:] if any(cell is not None for cell in row)]
