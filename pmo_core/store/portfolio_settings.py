"""What a portfolio has declared about itself, read from the rows of kind settings."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pmo_core.errors import ScenarioError
from pmo_core.model import Basis, Horizon, Kind, Snapshot
from pmo_core.plan import read_rules, stored
from pmo_core.plan.stored import SCENARIO_SETTING
from pmo_core.scenario import (
    COMPONENTS,
    RATING_SETTING,
    HorizonRule,
    PortfolioSettings,
    whole_mix,
)
from pmo_core.store.database import Reader
from pmo_core.store.snapshots import current
from pmo_core.thresholds import THRESHOLD_SETTING, Thresholds


def read_settings(db: Reader, snapshot: Snapshot) -> PortfolioSettings:
    """
    Read what the snapshot's settings declare; what nobody has declared stays at its default.

    Names: `target` {"short": 0.7, …}, `target_set_on` "2026-03-31", `horizon_rule` {"short_months": 12,
    "medium_months": 36}, `basis` "budget", `weights` {"mix": 1, …}, `rating_scores.<label>` 75 (null: no
    rating; one setting per label, so that a file that declares one leaves the others), `threshold.<name>` 5,
    `currency` "GBP", `criteria` [{"id": "risk", …}], `budget` 500000, `rules` {"must": {…}, …},
    `scenario.<name>` {"params": {…}, …} (null: deleted); values are JSON, and null is the default.

    Raises:
        ScenarioError: If a value cannot hold, so that no figure rests on a target nobody meant.
    """
    try:
        return settings_of(_declared(db, snapshot.versions.get(Kind.SETTINGS, 0)))
    except ScenarioError as problem:
        raise ScenarioError(
            f"A setting of {snapshot.portfolio!r} cannot be read. {problem.problem}",
            fix="Set it again with: python -m pmo_core settings set, or undo the load that brought it.",
        ) from None


def settings_of(declared: Mapping[str, str | None]) -> PortfolioSettings:
    """
    Settings from their names and values in JSON.

    Raises:
        ScenarioError: If a value cannot hold.
    """
    try:
        return _typed({name: json.loads(value) for name, value in declared.items() if value is not None})
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as problem:
        raise ScenarioError(
            f"The value of a setting cannot be read ({problem}).", fix="Give it as JSON, as an export does."
        ) from None


def _declared(db: Reader, version: int) -> dict[str, str | None]:
    return dict(db.rows(__file__, "declared_settings", version=version)) if version else {}


def _typed(values: Mapping[str, Any]) -> PortfolioSettings:
    given: dict[str, Any] = {}
    if values.get("target") is not None:
        given["target"] = whole_mix({Horizon(name): share for name, share in values["target"].items()})
    if values.get("target_set_on") is not None:
        given["target_set_on"] = date.fromisoformat(values["target_set_on"])
    if values.get("horizon_rule") is not None:
        given["rule"] = HorizonRule(**values["horizon_rule"])
    if values.get("basis") is not None:
        given["basis"] = Basis(values["basis"])
    if values.get("weights") is not None:
        weights = {name: float(weight) for name, weight in values["weights"].items() if name in COMPONENTS}
        given["weights"] = {**dict.fromkeys(COMPONENTS, 1.0), **weights}
    prefix = RATING_SETTING
    scores = {name.removeprefix(prefix): values[name] for name in values if name.startswith(prefix)}
    given["rating_scores"] = {label: _score(score) for label, score in scores.items()}
    borders = {
        name.removeprefix(THRESHOLD_SETTING): float(value)
        for name, value in values.items()
        if name.startswith(THRESHOLD_SETTING) and value is not None
    }
    given["thresholds"] = Thresholds(**borders)
    given["currency"] = values.get("currency")
    return PortfolioSettings(**given, **_agreed(values))


def _agreed(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is settled for decisions."""
    given: dict[str, Any] = {}
    if values.get("criteria") is not None:
        given["criteria"] = stored.read_criteria(values["criteria"])
    if values.get("budget") is not None:
        given["budget"] = stored.read_figure(values["budget"])
    if values.get("rules") is not None:
        given["rules"] = read_rules(json.dumps(values["rules"]))
    plans = {
        name.removeprefix(SCENARIO_SETTING): kept
        for name, kept in values.items()
        if name.startswith(SCENARIO_SETTING) and kept is not None
    }
    given["scenarios"] = tuple(stored.read_kept_plan(name, plans[name]) for name in sorted(plans))
    return given


def usual_currency(db: Reader, portfolio: str) -> str | None:
    """The currency that a portfolio has declared for amounts that name none; None if it has not."""
    found = _declared(db, current(db, portfolio).get(Kind.SETTINGS, 0)).get("currency")
    return str(json.loads(found) or "") or None if found else None


@dataclass(frozen=True)
class Origin:
    """Who declared a setting, and when."""

    who: str
    made_at: datetime


def origins(db: Reader, snapshot: Snapshot) -> dict[str, Origin]:
    """Where each declared setting comes from, by its name."""
    rows = db.rows(__file__, "setting_origins", **snapshot.of(Kind.SETTINGS))
    return {name: Origin(who, made_at) for name, who, made_at in rows}


def _score(score: float | None) -> float:
    """The confidence of a rating label; ValueError beyond 0–100."""
    if score is not None and not 0 <= score <= 100:
        raise ValueError(f"{score} is not within 0 and 100")
    return math.nan if score is None else float(score)
