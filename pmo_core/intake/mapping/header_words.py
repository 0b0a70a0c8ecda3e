"""Words of header_words.toml in comparable form: columns that tell something about the others."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pmo_core.intake.wording.headers import normalise

List = Literal[
    "task_parent",
    "parent",
    "level",
    "tree_level",
    "maybe_level",
    "maybe_codes",
    "codes",
    "status_category",
    "last_contact",
    "created",
    "higher_is_better",
    "lower_is_better",
    "multiplier",
    "observation_status",
    "value",
    "project_stems",
    "no_projects",
    "project_words",
    "spans",
    "years",
    "described",
    "row_type",
    "phase_types",
    "task_types",
]


@cache
def header_words(name: List) -> frozenset[str]:
    """The headers of one list, normalised."""
    text = (Path(__file__).parent / "header_words.toml").read_text(encoding="utf-8")
    return frozenset(map(normalise, tomllib.loads(text)[name]))
