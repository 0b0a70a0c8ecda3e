"""The balance index: six scores, none of which can be bought off by another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pmo_core.errors import ScenarioError
from pmo_core.measure import compose as formula
from pmo_core.measure.arrays import figures
from pmo_core.model import Metric, Result, State
from pmo_core.scenario import COMPONENTS

LEAST: Final = 2
"""A composite needs two components; one alone is only itself."""
COMPONENT_NAMES: Final[Mapping[str, str]] = {
    "mix": "Mix",
    "wins_now": "Short-term delivery",
    "value_later": "Later delivery",
    "alignment": "Alignment",
    "support": "Support",
    "kpis": "KPIs on target",
}

INDEX: Final = Metric(
    id="index",
    name="Balance index",
    unit="points",
    range="1 to 100",
    better="higher",
    meaning="How well the portfolio balances wins now with value later, over all that is measured.",
    formula="100 · Π (max(score, 1) / 100)^weight over the measured components, weights adding up to 1",
    source="Weighted geometric mean: OECD/JRC handbook on composite indicators 2008; UNDP's HDI since 2010",
    golden="S-INDEX",
)
INDEX_RANGE: Final = Metric(
    id="index_range",
    name="Range of the index",
    unit="points",
    range="1 to 100",
    better="narrower",
    meaning="Where the index lies in 90 % of cases when every weight is up to 20 % wrong.",
    formula="5th to 95th percentile of 20,000 draws (seed 7), each weight times a uniform factor 0.8 to 1.2",
    source="Sensitivity analysis as in OECD/JRC 2008",
    golden="S-INDEX",
)
MIX: Final = Metric(
    id="mix",
    name="Mix",
    unit="points",
    range="0 to 100",
    better="higher, if the target is right",
    meaning="Share of the investment that already sits in the horizon it is meant for, in points.",
    formula="100 · (1 − D), D as in mix_distance",
    source="As mix_distance",
    golden="S-INDEX",
)


@dataclass(frozen=True)
class Component:
    """
    One part of the index.

    score: 0–100. weight: as chosen, ≥ 0. share: of all measured weights, 0 when it is not in the index.
    per_point: points of the index for one more point of the score; part: share · ln(score/100).
    enough: coverage (0–1) below which it is thin.
    """

    id: str
    score: Result
    weight: float
    share: float = 0.0
    per_point: float | None = None
    part: float | None = None
    enough: float = 0.5

    @property
    def measured(self) -> bool:
        """Whether it has a score."""
        return self.score.value is not None

    @property
    def thin(self) -> bool:
        """Measured on less of what it is about than is enough."""
        return self.measured and self.score.coverage is not None and self.score.coverage < self.enough

    @property
    def reason(self) -> str:
        """Why it has no score or a provisional one, is thin, floored or left out; '' if nothing is to say."""
        said = [self.score.reason] if self.score.reason else []
        if self.thin and self.score.coverage is not None:
            said.append(f"Thin: only {100 * self.score.coverage:.0f} % of it is covered.")
        if self.measured and (self.score.value or 0.0) < formula.FLOOR:
            said.append("A score below 1 enters the index as 1.")
        if self.weight == 0:
            said.append("Left out by choice: weight 0.")
        return " ".join(said)


@dataclass(frozen=True)
class Index:
    """The index with its parts; `low` and `high` are its range over weights ±20 %, of two parts or more."""

    result: Result
    components: tuple[Component, ...]
    low: float | None = None
    high: float | None = None

    @property
    def measured(self) -> int:
        """How many of the components have a score."""
        return sum(component.measured for component in self.components)

    @property
    def inside(self) -> tuple[Component, ...]:
        """The components that the figure is made of: measured, and with a weight."""
        return tuple(component for component in self.components if component.share > 0)


def balance_index(
    scores: Mapping[str, Result], *, weights: Mapping[str, float], enough: float = 0.5
) -> Index:
    """
    Put the six scores together.

        index = 100 · Π (max(score, 1) / 100)^weight

    Args:
        scores: Result per component, 0–100; what is not measured is left out and named.
        weights: Per component, ≥ 0; one that is not named weighs 1. If all measured ones weigh 0, there
            is no index; `refuse_weightless` refuses that on a command line.
        enough: Coverage (0–1) below which a component is thin.
    Raises:
        ScenarioError: If a weight is unknown, negative or not finite.
    Source: INDEX. S-INDEX → 67.69; without stakeholders 69.44.
    """
    chosen = whole_weights(weights)
    measured = [name for name in COMPONENTS if scores[name].value is not None]
    inside = [name for name in measured if chosen[name] > 0]
    if not inside:
        bare = tuple(Component(name, scores[name], chosen[name], enough=enough) for name in COMPONENTS)
        return Index(Result(None, "points", State.NOT_MEASURED, _no_index(measured), n_total=6), bare)
    components = _components(scores, chosen, inside=inside, enough=enough)
    values, factors = figures(scores[n].value for n in inside), figures(chosen[n] for n in inside)
    low, high = formula.weight_range(values, factors) if len(inside) >= LEAST else (None, None)
    state, reason = _standing([part for part in components if part.share > 0])
    result = Result(
        formula.composite(values, factors),
        "points",
        state,
        reason,
        n_used=len(inside),
        n_total=len(COMPONENTS),
        coverage=len(inside) / len(COMPONENTS),
    )
    return Index(result, components, low, high)


def _no_index(measured: Sequence[str]) -> str:
    if not measured:
        return "None of the six components is measured."
    names = "; ".join(COMPONENT_NAMES[name] for name in measured)
    return f"All measured components weigh 0. Give one of them a weight above 0: {names}."


def refuse_weightless(index: Index) -> None:
    """
    Refuse weights that leave nothing of what is measured; a page shows the reason instead.

    Raises:
        ScenarioError: If all measured components weigh 0.
    """
    measured = [component.id for component in index.components if component.measured]
    if measured and not index.inside:
        raise ScenarioError(
            "All measured components weigh 0.", fix=f"Give one of {', '.join(measured)} a weight above 0."
        )


def _components(
    scores: Mapping[str, Result], chosen: Mapping[str, float], *, inside: list[str], enough: float
) -> tuple[Component, ...]:
    values, factors = figures(scores[n].value for n in inside), figures(chosen[n] for n in inside)
    parts = dict(zip(inside, formula.log_parts(values, factors), strict=True))
    gains = dict(zip(inside, formula.points_per_point(values, factors), strict=True))
    return tuple(
        Component(
            name,
            scores[name],
            chosen[name],
            share=chosen[name] / float(factors.sum()) if name in parts else 0.0,
            per_point=float(gains[name]) if name in gains else None,
            part=float(parts[name]) if name in parts else None,
            enough=enough,
        )
        for name in COMPONENTS
    )


def _standing(inside: list[Component]) -> tuple[State, str]:
    doubts = [c.score.reason for c in inside if c.score.state is State.PROVISIONAL]
    thin = [COMPONENT_NAMES[c.id] for c in inside if c.thin]
    if thin:
        least = inside[0].enough
        part = "half" if least == 0.5 else f"{100 * least:.0f} %"
        doubts.append(f"Less than {part} is covered of: {'; '.join(thin)}.")
    return (State.PROVISIONAL, " ".join(doubts)) if doubts else (State.OK, "")


def whole_weights(
    weights: Mapping[str, float], *, default: Mapping[str, float] | None = None
) -> dict[str, float]:
    """
    Weights of all six components; what is not named keeps its default weight, else 1.

    Raises:
        ScenarioError: If a component is unknown or a weight is negative or not finite.
    """
    unknown = sorted(set(weights) - set(COMPONENTS))
    bad = [name for name, weight in weights.items() if not math.isfinite(weight) or weight < 0]
    if unknown or bad:
        raise ScenarioError(
            f"These weights cannot hold: {', '.join(unknown + bad)}.",
            fix=f"Give numbers of 0 or more for {', '.join(COMPONENTS)}.",
        )
    return {name: float({**(default or {}), **weights}.get(name, 1.0)) for name in COMPONENTS}
