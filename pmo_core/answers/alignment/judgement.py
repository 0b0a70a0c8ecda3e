"""How much of the money serves the strategy as declared."""

from __future__ import annotations

from pmo_core.answers.alignment.facts import Strategy
from pmo_core.answers.alignment.metric import Aligned, alignment, refused
from pmo_core.measure.arrays import figures
from pmo_core.measure.holdings import Holdings
from pmo_core.measure.links import share_matrix
from pmo_core.model import Result


def judge(strategy: Strategy, held: Holdings) -> Result:
    """The alignment score of the open investment, 0–100; without objectives or links not measured."""
    if strategy.objectives is None or strategy.links is None:
        lacking = (
            "objectives" if strategy.objectives is None else "an alignment table (project, objective, share)"
        )
        return refused(f"Upload {lacking} to see how much money serves the strategy.")
    weights = [objective.weight for objective in strategy.objectives]
    blanks = sum(weight is None for weight in weights)
    if 0 < blanks < len(weights):
        return refused(
            f"{blanks} of {len(weights)} objectives have no weight: give all of them one, or none."
        )
    known = figures(1.0 if weight is None else weight for weight in weights)
    if not known.sum() > 0:
        return refused("The weights of the objectives add up to 0.")
    shares = share_matrix(
        list(zip(held.positions.project_id, held.positions.name, strict=True)),
        [(objective.id, objective.name) for objective in strategy.objectives],
        links=[(link.project, link.objective, link.share) for link in strategy.links],
    )
    return alignment(Aligned(held.amounts, shares, known, weights_given=not blanks))
