"""Two assessors in one file: which of two rating columns leads is the user's to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from pmo_core.fields import FIELDS
from pmo_core.intake.mapping.recognise import Recognised
from pmo_core.intake.options import Options
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.standard import rating
from pmo_core.intake.wording.shell import quoted
from pmo_core.model import Choice, Question

JOINED: Final = "joined"
"""The answer that two columns of which only one holds a rating are one list of ratings."""


def rated_twice(
    found: Recognised, columns: Mapping[str, Column], *, repeated: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The columns of ratings with the same claim to lead, in their order; no doubt if fewer than two."""
    first = found.mapping.get("rating")
    group = repeated.get(first or "", ()) or found.match.ties.get("rating", ())
    return tuple(header for header in group if any(rating(text) for text in columns[header].counts))


def never_together(group: Sequence[str], columns: Mapping[str, Column]) -> bool:
    """Whether no row holds a rating in two of the columns."""
    held = [[rating(text) is not None for text in columns[header].texts] for header in group]
    return not any(sum(row) > 1 for row in zip(*held, strict=True))


def pair(
    found: Recognised,
    columns: Mapping[str, Column],
    options: Options,
    *,
    repeated: Mapping[str, tuple[str, ...]],
) -> dict[str, str]:
    """
    The mapping with both rating columns in it; the question which one leads is added unless it is answered.

    Args:
        found: Kind and mapping so far.
        columns: All columns of the file.
        options: An answer `rating` names the leading column, or its place (1 or 2).
            Where it says that both are one list, they have been joined before, or both hold a rating now.
        repeated: Header → its repeats, itself first.
    """
    mapping = found.mapping
    group = rated_twice(found, columns, repeated=repeated)
    told = {"rating", "second_rating"} & set(options.mapping)
    one_only = all(item.name != "second_rating" for item in FIELDS[found.kind])
    if "rating" not in mapping or len(group) < 2 or "second_rating" in mapping or told or one_only:
        return mapping
    answer = options.said("rating")
    leading = _leading(group[:2], answer)
    if answer is None or leading is None:
        found.questions.append(_question(group[:2], columns))
    lead = leading or group[0]
    return {**mapping, "rating": lead, "second_rating": group[1] if lead == group[0] else group[0]}


def _leading(group: tuple[str, ...], answer: str | None) -> str | None:
    if answer is None:
        return None
    by_place = {"1": group[0], "2": group[1], "first": group[0], "second": group[1]}
    by_name = {header.casefold(): header for header in group}
    return by_name.get(answer.casefold()) or by_place.get(answer.casefold())


def _question(group: tuple[str, ...], columns: Mapping[str, Column]) -> Question:
    choices: list[Choice] = []
    for header in group:
        counts: Counter[str] = Counter()
        for text, n in columns[header].counts.items():
            if named := rating(text):
                counts[named] += n
        shown = ", ".join(f"{n} {label}" for label, n in counts.most_common(5))
        choices.append(Choice(header, shown))
    if never_together(group, columns):
        choices.append(Choice(JOINED, "one list: of each row the only rating that it holds"))
    return Question(
        "rating",
        "Two columns hold a rating. Which one leads?",
        tuple(choices),
        f"--answer {quoted(f'rating={group[0]}')}",
        f"{' and '.join(group)} are both ratings, {_together(group, columns)}; "
        "the other one is kept as the second rating.",
        field="rating",
        column=group[0],
    )


def _together(group: tuple[str, ...], columns: Mapping[str, Column]) -> str:
    """In how many rows both columns are filled: two that never are share one list between them."""
    held = [[rating(text) is not None for text in columns[header].texts] for header in group]
    both = sum(one and other for one, other in zip(*held, strict=True))
    if both:
        return f"filled together in {both} {'row' if both == 1 else 'rows'} of {len(held[0])}"
    counts = (
        f"{header} in {sum(one)} {'row' if sum(one) == 1 else 'rows'}"
        for header, one in zip(group, held, strict=True)
    )
    return f"never filled together: {', '.join(counts)}"
