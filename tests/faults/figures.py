"""What was measured, against what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table. `held` = the promise was kept, None = it could not be tried here."""

    promise: str
    figure: str
    held: bool | None

    @classmethod
    def none_of(cls, promise: str, breaches: Sequence[object], *, tried: int, more: str = "") -> Figure:
        """Nothing may have gone wrong; what did is listed."""
        named = f": {'; '.join(map(str, breaches[:3]))}" if breaches else ""
        return cls(promise, f"{len(breaches)} of {tried:,}{named}{more}", held=not breaches)


def table(figures: Iterable[Figure]) -> str:
    """The lines one below the other, verdicts first."""
    words = {True: "held", False: "BROKEN", None: "not tried"}
    return "\n".join(f"{words[one.held]:9}  {one.promise:52}  {one.figure}" for one in figures)
