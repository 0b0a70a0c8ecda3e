"""What saving a staged file would do: the balance then beside the balance now."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from pmo_core.answers.balance.judgement import Judgement
from pmo_core.importing.preview import judged, moves_the_balance, preview
from pmo_core.importing.stage import Staged
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database


@dataclass(frozen=True, eq=False)
class Outlook:
    """
    The portfolio as saving a file would leave it.

    now: The balance as it is; None without projects. alike: The same in the unit of `after`, to draw both in
    one picture; None where it has none in that unit. after: The balance after saving; None where the file
    cannot change it.
    """

    now: Judgement | None = None
    alike: Judgement | None = None
    after: Judgement | None = None


def outlook(db: Database, staged: Staged, *, grant: Grant) -> Outlook:
    """
    Say what saving would do; nothing is written into `db`.

    Raises:
        AnswerNeeded: If a question about the file is still open.
        AccessDenied: If the grant does not cover `import` and `settings` of the portfolio.
    """
    if not moves_the_balance(staged):
        return Outlook()
    with closing(preview(db, staged, grant=grant)) as saved:
        if Kind.PROJECTS not in versions.current(saved, staged.portfolio):
            return Outlook()
        after = judged(saved, staged.portfolio)
    if Kind.PROJECTS not in versions.current(db, staged.portfolio):
        return Outlook(after=after)
    now = judged(db, staged.portfolio)
    return Outlook(now, _alike(db, staged.portfolio, now=now, after=after), after)


def _alike(db: Database, portfolio: str, *, now: Judgement, after: Judgement) -> Judgement | None:
    if now.holdings.unit != after.holdings.unit:
        now = judged(db, portfolio, basis=after.holdings.basis)
    return now if now.holdings.unit == after.holdings.unit and now.distance.value is not None else None
