"""Field names and types of every kind: the same in mapping, templates, schema and command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pmo_core.model import Field, FieldType, Kind


def _fields(spec: str) -> tuple[Field, ...]:
    pairs = (item.partition(":") for item in spec.split())
    return tuple(Field(name, FieldType(kind or "text")) for name, _, kind in pairs)


FIELDS: Final[Mapping[Kind, tuple[Field, ...]]] = {
    Kind.PROJECTS: _fields(
        "project_id:id name:name aliases:list as_of:date department:category category:category owner:person "
        "sponsor:person stage:category status:status rating:rating second_rating:rating horizon:horizon "
        "start:date finish:date baseline_finish:date done:date percent_complete:percent budget:money "
        "actual_cost:money forecast_cost:money whole_life_cost:money planned_value:money "
        "planned_benefit:money realised_benefit:money short_term_value:value long_term_value:value "
        "risk:ordinal urgency:ordinal effort:duration priority:priority objective:list requires:list "
        "exclusive_group:text commentary:text"
    ),
    Kind.PROJECT_COSTS: _fields("project_id:id year:integer amount:money"),
    Kind.OBJECTIVES: _fields("objective_id:id name:name weight:number horizon:horizon owner:person"),
    Kind.ALIGNMENT: _fields("project_id:id objective_id:id share:share"),
    Kind.KPIS: _fields(
        "kpi_id:id name:name unit:category direction:direction horizon:horizon period:period value:number "
        "target:number target_date:date baseline:number baseline_date:date cumulative:flag rating:rating "
        "objective:text project_id:text owner:person"
    ),
    Kind.STAKEHOLDERS: _fields(
        "stakeholder_id:id name:name role:text group:category power:ordinal interest:ordinal "
        "current_level:level desired_level:level cadence_days:integer channel:category cares_about:text "
        "owner:person project_ids:list"
    ),
    Kind.CONTACTS: _fields(
        "date:date stakeholder:text channel:category two_way:flag sentiment:integer project_id:text "
        "note:text follow_up:text"
    ),
    Kind.FEEDBACK: _fields(
        "respondent:text question:text scale_min:number scale_max:number answer:number date:date"
    ),
    Kind.MILESTONES: _fields(
        "milestone_id:id name:name project_id:text as_of:date baseline_date:date forecast_date:date "
        "actual_date:date done_share:percent objective:text kpi_id:text"
    ),
    Kind.BENEFITS: _fields("project_id:text date:date planned:money realised:money"),
    Kind.LESSONS: _fields(
        "lesson_id:id title:name what_happened:text why:text what_to_do:text project_id:text tags:list "
        "industry:category source:text"
    ),
    Kind.NOTES: _fields(
        "note_id:id subject_kind:category subject_id:text type:category date:date text:text owner:person "
        "due:date outcome:text"
    ),
    Kind.SETTINGS: _fields("name:name value:text"),
}

REQUIRED: Final[Mapping[Kind, tuple[tuple[str, ...], ...]]] = {
    # each inner tuple: at least one of these fields must have a column
    Kind.PROJECTS: (("name", "project_id"),),
    Kind.PROJECT_COSTS: (("project_id",), ("year",), ("amount",)),
    Kind.OBJECTIVES: (("name", "objective_id"),),
    Kind.ALIGNMENT: (("project_id",), ("objective_id",)),
    Kind.KPIS: (("name",), ("value",), ("period",)),
    Kind.STAKEHOLDERS: (("name",),),
    Kind.CONTACTS: (("date",), ("stakeholder",)),
    Kind.FEEDBACK: (("question",), ("answer",)),
    Kind.MILESTONES: (("name",), ("baseline_date", "forecast_date", "actual_date")),
    Kind.BENEFITS: (("project_id",), ("date",), ("planned", "realised")),
    Kind.LESSONS: (("title",),),
    Kind.NOTES: (("text",),),
    Kind.SETTINGS: (("name",), ("value",)),
}


@dataclass(frozen=True)
class PartField:
    """Where a field of a part came from: its column, and the unit and currency of the source."""

    field: str
    column: str
    unit: str | None = None
    currency: str | None = None


JUDGED_BY: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.KPIS: frozenset({"target", "direction"}),
    Kind.STAKEHOLDERS: frozenset({"power", "interest", "current_level", "desired_level"}),
}
"""Fields whose loss changes what is judged of a row, though it may load without them."""
