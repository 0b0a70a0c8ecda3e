"""Words that nothing maps: offered with what they may mean, and applied where the user has said it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.values.cells import Column, Problem, Typed, shown, typed
from pmo_core.intake.values.missing import clean
from pmo_core.intake.values.standard import comparable, rating
from pmo_core.intake.wording.shell import quoted
from pmo_core.model import Choice, Field, FieldType, Missing, Question, Severity
from pmo_core.scenario import RATING_SCALE

OFFERED_MOST: Final = 20
"""More unknown words than this are no vocabulary; the rest are named in the issue alone."""

PAIRS_LEAST: Final = 0.8
"""From this share of the texts with two values on, the half that reads is offered."""

WORD_CHARACTERS: Final = 60
"""A longer text is a remark, not a word."""

PARTS: Final = ("first", "second")
"""Answers which half of a cell counts."""

NO_VALUE: Final = "missing"
"""The answer that a word stands for no value."""

NO_RATING: Final = "none"
"""The answer that a label says nothing about confidence."""

STATUSES: Final = ("not_started", "in_progress", "blocked", "done", "cancelled", "unknown")
LEVELS: Final = ("unaware", "resistant", "neutral", "supportive", "leading")
_STEPS: Final = ("1", "2", "3", "4", "5")
MEANINGS: Final[Mapping[FieldType, tuple[str, ...]]] = {
    FieldType.STATUS: STATUSES,
    FieldType.HORIZON: ("short", "medium", "long", "unclassified", NO_VALUE),
    FieldType.DIRECTION: ("higher", "lower", "none", NO_VALUE),
    FieldType.FLAG: ("yes", "no", NO_VALUE),
    FieldType.PRIORITY: (*_STEPS, NO_VALUE),
    FieldType.ORDINAL: (*_STEPS, NO_VALUE),
    FieldType.VALUE: (*(str(n) for n in range(11)), NO_VALUE),
    FieldType.LEVEL: (*LEVELS, NO_VALUE),
    FieldType.RATING: (*RATING_SCALE, NO_RATING),
}
"""What the words of a field of each type may mean; an answer `value.FIELD.WORD` names one of them."""

_NOUNS: Final[Mapping[FieldType, str]] = {
    FieldType.ORDINAL: "grade",
    FieldType.VALUE: "grade",
    FieldType.LEVEL: "engagement level",
    FieldType.FLAG: "yes or no",
}
_NOTES: Final = frozenset({FieldType.STATUS, FieldType.RATING})
"""Types whose unknown words are kept as written."""


def _stored(meant: str, type_: FieldType) -> object:
    """A meaning as it is stored in a field of the type."""
    if meant == NO_VALUE:
        return Missing.NOT_PROVIDED
    if type_ is FieldType.FLAG:
        return meant == "yes"
    if type_ is FieldType.LEVEL:
        return LEVELS.index(meant)
    return float(meant) if meant.isdecimal() else meant


def halves(text: str) -> tuple[str, str] | None:
    """The two values of a cell such as `High/Position` or `High | Interest`; None if it holds not two."""
    parts = [part.strip() for part in re.split(r"\s*[/|;]\s*|\s+[-–]\s+", text.strip())]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


def _reads(found: object) -> bool:
    return found is not None and not isinstance(found, Problem)


def _is_word(text: str) -> bool:
    """Whether a text is a label, or signs, rather than a number or a remark."""
    named = any(c.isalpha() for c in text) or not any(c.isdigit() for c in text)
    return named and len(clean(text)) <= WORD_CHARACTERS


def _prefix(name: str) -> str:
    return f"value.{name}."


@dataclass
class Words:
    """
    The words of one field: what they may mean, what the user said, and those still unknown.

    `part` is which half of a cell such as `High/Position` counts (0 or 1), None if nobody has said.
    """

    item: Field
    said: Mapping[str, str] = field(default_factory=dict[str, str])
    part: int | None = None
    unknown: set[str] = field(default_factory=set[str])

    @classmethod
    def of(cls, item: Field, answers: Mapping[str, str]) -> Words:
        """
        The answers about words of a field.

        Raises:
            IntakeError: If an answer is none of the values that a word of this field may mean.
        """
        prefix = _prefix(item.name)
        given = {key.removeprefix(prefix): text for key, text in answers.items() if key.startswith(prefix)}
        allowed = {comparable(value): value for value in MEANINGS.get(item.type, ())}
        for word, text in given.items():
            if comparable(text) not in allowed:
                raise IntakeError(
                    f"{text!r} is not what {word!r} can mean in {item.name.replace('_', ' ')}.",
                    fix=f"Answer with one of {', '.join(allowed.values())}.",
                )
        part = answers.get(f"split.{item.name}")
        if part not in (None, *PARTS):
            raise IntakeError(f"{part!r} is no part of a cell.", fix=f"Answer {' or '.join(PARTS)}.")
        said = {comparable(word): allowed[comparable(text)] for word, text in given.items()}
        return cls(item, said, PARTS.index(part) if part else None)

    def half(self, text: str) -> tuple[str, ...]:
        """The half of a cell that counts; empty if nobody has said which, or the cell holds one value."""
        parts = halves(text) if self.part is not None else None
        return (parts[self.part or 0],) if parts else ()

    def read(self, text: str, *, known: Callable[[str], object]) -> object:
        """What the user said about a text, else what `known` makes of it (None: it is unknown)."""
        meant = self.said.get(comparable(text)) if self.said else None
        if meant is not None:
            return _stored(meant, self.item.type)
        found = known(text)
        if found is None:
            found = next(map(known, self.half(text)), None)
        if found is None and (self.item.type is FieldType.STATUS or _is_word(text)):
            self.unknown.add(text)
        return found

    def offer_part(self, result: Typed, column: Column, *, known: Callable[[str], object]) -> None:
        """Offer one half of the cells where most unknown words are two values in one: `High/Position`."""
        pairs = {text: parts for text in self.unknown if (parts := halves(text))}
        if not pairs or 2 * len(pairs) < len(self.unknown):
            return
        least = PAIRS_LEAST * len(pairs)
        sides = [side for side in (0, 1) if sum(_reads(known(p[side])) for p in pairs.values()) >= least]
        if not sides:
            return
        text, parts = min((text, p) for text, p in pairs.items() if _reads(known(p[sides[0]])))
        result.offers.append(
            Question(
                f"split.{self.item.name}",
                f"Which half of the cells of {column.header} counts?",
                tuple(Choice(PARTS[side], f"{shown(text)} → {parts[side]}") for side in sides),
                f"--answer split.{self.item.name}={PARTS[sides[0]]}",
                f"{len(pairs):,} of its texts hold two values, such as “{shown(text)}”.",
                field=self.item.name,
                column=column.header,
            )
        )

    def offer(self, result: Typed, column: Column, *, kept: str) -> None:
        """Name the unknown words in one issue, with how often they stand there, and offer their meanings."""
        if not self.unknown:
            return
        tally: Counter[str] = Counter()
        spelled: dict[str, Counter[str]] = {}
        for text in sorted(self.unknown):
            tally[comparable(text)] += column.counts[text]
            spelled.setdefault(comparable(text), Counter())[clean(text)] += column.counts[text]
        words = [(spelled[key].most_common(1)[0][0], n) for key, n in sorted(tally.items())]
        words.sort(key=lambda pair: -pair[1])
        result.issues.append(column.issue(self._problem(words, kept=kept)))
        rated = self.item.type is FieldType.RATING  # 1, 2, 3 and signs may be ratings, but only by choice
        short = [(word, n) for word, n in words if rated or _is_word(word)]
        result.offers += [self._question(word, n, column=column) for word, n in short[:OFFERED_MOST]]

    def _problem(self, words: list[tuple[str, int]], *, kept: str) -> Problem:
        cells = sum(n for _, n in words)
        lacking = "not known"
        if self.item.type is FieldType.RATING:
            coloured = any(rating(word) for word, _ in words)
            lacking = "without a place between green and red" if coloured else "on no known scale"
        noun = _NOUNS.get(self.item.type, self.item.type.value)
        noun = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
        named = ", ".join(f"“{shown(word)}” ({n:,} ×)" for word, n in words[:OFFERED_MOST])
        more = f" and {len(words) - OFFERED_MOST:,} more" if len(words) > OFFERED_MOST else ""
        holding = "1 cell holds" if cells == 1 else f"{cells:,} cells hold"
        return Problem(
            f"{self.item.type.value}.unknown",
            f"{holding} {noun} that is {lacking}: {named}{more}. {kept}",
            f"Say what they mean, such as {self._option(words[0][0])}.",
            Severity.NOTE if self.item.type in _NOTES else Severity.WARNING,
        )

    def _option(self, word: str) -> str:
        usual = MEANINGS[self.item.type][1] if rating(word) != "Yellow" else "amber"
        return f"--answer {quoted(f'{_prefix(self.item.name)}{word}={usual}')}"

    def _means(self, word: str, value: str) -> str:
        """What a meaning makes of a word, where the name of the meaning does not say it."""
        if self.item.type is not FieldType.RATING:
            return ""
        score = RATING_SCALE.get(value)
        return f"{shown(word)} → " + ("not rated" if score is None else f"confidence {score:g} of 100")

    def _question(self, word: str, count: int, *, column: Column) -> Question:
        cells = "1 cell" if count == 1 else f"{count:,} cells"
        rated = self.item.type is FieldType.RATING
        until = "it counts as not rated until then" if rated else "the word is not known"
        return Question(
            f"{_prefix(self.item.name)}{word}",
            f"What does “{shown(word)}” mean in {column.header}?",
            tuple(Choice(value, self._means(word, value)) for value in MEANINGS[self.item.type]),
            self._option(word),
            f"{cells} of {column.header} {'holds' if count == 1 else 'hold'} it; {until}.",
            field=self.item.name,
            column=column.header,
        )


def typed_words(column: Column, words: Words, *, known: Callable[[str], object], problem: Problem) -> Typed:
    """
    Type a column by what the user said about its words and by what is known; its unknown words are offered.

    Args:
        column: The column.
        words: The words of its field.
        known: The value of a text (a Problem too); None if nothing knows it.
        problem: What is wrong with unknown texts that are no words.
    """

    def parse(text: str) -> object:
        found = words.read(text, known=known)
        if found is None:
            return Missing.UNPARSEABLE if text in words.unknown else problem
        return found

    result = typed(column, parse, type_=words.item.type)
    words.offer_part(result, column, known=known)
    words.offer(result, column, kept="The rows are loaded without it.")
    return result
