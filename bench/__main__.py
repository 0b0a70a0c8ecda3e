"""
Measure: python -m bench [--quick | --full] [--only WORD]

Exit 1 if a row is unequal, misses its target or fails. A quick run keeps nothing and gives CPU ratios 25 %.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, pairwise
from pathlib import Path

from bench import contest, report, verdict
from bench.contest import Contest
from bench.machine import Watch, cold_read, commit
from bench.rounds import Record, in_turns, once
from bench.targets import FILE, key, read_targets
from bench.verdict import QUICK_SLACK, Conditions, Row

RUNS = 5
FEW_RUNS = 3
QUICK_RUNS = 2
QUICK = 100_000
"""Readings of a quick run: on a busy machine less work cannot be told apart from chance."""
UNSTEADY = frozenset({"page-chip", "page-held"})
"""Left out of a quick run: their first targets come from a busy machine, where the ratio is another one."""
LARGE = 10_000_000


def main() -> int:
    """Run the contests one after the other and report."""
    chosen = _said(sys.argv[1:])
    watch, began = Watch(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pmo-bench-") as folder:
        held = [_held(c, quick=chosen.quick) for c in _contests(Path(folder), chosen)]
    machine = watch.told()
    conditions = Conditions(machine["loaded"] or chosen.quick, QUICK_SLACK if chosen.quick else 1.0)
    rows = list(_rows(held, conditions=conditions))
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    document = report.results(rows, commit=commit(), at=at, machine=machine, versions=_versions(held))
    if not chosen.quick and not chosen.only:
        report.keep(document)
    sys.stdout.write(f"{report.table(document)}, {time.monotonic() - began:.0f} s\n")
    return int(any(row["verdict"] in verdict.FAILING for row in rows))


def _said(said: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="at most 100,000 readings, 90 s; keeps nothing")
    size.add_argument("--full", action="store_true", help="up to 10,000,000 readings")
    parser.add_argument("--only", default="", metavar="WORD", help="only operations with this in their name")
    return parser.parse_args(said)


def _contests(folder: Path, chosen: argparse.Namespace) -> Iterator[Contest]:
    sizes = [QUICK] if chosen.quick else [1_000, 100_000, 1_000_000, *([LARGE] if chosen.full else [])]
    if _any(chosen, ("load-known", "load-first")):
        yield from (contest.loads(n, folder) for n in sizes)
    if not chosen.quick and _any(chosen, ("intake-projects", "intake-kpis")):
        yield from contest.intakes(folder)
    if _any(chosen, contest.STORE_WORK):
        for n in [QUICK] if chosen.quick else [QUICK, 1_000_000]:
            yield from _named(contest.store(n, folder), chosen)
    if _any(chosen, contest.PAGES):
        for n in [QUICK] if chosen.quick else [10_000, 100_000, 1_000_000]:
            yield from _named(contest.pages(n, folder), chosen)
    if not chosen.quick and _any(chosen, ("repaint",)):
        yield from contest.repaint(QUICK, folder)
    unprepared = (
        contest.choices(quick=chosen.quick),
        contest.weighed(quick=chosen.quick),
        contest.kpis(quick=chosen.quick),
        contest.people(),
        contest.roadmap(),
    )
    yield from _named(chain.from_iterable(unprepared), chosen)


def _any(chosen: argparse.Namespace, ops: Sequence[str]) -> bool:
    return any(chosen.only in op for op in ops)


def _named(contests: Iterable[Contest], chosen: argparse.Namespace) -> Iterator[Contest]:
    kept = (each for each in contests if not (chosen.quick and UNSTEADY & each.ours.keys()))
    return (each for each in kept if _any(chosen, list(each.ours)))


class Held:
    """A contest with what its engines cost."""

    def __init__(self, contest: Contest, records: dict[str, Record], floor_s: float | None) -> None:
        self.contest, self.records, self.floor_s = contest, records, floor_s


def _held(contest: Contest, *, quick: bool) -> Held:
    engines = {**contest.ours, **{peer.name: peer for peer in contest.peers}}
    absent = {name: contest.absent or engine.missing() for name, engine in engines.items()}
    there = {name: engine for name, engine in engines.items() if not absent[name]}
    floor_s = cold_read(contest.files) if contest.files else None
    few = FEW_RUNS if contest.n >= LARGE else RUNS
    sys.stderr.write(f"{', '.join(contest.ours)} at {contest.n:,}: {', '.join(there)} …\n")
    if contest.once:
        records = once(there)
    else:
        records = in_turns(there, runs=QUICK_RUNS if quick else few, patient=list(contest.ours))
    records |= {name: Record(problem=f"skipped: {reason}") for name, reason in absent.items() if reason}
    return Held(contest, records, floor_s)


def _rows(held: list[Held], *, conditions: Conditions) -> Iterator[Row]:
    targets = read_targets(FILE.read_text(encoding="utf-8"))
    for one in held:
        for op in one.contest.ours:
            for peer in one.contest.peers:
                yield from verdict.rows(
                    op,
                    one.contest.n,
                    ours=one.records[op],
                    peer=(peer.name, one.records[peer.name]),
                    limits=targets.get(key(op, one.contest.n, peer.name), {}),
                    floor_s=one.floor_s,
                    conditions=conditions,
                )
    loads = [one for one in held if "load-known" in one.contest.ours]
    for small, large in pairwise(loads[1:]):
        pair = [(one.contest.n, one.records["load-known"]) for one in (small, large)]
        name = verdict.growth_name(small.contest.n)
        limits = targets.get(key("load-known", large.contest.n, name), {})
        yield from verdict.growth("load-known", pair[0], pair[1], limits=limits)


def _versions(held: list[Held]) -> dict[str, str]:
    records = [record for one in held for record in one.records.values() if record.runs]
    return {name: version for record in records for name, version in record.runs[-1].versions.items()}


if __name__ == "__main__":
    sys.exit(main())
