"""How far a long piece of work has come: told where it is done, heard by whoever started it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

Report = Callable[[int, int, str], None]
"""Takes how much is done, of how much (0: nobody knows), and what is being done in a few words."""

_report: ContextVar[Report | None] = ContextVar("report", default=None)


@contextmanager
def reporting(report: Report) -> Generator[None, None, None]:
    """Call `report` for whatever is told inside, in this thread."""
    token = _report.set(report)
    try:
        yield
    finally:
        _report.reset(token)


def tell(done: int, total: int, what: str) -> None:
    """Say how far the work has come; costs nothing where nobody listens."""
    report = _report.get()
    if report is not None:
        report(done, total, what)
