"""The roadmap of 500 major projects over six years stays readable, and says what it cannot say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_core.answers.roadmap.facts import gather
from pmo_core.answers.roadmap.judgement import Judged, judged
from pmo_core.answers.roadmap.lanes import BYS, LANES, ROWS, ZOOMS, lane_names, lanes, window
from pmo_core.answers.roadmap.promises import promises
from pmo_core.answers.roadmap.view import lanes_picture, road_view, shown, trend_picture
from pmo_core.answers.roadmap.words import periods
from tests.real.history import at, whole

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def found(real: Path) -> Iterator[Judged]:
    db = whole(real)
    yield judged(gather(db, at(db, 2022)))
    db.close()


def test_every_lane_and_span_has_few_rows_and_marks(found: Judged) -> None:
    chosen = shown(found, {})
    bys = [by for by in BYS if any(lane_names(found.facts, by))]
    assert "department" in bys
    for by in bys:
        for zoom in ZOOMS:
            span = window(found.facts.snapshot.as_of, zoom=zoom)
            drawn = lanes(found, chosen, by=by, span=span)
            picture = lanes_picture(found, chosen, drawn, by=by, span=span, opened="", page=0)
            assert len(picture.rows) <= 2000
            assert picture.rows["row"].nunique() <= max(ROWS, 2 * LANES)
            assert picture.alt.startswith("Roadmap from ")


def test_yearly_returns_are_held_against_a_year_and_nothing_is_claimed_kept(found: Judged) -> None:
    name, period = next(iter(periods(found).items()))
    assert name == "12m"
    view = road_view(promises(found, period), shown(found, {}))
    assert "are later than first promised" in view.sentence
    assert view.cards[0].value == "–"
    assert "finishes of projects" in view.note


def test_the_trend_of_twelve_projects_names_each(found: Judged) -> None:
    places = [place for place in range(found.standing.size) if found.reports[place] == 6][:12]
    picture = trend_picture(found, places)
    named = [name for name in picture.rows["end"] if name]
    assert len(named) == len(places) > 0
