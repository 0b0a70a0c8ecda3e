"""Where every project stands at a date: one row per project, as arrays of one length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from pmo_core.measure.arrays import Days, Flags, Floats, Texts
from pmo_core.model import Basis, Horizon

HORIZONS: Final = (Horizon.SHORT, Horizon.MEDIUM, Horizon.LONG, Horizon.UNCLASSIFIED)
MONEY_BASES: Final = (Basis.BUDGET, Basis.WHOLE_LIFE_COST)
Column: TypeAlias = npt.NDArray[Any]
"""What the store gives: an array, masked where a cell holds no value."""


@dataclass(frozen=True, eq=False)
class Positions:
    """Latest state of each project; None, NaN and NaT mean that there is no value."""

    key: Texts
    project_id: Texts
    name: Texts
    department: Texts
    owner: Texts
    stage: Texts
    status: Texts
    status_standard: Texts
    rating: Texts
    horizon: Texts
    currency: Texts
    as_of: Days
    start: Days
    finish: Days
    done: Days
    months_to_finish: Floats
    budget: Floats
    whole_life_cost: Floats
    effort: Floats
    short_term_value: Floats
    long_term_value: Floats
    finished: Flags
    overdue: Flags
    reported: Flags

    @property
    def size(self) -> int:
        """Number of projects."""
        return int(self.key.size)

    def take(self, chosen: Flags) -> Positions:
        """The same picture of some of the projects."""
        kept: dict[str, Any] = {each.name: getattr(self, each.name)[chosen] for each in fields(self)}
        return Positions(**kept)

    def within_department(self, department: str) -> Positions:
        """Only the projects of one department, spelled in any case; '' = all."""
        if not department:
            return self
        wanted = department.casefold()
        return self.take(
            np.array([(name or "").casefold() == wanted for name in self.department], dtype=np.bool_)
        )

    def amounts(self, basis: Basis) -> Floats:
        """Investment per project in a basis, NaN where missing; 1 for each when projects are counted."""
        if basis is Basis.COUNT:
            return np.ones(self.size)
        column: Floats = getattr(self, basis.value)
        return np.where(column >= 0, column, np.nan)

    def label(self, position: int) -> str:
        """What to call a project: its name, else its id."""
        return str(self.name[position] or self.project_id[position] or self.key[position])

    def labels(self) -> list[str]:
        """What to call each project."""
        named = zip(self.name, self.project_id, self.key, strict=True)
        return [str(name or id or key) for name, id, key in named]

    def units(self, basis: Basis, *, other: Mapping[Basis, str]) -> list[str]:
        """What each project's amount is in: its own currency, '' if it names none, else as `other` says."""
        if basis in MONEY_BASES:
            return [str(code or "") for code in self.currency]
        return [other[basis]] * self.size


def texts(column: Column) -> Texts:
    """A column of the store as words; masked cells become None."""
    words = np.array(np.ma.getdata(column), dtype=object)
    words[np.ma.getmaskarray(column)] = None
    return words


def floats(column: Column) -> Floats:
    """A column of the store as figures; masked and infinite cells become NaN."""
    figures = np.array(np.ma.getdata(column), dtype=np.float64)
    figures[np.ma.getmaskarray(column) | ~np.isfinite(figures)] = np.nan
    return figures


def days(column: Column) -> Days:
    """A column of the store as dates; masked cells become NaT."""
    dates = np.array(np.ma.getdata(column), dtype="datetime64[D]")
    dates[np.ma.getmaskarray(column)] = np.datetime64("NaT", "D")
    return dates


def flags(column: Column) -> Flags:
    """A column of the store as yes or no; masked cells mean no."""
    answers = np.array(np.ma.getdata(column), dtype=np.bool_)
    answers[np.ma.getmaskarray(column)] = False
    return answers


def positions_of(columns: Mapping[str, Column]) -> Positions:
    """Take the columns of a query that has one column per field of Positions."""
    readers: dict[str, Callable[[Column], Any]] = {
        "Texts": texts,
        "Floats": floats,
        "Days": days,
        "Flags": flags,
    }
    read = {each.name: readers[str(each.type)](columns[each.name]) for each in fields(Positions)}
    return Positions(**read)


def as_dates(column: Days) -> list[date | None]:
    """A column of dates as dates; None where there is none."""
    dates: list[date | None] = column.astype("datetime64[D]").astype(object).tolist()
    return dates


def as_figures(column: Floats) -> list[float | None]:
    """A column of figures as figures; None where there is none."""
    return [None if figure != figure else figure for figure in column.tolist()]
