"""Which projects are judged, and the objective that is open."""

from __future__ import annotations

from typing import Final

from pages.shared.filtering import Filters

PROJECTS: Final = Filters(
    page="alignment",
    prefix="a.",
    listed={"horizon": "Horizon", "owner": "Owner"},
    opened=("objective", "objective"),
    among="here",
    rows="open projects",
    verb="judged",
    text=("Name or id contains", "Part of a project's name"),
    capital=True,
)
