"""Which milestones are shown, and the one that is open."""

from __future__ import annotations

from typing import Final

from pages.shared.filtering import Filters

DATES: Final = Filters(
    page="road",
    prefix="r.",
    listed={"objective": "Objective", "horizon": "Horizon", "owner": "Owner", "state": "State"},
    opened=("milestone", "milestone"),
    among="on the roadmap",
    rows="dates",
    text=("Name contains", "Part of the name of a milestone or a project"),
    capital=True,
)
