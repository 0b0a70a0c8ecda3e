"""The nouns of the house: kinds, versions and snapshots, results, guesses and issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from pmo_core.errors import AccessDenied


class Kind(StrEnum):
    """What a row is about; one table each in store/schema.sql."""

    PROJECTS = "projects"
    PROJECT_COSTS = "project_costs"
    OBJECTIVES = "objectives"
    ALIGNMENT = "alignment"
    KPIS = "kpis"
    STAKEHOLDERS = "stakeholders"
    CONTACTS = "contacts"
    FEEDBACK = "feedback"
    MILESTONES = "milestones"
    BENEFITS = "benefits"
    LESSONS = "lessons"
    NOTES = "notes"
    SETTINGS = "settings"


class Horizon(StrEnum):
    """When the benefit lands; the borders are the PMO's."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
    UNCLASSIFIED = "unclassified"


class Basis(StrEnum):
    """What a project's investment is measured in; one per portfolio, always named."""

    BUDGET = "budget"
    WHOLE_LIFE_COST = "whole_life_cost"
    EFFORT = "effort"
    COUNT = "count"


class Missing(StrEnum):
    """Why a cell holds no value. None of these is ever counted as zero."""

    BLANK = "blank"
    WITHHELD = "withheld"
    NOT_PROVIDED = "not_provided"
    NOT_APPLICABLE = "not_applicable"
    PLACEHOLDER = "placeholder"
    UNPARSEABLE = "unparseable"


class FieldType(StrEnum):
    """How the cells of a field are read (intake) and stored (schema.sql)."""

    ID = "id"
    NAME = "name"
    TEXT = "text"
    CATEGORY = "category"
    PERSON = "person"
    LIST = "list"
    DATE = "date"
    PERIOD = "period"
    MONEY = "money"
    NUMBER = "number"
    INTEGER = "integer"
    PERCENT = "percent"
    SHARE = "share"
    DURATION = "duration"
    STATUS = "status"
    RATING = "rating"
    HORIZON = "horizon"
    VALUE = "value"
    ORDINAL = "ordinal"
    LEVEL = "level"
    PRIORITY = "priority"
    DIRECTION = "direction"
    FLAG = "flag"


@dataclass(frozen=True)
class Field:
    """One column of a kind: its name is the same in mapping, templates and schema."""

    name: str
    type: FieldType


class Severity(StrEnum):
    """How much an issue matters: an error refuses its row, the others load it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Issue:
    """One thing about the file that the user should know, in the words of the user's file."""

    code: str
    problem: str
    fix: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Guess:
    """A whole-file decision with its evidence; shown as a chip that one click changes."""

    name: str
    value: str
    evidence: str
    alternatives: tuple[str, ...] = ()
    certainty: Literal["sure", "likely", "ask"] = "sure"


@dataclass(frozen=True)
class Choice:
    """One possible answer to a question, with what it would make of a cell of the file."""

    value: str
    example: str


@dataclass(frozen=True)
class Question:
    """What the file cannot answer and a wrong guess would change a number."""

    id: str
    text: str
    choices: tuple[Choice, ...]
    option: str
    evidence: str
    field: str | None = None
    column: str | None = None


class State(StrEnum):
    """Whether a figure may be shown; only ok and provisional carry a value."""

    OK = "ok"
    PROVISIONAL = "provisional"
    NOT_ENOUGH_DATA = "not_enough_data"
    NOT_APPLICABLE = "not_applicable"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True)
class Result:
    """A figure with everything needed to believe it. `coverage` is 0–1 of money or count."""

    value: float | None
    unit: str
    state: State = State.OK
    reason: str = ""
    n_used: int = 0
    n_total: int = 0
    coverage: float | None = None
    inputs: Mapping[str, object] = field(default_factory=dict[str, object])

    def __post_init__(self) -> None:
        shown = self.state in (State.OK, State.PROVISIONAL)
        if shown != (self.value is not None) or (self.state is not State.OK and not self.reason):
            raise ValueError("a figure needs a value exactly when it is shown, and a reason unless it is ok")


@dataclass(frozen=True)
class Metric:
    """The one definition of a figure: tooltip, axis, export, Method page and JSON read it."""

    id: str
    name: str
    unit: str
    range: str
    better: str
    meaning: str
    formula: str
    source: str
    golden: str = ""


@dataclass(frozen=True)
class Snapshot:
    """What a question is asked of: the version of every kind, and the date the data describe."""

    id: str
    portfolio: str
    as_of: date
    versions: Mapping[Kind, int]

    def of(self, kind: Kind) -> dict[str, object]:
        """Parameters `$version` and `$as_of` of a query on one kind; version 0 holds no rows."""
        return {"version": self.versions.get(kind, 0), "as_of": self.as_of}


@dataclass(frozen=True)
class Grant:
    """What somebody may do; made only by `sharing.require`, asked for by every writing function."""

    who: str
    role: str
    actions: frozenset[str]
    portfolios: frozenset[str] | None = None

    def allow(self, action: str, portfolio: str) -> None:
        """Raise AccessDenied unless this grant covers the action on the portfolio (None = all)."""
        covered = self.portfolios is None or portfolio in self.portfolios
        if action not in self.actions or not covered:
            raise AccessDenied(
                f"You may not {action.replace('_', ' ')} in {portfolio!r}.",
                fix="Ask an administrator of this workspace for the right to do it.",
            )
