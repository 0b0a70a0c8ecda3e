from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pages.shared import frame
from pages.shared.jobs import Jobs, Soon, Tell
from pmo_core.errors import ScenarioError

LONG = 30.0
"""Longer than anything here takes: a test that waits so long has failed."""


@pytest.fixture
def jobs() -> Jobs:
    return Jobs(frame.words)


class Held:
    """A computation that goes on until it is let go; `steps` counts how often it said how far it is."""

    def __init__(self) -> None:
        self.go, self.began, self.left = threading.Event(), threading.Event(), threading.Event()
        self.steps = 0

    def __call__(self, tell: Tell) -> str:
        self.began.set()
        try:
            while not self.go.wait(0.005):
                self.steps += 1
                tell(min(self.steps / 1000, 0.9), so_far=f"{self.steps} steps")
        finally:
            self.left.set()
        return "result"


@pytest.fixture
def held() -> Iterator[Callable[[], Held]]:
    made: list[Held] = []

    def make() -> Held:
        made.append(Held())
        return made[-1]

    yield make
    for each in made:
        each.go.set()


def ask(
    jobs: Jobs,
    key: object,
    work: Callable[[Tell], Any],
    *,
    reader: str = "ann",
    place: str = "a",
    **told: float,
) -> Soon[Any]:
    return jobs.soon(key, work, reader=reader, place=place, **told)  # type: ignore[arg-type]  # – keys of a test


def test_what_comes_in_time_is_given_at_once(jobs: Jobs) -> None:
    assert ask(jobs, "k", lambda tell: 7, wait=LONG) == Soon(7, share=1.0, done=True)


def test_a_result_is_computed_once_for_all_readers(jobs: Jobs) -> None:
    ask(jobs, "k", lambda tell: 7, wait=LONG)
    assert ask(jobs, "k", lambda tell: 8, reader="bob", wait=LONG).value == 7


def test_what_takes_longer_says_how_far_it_is_and_what_it_has(jobs: Jobs, held: Callable[[], Held]) -> None:
    work = held()
    assert not ask(jobs, "k", work, wait=0).done
    work.began.wait(LONG)
    while work.steps < 3:
        time.sleep(0.005)
    found = jobs.look("k")
    assert not found.done
    assert 0 < found.share < 1
    assert str(found.value).endswith("steps")
    work.go.set()
    assert ask(jobs, "k", work, wait=LONG).value == "result"


def test_another_key_of_the_same_place_stops_the_one_before(jobs: Jobs, held: Callable[[], Held]) -> None:
    first = held()
    ask(jobs, "old", first, wait=0)
    first.began.wait(LONG)
    assert ask(jobs, "new", lambda tell: "now", wait=LONG).value == "now"
    assert first.left.is_set()
    assert not first.go.is_set()


def test_what_a_place_will_ask_for_ends_what_it_asked_for_and_frees_the_reader(
    jobs: Jobs, held: Callable[[], Held]
) -> None:
    first = held()
    ask(jobs, "old", first, wait=0)
    first.began.wait(LONG)
    jobs.leave("new", reader="ann", place="a")
    assert ask(jobs, "other", lambda tell: "at once", place="b", wait=LONG).value == "at once"
    assert first.left.is_set()


def test_what_somebody_else_waits_for_is_not_stopped(jobs: Jobs, held: Callable[[], Held]) -> None:
    shared = held()
    ask(jobs, "k", shared, wait=0)
    ask(jobs, "k", shared, reader="bob", wait=0)
    shared.began.wait(LONG)
    ask(jobs, "other", lambda tell: 1, wait=0)
    shared.go.set()
    assert ask(jobs, "k", shared, reader="bob", wait=LONG).value == "result"


def test_what_was_stopped_begins_anew_when_it_is_asked_for_again(
    jobs: Jobs, held: Callable[[], Held]
) -> None:
    first = held()
    ask(jobs, "k", first, wait=0)
    first.began.wait(LONG)
    ask(jobs, "other", lambda tell: 1, wait=LONG)
    assert first.left.is_set()
    assert jobs.look("k").done, "nobody knows it any more, so that a page asks again"
    assert ask(jobs, "k", lambda tell: "anew", wait=LONG).value == "anew"


def test_a_reader_who_computes_at_length_does_not_hold_up_another(
    jobs: Jobs, held: Callable[[], Held]
) -> None:
    for place in ("a", "b", "c"):
        ask(jobs, place, held(), place=place, wait=0)
    assert ask(jobs, "k", lambda tell: 7, reader="bob", wait=LONG).value == 7


def test_of_one_reader_the_shortest_goes_first(jobs: Jobs, held: Callable[[], Held]) -> None:
    order: list[str] = []
    first = held()
    ask(jobs, "first", first, place="a", wait=0)
    first.began.wait(LONG)
    ask(jobs, "long", lambda tell: order.append("long"), place="b", wait=0, seconds=60)
    ask(jobs, "short", lambda tell: order.append("short"), place="c", wait=0, seconds=5)
    first.go.set()
    ask(jobs, "long", lambda tell: None, place="b", wait=LONG)
    assert order == ["short", "long"]


def test_what_takes_too_long_ends_with_what_it_has_and_a_sentence(
    jobs: Jobs, held: Callable[[], Held]
) -> None:
    found = ask(jobs, "k", held(), wait=LONG, seconds=0.05)
    assert found.done
    assert found.problem == "This took longer than 0 seconds and was stopped."
    assert str(found.value).endswith("steps")


def test_what_is_refused_ends_in_its_sentence(jobs: Jobs) -> None:
    def refuse(tell: Tell) -> None:
        raise ScenarioError("These weights cannot hold.", fix="Give others.")

    assert ask(jobs, "k", refuse, wait=LONG) == Soon(
        problem="These weights cannot hold. Give others.", done=True
    )


def test_a_fault_of_ours_ends_in_an_incident_without_its_message(
    jobs: Jobs, caplog: pytest.LogCaptureFixture
) -> None:
    cell = "secret " + "cell"

    def fail(tell: Tell) -> None:
        raise KeyError(cell)

    with caplog.at_level(logging.ERROR, logger="pmo_balance"):
        found = ask(jobs, "k", fail, wait=LONG)
    assert found.problem.startswith("Something went wrong on our side. Incident ")
    assert found.problem.split()[-1].strip(".") in caplog.text
    assert "secret cell" not in found.problem + caplog.text


def test_only_so_many_results_are_kept() -> None:
    jobs = Jobs(frame.words, kept=2)
    for key in range(5):
        ask(jobs, key, lambda tell: 1, wait=LONG)
    assert [jobs.look(key).value for key in range(5)] == [None, None, None, 1, 1]


def test_at_the_end_of_the_process_nothing_goes_on(jobs: Jobs, held: Callable[[], Held]) -> None:
    """A solver's own threads would end the process with a fault."""
    work = held()
    ask(jobs, "k", work, wait=0)
    work.began.wait(LONG)
    jobs.close(wait=LONG)
    assert work.left.is_set()
    assert not ask(jobs, "other", lambda tell: 1, wait=0).done
