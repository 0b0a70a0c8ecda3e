"""
The overview in words and rows: verdict, index, what changed, what needs attention, what the data lack.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pmo_core import look
from pmo_core.answers.alignment.metric import ALIGNMENT
from pmo_core.answers.balance import words as balance_words
from pmo_core.answers.balance.delivery import VALUE_LATER, WINS_NOW
from pmo_core.answers.balance.metric import BALANCE
from pmo_core.answers.balance.view import Card, explained
from pmo_core.answers.engagement.metric import SUPPORT
from pmo_core.answers.kpis.metric import KPIS
from pmo_core.answers.overview import words
from pmo_core.answers.overview.attention import ATTENTION, Concern, attention, data_gaps
from pmo_core.answers.overview.changes import Change, changes
from pmo_core.answers.overview.facts import Gathered
from pmo_core.answers.overview.judgement import Before, Judgement
from pmo_core.answers.overview.metric import INDEX, MIX, Index, Waterfall, index_change

EXPLAINED = {metric.id: metric for metric in (MIX, WINS_NOW, VALUE_LATER, ALIGNMENT, SUPPORT, KPIS)}


@dataclass(frozen=True)
class GapView:
    """One gap of the data: a sentence, and the keys of the projects behind it."""

    id: str
    sentence: str
    projects: int
    keys: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class OverviewView:
    """All the overview shows; `changed` and `index_moved` are '' when there is nothing to compare with."""

    sentence: str
    note: str
    detail: str
    cards: tuple[Card, ...]
    components: pd.DataFrame
    components_alt: str
    component_cards: tuple[Card, ...]
    weakest: str
    changed: str
    changes: pd.DataFrame
    index_moved: str
    waterfall: pd.DataFrame
    waterfall_alt: str
    attention_sentence: str
    attention: pd.DataFrame
    gaps: tuple[GapView, ...]


def overview_view(
    gathered: Gathered,
    judged: Judgement,
    *,
    before: Before | None = None,
    named: frozenset[str] | None = None,
    department: str = "",
) -> OverviewView:
    """
    Word the overview.

    Args:
        gathered: Facts of the snapshot.
        judged: Its judgement under the reader's target and weights.
        before: What to compare with; None at the first date of the first version.
        named: Projects that stakeholders are linked with; None = no stakeholders loaded.
        department: The department that `judged` is about; '' = all.
    """
    held, as_of = judged.balance.holdings, gathered.snapshot.as_of
    concerns = attention(held, as_of=as_of)
    found = _changes(gathered, judged, before, department=department)
    waterfall = index_change(before.judged.index, judged.index) if before else None
    since = before.gathered.snapshot.as_of if before else as_of
    return OverviewView(
        sentence=balance_words.verdict(judged.balance),
        note=balance_words.target_note(judged.balance.aim),
        detail=balance_words.gaps(judged.balance),
        cards=_cards(judged, concerns),
        components=_components(judged.index),
        components_alt=_components_alt(judged.index),
        component_cards=_component_cards(judged.index),
        weakest=words.weakest(judged.index),
        changed=words.changed(found, since=since, version=before.version) if before else "",
        changes=_change_rows(found),
        index_moved=words.moved(waterfall, since=since),
        waterfall=_waterfall(waterfall),
        waterfall_alt=words.moved(waterfall, since=since) or "There is no earlier date to compare with.",
        attention_sentence=words.concerned(concerns, unit=held.unit),
        attention=_attention(concerns),
        gaps=_gaps(judged, named=named),
    )


def _changes(
    gathered: Gathered, judged: Judgement, before: Before | None, *, department: str
) -> tuple[Change, ...]:
    if before is None:
        return ()
    held = judged.balance.holdings
    return changes(
        before.gathered.positions.within_department(department),
        judged.balance.positions,
        rule=gathered.settings.rule,
        basis=held.basis,
        lead=held.currency,
    )


def _cards(judged: Judgement, concerns: Sequence[Concern]) -> tuple[Card, ...]:
    index, balance = judged.index, judged.balance
    shown = look.number(index.result.value, decimals=1) if index.result.value is not None else "–"
    share = look.share(balance.balance.value) if balance.balance.value is not None else "–"
    return (
        Card("Balance index", shown, words.index_verdict(index), explained(INDEX)),
        Card("In the right horizon", share, balance_words.balance_verdict(balance), explained(BALANCE)),
        Card(
            "Needs attention",
            look.number(len(concerns)),
            words.concerned(concerns, unit=balance.holdings.unit),
            explained(ATTENTION),
        ),
    )


def _component_cards(index: Index) -> tuple[Card, ...]:
    return tuple(
        Card(
            words.COMPONENT_NAMES[part.id],
            look.number(part.score.value) if part.score.value is not None else "–",
            _coverage(part.score.coverage) + (" – thin" if part.thin else "")
            if part.measured
            else part.reason,
            f"{explained(EXPLAINED[part.id])} {part.reason}".strip(),
        )
        for part in index.components
    )


def _coverage(coverage: float | None) -> str:
    return f"{look.share(coverage)} covered" if coverage is not None else "coverage not known"


def _components(index: Index) -> pd.DataFrame:
    parts = index.components
    return pd.DataFrame(
        {
            "Component": [words.COMPONENT_NAMES[part.id] for part in parts],
            "Score": [part.score.value for part in parts],
            "Weight": [part.weight for part in parts],
            "Share of the index": [part.share for part in parts],
            "Coverage": [part.score.coverage for part in parts],
            "Counted": [f"{part.score.n_used} of {part.score.n_total}" for part in parts],
            "Points per point": [part.per_point for part in parts],
            "Remark": [part.reason for part in parts],
        }
    )


def _components_alt(index: Index) -> str:
    said = [
        f"{words.COMPONENT_NAMES[part.id]} "
        + (look.number(part.score.value) if part.score.value is not None else "not measured")
        for part in index.components
    ]
    return f"Scores of the components, 0 to 100: {', '.join(said)}."


def _waterfall(waterfall: Waterfall | None) -> pd.DataFrame:
    steps = waterfall.steps if waterfall else ()
    return pd.DataFrame(
        {
            "component": [words.COMPONENT_NAMES[step.id] for step in steps],
            "before": [step.before for step in steps],
            "after": [step.after for step in steps],
            "points": [step.points for step in steps],
        }
    )


def _change_rows(found: Sequence[Change]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Project": [change.name for change in found],
            "Id": [change.id for change in found],
            "What": [change.what for change in found],
            "Change": [words.change_text(change) for change in found],
            "Investment": [change.amount for change in found],
            "Unit": [change.unit for change in found],
        }
    )


def _attention(concerns: Sequence[Concern]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Project": [concern.entry.name for concern in concerns],
            "Investment": [concern.entry.amount for concern in concerns],
            "Unit": [concern.entry.unit for concern in concerns],
            "Why": ["; ".join(concern.reasons) for concern in concerns],
            "Owner": [concern.entry.owner for concern in concerns],
            "Id": [concern.entry.id for concern in concerns],
        }
    )


def _gaps(judged: Judgement, *, named: frozenset[str] | None) -> tuple[GapView, ...]:
    held, as_of = judged.balance.holdings, judged.balance.as_of
    return tuple(
        GapView(
            gap.id,
            words.gap_sentence(gap, basis=held.basis, stakeholders=named is not None, as_of=as_of),
            gap.projects,
            gap.keys,
        )
        for gap in data_gaps(held, as_of=as_of, named=named)
    )
