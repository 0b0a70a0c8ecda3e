"""What browsers have in hand is kept within bounds, each for itself."""

from __future__ import annotations

import pytest

from pages.shared.files import kept


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(kept.time, "monotonic", lambda: now[0])
    return now


def test_every_browser_finds_its_own_desk() -> None:
    desks = kept.Desks(bytes_in_all=100)
    desks.keep("one", {"files": ["a"]}, size=10)
    desks.keep("two", {"files": ["b"]}, size=10)
    assert desks.find("one") == {"files": ["a"]}
    assert desks.find("two") == {"files": ["b"]}
    assert desks.find("three") == {}


def test_a_desk_that_was_cleared_is_gone() -> None:
    desks = kept.Desks(bytes_in_all=100)
    desks.keep("one", {"files": ["a"]}, size=10)
    desks.keep("one", {"files": []}, size=0)
    assert desks.find("one") == {}


def test_beyond_the_bound_the_desk_not_seen_for_longest_goes(clock: list[float]) -> None:
    desks = kept.Desks(bytes_in_all=25)
    for name in ("one", "two", "one", "three"):
        desks.keep(name, {"files": [name]}, size=10)
        clock[0] += 1
    assert [bool(desks.find(name)) for name in ("one", "two", "three")] == [True, False, True]


def test_after_an_hour_nothing_is_kept(clock: list[float]) -> None:
    desks = kept.Desks(bytes_in_all=100)
    desks.keep("one", {"files": ["a"]}, size=10)
    clock[0] += kept.SECONDS + 1
    assert desks.find("one") == {}
