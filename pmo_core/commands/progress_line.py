"""How far an import has come, as one line on stderr: for people, never in the document on stdout."""

from __future__ import annotations

import sys
import time
from typing import Final, TextIO

from pmo_core.look import visible

LEAST_SECONDS: Final = 0.5
_CLEAR: Final = "\r\x1b[K"


class ProgressLine:
    """A line that is written over at most twice a second; on a pipe or in a log nothing is written."""

    def __init__(self, label: str, *, stream: TextIO | None = None) -> None:
        self.label = label
        self.stream = stream or sys.stderr
        self._next = 0.0
        self._shown = False

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show the state of the work, if it is time for it."""
        now = time.monotonic()
        if now < self._next or not self.stream.isatty():
            return
        self._next = now + LEAST_SECONDS
        self._shown = True
        share = f" {done / total:.0%}" if total else ""
        self.stream.write(f"{_CLEAR}{visible(self.label)}: {visible(what)}{share}")
        self.stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self.stream.write(_CLEAR)
            self.stream.flush()
