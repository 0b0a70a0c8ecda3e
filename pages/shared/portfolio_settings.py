"""The tab "Settings": what a portfolio declares, who declared it, and what a change would do."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from pages.shared import deleting, thresholds
from pages.shared.declaring import Box, Place
from pages.shared.entering import saved
from pages.shared.session import database
from pmo_core.answers.overview.words import COMPONENT_NAMES
from pmo_core.importing.settings import Declared
from pmo_core.look import SYMBOLS
from pmo_core.measure.holdings import BASIS_NAMES
from pmo_core.model import Basis, Grant, Horizon
from pmo_core.scenario import COMPONENTS, PRESET_TARGET, PRESETS, WEIGHT_MAX, HorizonRule, Mix, same_mix
from pmo_core.store.portfolio_settings import origins, read_settings

OWN: Final = "Our own"
CURRENCIES: Final = sorted({*SYMBOLS, "AUD", "CAD", "CHF", "DKK", "NOK", "PLN", "SEK", "ZAR"})


def panel(portfolio: str, *, grant: Grant) -> None:
    """
    Show every setting with its origin, let each be declared, and the portfolio be deleted.

    Args:
        portfolio: Whose settings.
        grant: Must cover `settings` of the portfolio; for deleting `delete`.
    """
    st.header("Settings", anchor=False)
    _settings(portfolio, grant=grant)
    deleting.panel(portfolio, grant=grant)


def _settings(portfolio: str, *, grant: Grant) -> None:
    facts = saved.present(portfolio, grant)
    if facts is None:
        st.info("Nothing is in this portfolio yet. Load a file first; then declare what holds for it.")
        return
    st.markdown("What is declared here holds for every figure of the portfolio. Each change can be undone.")
    saved.told("settings", portfolio, grant=grant)
    held = read_settings(database(), facts.snapshot)
    place = Place(portfolio, grant, facts, held, origins(database(), facts.snapshot))
    _target(place)
    _rule(place)
    _basis(place)
    _currency(place)
    _weights(place)
    thresholds.panel(place)
    thresholds.kpis(place)
    thresholds.people(place)
    thresholds.ratings(place)


def _target(place: Place) -> None:
    with place.box("Target mix", "target") as box:
        now = place.held.target or PRESET_TARGET
        names = [*PRESETS, OWN]
        usual = next((name for name, preset in PRESETS.items() if same_mix(preset, now)), OWN)
        chosen = st.segmented_control(
            "Short / medium / long, in per cent",
            names,
            default=usual,
            required=True,
            **box.field("preset"),
        )
        target = PRESETS[chosen] if chosen in PRESETS else _own_mix(box, now)
        box.buttons(
            Declared(target=target),
            replace(place.facts.settings, target=target),
            changed=not same_mix(target, now),
            open=place.held.target is None,
        )


def _own_mix(box: Box, now: Mix) -> Mix:
    short, medium, _ = (round(100 * now[h]) for h in (Horizon.SHORT, Horizon.MEDIUM, Horizon.LONG))
    low, high = st.slider(
        "The two borders: short term before the first, long term after the second",
        0,
        100,
        (short, short + medium),
        format="%d %%",
        **box.field("split"),
    )
    st.caption(f"{low} % short, {high - low} % medium, {100 - high} % long term.")
    return {Horizon.SHORT: low / 100, Horizon.MEDIUM: (high - low) / 100, Horizon.LONG: (100 - high) / 100}


def _rule(place: Place) -> None:
    with place.box("Horizon rule", "horizon_rule") as box:
        st.caption("For projects without a horizon of their own: months from the as-of date to the finish.")
        now = place.held.rule
        left, right = st.columns(2)
        short = left.number_input(
            "Short term: up to … months",
            1,
            600,
            now.short_months,
            **box.field("short"),
        )
        medium = right.number_input(
            "Medium term: up to … months",
            2,
            600,
            now.medium_months,
            **box.field("medium"),
        )
        if short >= medium:
            st.warning("The border of short term lies below that of medium term, such as 12 and 36.")
            box.discard()
            return
        rule = HorizonRule(short, medium)
        box.buttons(
            Declared(rule=rule),
            replace(place.facts.settings, rule=rule),
            changed=rule != now,
        )


def _basis(place: Place) -> None:
    with place.box("Investment is measured in", "basis") as box:
        found = place.facts.settings.basis or Basis.COUNT
        basis = st.selectbox(
            "Basis",
            list(Basis),
            index=list(Basis).index(found),
            format_func=lambda one: BASIS_NAMES[one],
            help="Undeclared, it is the first of these that an open project has.",
            **box.field("basis"),
        )
        box.buttons(
            Declared(basis=basis),
            replace(place.facts.settings, basis=basis),
            changed=basis != found,
            open=place.held.basis is None,
        )


def _currency(place: Place) -> None:
    with place.box("Currency", "currency") as box:
        st.caption(
            "For files whose amounts name no currency, or only a sign such as $. A file that names one keeps "
            "it; what is loaded already stays as it is."
        )
        now = place.held.currency
        code = st.selectbox(
            "Code of three letters",
            sorted({*CURRENCIES, *([now] if now else [])}),
            index=None if now is None else sorted({*CURRENCIES, now}).index(now),
            accept_new_options=True,
            placeholder="None declared",
            **box.field("currency"),
        )
        box.buttons(Declared(currency=code), None, changed=bool(code) and code != now)


def _weights(place: Place) -> None:
    with place.box("Weights of the balance index", "weights") as box:
        weights: dict[str, float] = {}
        columns = [column for _ in range(2) for column in st.columns(3, vertical_alignment="bottom")]
        for column, name in zip(columns, COMPONENTS, strict=True):
            weights[name] = column.number_input(
                COMPONENT_NAMES[name],
                0.0,
                WEIGHT_MAX,
                place.held.weights[name],
                step=0.5,
                format="%g",
                help="0 leaves it out.",
                **box.field(f"weight {name}"),
            )
        if not any(weights.values()):
            st.warning("Give at least one of them a weight above 0.")
            box.discard()
            return
        box.buttons(
            Declared(weights=weights),
            replace(place.facts.settings, weights=weights),
            changed=weights != dict(place.held.weights),
        )
