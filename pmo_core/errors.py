"""
Everything that can go wrong, in words a reader can act on.

    PmoError                  problem + fix, always both
    ├── IntakeError           the file as a whole
    │   ├── UnreadableFile    not a table, damaged, protected, or not safe to open
    │   ├── EmptyUpload       nothing below the header
    │   ├── TooLarge          beyond limits.py
    │   └── MappingError      a required field has no column
    ├── StoreError            the database
    │   ├── DatabaseBusy      another copy has it
    │   ├── DatabaseDamaged   integrity probe failed
    │   ├── DatabaseTooNew    written by a newer program
    │   ├── ReadOnlyDatabase  asked to write while writing is off
    │   ├── DiskFull          no room for the import
    │   └── QueryTimeout      stopped by the watchdog
    ├── ScenarioError         a target, weight or address value that cannot hold
    ├── NotFound              a portfolio, version or backup that is not there
    ├── AnswerNeeded          a choice only the user can make (exit 3)
    └── AccessDenied          the grant does not cover the act

A bad *cell* is never an exception: it is a `model.Issue`.
"""

from __future__ import annotations

from collections.abc import Sequence


class PmoError(Exception):
    """What happened and the way out; both are shown to the reader as they stand."""

    def __init__(self, problem: str, *, fix: str) -> None:
        super().__init__(f"{problem} {fix}")
        self.problem = problem
        self.fix = fix


class IntakeError(PmoError):
    """The file as a whole could not be taken in; nothing was changed."""


class UnreadableFile(IntakeError):
    """Not a table, damaged, protected, or not safe to open."""


class EmptyUpload(IntakeError):
    """There is nothing below the header."""


class TooLarge(IntakeError):
    """The file is beyond a limit of limits.py."""


class MappingError(IntakeError):
    """A required field has no column in the file."""

    def __init__(self, field: str, *, tried: Sequence[str], found: Sequence[str]) -> None:
        super().__init__(
            f"No column holds {field!r}.",
            fix=f"Rename one to {' or '.join(map(repr, tried[:3]))}, or map it by hand. "
            f"Columns found: {', '.join(found[:30])}.",
        )


class StoreError(PmoError):
    """The database could not do what was asked."""


class ChangedSince(StoreError):
    """The rows that something was held against are no longer those that count."""


class DatabaseBusy(StoreError):
    """Another process holds the database file."""


class DatabaseDamaged(StoreError):
    """The integrity probe failed; figures would not be trustworthy."""


class DatabaseTooNew(StoreError):
    """The file was written by a newer version of the program."""


class ReadOnlyDatabase(StoreError):
    """Asked to write while the database is open for reading only."""


class DiskFull(StoreError):
    """There is no room for the import."""


class QueryTimeout(StoreError):
    """A query ran past its time limit and was stopped."""


class ScenarioError(PmoError):
    """A target, weight or address value that cannot hold."""


class NotFound(PmoError):
    """The named portfolio, version or backup is not there."""


class AnswerNeeded(PmoError):
    """A choice that only the user can make."""


class AccessDenied(PmoError):
    """The grant does not cover the act."""
