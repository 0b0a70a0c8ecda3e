"""The figures of alignment: money that serves nothing, and money that follows other priorities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pmo_core.measure import align as formula
from pmo_core.measure.arrays import Floats
from pmo_core.model import Metric, Result, State

NOTHING_ASSESSED: Final = "No open project with an amount is assessed against the objectives."

ALIGNMENT: Final = Metric(
    id="alignment",
    name="Alignment",
    unit="points",
    range="0 to 100",
    better="higher",
    meaning="Share of the investment that serves the objectives, in the proportion of their weights.",
    formula="100 · (1 − orphan share) · (1 − misallocation)",
    source="Percent alignment; misallocation is a total variation distance as mix_distance",
    golden="S-ALIGN",
)
ORPHAN_SHARE: Final = Metric(
    id="orphan_share",
    name="Orphan share",
    unit="share",
    range="0 to 1",
    better="lower",
    meaning="Share of the investment that serves no declared objective.",
    formula="Σ amount of projects without any alignment / Σ amount",
    source="Alignment table; a project absent from it serves nothing",
    golden="S-ALIGN",
)
MISALLOCATION: Final = Metric(
    id="misallocation",
    name="Misallocation",
    unit="share",
    range="0 to 1",
    better="lower",
    meaning="Share of the aligned investment that would have to move to match the objectives' weights.",
    formula="½ Σ |share of aligned money − weight|",
    source="Total variation distance; weights are priorities: an objective may be cheap",
    golden="S-ALIGN",
)
UNASSIGNED_SHARE: Final = Metric(
    id="unassigned_share",
    name="Unassigned share",
    unit="share",
    range="0 to 1",
    better="lower",
    meaning="Share of the investment that no objective claims: orphans and unclaimed parts of projects.",
    formula="Σ amount · (1 − Σ share) / Σ amount",
    source="Alignment table; stands beside the alignment score, not in it",
    golden="S-ALIGN",
)
OBJECTIVE_COVERAGE: Final = Metric(
    id="objective_coverage",
    name="Objectives with money",
    unit="share",
    range="0 to 1",
    better="higher",
    meaning="Share of the objectives that any money serves, by number and by weight; the rest are unfunded.",
    formula="objectives with money / objectives; and Σ weight of those",
    source="Alignment table; a token amount counts as money, so the amount stands beside the weight",
    golden="S-ALIGN",
)
OBJECTIVE_SPEND: Final = Metric(
    id="objective_spend",
    name="Money of an objective",
    unit="currency",
    range="0 or more",
    better="neither",
    meaning="Money of the projects that serves an objective, and how far it lies above or below its weight.",
    formula="Σ amount · share; above its weight by Σ amount · share − weight · aligned money",
    source="Alignment table; weights are priorities: an objective may be cheap",
    golden="S-ALIGN",
)
DEPENDENCE: Final = Metric(
    id="single_point_dependence",
    name="Dependence on one project",
    unit="share",
    range="0 to 1",
    better="lower",
    meaning="Share of an objective's money that its greatest project holds; 1 = that one carries it alone.",
    formula="max amount · share / Σ amount · share",
    source="Concentration ratio of one; read together with that project's rating",
)
INFLATION: Final = Metric(
    id="objectives_per_project",
    name="Objectives per project",
    unit="objectives",
    range="1 or more",
    better="lower",
    meaning="Mean number of objectives that a project is said to serve; above 3 all supports everything.",
    formula="mean number of objectives with a share above 0, over the projects that serve any",
    source="Alignment table",
)


@dataclass(frozen=True, eq=False)
class Aligned:
    """
    Amounts (P, NaN = none), shares (P × K, NaN row = not assessed), weights (K, sum > 0).

    lacking: why nothing can be measured at all. unweighed: why no weights hold; `weights` are not read then.
    """

    amounts: Floats
    shares: Floats
    weights: Floats
    weights_given: bool = True
    lacking: str = ""
    unweighed: str = ""


@dataclass(frozen=True)
class Totals:
    """The figures of a whole portfolio, each with its state; see their METRICs."""

    alignment: Result
    orphan_share: Result
    unassigned_share: Result
    misallocation: Result
    coverage: Result
    coverage_by_weight: Result
    per_project: Result


def alignment(aligned: Aligned) -> Result:
    """The score alone: see `totals`."""
    return totals(aligned).alignment


def totals(aligned: Aligned) -> Totals:
    """
    How far the money follows the declared objectives.

        alignment = 100 · (1 − orphan share) · (1 − misallocation)

    Returns:
        Shares 0 to 1, alignment 0 to 100, per_project 1 or more; `coverage` of each is the share of the
        investment that is assessed. A portfolio of orphans has an alignment of 0 and no misallocation.
    Source: ALIGNMENT and its parts. S-INDEX → 68, S-ALIGN.
    """
    held = ~np.isnan(aligned.amounts)
    assessed = held & ~np.isnan(aligned.shares).any(axis=1)
    amounts, shares = aligned.amounts[assessed], aligned.shares[assessed]
    n_total = int(aligned.amounts.size)
    lacking = aligned.lacking or ("" if amounts.sum() > 0 else NOTHING_ASSESSED)
    if lacking:
        return _all_refused(lacking, n_total=n_total)

    def measured(value: float, unit: str = "share") -> Result:
        money = float(amounts.sum() / aligned.amounts[held].sum())
        return Result(value, unit, n_used=int(assessed.sum()), n_total=n_total, coverage=money)

    spent = formula.spend(amounts, shares)
    counts = formula.objectives_per_project(shares)
    found = Totals(
        alignment=refused(aligned.unweighed, n_total=n_total)
        if aligned.unweighed
        else measured(0.0, "points"),
        orphan_share=measured(formula.orphan_share(amounts, shares)),
        unassigned_share=measured(formula.unassigned_share(amounts, shares)),
        misallocation=_not_applicable("No money serves an objective.", "share", n_total),
        coverage=measured(float((spent > 0).mean())),
        coverage_by_weight=measured(0.0),
        per_project=_not_applicable("No project serves an objective.", "objectives", n_total)
        if np.isnan(counts)
        else measured(counts, "objectives"),
    )
    if aligned.unweighed:
        share = refused(aligned.unweighed, unit="share", n_total=n_total)
        return replace(found, misallocation=share, coverage_by_weight=share)
    return _scored(found, spent, aligned)


def _scored(found: Totals, spent: Floats, aligned: Aligned) -> Totals:
    """The totals with all that rests on weights."""
    if spent.sum() > 0:
        astray = formula.misallocation(spent, aligned.weights)
        found = replace(found, misallocation=replace(found.orphan_share, value=astray))
    _, by_weight = formula.objective_coverage(spent, aligned.weights)
    found = replace(found, coverage_by_weight=replace(found.coverage, value=by_weight))
    orphan, astray_or_none = found.orphan_share.value or 0.0, found.misallocation.value
    score = 100 * (1 - orphan) * (1 - astray_or_none) if astray_or_none is not None else 0.0
    inputs = {
        "orphan_share": orphan,
        "unassigned_share": found.unassigned_share.value,
        "misallocation": astray_or_none,
        "objectives_funded": found.coverage.value,
        "weight_funded": by_weight,
        "weights": "as declared" if aligned.weights_given else "equal, because none is declared",
    }
    return replace(found, alignment=replace(found.alignment, value=score, inputs=inputs))


def refused(reason: str, *, unit: str = "points", n_total: int = 0) -> Result:
    """A figure of alignment that is not measured, with its reason."""
    return Result(None, unit, State.NOT_MEASURED, reason, n_total=n_total)


def _not_applicable(reason: str, unit: str, n_total: int) -> Result:
    return Result(None, unit, State.NOT_APPLICABLE, reason, n_total=n_total)


def _all_refused(reason: str, *, n_total: int) -> Totals:
    score = refused(reason, n_total=n_total)
    share = refused(reason, unit="share", n_total=n_total)
    counts = refused(reason, unit="objectives", n_total=n_total)
    return Totals(score, share, share, share, share, share, counts)
