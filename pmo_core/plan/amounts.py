"""An amount as people type it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pmo_core.errors import ScenarioError
from pmo_core.limits import AMOUNT_TYPED_CHARACTERS

_UNITS: Final[Mapping[str, float]] = {
    "": 1.0,
    **dict.fromkeys(("k", "t", "thousand"), 1e3),
    **dict.fromkeys(("m", "mn", "mio", "million"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
    **dict.fromkeys(("tn", "trillion"), 1e12),
}
_SIGN: Final = "[$\u00a2-\u00a5\u0e3f\u20a0-\u20cf]"
"""Of a currency: a per cent sign, or brackets for what is below 0, would change the amount."""
_AMOUNT: Final = re.compile(
    rf"(?:[^\W\d]{{3}}|{_SIGN})?\s?(?P<figure>\d[\d.,' ]*)\s?(?P<unit>[a-z]*)\s?(?:[^\W\d]{{3}}|{_SIGN})?",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"\s?(person-)?(days?|projects?)$", re.IGNORECASE)
_GROUPED: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


def read_amount(text: str) -> float:
    """
    Read an amount such as £4.0bn, 500m, 4,000,000 or 1.5 billion EUR; commas before three digits group them.

    Raises:
        ScenarioError: If it is no amount of 0 or more.
    """
    flat = _COUNTED.sub("", " ".join(text[: AMOUNT_TYPED_CHARACTERS + 1].split()))
    found = _AMOUNT.fullmatch(flat) if len(text) <= AMOUNT_TYPED_CHARACTERS else None
    unit = _UNITS.get(found["unit"].casefold()) if found else None
    figure = re.sub(r"[' ]", "", found["figure"]) if found else ""
    figure = figure.replace(",", "") if _GROUPED.fullmatch(figure) else figure.replace(",", ".")
    try:
        if unit is None:
            raise ValueError
        return float(figure) * unit
    except ValueError:
        said = text[:AMOUNT_TYPED_CHARACTERS]
        raise ScenarioError(
            f"“{said}” is not an amount of 0 or more.", fix="Write it like 4.0bn, 500m or 250,000."
        ) from None
