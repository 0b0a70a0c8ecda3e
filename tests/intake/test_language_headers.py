"""Tables of every kind in a dozen languages: at least 95 % of the headers map by themselves, none wrongly."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pmo_core.intake.values.shared import field_named
from pmo_core.model import FieldType, Kind
from tests.intake.by_hand import read

ROWS = 12
SHARE = 0.95
WORDS = tomllib.loads((Path(__file__).parent / "language_headers.toml").read_text(encoding="utf-8"))
CASES = [(Kind(kind), language) for kind, tables in WORDS.items() for language in tables]
PEOPLE = ("Ragna Okonjo", "Tomasz Vidal", "Mia Stavros", "Odd Ferreira")
PLAIN: dict[FieldType, tuple[str, ...]] = {
    FieldType.CATEGORY: ("North", "South"),
    FieldType.PERSON: PEOPLE,
    FieldType.STATUS: ("In Progress", "Done", "To Do"),
    FieldType.RATING: ("Green", "Amber", "Red"),
    FieldType.PRIORITY: ("High", "Medium", "Low"),
    FieldType.HORIZON: ("short", "medium", "long"),
    FieldType.DIRECTION: ("higher", "lower"),
    FieldType.LEVEL: ("neutral", "supportive"),
    FieldType.ORDINAL: ("2", "3", "4"),
    FieldType.PERCENT: ("10%", "35%", "80%"),
    FieldType.MONEY: ("£125,000.50", "£80,000.00", "£1,250,000.00"),
    FieldType.LIST: ("safety", "people"),
}


def cell(kind: Kind, name: str, n: int) -> str:
    """A cell as it stands under a header of this field."""
    item = field_named(kind, name)
    if name == "project_id":
        return f"AB-{100 + (n if kind is Kind.PROJECTS else n % 4)}"
    if name == "year":
        return str(2024 + n // 4)
    if item.type is FieldType.PERIOD:
        return f"2026-{n % 6 + 1:02d}"
    if item.type is FieldType.DATE:
        return f"2026-{n + 1:02d}-15"
    if kind is Kind.KPIS and item.type is FieldType.NAME:
        return ("Calls answered", "Leaks mended")[n // 6]
    if item.type in PLAIN:
        return PLAIN[item.type][n % len(PLAIN[item.type])]
    if item.type in (FieldType.NUMBER, FieldType.INTEGER):
        return f"{n + 7}.5" if item.type is FieldType.NUMBER else "30"
    return f"What to say of {name.replace('_', ' ')} in line {'abcdefghijkl'[n]}"


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_a_table_maps_by_itself(kind: Kind, language: str) -> None:
    pairs = [pair.rpartition(" > ") for pair in WORDS[kind.value][language].split(", ")]
    wanted = {name: header for header, _, name in pairs}
    columns = {header: [cell(kind, name, n) for n in range(ROWS)] for name, header in wanted.items()}
    found = read(columns, "x 2026-06-30.csv")
    assert found.kind is kind
    assert not found.questions
    wrong = {name: header for name, header in found.mapping.items() if wanted.get(name) != header}
    assert wrong == {}
    assert len(found.mapping) >= SHARE * len(wanted), sorted(wanted.keys() - found.mapping.keys())
