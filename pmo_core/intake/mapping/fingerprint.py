"""Whether two files have the same shape: by their headers in comparable form, whatever their order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from pmo_core.intake.wording.headers import normalise


def fingerprint(headers: Iterable[str]) -> str:
    """SHA-256, as hex digits, of the sorted distinct normalised headers; units and periods do not count."""
    return hashlib.sha256(json.dumps(sorted(_names(headers))).encode()).hexdigest()


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How many of all normalised headers of two files are in both, 0–1; 1 if neither has any."""
    here, there = _names(one), _names(other)
    return len(here & there) / len(here | there) if here | there else 1.0


def _names(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(normalise(header) for header in headers)
