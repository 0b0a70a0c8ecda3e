"""Thresholds and own rating labels on the tab "Settings"."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.declaring import KPI_BORDERS, PEOPLE_BORDER, Box, Place
from pages.shared.kpis.desk import judged_at
from pages.shared.people.desk import people_at
from pmo_core.answers.engagement.words import moved
from pmo_core.answers.kpis.words import recoloured
from pmo_core.importing.settings import Declared
from pmo_core.look import md
from pmo_core.model import Kind
from pmo_core.scenario import RATING_SETTING
from pmo_core.thresholds import THRESHOLD_RANGES, THRESHOLD_SETTING, Thresholds

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


def kpis(place: Place) -> None:
    """From where on a KPI that is behind its pace is amber, and red; shown where there are KPIs."""
    if not place.facts.snapshot.versions.get(Kind.KPIS):
        return
    now = place.held.thresholds
    with place.box("Colours of KPIs", KPI_BORDERS) as box:
        st.caption(
            "For KPIs that do not meet their target yet: how far behind an even road from their baseline to "
            "their target date they are, in points of the way."
        )
        left, right = st.columns(2)
        found = {
            "kpi_amber": _points(left, "Amber when more than … points behind", now.kpi_amber, box),
            "kpi_red": _points(right, "Red when more than … points behind", now.kpi_red, box),
        }
        if found["kpi_red"] <= found["kpi_amber"]:
            st.caption("Red does not come after amber, so no KPI is amber for its pace.")
        new = {name: value for name, value in found.items() if value != getattr(now, name)}
        if new:
            judged = judged_at(place.facts.snapshot, grant=place.grant)
            st.markdown(md(recoloured(judged, replace(now, **new))))
        box.buttons(Declared(thresholds=new), None, changed=bool(new))


def people(place: Place) -> None:
    """From where on power and interest of a stakeholder are high; shown where there are stakeholders."""
    if not place.facts.snapshot.versions.get(Kind.STAKEHOLDERS):
        return
    now = place.held.thresholds
    with place.box("Power and interest", PEOPLE_BORDER) as box:
        high = st.number_input(
            "High from … of 5",
            *THRESHOLD_RANGES["high_standing"],
            now.high_standing,
            step=0.5,
            format="%g",
            help="Who is high on both is to be managed closely.",
            **box.field("high standing"),
        )
        new = {"high_standing": high} if high != now.high_standing else {}
        if new:
            found = people_at(place.facts.snapshot, grant=place.grant)
            st.markdown(md(moved(found, replace(now, **new))))
        box.buttons(Declared(thresholds=new), None, changed=bool(new))


def _points(column: DeltaGenerator, label: str, now: float, box: Box) -> float:
    """A border in points of 100, as a share; one between two points stays as it is until it is changed."""
    shown = round(100 * now)
    found = column.number_input(md(label), 0, 100, shown, step=5, **box.field(label))
    return now if found == shown else found / 100


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
