from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from pmo_core.store.watchdog import Watchdog

LONG = 60.0


def test_what_takes_too_long_is_stopped_once() -> None:
    stopped: list[int] = []
    over = threading.Event()

    def stop() -> None:
        stopped.append(1)
        over.set()

    with Watchdog().watching(stop, seconds=0.01) as watch:
        assert over.wait(LONG)
    assert (stopped, watch.rang) == ([1], True)


def test_what_ends_in_time_is_left_alone_while_others_are_stopped() -> None:
    dog, over = Watchdog(), threading.Event()
    with dog.watching(lambda: None, seconds=0.02) as early:
        pass
    with dog.watching(over.set, seconds=0.05) as late:
        assert over.wait(LONG)
    assert (early.rang, late.rang) == (False, True)


def test_a_shorter_limit_rings_before_a_longer_one_that_was_set_first() -> None:
    dog, over = Watchdog(), threading.Event()
    with dog.watching(lambda: None, seconds=LONG) as patient, dog.watching(over.set, seconds=0.01):
        assert over.wait(LONG)
    assert not patient.rang


def test_many_threads_share_one_watchdog() -> None:
    dog = Watchdog()

    def watched(seconds: float) -> bool:
        over = threading.Event()
        with dog.watching(over.set, seconds=seconds) as watch:
            over.wait(0.01 if seconds == LONG else LONG)
        return watch.rang

    limits = [0.01, LONG] * 40
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(watched, limits)) == [limit != LONG for limit in limits]
    assert [each.name for each in threading.enumerate()].count("watchdog") >= 1
