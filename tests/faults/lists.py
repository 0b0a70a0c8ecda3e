"""Lists of projects by number: any process can make the same file again, and knows what is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pmo_core import importing
from pmo_core.importing import Staged
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store.database import Database

ADMIN = grant_of(Role.ADMIN, who="tester")
TODAY = date(2026, 11, 23)
PORTFOLIO = "main"
_LARGE_EVERY = 9


@dataclass(frozen=True)
class ProjectList:
    """The file of a number, and what its rows add up to."""

    number: int

    @property
    def import_id(self) -> str:
        return f"list-{self.number}"

    @property
    def rows(self) -> int:
        """Now and then so many that the engine cuts the file in its staging folder."""
        return 6_000 if self.number % _LARGE_EVERY == _LARGE_EVERY - 1 else 120

    @property
    def budget(self) -> float:
        return float(sum(self._budgets()))

    @property
    def label(self) -> str:
        return f"list of {date(2020, 1, 1) + timedelta(days=self.number)}.csv"

    @property
    def content(self) -> bytes:
        lines = [
            f"P{row},Project {row} of the list,Active,{budget},31/12/2027"
            for row, budget in enumerate(self._budgets())
        ]
        return "\n".join(["Project ID,Project name,Status,Budget (£),Finish date", *lines]).encode()

    def _budgets(self) -> range:
        return range(self.number * 10, self.number * 10 + self.rows)


def large(number: int) -> ProjectList:
    """One of those with 6,000 projects."""
    return ProjectList(_LARGE_EVERY * (number + 1) - 1)


def staged(db: Database, wanted: ProjectList) -> Staged:
    """Read a list as the page does; the import id is its number's, so that it can be sent again."""
    made = importing.stage(
        db,
        wanted.content,
        label=wanted.label,
        options=Options(answers={"money_unit": "one"}),
        portfolio=PORTFOLIO,
        limits=PAGE_LIMITS,
        today=TODAY,
        mode="append" if wanted.number % 5 else "replace",
    )
    if not made.ready:
        raise AssertionError(f"{wanted.label} should need no answer: {made.questions or made.issues}")
    return replace(made, import_id=wanted.import_id)
