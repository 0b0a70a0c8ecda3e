"""The names of the columns: unique, blank ones by their letter, repeats counted, units below attached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pmo_core.intake.files.grid import Grid, letter
from pmo_core.intake.files.shapes import blank
from pmo_core.intake.layout.header_block import composed
from pmo_core.intake.options import Options
from pmo_core.intake.wording.words import unit
from pmo_core.model import Choice, Question

WIDER_SHARE: Final = 0.9
_WIDTHS_JUDGED: Final = 20_000
_UNITS_MAX: Final = 3
_INVISIBLE: Final = dict.fromkeys([0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0x00AD])


@dataclass(frozen=True)
class Names:
    """
    Column names in file order, one per cell of a full row.

    `groups` gives repeats of one name the same number; `unnamed` marks cells without a header text;
    `units` are the rows of units or formats below the header, which are no records.
    """

    names: tuple[str, ...]
    groups: tuple[int, ...]
    unnamed: frozenset[int]
    repeated: dict[str, tuple[str, ...]]
    units: tuple[int, ...] = ()
    question: Question | None = None


def name_columns(grid: Grid, span: tuple[int, int] | None, *, options: Options, longest: int) -> Names:
    """Name every column of the body; `span` is the first and last header row, None if there is no header."""
    if span is None:
        width = max(map(len, grid.rows), default=0)
        return _named([""] * width, grid, longest=longest)
    header_at = span[1]
    texts = [clean(cell) for cell in composed(grid, *span)]
    below = [len(row) for row in grid.rows[header_at + 1 : header_at + 1 + _WIDTHS_JUDGED] if not blank(row)]
    texts, question = _widened(texts, grid, header_at, below, options)
    units = _units_rows(grid, header_at, len(texts))
    if units:
        texts = [
            _with_unit(text, mark)
            for text, mark in zip(texts, _padded(grid.rows[units[0]], len(texts)), strict=True)
        ]
    found = _named(texts, grid, longest=longest)
    return Names(found.names, found.groups, found.unnamed, found.repeated, units, question)


def clean(cell: str) -> str:
    """A header text without marks nobody sees; line breaks inside stay."""
    return cell.translate(_INVISIBLE).replace("\u00a0", " ").strip()


def _named(texts: Sequence[str], grid: Grid, *, longest: int) -> Names:
    names: list[str] = []
    repeats: dict[str, list[str]] = {}
    taken = {text for text in texts if text}
    for at, text in enumerate(texts):
        base = text[:longest] or _free(letter(grid.first_column + at), taken)
        name = base if base not in repeats else _numbered(base, taken, len(repeats[base]) + 1)
        taken.add(name)
        repeats.setdefault(base, []).append(name)
        names.append(name)
    order = {base: number for number, base in enumerate(repeats)}
    groups = tuple(order[base] for base in _bases(names, repeats))
    return Names(
        names=tuple(names),
        groups=groups,
        unnamed=frozenset(at for at, text in enumerate(texts) if not text),
        repeated={base: tuple(same) for base, same in repeats.items() if len(same) > 1},
    )


def _bases(names: Sequence[str], repeats: dict[str, list[str]]) -> list[str]:
    base_of = {name: base for base, same in repeats.items() for name in same}
    return [base_of[name] for name in names]


def _free(name: str, taken: set[str]) -> str:
    return name if name not in taken else _numbered(name, taken, 2)


def _numbered(base: str, taken: set[str], number: int) -> str:
    while f"{base} ({number})" in taken:
        number += 1
    return f"{base} ({number})"


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _widened(
    texts: list[str], grid: Grid, header_at: int, below: Sequence[int], options: Options
) -> tuple[list[str], Question | None]:
    """Give names to cells beyond the header if nearly all rows have them; one too many may be the first."""
    if not below:
        return texts, None
    width, count = Counter(below).most_common(1)[0]
    extra = width - len(texts)
    if extra <= 0 or count < WIDER_SHARE * len(below) or not _fills_surplus(grid, header_at, len(texts)):
        return texts, None
    if extra > 1:
        return [*texts, *[""] * extra], None
    side = options.said("header_shift")
    if side in ("first", "last"):
        return (["", *texts] if side == "first" else [*texts, ""]), None
    row = next(row for row in grid.rows[header_at + 1 :] if len(row) == width)
    choices = (
        Choice("first", f"“{row[0][:40]}” has no name; “{texts[0]}” is “{row[1][:40]}”"),
        Choice("last", f"“{row[-1][:40]}” has no name; “{texts[0]}” is “{row[0][:40]}”"),
    )
    question = Question(
        "header_shift",
        "The rows have one cell more than the header. Which column has no name?",
        choices,
        "--answer header_shift=first",
        f"the header has {len(texts)} cells, {count:,} of {len(below):,} rows have {width}",
    )
    return [*texts, ""], question


def _fills_surplus(grid: Grid, header_at: int, width: int) -> bool:
    rows = grid.rows[header_at + 1 : header_at + 1 + _WIDTHS_JUDGED]
    return any(len(row) > width and "".join(row[width:]).strip() for row in rows)


def _units_rows(grid: Grid, header_at: int, width: int) -> tuple[int, ...]:
    """The rows right below the header of which every filled cell is a unit or a format."""
    found: list[int] = []
    for at in range(header_at + 1, min(header_at + 1 + _UNITS_MAX, len(grid.rows) - 1)):
        marks = [cell for cell in grid.rows[at] if cell.strip()]
        if width < 2 or not marks or not all(map(unit, marks)):
            break
        found.append(at)
    return tuple(found)


def _with_unit(text: str, mark: str) -> str:
    inner = mark.strip().strip("()").strip()
    return f"{text} ({inner})" if text and inner else text


def unused(name: str, taken: Sequence[str]) -> str:
    """The name itself, or with the first number in brackets that makes it a new one."""
    number = 2
    unused = name
    while unused in taken:
        unused, number = f"{name} ({number})", number + 1
    return unused
