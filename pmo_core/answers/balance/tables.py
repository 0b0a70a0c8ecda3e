"""
The balance in rows: what charts draw and tables list.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.balance import captions
from pmo_core.answers.balance.captions import FARTHEST, Bubbles
from pmo_core.answers.balance.judgement import DatedBalance, Judgement
from pmo_core.answers.balance.metric import MixRow
from pmo_core.limits import MARKS_IN_A_CHART
from pmo_core.measure.holdings import Holdings
from pmo_core.measure.listing import Entry, open_entries
from pmo_core.measure.positions import HORIZONS, as_dates
from pmo_core.model import Basis, Horizon

DATES_SHOWN: Final = 400
WHOLE_FROM: Final = 100.0
KEPT: Final = 8
"""Rows of so many holdings are kept, to be shown again under other targets."""


def mix_bars(judged: Judgement) -> pd.DataFrame:
    """Bars of the mix chart; unclassified only where there is any."""
    unit = judged.holdings.unit
    kept = [row for row in judged.mix if row.projects or row.target or row.horizon in HORIZONS[:3]]
    return pd.DataFrame(
        {
            "horizon": [look.HORIZON_NAMES[row.horizon] for row in kept],
            "share": [row.share for row in kept],
            "target": [row.target for row in kept],
            "money": [look.amount(row.amount, unit) if row.amount is not None else "–" for row in kept],
            "gap": [look.signed(row.gap, unit) if row.gap is not None else "–" for row in kept],
            "label": [_bar_label(row, unit) for row in kept],
            "end": [max(row.share or 0.0, row.target) for row in kept],
        }
    )


def _bar_label(row: MixRow, unit: str) -> str:
    if row.share is None or row.amount is None:
        return "no amount known"
    return f"{look.share(row.share)} · {look.amount(row.amount, unit)}"


def compared_bars(before: Judgement, after: Judgement) -> pd.DataFrame:
    """Bars of the mix of two states in one unit; `now` is the share of the first of them."""
    unit, old = after.holdings.unit, {row.horizon: row for row in before.mix}
    kept = [r for r in after.mix if r.projects or old[r.horizon].projects or r.horizon in HORIZONS[:3]]
    now = [old[row.horizon].share for row in kept]
    return pd.DataFrame(
        {
            "horizon": [look.HORIZON_NAMES[row.horizon] for row in kept],
            "share": [row.share for row in kept],
            "now": now,
            "target": [row.target for row in kept],
            "money": [look.amount(row.amount, unit) if row.amount is not None else "–" for row in kept],
            "label": [f"{_bar_label(row, unit)}{_was(share)}" for row, share in zip(kept, now, strict=True)],
            "end": [max(r.share or 0.0, r.target, share or 0.0) for r, share in zip(kept, now, strict=True)],
        }
    )


def _was(share: float | None) -> str:
    return "" if share is None else f" (now {look.share(share)})"


def compared_table(before: Judgement, after: Judgement) -> pd.DataFrame:
    """The mix of two states as a table, amounts in whole units."""
    old, new = mix_table(before), mix_table(after)
    return pd.DataFrame(
        {
            "Horizon": new["Horizon"],
            "Investment now": old["Investment"],
            "Investment after saving": new["Investment"],
            "Unit": new["Unit"],
            "Share now": old["Share"],
            "Share after saving": new["Share"],
            "Target": new["Target"],
            "Projects now": old["Projects"],
            "Projects after saving": new["Projects"],
        }
    )


def mix_table(judged: Judgement) -> pd.DataFrame:
    """The mix as a table, amounts in whole units."""
    rows, unit = judged.mix, judged.holdings.unit
    rounded = judged.holdings.total >= WHOLE_FROM or unit == "projects"
    return pd.DataFrame(
        {
            "Horizon": [look.HORIZON_NAMES[row.horizon] for row in rows],
            "Investment": [_whole(row.amount, rounded=rounded) for row in rows],
            "Unit": [unit for _ in rows],
            "Share": [row.share for row in rows],
            "Target": [row.target for row in rows],
            "Against the target": [_whole(row.gap, rounded=rounded) for row in rows],
            "Projects": [row.projects for row in rows],
            "With an amount": [row.with_amount for row in rows],
        }
    )


def _whole(amount: float | None, *, rounded: bool) -> float | None:
    return amount if amount is None or not rounded else float(round(amount))


@lru_cache(maxsize=KEPT)
def bubbles(held: Holdings) -> tuple[Bubbles, pd.DataFrame]:
    """
    Projects of the bubble chart: by their values, unless finish and amount show more than twice as many.

    Counted projects all have the amount 1, so without scores there is nothing to draw. `shown` is the
    place on the axis of months, which ends at ten years.
    """
    rows, counted = held.positions, held.basis is Basis.COUNT
    scored = ~np.isnan(rows.short_term_value) & ~np.isnan(rows.long_term_value)
    dated = ~np.isnan(rows.months_to_finish) & held.held & (not counted)
    kind: Bubbles = "values" if 2 * scored.sum() >= dated.sum() else "months"
    there = np.flatnonzero(scored if kind == "values" else dated)
    if not there.size:
        return "none", pd.DataFrame()
    drawn = there[np.argsort(-held.amounts[there], kind="stable")[: MARKS_IN_A_CHART - 10]]
    amounts, months = held.amounts[drawn].tolist(), rows.months_to_finish[drawn]
    frame = pd.DataFrame(
        {
            "project": [rows.label(place) for place in drawn],
            "amount": amounts,
            "horizon": [look.HORIZON_NAMES[HORIZONS[place]] for place in held.bucket[drawn]],
        }
    )
    if kind == "values":
        frame["short"], frame["long"] = rows.short_term_value[drawn], rows.long_term_value[drawn]
    else:
        frame["months"], frame["shown"] = months, np.clip(months, -FARTHEST, FARTHEST)
        frame["finish"] = [look.day(day) if day else "" for day in as_dates(rows.finish[drawn])]
    frame["money"] = [look.amount(each, held.unit) if each == each else "not known" for each in amounts]
    frame["size"] = np.nan_to_num(amounts)
    return kind, frame


def history_rows(dated: Sequence[DatedBalance]) -> pd.DataFrame:
    """The balance at every date where it is measured, the latest dates only."""
    known = [each for each in dated if each.balance is not None][-DATES_SHOWN:]
    return pd.DataFrame(
        {
            "date": pd.to_datetime(pd.Series([each.on for each in known], dtype="object")),
            "balance": [each.balance for each in known],
            "words": [captions.shares(each.shares or ()) for each in known],
        }
    )


def entry_rows(entries: Sequence[Entry]) -> pd.DataFrame:
    """Projects of a list as a table; amounts in the unit beside them, values where any is scored."""
    frame = pd.DataFrame(
        {
            "Project": [entry.name for entry in entries],
            "Id": [entry.id for entry in entries],
            "Investment": [entry.amount for entry in entries],
            "Unit": [entry.unit for entry in entries],
            "Owner": [entry.owner for entry in entries],
            "Rating": [entry.rating for entry in entries],
            "Finish": pd.Series([entry.finish for entry in entries], dtype="object"),
            "As of": pd.Series([entry.as_of for entry in entries], dtype="object"),
        }
    )
    short, long = [e.short_term_value for e in entries], [e.long_term_value for e in entries]
    for name, values in (("Short-term value", short), ("Long-term value", long)):
        if any(value is not None for value in values):
            frame.insert(list(frame.columns).index("Rating"), name, pd.Series(values, dtype="float64"))
    return frame


@lru_cache(maxsize=KEPT)
def project_rows(held: Holdings) -> pd.DataFrame:
    """Every open project behind the figures, the most money first."""
    entries = open_entries(held, held.positions.reported)
    horizon = dict(zip(held.positions.key, held.bucket, strict=True))
    derived = dict(zip(held.positions.key, held.derived, strict=True))
    frame = entry_rows(entries)
    frame.insert(2, "Horizon", [look.HORIZON_NAMES[HORIZONS[horizon[entry.key]]] for entry in entries])
    frame.insert(3, "Horizon from", [_origin(e, horizon, derived) for e in entries])
    frame.insert(4, "Department", [entry.department for entry in entries])
    return frame


def _origin(entry: Entry, horizon: Mapping[str, int], derived: Mapping[str, bool]) -> str:
    if HORIZONS[horizon[entry.key]] is Horizon.UNCLASSIFIED:
        return "none"
    return "rule" if derived[entry.key] else "source"
