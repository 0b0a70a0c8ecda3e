"""What is known about a table once its header is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """What is known before the body is read: names, which of them repeat, and the delimiter of text files."""

    header_at: int | None
    units: tuple[int, ...]
    names: tuple[str, ...]
    groups: tuple[int, ...]
    joint: str
    known: Callable[[str], bool]

    @property
    def start(self) -> int:
        """The first record below the header and its units."""
        last = self.units[-1] if self.units else self.header_at
        return 0 if last is None else last + 1


def same(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row says exactly what the header says."""
    return [cell.strip() for cell in row if cell.strip()] == [cell.strip() for cell in header if cell.strip()]
