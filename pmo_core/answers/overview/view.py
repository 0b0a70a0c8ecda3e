"""
The overview in words and rows: verdict, index, what changed, what needs attention, what the data lack.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from pmo_core import look
from pmo_core.answers.alignment.metric import ALIGNMENT
from pmo_core.answers.balance import words as balance_words
from pmo_core.answers.balance.delivery import VALUE_LATER, WINS_NOW
from pmo_core.answers.balance.metric import BALANCE
from pmo_core.answers.balance.view import card_help
from pmo_core.answers.engagement.metric import SUPPORT
from pmo_core.answers.kpis.metric import KPIS
from pmo_core.answers.overview import tables, words
from pmo_core.answers.overview.attention import ATTENTION, Concern
from pmo_core.answers.overview.judgement import Before, Judgement, Moved, Standing, moved
from pmo_core.answers.overview.metric import INDEX, LEAST, MIX, Index
from pmo_core.answers.overview.waterfall import Waterfall, index_change
from pmo_core.look import Card

EXPLAINED = {metric.id: metric for metric in (MIX, WINS_NOW, VALUE_LATER, ALIGNMENT, SUPPORT, KPIS)}


RATED: Final = frozenset({"wins_now", "value_later"})
"""Components of the index that rest on ratings."""


@dataclass(frozen=True)
class GapView:
    """One gap of the data: a sentence, and the keys of the projects behind it."""

    id: str
    sentence: str
    projects: int
    keys: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class OverviewView:
    """
    All the overview shows.

    `index_moved` and `waterfall_title` are '' and `waterfall` has no rows where no two indices compare;
    `has_before` is False at the first date, when `changes` has no rows either.
    """

    sentence: str
    note: str
    detail: str
    cards: tuple[Card, ...]
    components: pd.DataFrame
    components_alt: str
    component_cards: tuple[Card, ...]
    weakest: str
    index_title: str
    has_before: bool
    changed: str
    changes: pd.DataFrame
    index_moved: str
    waterfall: pd.DataFrame
    waterfall_title: str
    waterfall_alt: str
    attention_sentence: str
    attention: pd.DataFrame
    gaps: tuple[GapView, ...]


def overview_view(judged: Judgement, *, before: Before | None = None) -> OverviewView:
    """
    Word the overview.

    Args:
        judged: The judgement of a snapshot, or of a department in it, under the reader's target and weights.
        before: What to compare with; None at the first date of the first version.
    """
    standing = judged.standing
    concerns = standing.concerns
    since = before.judged.balance.as_of if before else judged.balance.as_of
    change = moved(before.judged.standing, standing) if before else Moved()
    waterfall = _compared(judged, before, apart=RATED if change.rescaled else frozenset())
    return OverviewView(
        sentence=balance_words.verdict(judged.balance),
        note=balance_words.note(judged.balance),
        detail=balance_words.gaps(judged.balance),
        cards=_cards(judged, concerns),
        components=tables.component_rows(judged.index),
        components_alt=_components_alt(judged.index),
        component_cards=_component_cards(judged.index),
        weakest=words.weakest(judged.index),
        index_title=words.index_title(judged),
        has_before=before is not None,
        changed=_changed(change, before),
        changes=tables.change_rows(change),
        index_moved=words.moved(waterfall, since=since),
        waterfall=tables.waterfall_rows(waterfall),
        waterfall_title=words.waterfall_title(waterfall, since=since),
        waterfall_alt=words.moved(waterfall, since=since) or "There is no earlier date to compare with.",
        attention_sentence=words.concerned(
            concerns, held=judged.balance.holdings, worst=judged.balance.thresholds.attention_rating
        ),
        attention=tables.attention_rows(standing),
        gaps=_gaps(standing),
    )


def _changed(change: Moved, before: Before | None) -> str:
    if before is None:
        return words.FIRST_DATE
    said = words.changed(change.found, since=before.judged.balance.as_of, version=before.version)
    return f"{said} {words.RESCALED}" if change.rescaled else said


def _compared(judged: Judgement, before: Before | None, *, apart: frozenset[str]) -> Waterfall | None:
    """The split of the index, where both states have one to show."""
    if before is None or not all(each.balance.holdings.positions.size for each in (before.judged, judged)):
        return None
    found = index_change(before.judged.index, judged.index, apart=apart)
    return found if found and len(found.steps) >= LEAST else None


def _cards(judged: Judgement, concerns: Sequence[Concern]) -> tuple[Card, ...]:
    balance, held = judged.balance, judged.balance.holdings
    return (
        Card("Balance index", words.index_shown(judged), words.index_verdict(judged), card_help(INDEX)),
        Card(
            "In the right horizon",
            balance_words.balance_shown(balance),
            balance_words.balance_verdict(balance),
            card_help(BALANCE),
        ),
        Card(
            "Needs attention",
            look.number(len(concerns)) if held.positions.size else "–",
            words.attention_verdict(concerns, held=held),
            card_help(ATTENTION),
        ),
    )


def _component_cards(index: Index) -> tuple[Card, ...]:
    return tuple(
        Card(
            words.COMPONENT_NAMES[part.id],
            f"{look.number(part.score.value)} of 100" if part.score.value is not None else "–",
            _coverage(part.score.coverage) + (" – thin" if part.thin else "")
            if part.measured
            else part.reason,
            f"{card_help(EXPLAINED[part.id])} {part.reason}".strip(),
        )
        for part in index.components
    )


def _coverage(coverage: float | None) -> str:
    return f"{look.share(coverage)} covered" if coverage is not None else "coverage not known"


def _components_alt(index: Index) -> str:
    said = [
        f"{words.COMPONENT_NAMES[part.id]} "
        + (look.number(part.score.value) if part.score.value is not None else "not measured")
        for part in index.components
    ]
    return f"Scores of the components, 0 to 100: {', '.join(said)}."


def _gaps(standing: Standing) -> tuple[GapView, ...]:
    return tuple(
        GapView(
            gap.id,
            words.gap_sentence(
                gap,
                basis=standing.balance.holdings.basis,
                stakeholders=standing.gathered.named is not None,
                as_of=standing.balance.as_of,
                stale_days=standing.balance.thresholds.stale_days,
            ),
            gap.projects,
            gap.keys,
        )
        for gap in standing.gaps
    )
