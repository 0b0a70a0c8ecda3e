"""What a reader should know of the criteria before trusting an order. Plain text."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_core import look
from pmo_core.answers.priorities.criteria import in_other_currencies, says_worth, suggested
from pmo_core.answers.priorities.facts import MONEY, Gathered
from pmo_core.answers.priorities.offered import MONTHS
from pmo_core.answers.priorities.words import listed
from pmo_core.plan import Criterion


def remarks(gathered: Gathered, weighed: Sequence[Criterion]) -> tuple[str, ...]:
    """Sentences on the criteria that have a weight: what they leave out, and where their scales end."""
    said = (_elsewhere(gathered, weighed), _suggested(gathered, weighed))
    return tuple(sentence for sentence in said if sentence)


def no_worth(weighed: Sequence[Criterion]) -> str:
    """What an order is not, where no criterion says what a project is worth."""
    if not weighed or says_worth(weighed):
        return ""
    return (
        f"This is no order of worth: it rests on {listed([one.name for one in weighed])} alone. "
        "Rate short-term and long-term value on the Data page, or map a column with scores."
    )


def lacking(gathered: Gathered, criterion: Criterion, place: int) -> str:
    """What a project has no value on, with why where that is known: 'Time to finish (overdue)'."""
    open_ones, source = gathered.held.positions, criterion.source
    why = ""
    if source == MONTHS and open_ones.overdue[place]:
        why = "overdue"
    elif source in MONEY and gathered.elsewhere[source][place]:
        why = f"in {open_ones.currency[place] or 'no named currency'}"
    elif source == "rating" and open_ones.rating[place]:
        why = f"“{open_ones.rating[place]}” is on no scale"
    return f"{criterion.name} ({why})" if why else criterion.name


def _elsewhere(gathered: Gathered, weighed: Sequence[Criterion]) -> str:
    left_out = in_other_currencies(gathered, weighed)
    named = [
        f"{one.name} ({look.plural(left_out[one.id], 'project')})" for one in weighed if one.id in left_out
    ]
    held = gathered.currency or "no named currency"
    return f"Amounts that are not in {held} are missing here: {', '.join(named)}." if named else ""


def _suggested(gathered: Gathered, weighed: Sequence[Criterion]) -> str:
    open_ended = suggested(gathered, weighed)
    ends = [f"{one.name} {scale(one)}" for one in weighed if one.id in open_ended]
    return (
        f"Scales suggested from the largest figure, until they are saved: {', '.join(ends)}." if ends else ""
    )


def scale(criterion: Criterion) -> str:
    """Where a criterion begins and ends: '0 to £50.0m', '1 to 5'."""
    if criterion.source in MONEY:
        low, high = (look.amount(end, criterion.unit) for end in (criterion.low, criterion.high))
        return f"{low} to {high}"
    return f"{criterion.low:g} to {criterion.high:g}"
