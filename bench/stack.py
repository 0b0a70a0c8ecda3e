"""Real files stacked to the page's limit: the same rows again under other names, as messy as they came."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pmo_core.limits import PAGE_LIMITS


@dataclass(frozen=True)
class Stack:
    """A real file, its delimiter, the columns that name a row, and what a user would answer."""

    name: str
    path: str
    delimiter: str
    naming: tuple[str, ...]
    answers: tuple[str, ...] = ()


STACKS: Final = (
    Stack(
        "projects",
        "uk_gmpp/uk_2022.csv",
        ";",
        ("project_number", "project_name"),
        ("rating=colour_rating", "as_of=2022-03-31", "money_unit=million"),
    ),
    Stack("kpis", "uk_sdg_kpi/indicator_16-1-3.csv", ",", ("Series",)),
)


def stacked(content: bytes, stack: Stack, *, size: int = PAGE_LIMITS.file) -> bytes:
    """
    Repeat the rows of a file under new names until another copy would pass `size` bytes.

    Latin-1 keeps every byte as it is, whatever the encoding.
    """
    header, *records = csv.reader(
        io.StringIO(content.decode("latin-1"), newline=""), delimiter=stack.delimiter
    )
    at = [place for place, name in enumerate(header) if name in stack.naming]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=stack.delimiter, lineterminator="\n")
    writer.writerow(header)
    copy, length = 0, 0
    while text.tell() + length <= size - 1:
        before = text.tell()
        writer.writerows(_renamed(record, at, copy) for record in records)
        copy, length = copy + 1, text.tell() - before + len(records) * len(at) * 2
    return text.getvalue().encode("latin-1")


def _renamed(record: Sequence[str], at: Sequence[int], copy: int) -> list[str]:
    return [f"{cell} {copy}" if copy and place in at else cell for place, cell in enumerate(record)]


def write_stack(stack: Stack, real: Path, folder: Path) -> Path:
    """Write the stacked file into a folder under its own name."""
    path = folder / Path(stack.path).name
    path.write_bytes(stacked((real / stack.path).read_bytes(), stack))
    return path
