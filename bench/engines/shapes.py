"""What the peers must be told about the files: types, keys and references, as the product finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Type = Literal["text", "number", "date", "level"]

NOTHING: Final = ("", "n/a")
LEVELS: Final = ("unaware", "resistant", "neutral", "supportive", "leading")
AS_OF: Final = (2026, 6, 30)
FINISHED: Final = ("Done", "Cancelled")


@dataclass(frozen=True)
class Shape:
    """Columns of a file with their types, what must be unique together, and what must be known elsewhere."""

    columns: Mapping[str, Type]
    key: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict[str, str])

    def of(self, *types: Type) -> list[str]:
        """Columns of these types."""
        return [name for name, type_ in self.columns.items() if type_ in types]


SHAPES: Final[Mapping[str, Shape]] = {
    "objectives": Shape({"objective_id": "text", "name": "text", "weight": "number"}, ("objective_id",)),
    "projects": Shape(
        {
            "project_id": "text",
            "name": "text",
            "as_of": "date",
            "department": "text",
            "status": "text",
            "start": "date",
            "finish": "date",
            "budget": "number",
            "planned_benefit": "number",
            "long_term_value": "number",
            "risk": "number",
            "urgency": "number",
        },
        ("project_id", "as_of"),
    ),
    "alignment": Shape(
        {"project_id": "text", "objective_id": "text", "share": "number"},
        ("project_id", "objective_id"),
        {"project_id": "projects", "objective_id": "objectives"},
    ),
    "stakeholders": Shape(
        {
            "stakeholder_id": "text",
            "name": "text",
            "power": "number",
            "interest": "number",
            "current_level": "level",
            "desired_level": "level",
            "cadence_days": "number",
        },
        ("stakeholder_id",),
    ),
    "contacts": Shape(
        {"date": "date", "stakeholder": "text", "channel": "text", "sentiment": "number"},
        ("date", "stakeholder"),
        {"stakeholder": "stakeholders"},
    ),
    "milestones": Shape(
        {
            "milestone_id": "text",
            "name": "text",
            "project_id": "text",
            "baseline_date": "date",
            "forecast_date": "date",
        },
        ("milestone_id",),
        {"project_id": "projects"},
    ),
    "kpis": Shape(
        {
            "name": "text",
            "direction": "text",
            "period": "date",
            "value": "number",
            "target": "number",
            "project_id": "text",
        },
        ("name", "period"),
        {"project_id": "projects"},
    ),
}
IDS: Final = {"projects": "project_id", "objectives": "objective_id", "stakeholders": "stakeholder_id"}
