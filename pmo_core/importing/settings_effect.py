"""What changed settings would do to the figures of today, in words, before anybody saves them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from pmo_core import look
from pmo_core.answers.overview.facts import Gathered
from pmo_core.answers.overview.judgement import Judgement, judge
from pmo_core.answers.overview.words import index_shown
from pmo_core.measure.positions import HORIZONS
from pmo_core.scenario import PortfolioSettings

UNCHANGED = "No figure of the latest date changes."


def effect(gathered: Gathered, settings: PortfolioSettings) -> str:
    """
    Say which figures of a portfolio's present state other settings would move.

    Args:
        gathered: Facts of the present state, under the settings in force.
        settings: The same settings with what is to be declared.
    """
    after = replace(gathered, settings=settings)
    old, new = judge(gathered), judge(after)
    before, then = _figures(old), _figures(new)
    moved = [f"{name} {before[name]} → {then[name]}" for name in before if before[name] != then[name]]
    said = [*_moves(old, new), *([_listed(moved)] if moved else [])]
    return " ".join(said) if said else UNCHANGED


def _listed(moved: list[str]) -> str:
    return f"{'; '.join(moved)}."


def _moves(old: Judgement, new: Judgement) -> list[str]:
    """'14 projects move from medium to short.'"""
    pairs = zip(old.balance.holdings.bucket, new.balance.holdings.bucket, strict=True)
    counts = Counter((int(a), int(b)) for a, b in pairs if a != b)
    return [
        f"{look.plural(n, 'project')} {'moves' if n == 1 else 'move'} "
        f"from {HORIZONS[a].value} to {HORIZONS[b].value}."
        for (a, b), n in sorted(counts.items())
    ]


def _figures(judged: Judgement) -> Mapping[str, str]:
    """The figures that settings can move, each as it is shown."""
    held, standing = judged.balance.holdings, judged.standing
    share = judged.balance.distance.value
    concentrated = judged.balance.evenness.inputs.get("largest")
    border = judged.balance.thresholds.concentration
    return {
        "Investment": look.amount(held.total, held.unit),
        "In the wrong horizon": "–" if share is None else look.share(share),
        "Balance index": index_shown(judged),
        "Thin components": str(sum(part.thin for part in judged.index.components)),
        "Wins now and value later": look.plural(len(judged.balance.high_on_both), "project"),
        "Wins now at the future's cost": look.plural(len(judged.balance.future_cost), "project"),
        "Needs attention": look.plural(len(standing.concerns), "project"),
        "Stale states": str(sum(gap.projects for gap in standing.gaps if gap.id == "stale")),
        "Warning of concentration": "yes"
        if isinstance(concentrated, float) and concentrated >= border
        else "no",
    }
