"""The balance and the index of one snapshot under a reader's target and weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_core.answers.alignment import judgement as alignment
from pmo_core.answers.balance import judgement as balance
from pmo_core.answers.balance import metric as mix
from pmo_core.answers.engagement import metric as engagement
from pmo_core.answers.kpis import metric as kpis
from pmo_core.answers.overview.facts import Gathered
from pmo_core.answers.overview.metric import Index, balance_index, whole_weights
from pmo_core.model import Basis, Result
from pmo_core.scenario import Mix


@dataclass(frozen=True, eq=False)
class Judgement:
    """What the overview, the balance page and the command `balance` show."""

    balance: balance.Judgement
    index: Index


def judge(
    gathered: Gathered,
    *,
    target: Mix | None = None,
    weights: Mapping[str, float] | None = None,
    department: str = "",
    basis: Basis | None = None,
) -> Judgement:
    """
    Judge one snapshot.

    Args:
        gathered: Its facts.
        target: The reader's own target; None = the declared one, else the preset.
        weights: The reader's weights of the components; what is not named keeps the declared weight.
        department: Only its projects; '' = all. KPIs and stakeholders stay those of the whole portfolio.
        basis: Taken instead of the portfolio's, to compare with another date.
    Raises:
        ScenarioError: If a weight cannot hold. Weights that leave nothing make an index without a value.
    """
    judged = balance.judge(
        gathered.positions.within_department(department),
        as_of=gathered.snapshot.as_of,
        settings=gathered.settings,
        target=target,
        missing=gathered.missing,
        basis=basis,
    )
    scores: dict[str, Result] = {
        "mix": mix.derived(judged.distance, 100 * (judged.balance.value or 0.0), unit="points"),
        "wins_now": judged.wins_now,
        "value_later": judged.value_later,
        "alignment": alignment.judge(gathered.strategy, judged.holdings),
        "support": engagement.support(gathered.levels),
        "kpis": kpis.kpis_on_target(gathered.readings),
    }
    chosen = whole_weights(weights or {}, default=gathered.settings.weights)
    enough = gathered.settings.thresholds.thin_coverage
    return Judgement(judged, balance_index(scores, weights=chosen, enough=enough))


@dataclass(frozen=True, eq=False)
class Before:
    """The state to compare with: its facts, its judgement, and whether it is an earlier version."""

    gathered: Gathered
    judged: Judgement
    version: bool


def compared(
    earlier: Gathered,
    judged: Judgement,
    *,
    now: Gathered,
    target: Mix | None = None,
    weights: Mapping[str, float] | None = None,
    department: str = "",
) -> Before:
    """Judge an earlier state by the basis, target and weights of the present one."""
    basis = judged.balance.holdings.basis
    before = judge(earlier, target=target, weights=weights, department=department, basis=basis)
    return Before(earlier, before, version=earlier.snapshot.versions != now.snapshot.versions)
