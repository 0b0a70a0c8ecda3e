"""The columns that the user named by hand, for the fields of a kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pmo_core.errors import IntakeError, MappingError
from pmo_core.fields import FIELDS
from pmo_core.intake.options import Options
from pmo_core.intake.wording.headers import normalise
from pmo_core.intake.wording.short_headers import short_header
from pmo_core.model import Kind

_REPEAT: Final = re.compile(r"\(\d+\)\s*$")


def column_named(text: str, headers: Sequence[str], *, field: str) -> str:
    """
    The header that a user means: as written, short where it is long, else regardless of case and marks.

    Raises:
        MappingError: If there is no such column.
    """
    wanted = text.strip()
    for same in (str.strip, str.casefold, short_header, _comparable):
        found = [header for header in headers if same(header) == same(wanted)]
        if found:
            return found[0]
    raise MappingError(field, tried=[text], found=headers)


def _comparable(text: str) -> tuple[str, str]:
    """A header in comparable form; "(2)" tells a repeat from the first and is never cut."""
    repeat = _REPEAT.search(text)
    return normalise(text), repeat[0] if repeat else ""


def told_mapping(
    options: Options, kind: Kind, *, headers: Sequence[str]
) -> tuple[dict[str, str], frozenset[str]]:
    """
    Field → header as the user said, by option or answer, and the fields to leave without a column.

    Raises:
        MappingError: If a column is not in the file.
        IntakeError: If a field is unknown.
    """
    names = {item.name for item in FIELDS[kind]}
    answers = {key.removeprefix("map."): v for key, v in options.answers.items() if key.startswith("map.")}
    told: dict[str, str] = {}
    skipped: set[str] = set()
    for name, text in {**answers, **options.mapping}.items():
        if name not in names and not (kind is Kind.PROJECTS and name.startswith("score.") and name[6:]):
            raise IntakeError(
                f"There is no field {name!r} in {kind.value.replace('_', ' ')}.",
                fix=f"Use one of {', '.join(sorted(names))}.",
            )
        if text.strip() in ("", "-"):
            skipped.add(name)
        else:
            told[name] = column_named(text, headers, field=name)
    return told, frozenset(skipped)
