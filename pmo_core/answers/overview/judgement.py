"""The balance and the index of one snapshot under a reader's target and weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pmo_core.answers.alignment import judgement as alignment
from pmo_core.answers.balance import judgement as balance
from pmo_core.answers.balance import metric as mix
from pmo_core.answers.engagement import metric as engagement
from pmo_core.answers.kpis import metric as kpis
from pmo_core.answers.overview.attention import Concern, Gap, attention, data_gaps
from pmo_core.answers.overview.changes import Change, changes
from pmo_core.answers.overview.facts import Gathered
from pmo_core.answers.overview.metric import Index, balance_index, whole_weights
from pmo_core.measure.arrays import Texts
from pmo_core.measure.confidence import scale_changed
from pmo_core.model import Basis, Result
from pmo_core.scenario import Mix


@dataclass(frozen=True, eq=False)
class Standing:
    """
    One snapshot, or a department in it: all that the reader's target and weights do not change.

    Drawn up once for many moves of a slider; `scores` are the components of the index but the mix.
    """

    gathered: Gathered
    department: str
    balance: balance.Standing
    scores: Mapping[str, Result]

    @cached_property
    def concerns(self) -> tuple[Concern, ...]:
        """Projects that need attention, the most money first."""
        settings, held = self.gathered.settings, self.balance.holdings
        return attention(
            held, as_of=self.balance.as_of, ratings=settings.rating_scores, thresholds=settings.thresholds
        )

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What the data lack, the most money first."""
        settings = self.gathered.settings
        return data_gaps(
            self.balance.holdings,
            as_of=self.balance.as_of,
            named=self.gathered.named,
            ratings=settings.rating_scores,
            thresholds=settings.thresholds,
        )


@dataclass(frozen=True, eq=False)
class Judgement:
    """What the overview, the balance page and the command `balance` show."""

    standing: Standing
    balance: balance.Judgement
    index: Index


def stand(gathered: Gathered, *, department: str = "", basis: Basis | None = None) -> Standing:
    """
    Draw up what a judgement rests on; the same for every target and weight.

    Args:
        gathered: Facts of one snapshot.
        department: Only its projects; '' = all. KPIs and stakeholders stay those of the whole portfolio.
        basis: Taken instead of the portfolio's, to compare with another date.
    """
    stood = balance.stand(
        gathered.positions.within_department(department),
        as_of=gathered.snapshot.as_of,
        settings=gathered.settings,
        missing=gathered.missing,
        basis=basis,
    )
    scores: dict[str, Result] = {
        "wins_now": stood.wins_now,
        "value_later": stood.value_later,
        "alignment": alignment.judge(gathered.strategy, stood.holdings),
        "support": engagement.support(gathered.levels),
        "kpis": kpis.kpis_on_target(gathered.readings),
    }
    return Standing(gathered, department, stood, scores)


def weigh(
    standing: Standing, *, target: Mix | None = None, weights: Mapping[str, float] | None = None
) -> Judgement:
    """
    Judge a standing.

    Args:
        standing: What does not change with the reader's choices.
        target: The reader's own target; None = the declared one, else the preset.
        weights: The reader's weights of the components; what is not named keeps the declared weight.
    Raises:
        ScenarioError: If a weight cannot hold. Weights that leave nothing make an index without a value.
    """
    judged = balance.against(standing.balance, target)
    points = mix.derived(judged.distance, 100 * (judged.balance.value or 0.0), unit="points")
    settings = standing.gathered.settings
    chosen = whole_weights(weights or {}, default=settings.weights)
    index = balance_index(
        {"mix": points, **standing.scores}, weights=chosen, enough=settings.thresholds.thin_coverage
    )
    return Judgement(standing, judged, index)


def judge(
    gathered: Gathered,
    *,
    target: Mix | None = None,
    weights: Mapping[str, float] | None = None,
    department: str = "",
    basis: Basis | None = None,
) -> Judgement:
    """Judge one snapshot at once: `stand`, then `weigh`."""
    return weigh(stand(gathered, department=department, basis=basis), target=target, weights=weights)


@dataclass(frozen=True, eq=False)
class Before:
    """The state to compare with, and whether it is an earlier version."""

    judged: Judgement
    version: bool


def stand_before(earlier: Gathered, now: Standing) -> Standing:
    """Draw up an earlier state of the same department, on the basis of the present one."""
    return stand(earlier, department=now.department, basis=now.balance.holdings.basis)


def compared(
    earlier: Standing,
    now: Standing,
    *,
    target: Mix | None = None,
    weights: Mapping[str, float] | None = None,
) -> Before:
    """Judge what `stand_before` has drawn up by the target and weights of the present state."""
    differ = earlier.gathered.snapshot.versions != now.gathered.snapshot.versions
    return Before(weigh(earlier, target=target, weights=weights), version=differ)


@dataclass(frozen=True, eq=False)
class Moved:
    """
    What changed project by project, the most money first.

    rescaled: ratings moved to another scale between the two states, so that none of them is compared.
    """

    found: tuple[Change, ...] = ()
    rescaled: bool = False


@lru_cache(maxsize=16)
def moved(earlier: Standing, now: Standing) -> Moved:
    """Compare two standings; for the same two it is done once."""
    held = now.balance.holdings
    found = changes(
        earlier.balance.positions,
        now.balance.positions,
        rule=now.gathered.settings.rule,
        basis=held.basis,
        lead=held.currency,
    )
    rescaled = scale_changed(_ratings(earlier), _ratings(now))
    return Moved(tuple(each for each in found if not (rescaled and each.what == "rating")), rescaled)


def _ratings(standing: Standing) -> Texts:
    rows = standing.gathered.positions
    return rows.take(rows.reported).rating
