"""A visitor who moves things on a page, the same for every engine; CPU and bytes of what comes back."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from bench.answers import Answers
from bench.engines.measured import repeated
from bench.engines.store_work import HELD, shares
from bench.engines.whatif_work import slid

TURNS: Final = 15
SECONDS: Final = 120
CACHED_FROM: Final = 10_000
"""A message of so many bytes that was sent before is not sent again: the browser keeps it."""
LABELS: Final = ("In the right horizon", "Alignment", "Support", "KPIs on target")

Turn = Callable[[int], Answers]


def opened(script: Path, query: Mapping[str, str]) -> AppTest:
    """A page as a link opens it."""
    at = AppTest.from_file(str(script), default_timeout=SECONDS)
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def moved(at: AppTest, number: int) -> Answers:
    """Give the page another target; what its cards say."""
    short, medium, long = (f"{100 * share:.0f}" for share in shares(number))
    for name, value in (("short", short), ("medium", medium), ("long", long)):
        at.query_params[name] = value
    at.run()
    said = {metric.label: metric.value for metric in at.metric if metric.label in LABELS}
    return {f"{label} {number}": first_number(text) for label, text in said.items()}


def first_number(text: str) -> float:
    """The number that a text begins with; thousands may be set apart."""
    found = re.search(r"\d[\d,. \u00a0\u202f]*", text)
    if found is None:
        raise ValueError(f"there is no number in {text!r}")
    return float(re.sub(r"[,\s]", "", found.group()))


def desk(at: AppTest, number: int, *, change: Callable[[], None]) -> Answers:
    """Change something of the file in hand, and come back; how many rows were read of it."""
    change()
    at.run()
    read = [text.value.replace("\\", "") for text in at.markdown if "rows read" in text.value]
    return {f"rows {number}": first_number(read[0])} if read else {}


SCRIPT: Final = {
    "page-overview": "overview",
    "page-balance": "balance",
    "page-data": "data",
    "page-held": "data",
    "page-chip": "data",
    "page-whatif": "what_if",
}
"""Operation → script; held: with a file in hand, chip: with another word about that file each time."""


def hold_and_measure(
    at: AppTest, operation: str, prepared: Path, *, change: Callable[[AppTest, int], None]
) -> None:
    """Put a file into hand where the operation has one, then take its turns."""
    if SCRIPT[operation] != "data":
        turn = slid if operation == "page-whatif" else moved
        measure(at, lambda number: turn(at, number))
        return
    if operation != "page-data":
        at.file_uploader[0].upload("projects.csv", (prepared / HELD).read_bytes()).run()
    changing = operation == "page-chip"
    measure(at, lambda number: desk(at, number, change=lambda: change(at, number) if changing else None))


def measure(at: AppTest, turn: Turn) -> None:
    """Take turns and print what one costs."""
    sent: list[dict[bytes, int]] = []
    collect = LocalScriptRunner.forward_msgs

    def counting(runner: LocalScriptRunner) -> list[object]:
        messages = collect(runner)
        sent.append({each.SerializeToString(): each.ByteSize() for each in messages})
        return list(messages)

    def figures() -> Mapping[str, float]:
        LocalScriptRunner.forward_msgs = counting  # type: ignore[method-assign, assignment]  # only to look on
        for number in range(TURNS, TURNS + 2):
            turn(number)
        before, now = sent[-2:]
        fresh = sum(size for text, size in now.items() if size < CACHED_FROM or text not in before)
        return {"sent_kb": fresh / 1_000}

    def as_served(number: int) -> Answers:
        told = turn(number)
        gc.collect()  # as the server does after every run of a script
        return told

    if at.exception or at.error:
        raise ValueError(f"the page shows an error: {[each.value for each in (*at.exception, *at.error)]}")
    repeated(
        as_served,
        lambda told: {name: value for each in told for name, value in each.items()},
        times=TURNS,
        warm=3,
        packages=("streamlit", "pandas"),
        figures=figures,
    )
