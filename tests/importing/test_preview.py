"""The portfolio as it would be after saving, judged before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from pmo_core import importing
from pmo_core.errors import AccessDenied, AnswerNeeded
from pmo_core.importing import Staged
from pmo_core.importing.coming import coming
from pmo_core.importing.preview import judged, preview
from pmo_core.importing.settings import Declared, save_settings
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Basis, Grant, Horizon
from pmo_core.scenario import HorizonRule
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put

MARCH = """Project ID,Project,Department,Owner,Status,RAG,Finish,Budget (£m),Effort (days)
A,Portal,IT,Shah,In progress,Green,2026-12-31,40,100
B,Campus,Estates,Cole,In progress,Amber,2028-06-30,20.5,
C,Archive,IT,,In progress,Red,2031-01-31,withheld,30
D,Skills,HR,Diaz,Done,Green,2026-01-31,5,20
E,Network,IT,Diaz,In progress,Blue,,TBC,60
"""
APRIL = """Project ID,Project,Department,Owner,Status,RAG,Finish,Budget (£m),Effort (days)
A,Portal,IT,Shah,In progress,Amber,2027-12-31,48,100
B,Campus,Estates,Cole,Done,Amber,2028-06-30,20.5,
E,Network,IT,Diaz,In progress,Blue,2030-01-31,-4,60
F,Harbour,Estates,Ng,Not started,,2029-01-31,redacted,
"""
FEW = """Project ID,Project,Owner,Budget (£m),Finish
A,Portal,,44,
C,Archive,Ng,9,2026-06-30
Z,Kiosk,,3,
"""
NO_AMOUNTS = """Project ID,Project,Status,Finish,Effort (days)
A,Portal,In progress,2026-12-31,10
Q,Quay,In progress,2029-12-31,90
"""
CASES: Mapping[str, tuple[str, str, dict[str, str]]] = {
    "the next list": ("list 2026-04-30.csv", APRIL, {}),
    "the same date again": ("again 2026-03-31.csv", APRIL, {"mode": "update"}),
    "an earlier date": ("list 2025-12-31.csv", APRIL, {}),
    "some rows of the date in use": ("few 2026-03-31.csv", FEW, {"mode": "update"}),
    "some rows of a new date": ("few 2026-05-31.csv", FEW, {"mode": "update"}),
    "another whole list": ("list 2026-04-30.csv", APRIL, {"mode": "replace"}),
    "a list without amounts": ("list 2026-06-30.csv", NO_AMOUNTS, {"mode": "replace"}),
    "a list with words of its own": ("list 2026-04-30.csv", APRIL, {"value.rating.Blue": "green"}),
    "rows of their own date each": ("few 2026-06-30.csv", FEW, {"mode": "append", "source": "rolling"}),
}


def plain(value: Any) -> Any:
    """A judgement as lists and texts that can be compared; what is not a number equals itself."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, np.ndarray):
        return [repr(each) for each in value.tolist()]
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return repr(value)


def staged_as(db: Database, text: str, label: str, *, said: dict[str, str] | None = None) -> Staged:
    answers = dict(said or {})
    source = answers.pop("source", None)
    staged = importing.stage(
        db,
        text.encode(),
        label=label,
        options=Options(answers=answers, source=source),  # type: ignore[arg-type] - one of its two words
        portfolio="main",
        limits=PAGE_LIMITS,
        today=TODAY,
    )
    assert staged.ready, staged.questions
    return staged


def begin(put: Put, db: Database, *, declared: bool) -> None:
    """A portfolio of several parts: a list, mended rows, rows that roll, perhaps its own settings."""
    put(MARCH.replace("40,", "39,"), "list 2026-02-28.csv")
    put(MARCH, "list 2026-03-31.csv", answers={"value.rating.Blue": "amber"} if declared else {})
    put(FEW.replace("44", "41"), "mended 2026-03-31.csv", answers={"mode": "update"})
    rolling = "Project ID,Project,Budget (£m),Finish\nR,Roller,11,2027-01-31\n"
    put(rolling, "rolling 2026-03-15.csv", source="rolling", answers={"mode": "append"})
    if declared:
        aim = {Horizon.SHORT: 0.4, Horizon.MEDIUM: 0.3, Horizon.LONG: 0.3}
        said = Declared(target=aim, rule=HorizonRule(6, 18), basis=Basis.EFFORT)
        save_settings(db, "main", declared=said, grant=ADMIN, today=TODAY)


@pytest.mark.parametrize("declared", [False, True], ids=["nothing declared", "own settings"])
@pytest.mark.parametrize("case", CASES)
def test_the_preview_judges_as_the_portfolio_is_judged_after_saving(
    db: Database, put: Put, case: str, declared: bool
) -> None:
    begin(put, db, declared=declared)
    label, text, said = CASES[case]
    staged = staged_as(db, text, label, said=said)
    before = plain(judged(db, "main")), versions.history(db, "main")
    with preview(db, coming(db, staged), grant=ADMIN) as saved:
        expected = plain(judged(saved, "main"))
    assert (plain(judged(db, "main")), versions.history(db, "main")) == before, "nothing is written"
    importing.commit(db, staged, grant=ADMIN)
    assert plain(judged(db, "main")) == expected


def test_the_first_file_is_judged_alone(db: Database) -> None:
    staged = staged_as(db, MARCH, "list 2026-03-31.csv")
    found = importing.outlook(db, staged, grant=ADMIN)
    assert found.now is None
    assert found.after is not None
    assert found.after.total.value == 60.5e6
    assert found.after.as_of == date(2026, 3, 31)
    assert versions.portfolios(db) == []


def test_states_in_other_units_are_not_drawn_in_one_picture(db: Database, put: Put) -> None:
    put(NO_AMOUNTS, "list 2026-03-31.csv")
    staged = staged_as(db, MARCH, "list 2026-04-30.csv", said={"mode": "replace"})
    found = importing.outlook(db, staged, grant=ADMIN)
    assert found.now is not None
    assert found.after is not None
    assert (found.now.holdings.unit, found.after.holdings.unit, found.alike) == ("person-days", "GBP", None)


def test_kinds_that_the_balance_does_not_rest_on_need_no_preview(db: Database, put: Put) -> None:
    put(MARCH)
    kpis = "KPI,Unit,Jan 2026,Feb 2026\nOn time,%,80,82\nDefects,count,12,11\n"
    staged = staged_as(db, kpis, "kpis.csv")
    found = importing.outlook(db, staged, grant=ADMIN)
    assert (found.now, found.alike, found.after) == (None, None, None)


def test_who_may_not_import_sees_no_preview(db: Database, put: Put) -> None:
    put(MARCH)
    staged = staged_as(db, APRIL, "list 2026-04-30.csv")
    with pytest.raises(AccessDenied, match="You may not"):
        importing.outlook(db, staged, grant=Grant("guest", "viewer", frozenset({"read"})))


def test_a_file_with_open_questions_has_no_outlook_yet(db: Database, put: Put) -> None:
    put(MARCH)
    asking = replace(staged_as(db, APRIL, "list 2026-04-30.csv"), mode=None)
    with pytest.raises(AnswerNeeded, match="has open questions"):
        importing.outlook(db, asking, grant=ADMIN)


def test_the_rows_that_a_file_meets_are_read_once(
    db: Database, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are settled, copied and compared; each of these once read all of them for itself."""
    put(MARCH)
    staged = staged_as(db, FEW, "few 2026-03-31.csv", said={"mode": "update"})
    asked: list[str] = []
    read = Database.arrow
    monkeypatch.setattr(
        Database, "arrow", lambda self, text, **said: asked.append(text) or read(self, text, **said)
    )
    importing.outlook(db, staged, grant=ADMIN)
    assert len(asked) == 1
