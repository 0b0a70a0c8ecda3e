"""What the stakeholder page shows as a workbook: people, lists, groups, surveys, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pmo_core import tabled
from pmo_core.answers.engagement import listing
from pmo_core.answers.engagement.findings import SinglePoint, groups, unattended
from pmo_core.answers.engagement.judgement import Judged


def workbook(
    judged: Judged,
    places: Sequence[int],
    *,
    points: Sequence[SinglePoint],
    roles_only: bool,
    filters: Mapping[str, str],
) -> bytes:
    """
    One sheet for the people, one per list of the page that says anything, and one for the data.

    Args:
        judged: Everybody.
        places: Those who are shown.
        points: Horizons and objectives that one person carries.
        roles_only: Whether names, notes, levels and moods stay out; so does the text searched for.
        filters: By which the people were chosen; '' = off.
    """
    sheets = {
        "People": listing.listed(judged, places, roles_only=roles_only),
        "Overdue": listing.overdue(judged, places, roles_only=roles_only),
        **({} if roles_only else _private(judged, places)),
        "Carried by one person": listing.carried(judged, points, roles_only=roles_only),
        "New projects": listing.alone(judged, unattended(judged.facts)),
        **{
            f"Survey {number}": listing.questions(survey)
            for number, survey in enumerate(judged.facts.surveys, start=1)
        },
    }
    filled = {name: rows for name, rows in sheets.items() if len(rows)}
    told = {**filters, "text": "set"} if roles_only and filters.get("text") else filters
    return tabled.workbook({**filled, "Data": _data(judged, told)}, title="Stakeholders")


def _private(judged: Judged, places: Sequence[int]) -> dict[str, pd.DataFrame]:
    """Lists that tell moods and levels: a group may be one person."""
    return {
        "Sentiment": listing.drifting(judged, places, roles_only=False),
        "Groups": listing.grouped(groups(judged)),
    }


def _data(judged: Judged, filters: Mapping[str, str]) -> pd.DataFrame:
    """Portfolio, date, data and filters that the other sheets rest on; who is open is no filter."""
    snapshot = judged.facts.snapshot
    said = {
        "Portfolio": snapshot.portfolio,
        "As of": snapshot.as_of.isoformat(),
        "Data": snapshot.id,
        **{f"Filter: {name}": value or "off" for name, value in filters.items() if name != "person"},
    }
    return pd.DataFrame({"What": list(said), "Value": list(said.values())})
