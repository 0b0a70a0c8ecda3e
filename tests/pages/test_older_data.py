"""A link to an older version opens it at its own date, whatever was looked at before."""

from __future__ import annotations

import pytest

from pages.shared import session
from pmo_core.store.history import history
from tests.pages.conftest import open_page
from tests.pages.test_entry import load

ROWS = "ID,Project,As of,Budget (GBP),Finish\nP1,Portal,{},5000000,2027-03-31\n"


@pytest.mark.usefixtures("empty_workspace")
def test_a_version_is_shown_at_its_own_date_after_the_newest_was_seen() -> None:
    for day in ("2026-03-31", "2026-06-30"):
        load(ROWS.format(day))
    at = open_page("overview", {"v": "1", "portfolio": "main"})
    assert at.query_params["as_of"] == "2026-06-30"
    first = history(session.database(), "main")[-1]
    at.query_params.clear()
    for name, value in {"v": "1", "portfolio": "main", "data": first.snapshot}.items():
        at.query_params[name] = value
    at.run()
    assert at.query_params["as_of"] == "2026-03-31"
    assert not [one.value for one in at.warning]
