"""Whether a file fits into memory: said before it is read, so that nobody's program is stopped half-way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from pmo_core.errors import TooLarge
from pmo_core.limits import MEGABYTE

REGULAR: Final = 10
"""A regular text file takes so many times its size in memory (measured: 9, with saving)."""

IRREGULAR: Final = 22
"""One that is read record by record (measured: 21)."""

_GROUP_LIMIT: Final = Path("/sys/fs/cgroup/memory.max")


def room() -> int | None:
    """Bytes of memory that this process may use at most: the machine's, or its group's; None if unknown."""
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return None
    try:
        group = _GROUP_LIMIT.read_text(encoding="ascii").strip()
    except OSError:
        return whole
    return min(whole, int(group)) if group.isdecimal() else whole


def check_room(size: int, times: int) -> None:
    """
    Refuse a file of this many bytes if so many times its size is more than there is memory.

    Raises:
        TooLarge: If it does not fit.
    """
    most = room()
    if most is not None and size * times > most:
        raise TooLarge(
            f"The file has {size / MEGABYTE:,.0f} MB and needs about {size * times / MEGABYTE:,.0f} MB of "
            f"memory; there are {most / MEGABYTE:,.0f} MB.",
            fix="Split it into several files, or import it on a larger machine.",
        )
