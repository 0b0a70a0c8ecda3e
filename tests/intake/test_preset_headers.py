"""Headers of every tool and language map by themselves: at least 95 %, and none to a wrong field."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path

import pytest

from pmo_core.intake.values.shared import field_named
from pmo_core.model import FieldType, Kind
from tests.intake.by_hand import read

ROWS = 12
SHARE = 0.95
EXPORTS = tomllib.loads((Path(__file__).parent / "preset_headers.toml").read_text(encoding="utf-8"))["export"]
PEOPLE = ("Ragna Okonjo", "Tomasz Vidal", "Mia Stavros", "Odd Ferreira")
BY_TYPE = {
    FieldType.ID: "id",
    FieldType.NAME: "name",
    FieldType.DATE: "date",
    FieldType.PERSON: "person",
    FieldType.STATUS: "status",
    FieldType.RATING: "colour",
    FieldType.PRIORITY: "priority",
    FieldType.CATEGORY: "same",
    FieldType.MONEY: "money",
    FieldType.PERCENT: "percent",
    FieldType.DURATION: "number",
    FieldType.LIST: "text",
    FieldType.TEXT: "text",
}
CELLS = {
    "id": lambda n: f"AB-{n + 100}",
    "name": lambda n: f"Renewal of works {'abcdefghijkl'[n]}",
    "date": lambda n: f"2026-0{n % 9 + 1}-{n + 14}",
    "person": lambda n: PEOPLE[n % 4],
    "status": lambda n: ("In Progress", "Done", "To Do")[n % 3],
    "colour": lambda n: ("Green", "Yellow", "Red")[n % 3],
    "priority": lambda n: ("High", "Medium", "Low")[n % 3],
    "same": lambda n: ("North", "South")[n % 2],
    "money": lambda n: str(125_000 + 1_000 * n),
    "percent": lambda n: f"{5 * n}%",
    "number": lambda n: str(3 + n % 5),
    "level": lambda n: "1",
    "text": lambda n: f"What is left to say of line {n}",
    "flag": lambda n: ("yes", "no")[n % 2],
    "false": lambda n: "false",
    "none": lambda n: "",
}


def parsed(export: dict[str, str]) -> list[tuple[str, str | None, str]]:
    """Header, the field it must map to, and the kind of its cells."""
    lines = []
    for line in export["headers"].strip().splitlines():
        mapped = " > " in line
        header, _, rest = line.rpartition(" > " if mapped else " ~ ")
        if mapped:
            lines.append((header, rest, BY_TYPE[field_named(Kind.PROJECTS, rest).type]))
        else:
            lines.append((header, None, rest))
    return lines


def written(lines: list[tuple[str, str | None, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([header for header, _, _ in lines])
    writer.writerows([[CELLS[cells](n) for _, _, cells in lines] for n in range(ROWS)])
    return out.getvalue().encode()


def named(export: dict[str, str]) -> str:
    return f"{export['preset']} {export['language']}"


@pytest.mark.parametrize("export", EXPORTS, ids=map(named, EXPORTS))
def test_the_headers_of_a_tool_map_by_themselves(export: dict[str, str]) -> None:
    lines = parsed(export)
    found = read(written(lines), "x 2026-06-30.csv")
    assert [guess.value for guess in found.guesses if guess.name == "preset"] == [export["preset"]]
    assert not found.questions
    wanted = {field: header.strip() for header, field, _ in lines if field}
    mapped = {field: header.strip() for field, header in found.mapping.items()}
    right = {field for field, header in wanted.items() if mapped.get(field) == header}
    wrong = {field: header for field, header in mapped.items() if wanted.get(field) != header}
    assert wrong == {}
    assert len(right) >= SHARE * len(wanted), sorted(wanted.keys() - right)


def test_every_tool_and_every_large_language_is_here() -> None:
    tools = {export["preset"] for export in EXPORTS}
    assert len(tools) == 14
    languages = {export["language"][:2] for export in EXPORTS if export["preset"] == "Jira"}
    assert languages == {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr"}
