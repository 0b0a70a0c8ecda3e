"""The demo's projects as plain Python sees them: csv and arithmetic, none of our own code but the kinds."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pmo_core.model import Kind

DATA = Path(__file__).resolve().parents[2] / "data"
DEMO = DATA / "demo"
TARGET = {"short": 0.7, "medium": 0.2, "long": 0.1, "unclassified": 0.0}

Row = dict[str, str]


def rows_of(kind: Kind) -> list[Row]:
    with (DEMO / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def horizon(row: Row) -> str:
    """As given, else by months from the as-of date to the finish: 12, 36, more."""
    finish, as_of = day(row["finish"]), date.fromisoformat(row["as_of"])
    if row["horizon"] or finish is None:
        return row["horizon"].lower() or "unclassified"
    months = (finish.year - as_of.year) * 12 + finish.month - as_of.month + (finish.day > as_of.day)
    return "short" if months <= 12 else "medium" if months <= 36 else "long"


def is_open(row: Row) -> bool:
    return row["status"] not in ("Completed", "Cancelled") and not row["done"]


def is_overdue(row: Row) -> bool:
    finish = day(row["finish"])
    return is_open(row) and finish is not None and finish.isoformat() < row["as_of"]


def open_at(as_of: str) -> list[Row]:
    return [row for row in rows_of(Kind.PROJECTS) if row["as_of"] == as_of and is_open(row)]


def money_by_horizon(rows: list[Row]) -> Mapping[str, int]:
    money: Counter[str] = Counter()
    for row in rows:
        if row["budget"].isdigit():
            money[horizon(row)] += int(row["budget"])
    return money


def wrong_horizon(as_of: str) -> float:
    money = money_by_horizon(open_at(as_of))
    total = sum(money.values())
    return sum(abs(money[name] / total - share) for name, share in TARGET.items()) / 2
