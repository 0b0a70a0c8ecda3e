"""The figures of a selection under a budget: its value, its proof, and what lies around it."""

from __future__ import annotations

from typing import Final

from pmo_core.model import Metric

COST_TO_COME: Final = Metric(
    id="cost_to_come",
    name="Cost still to come",
    unit="basis",
    range="0 or more",
    better="lower",
    meaning="What a project still takes of the budget: what is spent already is spent either way.",
    formula="max(0, amount in the basis − actual cost); without an actual cost the amount",
    source="Sunk cost is no reason to go on",
)
SELECTED_VALUE: Final = Metric(
    id="selected_value",
    name="Value of the selection",
    unit="value",
    range="0 or more",
    better="higher",
    meaning="The greatest value that the budget and the rules allow, and which projects give it.",
    formula="max Σ value · chosen subject to Σ cost · chosen ≤ budget and the rules; equal: fewer projects, "
    "then lower cost, then smallest ids",
    source="0-1 knapsack; Kellerer, Pferschy & Pisinger 2004; HiGHS: Huangfu & Hall 2018",
    golden="G6",
)
PROVEN_GAP: Final = Metric(
    id="proven_gap",
    name="Proven gap",
    unit="share",
    range="0 to 1",
    better="lower",
    meaning="By how much a better selection could at most be better; 0 = this is the best.",
    formula="(bound − value) / bound; the bound allows parts of projects",
    source="Linear relaxation and branch and bound",
)
CUT_LOSS: Final = Metric(
    id="cut_loss",
    name="What cutting the list costs",
    unit="share of the value",
    range="0 to 1",
    better="lower",
    meaning="Value lost when the ranked list is cut where the money ends, and the swaps that mend it.",
    formula="(best − cut) / best: stop at the first that does not fit; skip it and go on; by value per cost",
    source="Own data only: the loss depends on the portfolio",
    golden="G6",
)
NEXT_MONEY: Final = Metric(
    id="next_money",
    name="What more money buys",
    unit="value",
    range="0 or more",
    better="neither",
    meaning="The value that a stated amount more would add, and the projects that it brings in.",
    formula="V(budget + Δ) − V(budget) for 1, 5 and 10 % of the budget",
    source="Shadow price of whole projects; it jumps, so several amounts are shown",
)
PRICE_OF_BALANCE: Final = Metric(
    id="price_of_balance",
    name="Price of balance",
    unit="value",
    range="0 or more",
    better="lower",
    meaning="The value given up to keep the shares of horizons, departments or objectives.",
    formula="V without the shares − V with them, and as a share of the former",
    source="Two exact selections; not comparable between value as score and value in money",
)
REPAIR: Final = Metric(
    id="repair",
    name="Cheapest repair of the mix",
    unit="value",
    range="0 or more",
    better="lower",
    meaning="The least value lost to bring the money nearer to the target mix, with the swaps by name.",
    formula="V − V with mix distance ≤ D, for D = 5, 10, 15 … %; the most mended at 2 % of the value",
    source="The limit on the mix is linear, so the repair is exact",
)
FRONTIER: Final = Metric(
    id="frontier",
    name="Value against budget",
    unit="value",
    range="0 or more",
    better="higher",
    meaning="The best value at every budget; a plan below the line leaves value on the table.",
    formula="V(b) for 20 budgets, the bound at once, the points solved one by one; it never falls",
    source="Dynamic programme or branch and bound per point",
    golden="G7",
)
TRADE_OFF: Final = Metric(
    id="trade_off",
    name="Wins now against value later",
    unit="value",
    range="0 or more",
    better="higher on both",
    meaning="How much long-term value the budget can hold at every level of short-term value.",
    formula="max Σ long-term value subject to Σ short-term value ≥ ε, for rising ε",
    source="ε-constraint method; Mavrotas 2009",
)
ALTERNATIVES: Final = Metric(
    id="alternatives",
    name="Almost as good",
    unit="projects",
    range="0 to 3 portfolios",
    better="neither",
    meaning="Other selections within 1 % of the best value, each two projects away from all before.",
    formula="solve again with at least two projects changed, value ≥ 99 % of the best",
    source="A committee wants a choice: what they share is what matters",
)
CORE_INDEX: Final = Metric(
    id="core_index",
    name="Decide, discuss, drop",
    unit="share of weightings",
    range="0 to 1",
    better="neither: 1 = fund now, 0 = drop, between = discuss",
    meaning="In how many of 200 weightings the best affordable portfolio funds a project.",
    formula="weightings whose best selection holds it / 200, seed 7; 200 of 200 leaves up to 1.5 % open",
    source="Robust portfolio modelling; Liesiö, Mild & Salo 2007. A sample, not a proof",
)
SELECTION: Final = (
    COST_TO_COME,
    SELECTED_VALUE,
    PROVEN_GAP,
    CUT_LOSS,
    NEXT_MONEY,
    PRICE_OF_BALANCE,
    REPAIR,
    FRONTIER,
    TRADE_OFF,
    ALTERNATIVES,
    CORE_INDEX,
)
"""Every figure of a selection that is shown."""
