"""What a portfolio declares about itself, saved like everything else: as a version that can be undone."""

from __future__ import annotations

import hashlib
import json
import math
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pyarrow as pa

from pmo_core.errors import ScenarioError
from pmo_core.intake.options import Options
from pmo_core.intake.values.amounts import told_currency
from pmo_core.limits import LABEL_CHARACTERS
from pmo_core.model import Basis, Grant, Kind
from pmo_core.plan import Criterion, Rules, SavedPlan, stored
from pmo_core.plan.stored import SCENARIO_SETTING
from pmo_core.scenario import (
    COMPONENTS,
    RATING_SETTING,
    HorizonRule,
    Mix,
    rating_key,
    whole_mix,
)
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.transaction import Transaction
from pmo_core.store.versions import ImportRecord
from pmo_core.thresholds import THRESHOLD_RANGES, THRESHOLD_SETTING, Thresholds


@dataclass(frozen=True)
class Declared:
    """
    The settings to change; None leaves one as it is, `default` names those to take back to their default.

    thresholds: name of a field of Thresholds → value. ratings: label → 0–100, None = no rating. scenarios:
    name → what is kept under it, None = deleted.
    """

    target: Mix | None = None
    rule: HorizonRule | None = None
    basis: Basis | None = None
    weights: Mapping[str, float] | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict[str, float])
    currency: str | None = None
    ratings: Mapping[str, float | None] = field(default_factory=dict[str, "float | None"])
    criteria: Sequence[Criterion] | None = None
    budget: float | None = None
    rules: Rules | None = None
    scenarios: Mapping[str, SavedPlan | None] = field(default_factory=dict[str, "SavedPlan | None"])
    default: Collection[str] = ()


DEFAULTS: Final = frozenset(
    {"target", "horizon_rule", "basis", "weights", "currency", "criteria", "budget", "rules"}
)
"""Settings that can be taken back to their default, beside the thresholds."""


def save_settings(db: Database, portfolio: str, *, declared: Declared, grant: Grant, today: date) -> int:
    """
    Save declared settings as a new version and return its number.

    Args:
        db: The store.
        portfolio: Whose settings.
        declared: What changes.
        grant: Must cover `settings`.
        today: Recorded as the day a target was declared: a target set after seeing the mix is a mirror.
    Raises:
        ScenarioError: If nothing is given, or a value cannot hold.
    """
    record, rows = part_of(portfolio, declared=declared, today=today)
    with db.writing() as tx:
        return save_part_of(tx, record, rows=rows, grant=grant)


def part_of(
    portfolio: str, *, declared: Declared, today: date, label: str | None = None
) -> tuple[ImportRecord, pa.Table]:
    """
    Declared settings as rows, with what the history says of them.

    Raises:
        ScenarioError: If nothing is given, or a value cannot hold.
    """
    values = _values(declared, today=today)
    if not values:
        raise ScenarioError("No setting was given.", fix="Name one, such as the target or the basis.")
    names = sorted(values)
    rows = pa.table(
        {
            "row": pa.array(range(1, len(names) + 1), pa.int32()),
            "key": pa.array(names, pa.string()),
            "deleted": pa.array([False] * len(names), pa.bool_()),
            "name": pa.array(names, pa.string()),
            "value": pa.array([json.dumps(values[name]) for name in names], pa.string()),
        }
    )
    said = json.dumps(values, sort_keys=True)
    record = ImportRecord(
        import_id=uuid.uuid4().hex,
        portfolio=portfolio,
        kind=Kind.SETTINGS,
        label=(label or _label(values))[:LABEL_CHARACTERS],
        sha256=hashlib.sha256(said.encode()).hexdigest(),
        mapping_sha256="",
        mode="update",
        rows_read=len(names),
        rows_loaded=len(names),
        rows_refused=0,
        rows_skipped=0,
        report=said,
    )
    return record, rows


def save_part_of(tx: Transaction, record: ImportRecord, *, rows: pa.Table, grant: Grant) -> int:
    """Write declared settings inside an open transaction; the grant must cover `settings`."""
    return versions.save_part(tx, record, rows=rows, keep=True, grant=grant)


def _label(values: Mapping[str, object]) -> str:
    """'Declared: basis, stale days'; settings that went back to their default, or were deleted, say so."""
    names = [name for name in sorted(values) if name != "target_set_on"]
    gone = [name for name in names if values[name] is None and RATING_SETTING not in name]
    deleted = [name for name in gone if name.startswith(SCENARIO_SETTING)]
    told = {
        "Declared": [name for name in names if name not in gone],
        "Default": [name for name in gone if name not in deleted],
        "Deleted": deleted,
    }
    return "; ".join(f"{what}: {', '.join(map(_said, named))}" for what, named in told.items() if named)


def _said(name: str) -> str:
    if name.startswith(SCENARIO_SETTING):
        return f"scenario “{name.removeprefix(SCENARIO_SETTING)}”"
    return name.removeprefix(THRESHOLD_SETTING).removeprefix(RATING_SETTING).replace("_", " ")


def _values(declared: Declared, *, today: date) -> dict[str, object]:
    values: dict[str, object] = {}
    if declared.target is not None:
        values["target"] = {h.value: share for h, share in whole_mix(declared.target).items()}
        values["target_set_on"] = today.isoformat()
    if declared.rule is not None:
        values["horizon_rule"] = {
            "short_months": declared.rule.short_months,
            "medium_months": declared.rule.medium_months,
        }
    if declared.basis is not None:
        values["basis"] = declared.basis.value
    if declared.weights is not None:
        values["weights"] = _checked_weights(declared.weights)
    if declared.currency is not None:
        values["currency"] = told_currency(Options(currency=declared.currency))
    values |= _agreed(declared)
    values |= {THRESHOLD_SETTING + name: value for name, value in _checked(declared.thresholds).items()}
    values |= {RATING_SETTING + rating_key(label): _score(one) for label, one in declared.ratings.items()}
    return values | dict.fromkeys(_known(declared.default))


def _agreed(declared: Declared) -> dict[str, object]:
    """What is settled for decisions; read back, so that what is saved can be read."""
    values: dict[str, object] = {}
    if declared.criteria is not None:
        kept = stored.kept_criteria(declared.criteria)
        stored.read_criteria(kept)
        values["criteria"] = kept
    if declared.budget is not None:
        values["budget"] = stored.read_figure(declared.budget)
    if declared.rules is not None:
        values["rules"] = json.loads(declared.rules.text() or "{}")
    for name, saved in declared.scenarios.items():
        values[SCENARIO_SETTING + stored.named(name)] = None if saved is None else stored.kept_plan(saved)
    return values


def _checked(thresholds: Mapping[str, float]) -> Mapping[str, float]:
    _known(THRESHOLD_SETTING + name for name in thresholds)
    Thresholds(**thresholds)
    return thresholds


def _score(score: float | None) -> float | None:
    if score is not None and not 0 <= score <= 100:
        raise ScenarioError(f"A rating of {score:g} cannot hold.", fix="Give a number from 0 to 100.")
    return score


def _known(names: Iterable[str]) -> list[str]:
    known = DEFAULTS | {THRESHOLD_SETTING + name for name in THRESHOLD_RANGES}
    asked = list(names)
    if unknown := sorted(name for name in set(asked) - known if not name.startswith(SCENARIO_SETTING)):
        raise ScenarioError(
            f"There is no setting {unknown[0]!r}.", fix=f"Use one of {', '.join(sorted(known))}."
        )
    return asked


def _checked_weights(weights: Mapping[str, float]) -> dict[str, float]:
    unknown = sorted(set(weights) - set(COMPONENTS))
    bad = any(not math.isfinite(w) or w < 0 for w in weights.values())
    if unknown or bad or not any(weights.values()):
        raise ScenarioError(
            f"These weights cannot hold: {', '.join(f'{k}={v:g}' for k, v in weights.items())}.",
            fix=f"Give numbers of 0 or more, one above 0, for {', '.join(COMPONENTS)}.",
        )
    return dict(weights)
