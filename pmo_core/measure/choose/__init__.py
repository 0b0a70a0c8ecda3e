"""Selection under a budget: the best that can be afforded, with its proof, and what lies around it."""

from pmo_core.measure.choose.budgets import frontier, next_money
from pmo_core.measure.choose.chosen import Chosen
from pmo_core.measure.choose.clash import conflict
from pmo_core.measure.choose.cutline import cut
from pmo_core.measure.choose.near import alternatives
from pmo_core.measure.choose.often import core_index
from pmo_core.measure.choose.problem import Cap, MixLimit, Problem, Rule, ShareLimit
from pmo_core.measure.choose.select import best
from pmo_core.measure.choose.worth import price, repair

__all__ = [
    "Cap",
    "Chosen",
    "MixLimit",
    "Problem",
    "Rule",
    "ShareLimit",
    "alternatives",
    "best",
    "conflict",
    "core_index",
    "cut",
    "frontier",
    "next_money",
    "price",
    "repair",
]
