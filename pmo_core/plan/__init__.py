"""What a reader asks of the What-if page: weights of criteria, a budget and rules; whole in the address."""

from pmo_core.plan.address import read_plan
from pmo_core.plan.agreed import Agreed
from pmo_core.plan.amounts import read_amount
from pmo_core.plan.criterion import Criterion
from pmo_core.plan.plan import Plan, Prior, SavedPlan
from pmo_core.plan.points import rounded_points
from pmo_core.plan.rules import Rules, read_rules

__all__ = [
    "Agreed",
    "Criterion",
    "Plan",
    "Prior",
    "Rules",
    "SavedPlan",
    "read_amount",
    "read_plan",
    "read_rules",
    "rounded_points",
]
