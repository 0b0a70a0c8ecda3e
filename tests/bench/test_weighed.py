"""Ranking and trends against their peers: the same figures in, the same out, and what a part stands for."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np
import pytest

from bench import contest
from bench.answers import differing
from bench.contest import Contest
from bench.engines import weighed
from bench.report import results, table
from bench.rounds import Record, Run, once
from bench.verdict import Conditions, rows


def chosen(op: str) -> Contest:
    held = chain(contest.weighed(), contest.kpis(), contest.people(), contest.roadmap())
    return next(each for each in held if op in each.ours)


@pytest.mark.parametrize("op", ["slider", "smaa", "kendall", "xmr", "people", "roadmap"])
def test_all_find_the_same(op: str) -> None:
    """Here every engine runs in the environment of the tests, which holds the peers too."""
    held = chosen(op)
    peers = {peer.name: replace(peer, needs=None) for peer in held.peers}
    found = once({**held.ours, **peers})
    assert [record.problem for record in found.values()] == [None] * len(found)
    ours, *theirs = (record.runs[0].answers for record in found.values())
    assert [differing(ours, each) for each in theirs] == [[]] * len(peers)


def test_a_move_is_new_each_time_and_few_projects_are_moved_more_often() -> None:
    assert not np.array_equal(weighed.weights(0), weighed.weights(1))
    assert weighed.weights(0).sum(axis=1) == pytest.approx(1)
    assert [weighed.moves(n) for n in (100, 100_000, 1_000_000, 10_000_000)] == [100, 10, 1, 1]


def test_a_quick_run_asks_less() -> None:
    assert len(list(contest.weighed(quick=True))) < len(list(contest.weighed()))


def test_a_part_that_stands_for_the_whole_says_so() -> None:
    ours = Record([Run(0.1, 0.1, 40.0, {"ranks": 1.0}, {})])
    part = Record([Run(50.0, 50.0, 90.0, {"ranks": 1.0}, {}, figures={"extrapolated": 100})])
    told = [
        rows(
            "smaa",
            100,
            ours=ours,
            peer=("pymcdm loop", peer),
            limits={"cpu": 0.01},
            floor_s=None,
            conditions=Conditions(),
        )[0]
        for peer in (part, ours)
    ]
    assert [row["peer"]["extrapolated"] for row in told] == [True, False]
    machine = {"cores": 2, "load1": [0.1, 0.1], "loaded": False}
    said = table(results(told, commit="c", at="t", machine=machine, versions={}))
    assert said.count("pymcdm loop (extrapolated)") == 1
