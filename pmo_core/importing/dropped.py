"""One file in the inbox as it is listed: what it is called, what identifies it, why it cannot be loaded."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Final

from pmo_core.errors import PmoError, TooLarge, UnreadableFile
from pmo_core.intake.files.gate import Extension, clean_label
from pmo_core.limits import MEGABYTE, PAGE_LIMITS

SETTLED_SECONDS: Final = 10.0
"""A file that changed more recently may still be written."""

_UNFINISHED: Final = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart")


@dataclass(frozen=True)
class Dropped:
    """
    One file in the inbox.

    `token` names it until it changes; `label` is for show. `size` in bytes. `problem` says why it cannot be
    loaded from here, `fix` what to do; both are '' when it can.
    """

    token: str
    label: str
    size: int
    changed: datetime
    entry: str = field(repr=False)
    problem: str = ""
    fix: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be read from here."""
        return not self.problem

    def refusal(self) -> PmoError:
        """The error of trying to read it all the same."""
        kind = TooLarge if self.size > PAGE_LIMITS.file else UnreadableFile
        return kind(f"{self.label}: {self.problem}", fix=self.fix)


def passed_over(name: str) -> bool:
    """Whether a name is that of a hidden file, of an open workbook's shadow or of an unfinished download."""
    return name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED)


def token_of(name: str, status: os.stat_result) -> str:
    """The same for the same name and content as far as the file system tells; another after any change."""
    known = (os.fsencode(name), status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:32]


def look_at(name: str, status: os.stat_result, *, moment: float) -> Dropped:
    """
    Describe a directory entry.

    Args:
        name: Its name as the file system gives it, perhaps no text at all.
        status: What lstat says of it.
        moment: The present in seconds since 1970.
    """
    problem, fix = _why_not(name, status, moment=moment) or ("", "")
    return Dropped(
        token=token_of(name, status),
        label=clean_label(os.fsencode(name).decode("utf-8", errors="replace")),
        size=status.st_size,
        changed=datetime.fromtimestamp(status.st_mtime, UTC),
        entry=name,
        problem=problem,
        fix=fix,
    )


def _why_not(name: str, status: os.stat_result, *, moment: float) -> tuple[str, str] | None:
    if stat.S_ISLNK(status.st_mode):
        return "It is a link, and links are not followed.", "Put a copy of the file itself into the inbox."
    if not stat.S_ISREG(status.st_mode):
        return "It is not a file.", "Put a CSV or Excel file into the inbox."
    if PurePath(name).suffix.lower().removeprefix(".") not in set(Extension):
        return f"Its name ends in none of {', '.join(Extension)}.", "Save it as one of these."
    if status.st_size > PAGE_LIMITS.file:
        return (
            f"It has {status.st_size / MEGABYTE:,.0f} MB; the page takes {PAGE_LIMITS.file // MEGABYTE} MB.",
            "Stop the server and load it on the command line: python -m pmo_core import FILE.",
        )
    # the time of change also moves while a file that keeps an old date is copied
    since = moment - max(status.st_mtime, status.st_ctime)
    if 0 <= since < SETTLED_SECONDS:
        return "It has only just been written, perhaps not to its end.", "Look again in a few seconds."
    return None
