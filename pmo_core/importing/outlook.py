"""What saving a staged file would do: the balance then beside the balance now."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_core.answers.balance.judgement import Judgement
from pmo_core.importing.changes import LISTED, changes
from pmo_core.importing.coming import coming
from pmo_core.importing.commit import check_answered
from pmo_core.importing.difference import Changes
from pmo_core.importing.preview import judged, moves_the_balance, preview
from pmo_core.importing.project_changes import Judged
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
    cannot change it. changes: What changes in the file's kind, and in others that it holds.
    """

    changes: Changes
    now: Judgement | None = None
    alike: Judgement | None = None
    after: Judgement | None = None


def outlook(
    db: Database,
    staged: Staged,
    *,
    grant: Grant,
    now: Judgement | None = None,
    most: int | None = LISTED,
) -> Outlook:
    """
    Say what saving would do; nothing is written into `db`.

    Args:
        db: The store.
        staged: A file without open questions that is not in already.
        grant: Must cover `import` and `settings` of the portfolio.
        now: The balance as it is, where it has been judged already.
        most: So many changed cells, new and gone rows are listed; None = all.
    Raises:
        AnswerNeeded: If a question about the file is still open.
        AccessDenied: If the grant does not cover `import` and `settings` of the portfolio.
    """
    check_answered(staged)
    brought, portfolio = coming(db, staged), staged.portfolio
    if not moves_the_balance(staged):
        return Outlook(changes(db, brought, most=most))
    with preview(db, brought, grant=grant) as saved:
        if Kind.PROJECTS not in versions.current(saved, portfolio):
            return Outlook(changes(db, brought, most=most))
        after = judged(saved, portfolio)
    if now is None and Kind.PROJECTS in versions.current(db, portfolio):
        now = judged(db, portfolio)
    found = changes(db, brought, judged=Judged(now, after), most=most)
    if now is None:
        return Outlook(found, after=after)
    return Outlook(found, now, _alike(db, portfolio, now=now, after=after), after)


def _alike(db: Database, portfolio: str, *, now: Judgement, after: Judgement) -> Judgement | None:
    if now.holdings.unit != after.holdings.unit:
        now = judged(db, portfolio, basis=after.holdings.basis)
    return now if now.holdings.unit == after.holdings.unit and now.distance.value is not None else None
