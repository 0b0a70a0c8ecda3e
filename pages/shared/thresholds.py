"""Thresholds and own rating labels on the tab "Settings"."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import streamlit as st

from pages.shared.declaring import Box, Place
from pmo_core.importing.settings import Declared
from pmo_core.look import md
from pmo_core.scenario import RATING_SETTING, THRESHOLD_SETTING, Thresholds

RATINGS: Final = {0.0: "Red", 25.0: "Amber/Red or worse", 50.0: "Amber or worse"}
STEPS: Final = {
    100.0: "Green",
    75.0: "Amber/Green",
    50.0: "Amber",
    25.0: "Amber/Red",
    0.0: "Red",
    None: "No rating",
}


def panel(place: Place) -> None:
    """Borders from which something is said; one button declares those that were changed."""
    now = place.held.thresholds
    with place.box("Thresholds", THRESHOLD_SETTING) as box:
        found = {**_shares(box, now), **_others(box, now)}
        new = {name: value for name, value in found.items() if value != getattr(now, name)}
        then = replace(place.facts.settings, thresholds=replace(now, **new))
        box.buttons(Declared(thresholds=new), then, changed=bool(new))


def _shares(box: Box, now: Thresholds) -> dict[str, float]:
    thin, much = st.columns(2)
    return {
        "thin_coverage": thin.number_input(
            "A component is thin below … % coverage",
            0,
            100,
            round(100 * now.thin_coverage),
            step=5,
            help="A thin component makes the index provisional.",
            **box.field("thin"),
        )
        / 100,
        "concentration": much.number_input(
            "Warn when one horizon holds … % or more",
            34,
            100,
            round(100 * now.concentration),
            step=5,
            **box.field("concentration"),
        )
        / 100,
    }


def _others(box: Box, now: Thresholds) -> dict[str, float]:
    high, stale, rating = st.columns(3)
    return {
        "high_value": high.number_input(
            "A value is high from …",
            0.5,
            10.0,
            now.high_value,
            step=0.5,
            format="%g",
            help="Of 10, for short-term and long-term value.",
            **box.field("high"),
        ),
        "stale_days": float(
            stale.number_input(
                "A state is stale after … days",
                1,
                3650,
                round(now.stale_days),
                **box.field("stale"),
            )
        ),
        "attention_rating": rating.selectbox(
            "Needs attention when rated",
            sorted({*RATINGS, now.attention_rating}),
            index=sorted({*RATINGS, now.attention_rating}).index(now.attention_rating),
            format_func=lambda worst: RATINGS.get(worst, f"{worst:g} of 100 or less"),
            **box.field("rating"),
        ),
    }


def ratings(place: Place) -> None:
    """What the portfolio's own rating labels mean; they come from the files that were loaded."""
    held = {label: None if math.isnan(one) else one for label, one in place.held.rating_scores.items()}
    if not held:
        return
    with place.box("Own rating labels", RATING_SETTING) as box:
        found: dict[str, float | None] = {}
        for label, score in held.items():
            steps = [*STEPS, *([] if score in STEPS else [score])]
            found[label] = st.selectbox(
                f"“{md(label)}” counts as",
                steps,
                index=steps.index(score),
                format_func=lambda one: STEPS.get(one, f"{one} of 100"),
                **box.field(f"label {label}"),
            )
        new = {label: score for label, score in found.items() if score != held[label]}
        scores = {label: math.nan if score is None else score for label, score in found.items()}
        then = replace(place.facts.settings, rating_scores=scores)
        box.buttons(Declared(ratings=new), then, changed=bool(new))
