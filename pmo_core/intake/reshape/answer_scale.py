"""The scales that numeric answers of a survey lie on: as told, else asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.model import Choice, Guess, Question

_TOLD: Final = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")
_IN_HEADER: Final = re.compile(
    r"(?<![\d.,])([01])\s?(?:[-–]|to|bis|à|a|bis)\s?(4|5|6|7|9|10)(?![\d.,])", re.I
)
_USUAL: Final = ("1-5", "1-7", "0-10", "1-10")
SHOWN: Final = 3


@dataclass(frozen=True)
class Scale:
    """The lowest and the highest answer that a question allows."""

    low: int
    high: int


def scale_of(
    spans: Mapping[str, tuple[int, int]], *, said: str | None
) -> tuple[dict[str, Scale], Question | None, Guess | None]:
    """
    The scale of every numeric question.

    Args:
        spans: Question → its lowest and highest answer; the question may name its scale: "(1–7)".
        said: The answer `answer_scale`: scales with commas between; a question takes the narrowest one.

    Returns:
        The scales; the question if neither headers nor the user say; and the decision with its evidence.

    Raises:
        IntakeError: If the answer is no scale, or a question has answers outside.
    """
    found = {header: Scale(int(m[1]), int(m[2])) for header in spans if (m := _IN_HEADER.search(header))}
    open_ = {header: span for header, span in spans.items() if not _within(span, found.get(header))}
    if not open_:
        return found, None, None
    offered = _offered(open_)
    if said is None:
        return found | dict.fromkeys(open_, Scale(0, 0)), _question(open_, offered), None
    told = [Scale(int(low), int(high)) for low, high in _TOLD.findall(said)]
    if not told or re.sub(r"[,; ]", "", _TOLD.sub("", said)) or any(one.low >= one.high for one in told):
        raise IntakeError(f"{said!r} is no scale.", fix=f"Answer with scales such as {offered}.")
    told.sort(key=lambda one: one.high - one.low)
    for header, span in open_.items():
        fitting = next((one for one in told if _within(span, one)), None)
        if fitting is None:
            raise IntakeError(
                f"“{header[:80]}” has answers from {span[0]} to {span[1]}, outside {said}.",
                fix=f"Answer with scales that hold them, such as {offered}.",
            )
        found[header] = fitting
    return found, None, Guess("answer_scale", said, f"{len(open_)} questions: as you said")


def _within(span: tuple[int, int], scale: Scale | None) -> bool:
    return scale is not None and scale.low <= span[0] and span[1] <= scale.high


def _offered(spans: Mapping[str, tuple[int, int]]) -> str:
    """The scales as the answers suggest: questions answered with 0 share one, the others another."""
    tops: dict[int, int] = {}
    for low, high in spans.values():
        start = min(low, 1)
        tops[start] = max(tops.get(start, 0), high)
    return ",".join(f"{start}-{max(top, start + 1)}" for start, top in sorted(tops.items()))


def _as_given(spans: Mapping[str, tuple[int, int]], offered: str) -> str:
    """Scales in words: 0 to 6 for 7 questions, 1 to 5 for 2."""
    counts = Counter(min(low, 1) for low, _ in spans.values())
    ends = [pair.split("-") for pair in offered.split(",")]
    told = [f"{low} to {high} for {counts[int(low)]}" for low, high in ends]
    first = f"{told[0]} {'question' if counts[int(ends[0][0])] == 1 else 'questions'}"
    return ", ".join([first, *told[1:]])


def _question(spans: Mapping[str, tuple[int, int]], offered: str) -> Question:
    lowest, highest = min(low for low, _ in spans.values()), max(high for _, high in spans.values())
    usual = [one for one in _USUAL if int(one[0]) <= lowest and highest <= int(one[2:]) and one != offered]
    shown = "; ".join(f"“{h[:60]}” {low} to {high}" for h, (low, high) in list(spans.items())[:SHOWN])
    more = f"; and {len(spans) - SHOWN} more" if len(spans) > SHOWN else ""
    examples = [Choice(offered, f"as given: {_as_given(spans, offered)}")]
    examples += [Choice(one, f"every answer lies between {one[0]} and {one[2:]}") for one in usual]
    return Question(
        "answer_scale",
        "From which to which number do the answers of this survey run?",
        tuple(examples),
        f"--answer answer_scale={offered}",
        f"Answers given: {shown}{more}.",
        field="answer",
    )
