"""A text file as records: decoded, its delimiter found or asked for, every record with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.errors import EmptyUpload, IntakeError
from pmo_core.intake.files.decode import MIXED, Decoded, decode
from pmo_core.intake.files.dialect import (
    DELIMITERS,
    TIE,
    Dialect,
    Scored,
    large_samples,
    ranked,
    samples,
    told,
)
from pmo_core.intake.files.quoted_rows import unquoted_rows
from pmo_core.intake.files.records import Records, read_records
from pmo_core.intake.files.suspects import letters, second_encoding
from pmo_core.intake.options import Options
from pmo_core.intake.wording.shell import quoted
from pmo_core.limits import IntakeLimits
from pmo_core.model import Choice, Guess, Issue, Question

RAGGED_SHARE: Final = 0.05
HEAD_BYTES: Final = 4 * 1024 * 1024
_DIRECTIVE: Final = re.compile(r"\A\ufeff?\"?sep=(.)\"?[ \t]*(?:\r\n|\n|\r)", re.I)
_OTHERS: Final = (":", "^", "~", " ")
_EXAMPLE: Final = 90


@dataclass(frozen=True)
class Text:
    """Records of a text file with the decisions that led to them; `joint` is the delimiter itself."""

    rows: list[list[str]]
    broken: dict[int, str]
    encoding: str
    delimiter: str
    joint: str
    guesses: tuple[Guess, ...]
    issues: tuple[Issue, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Chosen:
    """A delimiter with its variant, why it was chosen, and the question if it must be confirmed."""

    scored: Scored
    guess: Guess
    question: Question | None = None


@dataclass(frozen=True)
class Opened:
    """A text file before it is cut; `directive` if its first line named the delimiter and was dropped."""

    text: str
    decoded: Decoded
    chosen: Chosen
    directive: bool


def read_text(opened: Opened, *, limits: IntakeLimits) -> Text:
    """
    Cut an opened text into records.

    Raises:
        TooLarge: If there are more records than the limit.
    """
    text, decoded, chosen = opened.text, opened.decoded, opened.chosen
    records = read_records(text, chosen.scored.dialect, width=chosen.scored.width, most=limits.records)
    chosen, records = _reconsidered(text, chosen, records, limits.records)
    issues = [*decoded.issues, *records.issues]
    asked = chosen.question
    if decoded.encoding == MIXED:
        issues = [replace(issue, value=letters(issue.value or "") or None) for issue in issues]
        issues += second_encoding(records.rows)
        shown = tuple(replace(c, example=letters(c.example)) for c in asked.choices) if asked else ()
        asked = replace(asked, choices=shown) if asked else None
    dialect = chosen.scored.dialect
    questions = (*decoded.questions, *((asked,) if asked else ()))
    return Text(
        records.rows,
        records.broken,
        decoded.encoding,
        dialect.name,
        dialect.delimiter,
        (*decoded.guesses, chosen.guess),
        tuple(issues),
        questions,
    )


def open_text(content: bytes, options: Options) -> Opened:
    """
    Decode a text file and choose its delimiter.

    Raises:
        EmptyUpload: If it holds no text.
        IntakeError: If the delimiter asked for is no single character.
        UnreadableFile: If it is binary or does not fit the encoding asked for.
    """
    decoded = decode(content, encoding=options.chosen_encoding)
    text = decoded.text
    directive = _DIRECTIVE.match(text)
    if directive:
        text = text[directive.end() :]
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise EmptyUpload("The file holds only white space.", fix="Export it again and check that it opens.")
    if options.chosen_delimiter is None and (bare := unquoted_rows(text)):
        text, decoded = bare[0], replace(decoded, issues=(*decoded.issues, bare[1]))
    chosen = choose(samples(text), options, directive=directive.group(1) if directive else None)
    return Opened(text, decoded, chosen, directive is not None)


def open_large(content: bytes, options: Options) -> Opened | None:
    """
    Open a large text file by samples only: its first characters and its delimiter; None if it is no UTF-8.

    That every other byte fits is for the reader of the records to check.
    """
    if options.chosen_encoding not in (None, "utf-8", "utf8", "UTF-8"):
        return None
    try:
        head = content[: content.rfind(b"\n", 0, HEAD_BYTES) + 1].decode("utf-8-sig")
        found = [piece.decode("utf-8-sig") for piece in large_samples(content)]
    except UnicodeDecodeError:
        return None
    decoded = Decoded(head, "utf-8", (Guess("encoding", "utf-8", "valid as a whole"),))
    return Opened(head, decoded, choose(found, options), _DIRECTIVE.match(head) is not None)


def choose(pieces: Sequence[str], options: Options, *, directive: str | None = None) -> Chosen:
    """
    Choose the delimiter by samples of a text, each beginning at a record.

    Raises:
        IntakeError: If the delimiter asked for is no single character.
    """
    if options.chosen_delimiter is not None:
        try:
            delimiter = told(options.chosen_delimiter)
        except ValueError:
            raise IntakeError(
                f"{options.chosen_delimiter!r} is no delimiter.",
                fix="Give one character, or tab, comma, semicolon, pipe, space, or none for a single column.",
            ) from None
        return _given(pieces, delimiter, "as told")
    if directive is not None:
        return _given(pieces, directive, "the first line says so (sep=)")
    found = ranked(pieces)
    best, second = found[0], found[1]
    if best.score == 0:
        return _one_column(pieces)
    if second.score >= TIE * best.score:
        return _tie(pieces, [scored for scored in found if scored.score >= TIE * best.score])
    evidence = f"{best.share:.0%} of the records have {best.width} cells"
    return Chosen(best, Guess("delimiter", best.dialect.name, evidence, _others(best), "sure"))


def _others(best: Scored) -> tuple[str, ...]:
    return tuple(Dialect(d).name for d in DELIMITERS if d != best.dialect.delimiter)


def _given(pieces: Sequence[str], delimiter: str, evidence: str) -> Chosen:
    scored = ranked(pieces, (delimiter,))[0] if delimiter else Scored(Dialect(""), 0.0, 1, 1.0)
    return Chosen(scored, Guess("delimiter", scored.dialect.name, evidence, _others(scored)))


def _one_column(pieces: Sequence[str]) -> Chosen:
    """No usual delimiter: a list, or an unusual one. Both are taken only when the user says so."""
    rare = [scored for scored in ranked(pieces, _OTHERS) if scored.score > 0.5]
    evidence = "the usual delimiters , ; tab | cut the records into one cell only"
    if rare:
        lines = "each" if rare[0].share == 1 else "most"
        evidence += f"; {rare[0].dialect.name} makes {rare[0].width} cells of {lines}"
    choices = [Choice(scored.dialect.name, _example(pieces[0], scored.dialect)) for scored in rare]
    choices.append(Choice("none", _example(pieces[0], Dialect(""))))
    question = Question(
        "delimiter",
        "The file seems to hold a single column. What separates its cells?",
        tuple(choices),
        f"--delimiter {quoted(choices[0].value)}",
        evidence,
    )
    scored = Scored(Dialect(""), 0.0, 1, 1.0)
    return Chosen(
        scored, Guess("delimiter", "none", evidence, tuple(c.value for c in choices[:-1]), "ask"), question
    )


def _tie(pieces: Sequence[str], tied: Sequence[Scored]) -> Chosen:
    choices = tuple(Choice(s.dialect.name, _example(pieces[0], s.dialect)) for s in tied)
    evidence = "these delimiters cut the file equally well"
    question = Question(
        "delimiter", "What separates the cells?", choices, f"--delimiter {quoted(choices[0].value)}", evidence
    )
    names = tuple(choice.value for choice in choices[1:])
    return Chosen(tied[0], Guess("delimiter", choices[0].value, evidence, names, "ask"), question)


def _example(piece: str, dialect: Dialect) -> str:
    """The first two records as this delimiter cuts them."""
    lines = dialect.prepared(piece[:2_000]).splitlines()[:2]
    return " ⏎ ".join(" │ ".join(row) for row in dialect.records(lines))[:_EXAMPLE]


def _reconsidered(text: str, chosen: Chosen, records: Records, most: int | None) -> tuple[Chosen, Records]:
    """Samples may mislead: where the whole file is ragged, let the other delimiters read it whole as well."""
    if chosen.guess.certainty != "sure" or chosen.guess.evidence.startswith(("as told", "the first line")):
        return chosen, records
    ragged = _ragged(records, chosen.scored.width)
    if ragged <= RAGGED_SHARE or len(samples(text)) == 1:
        return chosen, records
    best, best_records = chosen, records
    for scored in ranked(samples(text)):
        if scored.score == 0 or scored.dialect == chosen.scored.dialect:
            continue
        other = read_records(text, scored.dialect, width=scored.width, most=most)
        if (share := _ragged(other, scored.width)) < ragged / 2:
            ragged, best_records = share, other
            guess = Guess(
                "delimiter", scored.dialect.name, "fits the whole file best", (chosen.guess.value,), "likely"
            )
            best = Chosen(scored, guess)
    return best, best_records


def _ragged(records: Records, width: int) -> float:
    widths = Counter(map(len, records.rows))
    total = widths.total() - widths[0]
    return 1 - widths[width] / total if total else 0.0
