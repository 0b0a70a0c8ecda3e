"""Ways to damage a file, each by a number that can be tried again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

PAGE_BYTES = 4096
Damage = Callable[[Path, random.Random], None]


def flip(file: Path, chance: random.Random) -> None:
    """One bit anywhere."""
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def cut(file: Path, chance: random.Random) -> None:
    """The end is gone."""
    content = file.read_bytes()
    file.write_bytes(content[: chance.randrange(len(content))])


def blank(file: Path, chance: random.Random) -> None:
    """One page of the disk reads as zeros."""
    content = bytearray(file.read_bytes())
    at = chance.randrange(len(content) // PAGE_BYTES) * PAGE_BYTES
    content[at : at + PAGE_BYTES] = bytes(len(content[at : at + PAGE_BYTES]))
    file.write_bytes(content)


FILE: Mapping[str, tuple[Damage, int]] = {
    "flipped bits": (flip, 60),
    "cut off": (cut, 20),
    "blank pages": (blank, 10),
}
LOG: Mapping[str, tuple[Damage, int]] = {"flipped bits": (flip, 20), "cut off": (cut, 20)}
"""Name → the damage and how often the long form tries it."""


def chances(name: str, count: int) -> Iterator[random.Random]:
    """The same places on every machine."""
    return (random.Random(f"{name} {number}") for number in range(count))
