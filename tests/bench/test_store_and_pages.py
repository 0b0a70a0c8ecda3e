"""The product against its peers on a loaded store and on pages: the same work, the same answers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench import contest
from bench.answers import differing
from bench.contest import Contest
from bench.engines.page_work import first_number
from bench.engines.reading import ASKS, READERS, Latencies, beside
from bench.engines.store_work import shares, write_update
from bench.rounds import Record, Run, once
from bench.verdict import Conditions, rows

READINGS = 1_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a small portfolio is loaded once."""
    return tmp_path_factory.mktemp("prepared")


def chosen(op: str, folder: Path) -> Contest:
    every = [*contest.store(READINGS, folder), *contest.pages(READINGS, folder)]
    return next(each for each in every if op in each.ours)


@pytest.mark.parametrize("op", ["balance-warm", "commit", "update", "page-balance", "page-chip"])
def test_both_find_the_same(op: str, folder: Path) -> None:
    held = chosen(op, folder)
    found = once({**held.ours, **{peer.name: peer for peer in held.peers}})
    assert [record.problem for record in found.values()] == [None, None]
    ours, theirs = (record.runs[0].answers for record in found.values())
    assert ours
    assert differing(ours, theirs) == []


def test_a_page_tells_what_it_sends(folder: Path) -> None:
    held = chosen("page-data", folder)
    (found,) = once(held.ours).values()
    assert 0 < found.cost()["sent_kb"] < 100


def test_an_update_names_readings_that_are_there_with_other_values(tmp_path: Path) -> None:
    kpis, update = tmp_path / "kpis.csv", tmp_path / "update.csv"
    kpis.write_text("name,value\nA,\nB,1.5\nC,n/a\nD,2\nE,3\n", encoding="utf-8")
    write_update(kpis, 200, update)
    with update.open(encoding="utf-8", newline="") as lines:
        assert [(row["name"], row["value"]) for row in csv.DictReader(lines)] == [("B", "2.5"), ("D", "3.0")]


def test_every_turn_has_another_target_and_each_adds_up() -> None:
    targets = [shares(number) for number in range(17)]
    assert len(set(targets)) == len(targets)
    assert all(sum(each) == pytest.approx(1) and min(each) >= 0 for each in targets)


def test_readers_ask_while_a_writer_commits() -> None:
    latencies, written = Latencies(), list[int]()
    assert beside(latencies, ask=lambda: 0.5, write=written.append) == {"balance": 0.5, "different": 1}
    assert len(latencies.answers) == READERS * ASKS
    assert written == list(range(len(latencies.commits)))


@pytest.mark.parametrize(
    ("text", "number"), [("71 %", 71.0), ("1\u202f000 rows read", 1000.0), ("€ 1,234.5 of 2", 1234.5)]
)
def test_the_first_number_of_a_text_is_read(text: str, number: float) -> None:
    assert first_number(text) == number


def test_a_text_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no number in 'none'"):
        first_number("none")


def test_seconds_of_the_processor_are_promised_on_a_quiet_machine_only() -> None:
    run = Record([Run(0.04, 0.04, 300.0, {"balance": 1.0}, {}, figures={"sent_kb": 20.0})])
    for loaded, said in ((False, "missed"), (True, "loaded")):
        found = rows(
            "page-balance",
            1_000,
            ours=run,
            peer=("naive", run),
            limits={"cpu": 1.0, "cpu_s": 0.03, "sent_kb": 70.0},
            floor_s=None,
            conditions=Conditions(loaded=loaded),
        )
        verdicts = {row["decides"]: row["verdict"] for row in found}
        assert verdicts == {"cpu": "pass", "cpu_s": said, "sent_kb": "pass"}
