from __future__ import annotations

from collections.abc import Mapping

import pytest

from bench import verdict
from bench.answers import differing
from bench.rounds import Record, Run
from bench.verdict import Conditions, Row

LIMITS = {"wall": 1.3, "cpu": 1.2, "rss": 0.25}


def record(wall: float = 1.0, *, cpu: float = 1.0, rss: float = 100.0, answer: float = 42.0) -> Record:
    return Record([Run(wall, cpu, rss, {"rows": 3, "balance": answer}, {})])


def rows(
    ours: Record,
    peer: Record,
    *,
    limits: Mapping[str, float] = LIMITS,
    conditions: Conditions = Conditions(),  # noqa: B008 - frozen
) -> list[Row]:
    return verdict.rows(
        "load-known",
        1000,
        ours=ours,
        peer=("polars", peer),
        limits=limits,
        floor_s=0.5,
        conditions=conditions,
    )


def test_the_wall_decides_on_a_quiet_machine_and_every_target_has_its_row() -> None:
    wall, rss = rows(record(1.3, rss=20), record())
    assert (wall["decides"], wall["value"], wall["target"], wall["verdict"]) == ("wall", 1.3, 1.3, "pass")
    assert (rss["decides"], rss["value"], rss["verdict"]) == ("rss", 0.2, "pass")
    assert wall["ratio"] == {"wall": 1.3, "cpu": 1.0, "rss": 0.2, "floor": 2.6}


@pytest.mark.parametrize(("wall", "said"), [(1.3, "pass"), (1.31, "missed")])
def test_a_target_is_met_up_to_and_including_its_limit(wall: float, said: str) -> None:
    assert rows(record(wall, rss=20), record())[0]["verdict"] == said


def test_on_a_loaded_machine_the_processor_decides() -> None:
    first, *_ = rows(record(9.0, cpu=1.2, rss=20), record(), conditions=Conditions(loaded=True))
    assert (first["decides"], first["verdict"]) == ("cpu", "pass")


def test_a_limit_in_seconds_is_not_judged_on_a_loaded_machine() -> None:
    found = rows(
        record(9.0), record(), limits={"wall_s": 5.0, "cpu": 12.0}, conditions=Conditions(loaded=True)
    )
    assert {row["decides"]: row["verdict"] for row in found} == {"cpu": "pass", "wall_s": "loaded"}


def test_limits_in_seconds_and_megabytes_are_those_of_the_product_alone() -> None:
    found = rows(record(6.0, rss=900), record(), limits={"wall_s": 5.0, "rss_mb": 1000.0, "cpu": 12.0})
    assert [(r["decides"], r["value"], r["verdict"]) for r in found] == [
        ("cpu", 1.0, "pass"),
        ("rss_mb", 900.0, "pass"),
        ("wall_s", 6.0, "missed"),
    ]


@pytest.mark.parametrize(("cpu", "said"), [(1.5, "pass"), (1.51, "missed")])
def test_a_quick_run_gives_a_quarter_more_processor_time(cpu: float, said: str) -> None:
    quick = Conditions(loaded=True, slack=verdict.QUICK_SLACK)
    assert rows(record(cpu=cpu, rss=20), record(), conditions=quick)[0]["verdict"] == said


def test_unequal_results_fail_whatever_the_time() -> None:
    found = rows(record(0.01, cpu=0.01, rss=1), record(answer=43.0))
    assert {row["verdict"] for row in found} == {"unequal"}
    assert {row["equal"] for row in found} == {False}
    assert found[0]["reason"] == "differs in balance"
    assert "unequal" in verdict.FAILING


def test_a_missing_peer_is_skipped_and_never_passes() -> None:
    (row,) = rows(record(), Record(problem="skipped: polars is not installed"))
    assert (row["verdict"], row["reason"]) == ("skipped", "skipped: polars is not installed")


def test_a_peer_that_breaks_or_a_product_that_breaks_fails_the_run() -> None:
    (broken_peer,) = rows(record(), Record(problem="exit code 1"))
    (broken_product,) = rows(Record(problem="exit code 1"), record())
    assert {broken_peer["verdict"], broken_product["verdict"]} == {"failed"}
    assert "failed" in verdict.FAILING


def test_a_comparison_without_a_target_says_so() -> None:
    (row,) = rows(record(), record(), limits={})
    assert (row["verdict"], row["decides"]) == ("no target", "cpu")


def test_a_floor_that_cannot_be_measured_is_not_judged() -> None:
    (row,) = verdict.rows(
        "load-known",
        1000,
        ours=record(),
        peer=("polars", record()),
        limits={"floor": 10.0},
        floor_s=None,
        conditions=Conditions(),
    )
    assert row["decides"] == "cpu"


def test_growth_is_the_exponent_between_two_sizes() -> None:
    limits = {"exponent": 1.1}
    (row,) = verdict.growth("load-known", (10**6, record(cpu=1.0)), (10**7, record(cpu=10.0)), limits=limits)
    assert (row["value"], row["verdict"], row["peer"]["name"]) == (1.0, "pass", "growth from 1e6")


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        pytest.param({"a": 1.0}, {"a": 1.0 + 4e-7}, [], id="the same to six digits"),
        pytest.param({"a": 1.0}, {"a": 1.0 + 6e-7}, ["a"], id="another sixth digit"),
        pytest.param({"a": 1e9}, {"a": 1e9 + 400}, [], id="large figures likewise"),
        pytest.param({"a": 0.0}, {"a": 1e-12}, ["a"], id="nothing is not a little"),
        pytest.param({"a": 1.0}, {}, ["a"], id="not told by the peer"),
        pytest.param({}, {"b": 1.0}, ["b"], id="not told by us"),
    ],
)
def test_figures_are_compared_to_six_digits(
    ours: dict[str, float], theirs: dict[str, float], found: list[str]
) -> None:
    assert differing(ours, theirs) == found
