"""The figures of a ranking: scores, where weights come from, and what other weights would change."""

from __future__ import annotations

from typing import Final

from pmo_core.model import Metric

CRITERION_VALUE: Final = Metric(
    id="criterion_value",
    name="Value on a criterion",
    unit="share of the scale",
    range="0 to 1",
    better="higher",
    meaning="How much of what a criterion can give a project brings, on a scale that is fixed.",
    formula="v = (x − low) / (high − low), reversed where less is better; beyond the scale its end, and said",
    source="Keeney & Raiffa 1976; low means: contributes nothing (Clemen & Smith 2009)",
)
PRIORITY_SCORE: Final = Metric(
    id="priority_score",
    name="Priority score",
    unit="share of the best there could be",
    range="0 to 1",
    better="higher",
    meaning="What a project brings on all criteria, each counted by its weight.",
    formula="S = Σ weight · value on the criterion; weights add up to 1. Without one of the values: none",
    source="Weighted sum; Keeney & Raiffa 1976",
)
SCORE_RANGE: Final = Metric(
    id="score_range",
    name="Range of the score",
    unit="share of the best there could be",
    range="0 to 1",
    better="narrower: fill the gaps",
    meaning="What the score of a project can be, whatever its missing values are.",
    formula="[Σ known weight · value, the same + Σ weight of what is missing]",
    source="Bounds over every completion of the data; nothing is invented",
)
PRIORITY_RANK: Final = Metric(
    id="priority_rank",
    name="Rank",
    unit="place",
    range="1 to the number of projects",
    better="lower",
    meaning="Place in the order of the scores; with a missing value, the best and the worst place it leaves.",
    formula="1, 2, 2, 4: equal to 1e-9 shares a place. Best = 1 + those that surely score more, "
    "worst = 1 + those that may",
    source="Competition ranking",
)
RANK_RANGE: Final = Metric(
    id="rank_range",
    name="Rank under other weights",
    unit="place",
    range="1 to the number of projects",
    better="narrower",
    meaning="Between which places a project stays in nine of ten of the weightings tried.",
    formula="5th to 95th percentile of its rank over N weightings",
    source="SMAA-2; Lahdelma & Salminen 2001. Weights: any, any in this order, or each up to 20 % off",
    golden="S-SMAA",
)
TOP_SHARE: Final = Metric(
    id="top_share",
    name="Comes first",
    unit="share of weightings",
    range="0 to 1",
    better="higher",
    meaning="In how many of the weightings tried a project comes first.",
    formula="first places / N; ± 1.96 · √(b (1 − b) / N), at most .0098 for 10,000; equal projects share",
    source="SMAA-2, first rank acceptability; Tervonen & Lahdelma 2007",
    golden="S-SMAA",
)
SAFE_PLACE: Final = Metric(
    id="safe_place",
    name="Among the first",
    unit="share of weightings",
    range="0 to 1",
    better="higher",
    meaning="In how many of the weightings tried a project is among the first n.",
    formula="Σ of the shares of ranks 1 to n; safe from 95 %, safely out up to 5 %",
    source="SMAA-2, cumulated rank acceptability",
    golden="S-SMAA",
)
CENTRAL_WEIGHT: Final = Metric(
    id="central_weight",
    name="Weights that put it first",
    unit="share",
    range="0 to 1",
    better="neither",
    meaning="The mean of the weights under which a project comes first: who would choose it.",
    formula="mean of the weightings tried that put it first; none where it never does",
    source="SMAA-2, central weight vector",
    golden="S-SMAA",
)
BREAK_EVEN: Final = Metric(
    id="break_even",
    name="Break-even weight",
    unit="share",
    range="0 to 1, or never",
    better="neither",
    meaning="How much a criterion would have to weigh for two projects to score the same.",
    formula="w* = (R₂ − R₁) / [(v₁ − v₂) + (R₂ − R₁)], R = score on the other criteria, their weights in "
    "proportion adding up to 1",
    source="Linear algebra; one weight at a time",
    golden="S-BE",
)
WEIGHT_SWING: Final = Metric(
    id="weight_swing",
    name="The weight that matters most",
    unit="places",
    range="0 or more",
    better="neither",
    meaning="What a fifth more or less of one weight does to the order and to who is among the first n.",
    formula="greatest change of rank, and projects in and out, at weight · 1.2 and · 0.8, the others in "
    "proportion; a weight of 0 is tried at .05",
    source="Tornado; Howard 1988. Joint moves of several weights: rank_range",
)
ROC_WEIGHT: Final = Metric(
    id="roc_weight",
    name="Weights of a ranking",
    unit="share",
    range="0 to 1",
    better="neither",
    meaning="Weights where only the order of the criteria is known: the middle of all that keep it.",
    formula="w_k = (1/n) Σ 1/j for j = k … n; equal places share the mean of theirs",
    source="Rank order centroid; Barron & Barrett 1996. Steep at the top",
    golden="S-ROC",
)
RANK_SUM_WEIGHT: Final = Metric(
    id="rank_sum_weight",
    name="Flatter weights of a ranking",
    unit="share",
    range="0 to 1",
    better="neither",
    meaning="The flatter way from an order to weights: if both choose alike, stop asking.",
    formula="w_k = 2 (n + 1 − k) / (n (n + 1))",
    source="Rank sum; Stillwell, Seaver & Edwards 1981",
)
CONSISTENCY_RATIO: Final = Metric(
    id="consistency_ratio",
    name="Consistency of the pairs",
    unit="ratio",
    range="0 or more",
    better="lower: up to .10 is fine",
    meaning="How far judgements pair by pair contradict each other, against judgements at random.",
    formula="CR = (λ − n) / (n − 1) / RI; RI .58 .90 1.12 1.24 1.32 1.41 1.45 for 3 to 9 criteria",
    source="AHP; Saaty 1980, 2008. The judgement to look at again: greatest |ln(a · w_j / w_i)|",
    golden="G1",
)
SECOND_OPINION: Final = Metric(
    id="second_opinion",
    name="Second opinion",
    unit="nearness",
    range="0 to 1",
    better="higher",
    meaning="How near a project is to the best of every column, and how far from the worst.",
    formula="d⁻ / (d⁺ + d⁻), distances of columns divided by √Σx² and weighted",
    source="TOPSIS; Hwang & Yoon 1981. It depends on who is in the list: a cross-check only",
    golden="G4",
)
AGREEMENT: Final = Metric(
    id="agreement",
    name="Agreement of both orders",
    unit="τ",
    range="−1 to 1",
    better="higher",
    meaning="Whether the score and the second opinion order the projects alike.",
    formula="Kendall's τ-b of the two orders; and how many of the first n are the same",
    source="Kendall 1938",
)
RANKING: Final = (
    CRITERION_VALUE,
    PRIORITY_SCORE,
    SCORE_RANGE,
    PRIORITY_RANK,
    RANK_RANGE,
    TOP_SHARE,
    SAFE_PLACE,
    CENTRAL_WEIGHT,
    BREAK_EVEN,
    WEIGHT_SWING,
    ROC_WEIGHT,
    RANK_SUM_WEIGHT,
    CONSISTENCY_RATIO,
    SECOND_OPINION,
    AGREEMENT,
)
"""Every figure of a ranking that is shown."""
