"""Which KPIs are shown, and the one that is open."""

from __future__ import annotations

from typing import Final

from pages.shared.filtering import Filters

KPIS: Final = Filters(
    page="kpi",
    prefix="k.",
    listed={
        "horizon": "Horizon",
        "objective": "Objective",
        "project": "Project",
        "owner": "Owner",
        "split": "Split",
    },
    opened=("kpi", "KPI"),
    among="among the KPIs",
    rows="series",
    text=("Name contains", "Part of a name"),
    none={"split": "Totals where there are any"},
)
