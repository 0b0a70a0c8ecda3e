"""Which projects lack a rating, in the order of their money, and what rating them is worth."""

from __future__ import annotations

import pytest

from pmo_core.answers.overview.facts import gather
from pmo_core.importing.entry import states_now
from pmo_core.importing.unrated import Ratings, ratings
from pmo_core.store import snapshots
from pmo_core.store.database import Database
from tests.importing.conftest import Put

LIST = """ID,Project,As of,Owner,Short-term value,Long-term value,Risk,Horizon,Budget (GBP),Finish,Status
P1,Done well,2026-03-31,Ann,5,5,2,short,6000000,,in progress
P2,By the rule,2026-03-31,Ann,5,5,2,,1000000,2027-03-31,in progress
P3,No horizon,2026-03-31,Ann,5,5,2,,2000000,,in progress
P4,Nothing,2026-03-31,,,,,,1000000,,in progress
P5,No money,2026-03-31,,,,,,,,in progress
P6,Finished,2026-03-31,,,,,,9000000,,done
"""


@pytest.fixture
def found(db: Database, put: Put) -> Ratings:
    put(LIST, mapping={"short_term_value": "Short-term value", "long_term_value": "Long-term value"})
    return ratings(gather(db, snapshots.snapshot(db, "main")), states_now(db, "main"))


def test_unrated_projects_are_open_and_the_most_money_comes_first(found: Ratings) -> None:
    """A horizon that the rule gives is none that lacks."""
    assert [one.entry.name for one in found.unrated] == ["No horizon", "Nothing", "No money"]
    assert found.lacking == 3_000_000


def test_coverage_is_of_the_money_whose_projects_lack_nothing(found: Ratings) -> None:
    assert found.coverage() == pytest.approx(0.7)
    assert found.coverage({"P3": {"horizon": "long"}}) == pytest.approx(0.9)


def test_a_project_that_still_lacks_something_does_not_count(found: Ratings) -> None:
    assert found.coverage({"P4": {"horizon": "long", "owner": "Bo"}}) == found.coverage()
