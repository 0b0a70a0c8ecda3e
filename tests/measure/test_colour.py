"""The colour of a KPI, row by row of its table, and how far people's ratings are from it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Texts
from pmo_core.measure.colour import Colours, coloured, disagreement
from pmo_core.thresholds import Thresholds

NAN = float("nan")
MISSED = {
    "value": 7.0,
    "target": 10.0,
    "direction": "higher",
    "met": False,
    "adverse": False,
    "pace": NAN,
    "towards": False,
    "stale": False,
}
MET = {"value": 12.0, "met": True}


def texts(*words: str | None) -> Texts:
    return np.array(words, dtype=object)


def found(*kpis: dict[str, Any], thresholds: Thresholds | None = None) -> Colours:
    rows = [{**MISSED, **kpi} for kpi in kpis]
    columns = {
        name: np.array([row[name] for row in rows], dtype=object if name == "direction" else None)
        for name in MISSED
    }
    return coloured(
        columns.pop("value"), columns.pop("target"), thresholds=thresholds or Thresholds(), **columns
    )


TABLE = [
    pytest.param({"target": NAN}, "grey", "no target", id="1 no target"),
    pytest.param({"direction": ""}, "grey", "no direction", id="1 no direction"),
    pytest.param({"direction": None}, "grey", "no direction", id="1 direction blank"),
    pytest.param({"value": NAN}, "grey", "no value", id="1 no value"),
    pytest.param({"target": NAN, "stale": True}, "grey", "no target", id="1 before 2"),
    pytest.param({**MET, "stale": True}, "grey", "stale", id="2"),
    pytest.param(MET, "green", "met", id="3"),
    pytest.param({**MET, "pace": -0.5}, "green", "met", id="3 before 7"),
    pytest.param({**MET, "adverse": True}, "amber", "met, with an adverse signal", id="4"),
    pytest.param({"pace": 0.2}, "green", "on pace", id="5 ahead"),
    pytest.param({"pace": -0.1}, "green", "on pace", id="5 at its border"),
    pytest.param({"pace": 0.4 - 0.5}, "green", "on pace", id="5 at its border but for rounding"),
    pytest.param(
        {"pace": 0.0, "adverse": True}, "amber", "on pace, with an adverse signal", id="5 with a signal"
    ),
    pytest.param({"pace": -0.1001}, "amber", "behind pace", id="6 below its upper border"),
    pytest.param({"pace": -0.25}, "amber", "behind pace", id="6 at its lower border"),
    pytest.param(
        {"pace": -0.2, "adverse": True}, "red", "behind pace, with an adverse signal", id="6 with a signal"
    ),
    pytest.param({"pace": -0.2501}, "red", "far behind pace", id="7"),
    pytest.param({"pace": -0.3, "adverse": True}, "red", "far behind pace", id="7 with a signal"),
    pytest.param({"pace": -0.3, "towards": True}, "red", "far behind pace", id="7 before 8"),
    pytest.param({"towards": True}, "amber", "missed, with a trend towards the target", id="8 towards"),
    pytest.param({}, "red", "missed", id="8"),
    pytest.param({"adverse": True}, "red", "missed", id="8 with a signal"),
]


@pytest.mark.parametrize(("kpi", "colour", "word"), TABLE)
def test_the_first_row_that_fits_gives_the_colour(kpi: dict[str, Any], colour: str, word: str) -> None:
    one = found(kpi)
    assert (one.colour[0], one.word[0]) == (colour, word)


def test_many_kpis_at_once_are_each_as_alone() -> None:
    kpis, colours, words = zip(*(case.values for case in TABLE), strict=True)
    every = found(*kpis)
    assert (every.colour.tolist(), every.word.tolist()) == (list(colours), list(words))


def test_a_stale_kpi_keeps_its_last_colour() -> None:
    one = found({**MET, "stale": True, "adverse": True}, {"stale": True, "pace": -0.9}, MET)
    assert one.colour.tolist() == ["grey", "grey", "green"]
    assert one.last.tolist() == ["amber", "red", "green"]


def test_thresholds_can_be_set() -> None:
    one = found(
        {"pace": -0.1}, {"pace": -0.3}, {"pace": -0.6}, thresholds=Thresholds(kpi_amber=0, kpi_red=0.5)
    )
    assert one.colour.tolist() == ["amber", "amber", "red"]


@pytest.mark.parametrize(("amber", "red"), [(-0.1, 0.2), (0.1, 1.2), (NAN, 0.2), (0.1, NAN)])
def test_thresholds_that_make_no_sense_are_refused(amber: float, red: float) -> None:
    with pytest.raises(ScenarioError, match="cannot hold"):
        Thresholds(kpi_amber=amber, kpi_red=red)


def test_where_red_does_not_come_after_amber_none_is_amber_for_its_pace() -> None:
    one = found({"pace": -0.2}, {"pace": -0.3}, thresholds=Thresholds(kpi_amber=0.25, kpi_red=0.1))
    assert one.colour.tolist() == ["green", "red"]


def test_no_kpis_have_no_colours() -> None:
    none = np.array([])
    flags = none.astype(bool)
    every = coloured(
        none,
        none,
        direction=texts(),
        met=flags,
        adverse=flags,
        pace=none,
        towards=flags,
        stale=flags,
        thresholds=Thresholds(),
    )
    assert every.colour.shape == (0,)


@pytest.mark.parametrize(
    ("human", "computed", "steps"),
    [
        ("Green", "red", 2),
        ("Green", "amber", 1),
        ("Amber/Green", "red", 1.5),
        ("Amber / Red", "red", 0.5),
        ("Amber", "amber", 0),
        ("Amber/Green", "green", -0.5),
        ("Red", "green", -2),
        ("On track", "red", 2),
        ("Exempt", "red", NAN),
        (None, "red", NAN),
        ("Green", "grey", NAN),
    ],
)
def test_disagreement_is_told_in_steps(human: str | None, computed: str, steps: float) -> None:
    one = disagreement(texts(human), texts(computed), explicit={"on track": 100})
    assert one[0] == pytest.approx(steps, nan_ok=True)
