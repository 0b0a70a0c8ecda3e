"""What a portfolio declares about itself, saved like everything else: as a version that can be undone."""

from __future__ import annotations

import hashlib
import json
import math
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from pmo_core.errors import ScenarioError
from pmo_core.intake.reading import Reading
from pmo_core.model import Basis, Grant, Kind
from pmo_core.scenario import COMPONENTS, HorizonRule, Mix, whole_mix
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.versions import ImportRecord


@dataclass(frozen=True)
class Declared:
    """The settings to change; None leaves one as it is."""

    target: Mix | None = None
    rule: HorizonRule | None = None
    basis: Basis | None = None
    weights: Mapping[str, float] | None = None


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
        ScenarioError: If nothing changes, targets do not add up, or weights are negative or all 0.
    """
    grant.allow("settings", portfolio)
    values = _values(declared, today=today)
    if not values:
        raise ScenarioError("No setting was given.", fix="Name one: target, horizon rule, basis or weights.")
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
        label="Declared: " + ", ".join(n.replace("_", " ") for n in names if n != "target_set_on"),
        sha256=hashlib.sha256(said.encode()).hexdigest(),
        mapping_sha256="",
        mode="update",
        rows_read=len(names),
        rows_loaded=len(names),
        rows_refused=0,
        rows_skipped=0,
        report=said,
    )
    with db.writing() as tx:
        return versions.save_part(
            tx, record, rows=rows, missing=None, scores=None, fields=(), rolling=False, keep=True, grant=grant
        )


def is_declared(db: Database, portfolio: str, reading: Reading) -> bool:
    """Whether a file declares settings that the portfolio has already, each with the same value."""
    version = versions.current(db, portfolio).get(Kind.SETTINGS, 0)
    if reading.kind is not Kind.SETTINGS or reading.table is None or not version:
        return False
    held = versions.rows_of(db, Kind.SETTINGS, version=version)
    before, now = (
        set(zip(t["name"].to_pylist(), t["value"].to_pylist(), strict=True)) for t in (held, reading.table)
    )
    return now <= before


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
    return values


def _checked_weights(weights: Mapping[str, float]) -> dict[str, float]:
    unknown = sorted(set(weights) - set(COMPONENTS))
    bad = any(not math.isfinite(w) or w < 0 for w in weights.values())
    if unknown or bad or not any(weights.values()):
        raise ScenarioError(
            f"These weights cannot hold: {', '.join(f'{k}={v:g}' for k, v in weights.items())}.",
            fix=f"Give numbers of 0 or more, one above 0, for {', '.join(COMPONENTS)}.",
        )
    return dict(weights)
