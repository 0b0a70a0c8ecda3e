"""
Files that somebody, or a nightly job, dropped beside the database.

Names are labels: a page names a file by its token, never by a path. Links are not followed, nothing is
deleted; what is dealt with moves into a folder below, under its name and the time.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Final

from pmo_core.errors import NotFound, StoreError, UnreadableFile
from pmo_core.importing.dropped import Dropped, look_at, passed_over, token_of
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Grant

FILES_LISTED: Final = 50
_NAME_BYTES: Final = 180
"""Of a name that is put away; file systems take 255 with the time and the ending."""
_OPEN: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class Place(StrEnum):
    """Where a file goes once it is dealt with."""

    DONE = "done"
    ASIDE = "put aside"


@dataclass(frozen=True)
class Inbox:
    """The files, oldest first, and how many more there are than are listed."""

    files: tuple[Dropped, ...] = ()
    more: int = 0


def inbox_folder(database: Path) -> Path:
    """The inbox of a database: the folder `inbox` beside it."""
    return database.absolute().parent / "inbox"


def make_inbox(folder: Path) -> None:
    """
    Make the folder, for this user only; one that exists stays as it is.

    Raises:
        StoreError: If it cannot be made, or something else has its name.
    """
    with _in_words(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_link(folder)


def waiting(folder: Path, *, now: datetime | None = None) -> Inbox:
    """
    List what lies in the inbox; an inbox that is not there is empty.

    Folders, hidden files and unfinished downloads are left out; what cannot be loaded says why.

    Args:
        folder: The inbox.
        now: The present, with time zone; a file that changed just before it may still be written.
    Raises:
        StoreError: If the folder cannot be read.
    """
    moment = (now or datetime.now(UTC)).timestamp()
    try:
        names = [path.name for path in folder.iterdir()] if _refuse_link(folder) else []
    except FileNotFoundError:
        return Inbox()
    except OSError as problem:
        raise _unusable(folder, problem) from None
    found: list[Dropped] = []
    for name in names:
        try:
            status = os.lstat(folder / name)
        except OSError:
            continue  # gone between being named and being looked at
        if not stat.S_ISDIR(status.st_mode) and not passed_over(name):
            found.append(look_at(name, status, moment=moment))
    found.sort(key=lambda dropped: (dropped.changed, dropped.entry))
    return Inbox(tuple(found[:FILES_LISTED]), more=max(0, len(found) - FILES_LISTED))


def read(folder: Path, token: str) -> tuple[Dropped, bytes]:
    """
    Read one file of the inbox, by the token that `waiting` gave.

    Raises:
        NotFound: If no such file waits any more, or it has changed since.
        TooLarge: If it is beyond the page's limit.
        UnreadableFile: If it cannot be read from here, or changes while it is read.
    """
    dropped = _found(folder, token)
    if not dropped.ready:
        raise dropped.refusal()
    try:
        descriptor = os.open(folder / dropped.entry, _OPEN)
    except OSError as problem:
        raise UnreadableFile(
            f"{dropped.label} cannot be opened: {problem.strerror or 'it is not reachable'}.",
            fix="Check the rights of the file, then look at the list again.",
        ) from None
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(file.fileno())
        same = stat.S_ISREG(before.st_mode) and token_of(dropped.entry, before) == token
        content = file.read(PAGE_LIMITS.file + 1) if same else b""
        after = os.fstat(file.fileno())
    if not same or token_of(dropped.entry, after) != token or len(content) != after.st_size:
        raise UnreadableFile(
            f"{dropped.label} changed while it was being read.",
            fix="Wait until it is written to its end, then look again.",
        )
    return dropped, content


def put_away(
    folder: Path, token: str, *, to: Place, grant: Grant, portfolio: str, now: datetime | None = None
) -> str:
    """
    Move one file into the folder of those dealt with; nothing there is overwritten.

    Args:
        folder: The inbox.
        token: The file, as `waiting` gave it; one that has changed since stays where it is.
        to: `done` after it was saved, `put aside` when it was dismissed.
        grant: Must cover `import` of the portfolio.
        portfolio: The portfolio that it was loaded into, or dismissed from.
        now: The present, with time zone.
    Returns:
        Its new name, seen from the inbox.
    Raises:
        AccessDenied: If the grant does not cover it.
        NotFound: If no such file waits any more, or it has changed since.
        StoreError: If it cannot be moved; then it stays.
    """
    grant.allow("import", portfolio)
    dropped = _found(folder, token)
    target = folder / to.value
    make_inbox(target)
    with _in_words(target):
        name = _reserved(target, dropped, now=now or datetime.now(UTC))
        try:
            (folder / dropped.entry).replace(target / name)  # over our own empty file
        except OSError:
            (target / name).unlink(missing_ok=True)
            raise
    return f"{to.value}/{name}"


def _found(folder: Path, token: str) -> Dropped:
    for dropped in waiting(folder).files:
        if dropped.token == token:
            return dropped
    raise NotFound(
        "This file no longer waits in the inbox as it was.",
        fix="Look at the list again: it may have changed.",
    )


def _reserved(folder: Path, dropped: Dropped, *, now: datetime) -> str:
    """A name that nothing has, with the time in front, held by an empty file."""
    stamp = now.astimezone().strftime("%Y-%m-%d %H%M%S")
    name = PurePath(dropped.label)
    stem = name.stem.encode()[:_NAME_BYTES].decode(errors="ignore")
    ending = name.suffix if len(name.suffix) <= 5 else ""
    for attempt in range(1, 1000):
        free = f"{stamp} {stem}{'' if attempt == 1 else f' ({attempt})'}{ending}"
        try:
            os.close(os.open(folder / free, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        return free
    raise StoreError(
        f"A thousand files called {dropped.label} were put away in one second.", fix="Try again in a second."
    )


def _refuse_link(folder: Path) -> bool:
    """True for a folder; raises StoreError for a link or a file, FileNotFoundError for nothing."""
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise StoreError(
            f"{folder.name!r} is a link or a file where a folder of the inbox belongs.",
            fix="Move it away; the folder is made again by itself.",
        )
    return True


@contextmanager
def _in_words(folder: Path) -> Generator[None, None, None]:
    """Turn an error of the file system into one that says what to do."""
    try:
        yield
    except OSError as problem:
        raise _unusable(folder, problem) from None


def _unusable(folder: Path, problem: OSError) -> StoreError:
    return StoreError(
        f"The folder {folder.name!r} cannot be used: {problem.strerror or 'it is not reachable'}.",
        fix="Check that it is a folder on a disk with room, and that you may write there.",
    )
