"""Tools whose exports give usual headers a meaning of their own: signature and mapping per tool."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pmo_core.intake.mapping.guard import fits
from pmo_core.intake.mapping.match import Samples
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Kind


@cache
def _presets() -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "presets.toml").read_text(encoding="utf-8")
    presets: list[dict[str, Any]] = tomllib.loads(text)["preset"]
    return presets


def preset_of(samples: Samples) -> tuple[str, dict[str, str]] | None:
    """The first preset whose signature is present, with the columns that pass the guard."""
    by_name: dict[str, str] = {}
    for header in samples.columns:
        by_name.setdefault(normalise(header), header)
    for preset in _presets():
        if not all(normalise(word) in by_name for word in preset["signature"]):
            continue
        found: dict[str, str] = {}
        for name, word in preset["map"].items():
            column = samples.columns.get(by_name.get(normalise(word), ""))
            item = field_named(Kind.PROJECTS, name)
            if column and fits(column, item, kind=Kind.PROJECTS, strong=True, pivot=samples.pivot):
                found[name] = column.header
        return str(preset["name"]), found
    return None
