"""The columns of a table by the short names in their headers; what the headers say beyond is a note."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from pmo_core.intake.table import RawTable
from pmo_core.intake.wording.short_headers import short_header
from pmo_core.model import Issue, Severity

_NAMED: Final = 2
_NOTE: Final = 100


def with_short_names(table: RawTable) -> RawTable:
    """The table under short names where each is one column's alone; one note gives the whole headers."""
    names = _names(table)
    if not names:
        return table
    issues = tuple(
        replace(issue, column=name, problem=issue.problem.replace(f"“{issue.column}”", f"“{name}”"))
        if issue.column and (name := names.get(issue.column))
        else issue
        for issue in table.issues
    )
    return replace(
        table,
        headers=tuple(names.get(header, header) for header in table.headers),
        issues=(*issues, *_notes(names)),
        repeated={
            names.get(first, first): tuple(names.get(header, header) for header in same)
            for first, same in table.repeated.items()
        },
        typed_dates=frozenset(names.get(header, header) for header in table.typed_dates),
    )


def _names(table: RawTable) -> dict[str, str]:
    """Header → short name, where it is another; repeats keep their numbers."""
    first = {header: base for base, same in table.repeated.items() for header in same}
    bases = {header: first.get(header, header) for header in table.headers}
    short = {base: short_header(base) for base in set(bases.values())}
    count = Counter(name.casefold() for name in short.values())
    return {
        header: short[base] + header[len(base) :]
        for header, base in bases.items()
        if short[base] != base and count[short[base].casefold()] == 1
    }


def _cut(text: str) -> str:
    return text if len(text) <= _NOTE else f"{text[:_NOTE].rstrip()} …"


def _notes(names: dict[str, str]) -> list[Issue]:
    """A note with the whole text of the headers of which more than line breaks was left out."""
    whole = {name: " ".join(header.split()) for header, name in names.items()}
    cut = {name: text for name, text in whole.items() if text != name}
    if not cut:
        return []
    listed = [f"“{name}” from “{_cut(text)}”" for name, text in list(cut.items())[:_NAMED]]
    more = f" and {len(cut) - _NAMED} more" if len(cut) > _NAMED else ""
    subject = "1 long header goes" if len(cut) == 1 else f"{len(cut)} long headers go"
    return [
        Issue(
            "header.shortened",
            f"{subject} by the name in the first line: {'; '.join(listed)}{more}.",
            "Nothing to do; a column may be named either way.",
            Severity.NOTE,
        )
    ]
