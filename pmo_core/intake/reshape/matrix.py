"""Matrices: levels of engagement across with marks in the cells, and objectives across with shares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.reshape.aside import rows_issue
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.figures import Signed, read_number
from pmo_core.intake.values.standard import number_word
from pmo_core.model import Choice, Guess, Issue, Kind, Question, Severity

LEVELS: Final = 3
"""From this many columns named for different levels on, they are a matrix of levels."""

_CURRENT: Final = frozenset("CX✓✔●")
_DESIRED: Final = frozenset("D○")
_MARK: Final = re.compile(r"[\s,;/+&]*([CXD✓✔●○][\s,;/+&]*){1,2}", re.I)
_TICK: Final = re.compile(r"\s*[x✓✔●]\s*", re.I)
_SHARE: Final = Signed("point")
_WHOLE: Final = ((0.98, 1.02), (98.0, 102.0))
"""Shares of one project add up to one, or to a hundred."""

_FITTING: Final = 0.8


def levels_told(raw: RawTable) -> RawTable | None:
    """
    A stakeholder list with a column per level and marks in the cells, as one with two columns of levels.

    C, X, ✓ and ● say where somebody stands, D and ○ where they should. None if the table is not so.
    """
    levels = {header: number_word(header, "level") for header in raw.headers}
    across = [header for header, level in levels.items() if level is not None]
    texts = {text.strip().upper() for header in across for text in coded(raw.column(header)).used()} - {""}
    if len({levels[header] for header in across}) < max(LEVELS, len(across)):
        return None
    if not all(map(_MARK.fullmatch, texts)) or not any({"C", "D"} & set(text) for text in texts):
        return None
    made: dict[str, list[str]] = {"current_level": [], "desired_level": []}
    doubtful: set[int] = set()
    for at in range(len(raw.rows)):
        for name, signs in (("current_level", _CURRENT), ("desired_level", _DESIRED)):
            found = [h for h in across if signs & set(raw.column(h)[at].upper())]
            made[name].append(found[0] if len(found) == 1 else "")
            doubtful |= {at} if len(found) > 1 else set()
    kept = [header for header in raw.headers if header not in across]
    guess = Guess("levels", "C and D", f"columns {across[0]} to {across[-1]} hold only marks", (), "likely")
    return replace(
        raw,
        headers=(*kept, *made),
        columns=(*(raw.column(header) for header in kept), *(tuple(texts) for texts in made.values())),
        guesses=(*raw.guesses, guess),
        issues=(*raw.issues, *_twice(raw, doubtful)),
        repeated={h: group for h, group in raw.repeated.items() if set(group) <= set(kept)},
    )


def _twice(raw: RawTable, places: set[int]) -> list[Issue]:
    if not places:
        return []
    says = "the same mark under two levels: left open."
    words = ("levels.twice", f"has {says}", f"have {says}")
    return [rows_issue(raw, places, words, fix="Leave one C and one D in the row.")]


def shares_across(raw: RawTable, mapping: Mapping[str, str]) -> RawTable | None:
    """
    A table of projects down and objectives across as a row per project and objective.

    Args:
        raw: The table; its cells are shares (60 %, 0.6) or ticks, which tell no share.
        mapping: Field → header as found for alignment; with an objective already, nothing is done.

    Returns:
        The table with a row per filled cell, or None if the cells are neither.
    """
    project = mapping.get("project_id")
    across = [h for h in raw.headers if h != project and any(text.strip() for text in raw.column(h))]
    if project is None or len(across) < 2 or not _shared(raw, across):
        return None
    cells = [
        (at, header, text)
        for at in range(len(raw.rows))
        for header in across
        if (text := raw.column(header)[at]).strip()
    ]
    width = len(across)
    ticks = sum(bool(_TICK.fullmatch(text)) for *_, text in cells)
    guess = Guess("unpivot", f"{width} objectives", f"columns {across[0]} to {across[-1]}", (), "likely")
    note = Issue(
        "alignment.ticks",
        f"{ticks} cells hold a tick, which says that a project serves an objective, but not how much.",
        "Write shares such as 60 % if they are known; without them the projects are linked only.",
        Severity.NOTE,
    )
    return replace(
        raw,
        headers=("project_id", "objective_id", "share"),
        columns=(
            tuple(raw.column(project)[at] for at, *_ in cells),
            tuple(header for _, header, _ in cells),
            tuple("" if _TICK.fullmatch(text) else text for *_, text in cells),
        ),
        rows=tuple(raw.rows[at] for at, *_ in cells),
        rows_read=raw.rows_read * width,
        rows_skipped=raw.rows_skipped * width + len(raw.rows) * width - len(cells),
        rows_refused=raw.rows_refused * width,
        guesses=(*raw.guesses, guess),
        issues=(*raw.issues, *((note,) if ticks else ())),
        repeated={},
    )


def shares_question(raw: RawTable, mapping: Mapping[str, str]) -> Question | None:
    """Ask whether shares beside nothing but the names of projects are of objectives; None without any."""
    name = mapping.get("name") or mapping.get("project_id")
    if name is None or set(mapping) - {"name", "project_id"} or len(set(mapping.values())) > 1:
        return None
    if shares_across(raw, {"project_id": name}) is None:
        return None
    across = ", ".join(header[:40] for header in raw.headers if header != name)
    return Question(
        "kind",
        "What do the shares beside the projects say?",
        (
            Choice(Kind.ALIGNMENT.value, "how much of a project serves each objective"),
            Choice(Kind.PROJECTS.value, "nothing to load: each row is a project, the shares are left out"),
        ),
        f"--kind {Kind.ALIGNMENT.value}",
        f"The cells below {across[:200]} are shares or ticks.",
    )


def _shared(raw: RawTable, across: Sequence[str]) -> bool:
    """Whether the cells are ticks, percentages, or figures that add up to a whole in most rows."""
    columns = [raw.column(header) for header in across]
    sums: list[float] = []
    for at in range(len(raw.rows)):
        texts = [column[at] for column in columns if column[at].strip() and not _TICK.fullmatch(column[at])]
        read = [(text, read_number(text)) for text in texts]
        values = [_SHARE.value(found[0]) if found else None for _, found in read]
        if any(value is None for value in values):
            return False
        if any("%" not in text for text in texts):
            sums.append(sum(value or 0.0 for value in values))
    whole = sum(any(low <= one <= high for low, high in _WHOLE) for one in sums)
    return whole >= _FITTING * len(sums)
