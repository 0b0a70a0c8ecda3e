"""The documents of the commands `balance` and `summary`, from the same results as the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_core.answers.balance import export as balance
from pmo_core.answers.balance.delivery import no_longer_reported
from pmo_core.answers.balance.export import Document
from pmo_core.answers.balance.facts import positions as balance_positions
from pmo_core.answers.overview import facts
from pmo_core.answers.overview.facts import Labels, Tally, Why
from pmo_core.answers.overview.judgement import Judgement, judge
from pmo_core.answers.overview.metric import Index, refuse_weightless
from pmo_core.measure.holdings import holdings
from pmo_core.model import Snapshot
from pmo_core.scenario import Mix
from pmo_core.store.database import Database
from pmo_core.store.standing import settings_in_force

ONE_PART = "A single component is itself the index, whatever it weighs."
MONEY_FIELDS = (
    "budget",
    "actual_cost",
    "forecast_cost",
    "whole_life_cost",
    "planned_value",
    "planned_benefit",
    "realised_benefit",
)


def balance_document(
    db: Database,
    snapshot: Snapshot,
    *,
    target: Mix | None = None,
    weights: Mapping[str, float] | None = None,
    department: str = "",
) -> Document:
    """
    Document of the command `balance`.

    Args:
        db: The store.
        snapshot: What is asked.
        target: The reader's target; None = the declared one, else the preset.
        weights: The reader's weights per component; None = the declared ones.
        department: Only its projects; '' = all.
    Raises:
        ScenarioError: If a weight or a declared setting cannot hold, or all measured components weigh 0.
    """
    judged = judge(facts.gather(db, snapshot), target=target, weights=weights, department=department)
    refuse_weightless(judged.index)
    return documented(judged)


def documented(judged: Judgement) -> Document:
    """Put an existing judgement into the form of the command `balance`."""
    document = balance.document(judged.balance)
    index = judged.index
    document["index"] = index.result.value
    document["index_low"], document["index_high"] = index.low, index.high
    document["components"] = _components(index)
    document["reasons"] |= balance.reasons({"index": index.result})
    if index.low is None:
        reason = index.result.reason if index.result.value is None else ONE_PART
        document["reasons"] |= {"index_low": reason, "index_high": reason}
    return document


def _components(index: Index) -> list[Document]:
    return [
        {
            "id": part.id,
            "score": part.score.value,
            "weight": part.weight,
            "coverage": part.score.coverage,
            "reason": part.reason or None,
            "state": part.score.state.value,
            "n_used": part.score.n_used,
            "n_total": part.score.n_total,
            "per_point": part.per_point,
        }
        for part in index.components
    ]


def summary_document(db: Database, snapshot: Snapshot) -> Document:
    """
    Document of the command `summary`: what the reported projects are, finished ones included.

    Money per field is the sum in the currency with the most of it; other currencies stand beside it.
    """
    rows = balance_positions(db, snapshot)
    reported = int(rows.reported.sum())
    why = facts.missing_counts(db, snapshot)
    labels = facts.label_counts(db, snapshot)
    first, last = facts.span(db, snapshot)
    gone = balance.listed(no_longer_reported(rows, holdings(rows, settings_in_force(db, snapshot))))
    return {
        "as_of": snapshot.as_of.isoformat(),
        "projects": reported,
        "first_start": first.isoformat() if first else None,
        "last_finish": last.isoformat() if last else None,
        "money": _money(db, snapshot, why=why, projects=reported),
        **{name: _labels(labels, name) for name in ("rating", "second_rating", "status", "department")},
        "missing": {name: _kinds(why, name) for name in sorted({each.field for each in why})},
        "no_longer_reported": len(gone),
        "no_longer_reported_projects": gone,
        "reasons": _why_empty(reported, has_start=first is not None, has_finish=last is not None),
    }


def _money(db: Database, snapshot: Snapshot, *, why: Sequence[Why], projects: int) -> Document:
    units = {each.field: each.unit for each in facts.money_fields(db, snapshot)}
    found: dict[str, list[Tally]] = {name: [] for name in MONEY_FIELDS if name in units}
    for tally in facts.money_tallies(db, snapshot):
        found.setdefault(tally.field, []).append(tally)
    return {
        name: _money_field(tallies, unit=units.get(name), missing=_kinds(why, name), projects=projects)
        for name, tallies in found.items()
    }


def _money_field(
    tallies: Sequence[Tally], *, unit: str | None, missing: dict[str, int], projects: int
) -> Document:
    unexplained = projects - sum(tally.n for tally in tallies) - sum(missing.values())
    kinds = missing | ({"no_column": unexplained} if unexplained > 0 else {})
    if not tallies:
        reason = f"None of the {projects} projects has a value."
        return {"sum": None, "n": 0, "missing": kinds, "currency": None, "unit": unit, "reason": reason}
    lead, others = tallies[0], tallies[1:]
    summed: Document = {
        "sum": lead.sum,
        "n": lead.n,
        "missing": kinds,
        "currency": lead.currency or None,
        "unit": unit,
    }
    if others:
        summed["other_currencies"] = {t.currency or "not named": {"sum": t.sum, "n": t.n} for t in others}
        summed["reason"] = "Currencies are never added together: the one with the most money is summed."
    return summed


def _labels(labels: Sequence[Labels], name: str) -> dict[str, int]:
    return {each.label: each.n for each in labels if each.field == name}


def _kinds(why: Sequence[Why], name: str) -> dict[str, int]:
    return {each.kind: each.n for each in why if each.field == name}


def _why_empty(reported: int, *, has_start: bool, has_finish: bool) -> dict[str, str]:
    if not reported:
        return {
            name: "No project is reported at this date."
            for name in ("projects", "first_start", "last_finish")
        }
    found = {"first_start": has_start, "last_finish": has_finish}
    return {
        name: f"No project has a {name.partition('_')[2]} date." for name, there in found.items() if not there
    }
