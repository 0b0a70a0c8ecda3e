"""How a file was read, in a form that reads the next one: what was said about it, and what was settled."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal, Self

from pmo_core.errors import PmoError
from pmo_core.fields import FIELDS
from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading
from pmo_core.model import FieldType, Kind, Question

OF_ONE_FILE: Final = frozenset(
    {"year", "duplicates", "dates_swapped", "mode", "memory", "renumbered", "similar", "cell", "rows_out"}
)
"""Questions about the rows of one file; their answers say nothing about the next."""

DAY_OF_YEAR: Final = "as_of_day"
"""Month and day that the user gave to a file which names no day."""

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DATED: Final = re.compile(r"\d{4}|\d{1,2}[./]\d{1,2}")


@dataclass(frozen=True)
class Recipe:
    """
    How files of one shape are read.

    `mapping` is field → column, `said` question → answer and `units` field → unit as the user gave them,
    `settled` question → what evidence decided: used only where the next file leaves it open.
    """

    kind: Kind
    mapping: Mapping[str, str] = field(default_factory=dict[str, str])
    said: Mapping[str, str] = field(default_factory=dict[str, str])
    units: Mapping[str, str] = field(default_factory=dict[str, str])
    settled: Mapping[str, str] = field(default_factory=dict[str, str])
    source: Literal["full", "rolling"] | None = None

    @classmethod
    def of(cls, reading: Reading, options: Options) -> Self:
        """Make the recipe of a file that was read without open questions."""
        said = all_said(options)
        money = {item.name for item in FIELDS[reading.kind] if item.type is FieldType.MONEY}
        units = {f.unit for f in reading.fields if f.unit and f.field in money}
        currencies = {f.currency for f in reading.fields if f.currency}
        day = said.get("as_of", "")
        settled = {
            DAY_OF_YEAR: day[5:] if _ISO.fullmatch(day) else None,
            "dates": reading.date_order,
            "money_unit": units.pop() if len(units) == 1 else None,
            "currency": currencies.pop() if len(currencies) == 1 else None,
        }
        return cls(
            reading.kind,
            mapping=dict(reading.mapping),
            said={key: text for key, text in said.items() if _holds_again(key, text)},
            units=dict(options.units),
            settled={key: text for key, text in settled.items() if text},
            source=options.source,
        )

    def to_json(self) -> dict[str, Any]:
        """As it is stored and exported; `from_json` reads it back."""
        return {
            "schema": 1,
            "kind": self.kind.value,
            "mapping": dict(self.mapping),
            "answers": dict(self.said),
            "units": dict(self.units),
            "settled": dict(self.settled),
            "source": self.source,
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """
        Read an exported recipe.

        Raises:
            PmoError: If it is none.
        """
        parts = [found.get(name, {}) for name in ("mapping", "answers", "units", "settled")]
        texts = all(isinstance(part, dict) and _all_texts(part) for part in parts)
        kinds = {kind.value for kind in Kind}
        if (
            not texts
            or found.get("kind") not in kinds
            or found.get("source") not in (None, "full", "rolling")
        ):
            raise PmoError(
                "This is no mapping that the program wrote.",
                fix='It should hold {"field": "column", …}, or what `mappings export` writes.',
            )
        kind = Kind(found["kind"])
        known = {item.name for item in FIELDS[kind]}
        mapping = {n: c for n, c in parts[0].items() if n in known or n.startswith("score.")}
        return cls(kind, mapping, said=parts[1], units=parts[2], settled=parts[3], source=found.get("source"))

    def told(self, options: Options, mapping: Mapping[str, str]) -> Options:
        """Options for a file of this shape: the recipe, and above it whatever the user says now."""
        now = all_said(options)
        by_hand = {key.removeprefix("map.") for key in now if key.startswith("map.")}
        kept = {name: header for name, header in mapping.items() if name not in by_hand}
        spoken_for = {*options.mapping.values(), *(v for k, v in now.items() if k.startswith("map."))}
        kept = {name: header for name, header in kept.items() if header not in spoken_for}
        return replace(
            options,
            kind=options.kind or (None if "kind" in now else self.kind),
            mapping={**kept, **options.mapping},
            answers={**{k: v for k, v in self.said.items() if k not in _BY_EVIDENCE}, **now},
            units={**self.units, **options.units},
            source=options.source or self.source,
        )

    def answer(self, question: Question) -> str | None:
        """What the earlier file says to a question that this one leaves open, if it fits the choices."""
        text = self.said.get(question.id) or self.settled.get(question.id)
        offered = {choice.value for choice in question.choices}
        if text is not None:
            return text if not offered or text in offered else None
        return _same_day(self.settled.get(DAY_OF_YEAR), offered) if question.id == "as_of" else None


def _same_day(day: str | None, offered: Collection[str]) -> str | None:
    """
    The offered date on the same day of its year; of the days of one month its last, if the last was meant.

    A day that is not offered is none: where the file names a month, it would be a day of another month.
    """
    days = [date.fromisoformat(value) for value in offered if _ISO.fullmatch(value)]
    if day is None or not days:
        return None
    same = [each for each in days if each.isoformat()[5:] == day]
    if len({each.year for each in same}) == 1:
        return same[0].isoformat()
    month, number = map(int, day.split("-"))
    ends = number == monthrange(days[0].year, month)[1]
    last = [each for each in days if each.day == monthrange(each.year, each.month)[1]]
    return last[0].isoformat() if ends and len({(d.year, d.month) for d in days}) == 1 and last else None


_BY_EVIDENCE: Final = frozenset({"dates", "decimal", "money_unit"})
"""Decided by the cells of each file; the memory speaks only where they are silent."""


def all_said(options: Options) -> dict[str, str]:
    """What the user said, options of the command line as answers to the questions of the same name."""
    transpose = None if options.transpose is None else ("yes" if options.transpose else "no")
    row = None if options.header_row is None else str(options.header_row)
    said = {
        "currency": options.currency,
        "dates": options.dates,
        "encoding": options.encoding,
        "delimiter": options.delimiter,
        "decimal": options.decimal,
        "percent": options.percent,
        "header_row": row,
        "sheet": options.sheet,
        "transpose": transpose,
    }
    dated = {"as_of": options.as_of.isoformat()} if options.as_of else {}
    return {**options.answers, **{name: text for name, text in said.items() if text}, **dated}


def _holds_again(question: str, answer: str) -> bool:
    """Whether an answer says something about the next file too."""
    if question == "as_of":
        return not _DATED.search(answer)  # a rule such as "last" holds, a day does not
    if question.startswith("map."):
        return answer.strip() in ("", "-")  # a named column is in the mapping
    return question.split(".", 1)[0] not in OF_ONE_FILE


def _all_texts(part: Mapping[object, object]) -> bool:
    return all(isinstance(key, str) and isinstance(value, str) for key, value in part.items())
