"""Plain numbers by the hundred thousand: what needs no reading is cast as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, cast

import numpy as np
import pyarrow as pa

from pmo_core.intake.values.numbers import Vote

_PLAIN: Final = re.compile(
    r"-?(?=[\d.]{1,15}$)\d{1,14}(?:\.\d+)?", re.ASCII
)  # fewer digits than binary noise
_AMBIGUOUS: Final = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)


@dataclass(frozen=True)
class PlainNumbers:
    """
    The distinct texts of a column that are digits with at most one point, and their values under a point.

    They are read as `numbers.written` and `numbers.amount` read them, and speak on the sign as they do there.
    """

    values: dict[str, float] = field(default_factory=dict[str, float])
    vote: Vote = field(default_factory=Vote)


def plain_numbers(texts: Iterable[str]) -> PlainNumbers:
    """Cast the plain ones among distinct texts."""
    plain = list(filter(_PLAIN.fullmatch, texts))
    if not plain:
        return PlainNumbers()
    cast_all = pa.array(plain, pa.string()).cast(pa.float64()).to_numpy()
    values = cast("list[float]", (cast_all + np.float64(0)).tolist())  # -0 is 0
    pointed = [text for text in plain if "." in text]
    unclear = list(filter(_AMBIGUOUS.fullmatch, pointed))
    vote = Vote(0, len(pointed) - len(unclear), len(unclear), tuple(sorted(unclear)[:3]))
    return PlainNumbers(dict(zip(plain, values, strict=True)), vote)
