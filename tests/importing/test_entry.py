"""What is entered by hand: typed value in = value out, nothing else changes, and it can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_core import importing
from pmo_core.errors import AccessDenied, IntakeError
from pmo_core.importing.entry import Entered, rate_projects, states_now
from pmo_core.importing.typed import Row
from pmo_core.intake.rows.keys import plain_text
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.history import history
from pmo_core.store.mappings import remembered
from tests.importing.conftest import ADMIN, TODAY, Put

LIST = """ID,Project,As of,Owner,Risk,Budget (GBP),Finish
P1,Alpha,2026-03-31,Ann,2,5000000,2027-03-31
P2,Beta,2026-03-31,,,exempt under section 43,2028-03-31
P3,Gamma,2026-03-31,,4,1000000,
"""


def rows(db: Database, kind: Kind = Kind.PROJECTS) -> list[dict[str, Any]]:
    version = versions.current(db, "main").get(kind, 0)
    return versions.rows_of(db, kind, version=version).sort_by("key").to_pylist()


def rate(db: Database, edits: dict[str, Row]) -> Entered | None:
    return rate_projects(db, "main", edits=edits, grant=ADMIN, today=TODAY)


def test_only_the_edited_cells_change(db: Database, put: Put) -> None:
    put(LIST)
    before = rows(db)
    made = rate(db, {"P2": {"risk": 3.0, "owner": "Bea"}, "P3": {"horizon": "long"}})
    assert made is not None
    assert (made.label, made.cells, made.rows) == ("Entered: risk, horizon, owner of 2 projects", 3, 2)
    expected = [dict(row) for row in before]
    expected[1] |= {"risk": 3.0, "owner": "Bea"}
    expected[2] |= {"horizon": "long"}
    hidden = {"part", "row", "newest"}
    plain = [{n: v for n, v in row.items() if n not in hidden | {"version"}} for row in rows(db)]
    assert plain == [{n: v for n, v in row.items() if n not in hidden | {"version"}} for row in expected]


def test_an_edit_keeps_why_other_cells_lack_a_value(db: Database, put: Put) -> None:
    """A withheld budget is still withheld after somebody rated the risk."""
    put(LIST)
    rate(db, {"P2": {"risk": 3.0}, "P3": {"owner": "Cem"}})
    version = versions.current(db, "main")[Kind.PROJECTS]
    found = {tuple(row[:3]) for row in db.rows(importing.entry.__file__, "missing_now", version=version)}
    assert ("P2 | 2026-03-31", "budget", "withheld") in found
    assert ("P2 | 2026-03-31", "owner", "blank") in found
    assert not any(field == "risk" for _, field, _ in found)


def test_an_edit_keeps_own_criteria(db: Database, put: Put) -> None:
    put(LIST.replace("Finish\n", "Finish,Fit\n").replace("31\nP", "31,7\nP"), mapping={"score.fit": "Fit"})
    rate(db, {"P1": {"risk": 5.0}})
    version = versions.current(db, "main")[Kind.PROJECTS]
    found = db.rows(importing.entry.__file__, "scores_now", version=version)
    assert ("P1 | 2026-03-31", "fit", 7.0) in found


def test_undo_takes_an_edit_back_and_nothing_is_remembered(db: Database, put: Put) -> None:
    put(LIST)
    before, shapes = states_now(db, "main"), len(remembered(db, "main"))
    made = rate(db, {"P2": {"risk": 3.0}})
    assert made is not None
    assert history(db, "main")[0].label == "Entered: risk of “Beta”"
    assert len(remembered(db, "main")) == shapes
    importing.take_back(db, "main", made=made.made, grant=ADMIN)
    assert states_now(db, "main") == before


def test_what_is_there_already_makes_no_version(db: Database, put: Put) -> None:
    put(LIST)
    assert rate(db, {"P1": {"risk": 2.0}, "P3": {"risk": 4.0}}) is None
    assert len(history(db, "main")) == 1


def test_the_same_edit_again_counts_again(db: Database, put: Put) -> None:
    """3, then 4, then 3: the third is no repetition of the first."""
    put(LIST)
    for risk in (3.0, 4.0, 3.0):
        rate(db, {"P1": {"risk": risk}})
    assert states_now(db, "main")["P1"].rated["risk"] == 3.0


def test_an_edit_goes_to_the_list_that_counts_by_then(db: Database, put: Put) -> None:
    """Somebody loads April while the table of March is open: the rating stands in April."""
    put(LIST)
    put(LIST.replace("03-31,", "04-30,", 3), "april 2026-04-30.csv", answers={"mode": "append"})
    rate(db, {"P2": {"risk": 3.0}})
    state = states_now(db, "main")["P2"]
    assert (state.as_of, state.rated["risk"]) == (date(2026, 4, 30), 3.0)


def test_a_project_that_left_the_list_is_refused_in_words(db: Database, put: Put) -> None:
    put(LIST)
    put(LIST.replace("P3,", "P9,").replace("Gamma", "Delta"), answers={"mode": "replace"})
    with pytest.raises(IntakeError, match="'P3' is not among the projects that count now"):
        rate(db, {"P3": {"risk": 3.0}})


def test_each_project_of_a_rolling_list_keeps_its_own_date(db: Database, put: Put) -> None:
    put(LIST.replace("Beta,2026-03-31", "Beta,2026-02-28"), source="rolling")
    rate(db, {"P1": {"risk": 5.0}, "P2": {"risk": 1.0}})
    states = states_now(db, "main")
    assert [states[key].as_of.month for key in ("P1", "P2", "P3")] == [3, 2, 3]
    assert all(state.rolling for state in states.values())


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"risk": 7.0}, "“7” cannot be saved as risk. Give a number from 1 to 5"),
        ({"short_term_value": -1.0}, "“-1” cannot be saved as short-term value. Give a number from 0 to 10"),
        ({"owner": "TBC"}, "“TBC” cannot be saved as owner. Write a name"),
        ({"horizon": "someday"}, "“someday” cannot be saved as horizon"),
    ],
)
def test_a_value_that_cannot_hold_is_refused_and_nothing_changes(
    db: Database, put: Put, row: Row, problem: str
) -> None:
    put(LIST)
    with pytest.raises(IntakeError, match=problem.replace(".", r"\.")):
        rate(db, {"P1": row, "P2": {"risk": 3.0}})
    assert len(history(db, "main")) == 1


def test_who_may_not_import_may_not_enter(db: Database) -> None:
    reader = Grant("reader", "viewer", frozenset({"read"}))
    with pytest.raises(AccessDenied, match="may not import"):
        rate_projects(db, "main", edits={}, grant=reader, today=TODAY)


NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
RATINGS = st.fixed_dictionaries(
    {},
    optional={
        "short_term_value": st.floats(0, 10),
        "long_term_value": st.integers(0, 10).map(float),
        "risk": st.floats(1, 5),
        "horizon": st.sampled_from(["short", "medium", "long"]),
        "owner": NAMES,
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.dictionaries(st.sampled_from(["P1", "P2", "P3"]), RATINGS))
def test_what_is_typed_is_what_is_stored_or_it_is_refused(
    db: Database, put: Put, edits: dict[str, Row]
) -> None:
    if not history(db, "main"):
        put(LIST)
    before = states_now(db, "main")
    try:
        rate(db, edits)
    except IntakeError:
        assert any("owner" in edit for edit in edits.values())
        assert states_now(db, "main") == before
        return
    after = states_now(db, "main")
    for key, state in after.items():
        wanted = {**before[key].rated, **edits.get(key, {})}
        wanted["owner"] = wanted["owner"] and plain_text(str(wanted["owner"]))
        assert state.rated == wanted


def test_a_text_without_end_is_refused(db: Database, put: Put) -> None:
    """The page bounds its fields, but a client need not keep to that."""
    put(LIST)
    with pytest.raises(IntakeError, match=r"owner has 5,000 characters.*Shorten it to 1,000"):
        rate(db, {"P1": {"owner": "x" * 5_000}})
