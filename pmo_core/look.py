"""How figures, dates and pictures look: one format, one palette, light and dark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

import altair as alt

from pmo_core.model import Horizon, Kind

Spec: TypeAlias = dict[str, Any]
"""A Vega-Lite drawing without data; the page attaches the rows."""

SYMBOLS: Final[Mapping[str, str]] = {"GBP": "£", "USD": "$", "EUR": "€", "JPY": "¥", "INR": "₹"}
_STEPS: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit turns these into links, icons and arrows after it has undone the escapes, so they are split
# by an invisible joiner: schemes and shortcodes (":"), "www.", mail addresses, "->" and the like
_SPLIT: Final = re.compile(r"(?<=:)(?=\S)|(?<=\bwww)(?=\.)|(?<=@)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_WORDS: Final = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
JOINER: Final = "\u2060"
# Direction of writing: signs that turn it, and letters that are written from right to left
_TURNS: Final = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
_OPENING, _CLOSING, ISOLATE, END = "\u2066\u2067\u2068", "\u2069", "\u2068", "\u2069"

# After Okabe & Ito 2008: told apart under colour blindness; mid-tones that carry on white and on black.
BLUE, ORANGE, GREEN, RED = "#3B82C4", "#D98200", "#1A9E77", "#D55E00"
GREY: Final = "#8A8F98"
INK: Final = "#7D838C"
"""Outlines and strokes: at least 3.8:1 on white and on the dark page."""
_TEXT: Final[Mapping[bool | None, str]] = {False: "#3C4250", True: "#D5DAE1", None: "#767C85"}
HORIZON_COLOURS: Final[Mapping[Horizon, str]] = {
    Horizon.SHORT: BLUE,
    Horizon.MEDIUM: GREEN,
    Horizon.LONG: ORANGE,
    Horizon.UNCLASSIFIED: GREY,
}
HORIZON_NAMES: Final[Mapping[Horizon, str]] = {
    Horizon.SHORT: "Short",
    Horizon.MEDIUM: "Medium",
    Horizon.LONG: "Long",
    Horizon.UNCLASSIFIED: "Unclassified",
}
BAR_STEP: Final = 36


@dataclass(frozen=True)
class Card:
    """One figure of a first screen, ready to read; `help` says what it means."""

    label: str
    value: str
    verdict: str
    help: str


def text_colour(dark: bool | None) -> str:
    """
    Colour of words inside a picture: 10:1 on white, 12:1 on the dark page (#12181f).

    No grey reaches 4.5:1 on both, so the page says which it is; where it cannot (None), 4.2:1 on either.
    """
    return _TEXT[dark]


def number(value: float, *, decimals: int = 0) -> str:
    """A figure with thousands separators: 1,234.5; never '-0'."""
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text.replace("-", "−")


def short_number(value: float) -> str:
    """A figure with one decimal below 100 of its step, none from there: 1.2bn, 59.0m, 450m, 999; 0.25."""
    size = abs(value)
    for step, name in _STEPS:
        if size >= step * 0.9995:
            scaled = value / step
            return number(scaled, decimals=0 if abs(scaled) >= 99.95 else 1) + name
    if 0 < size < 0.95:
        return number(value, decimals=2)  # one decimal would make nothing of the smallest
    return number(value, decimals=0 if size >= 99.5 or value == round(value) else 1)


def money(value: float, currency: str) -> str:
    """An amount in words of the field: £1.2bn, −€40m, SEK 3.4m; without currency only the figure."""
    sign, figure = ("−" if value < 0 else ""), short_number(abs(value))
    symbol = SYMBOLS.get(currency)
    if symbol:
        return f"{sign}{symbol}{figure}"
    return f"{sign}{currency} {figure}" if currency else f"{sign}{figure}"


def amount(value: float, unit: str) -> str:
    """An amount of a basis: money by currency code, '1,250 person-days' or '12 projects' (whole ones)."""
    if unit not in ("person-days", "projects"):
        return money(value, unit)
    whole = unit == "projects" or value == round(value) or abs(value) >= 100
    figure = number(value, decimals=0 if whole else 1)
    return f"{figure} {unit.removesuffix('s') if figure == '1' else unit}"


def signed(value: float, unit: str) -> str:
    """An amount with its sign, for gaps and changes: +£120m, −£40m, £0."""
    text = amount(value, unit)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def share(value: float, *, decimals: int = 0) -> str:
    """A share of 0–1 in per cent: 15 %; what is not 0 is never shown as '0 %'."""
    text = number(100 * value, decimals=decimals)
    if value and not text.strip("−0."):
        return (
            f"{'−' if value < 0 else ''}< {number(1 if not decimals else 10**-decimals, decimals=decimals)} %"
        )
    return f"{text} %"


def day(value: date) -> str:
    """A date as 3 Mar 2026, whatever the locale of the server."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def plural(count: int, noun: str, *, many: str = "") -> str:
    """'1 project', '12 projects'."""
    return f"{number(count)} {noun if count == 1 else many or noun + 's'}"


_ROWS: Final[Mapping[Kind, str]] = {
    Kind.PROJECT_COSTS: "yearly cost",
    Kind.ALIGNMENT: "link to an objective|links to objectives",
    Kind.KPIS: "KPI value",
    Kind.FEEDBACK: "answer",
}


def rows_of(count: int, kind: Kind) -> str:
    """'1 project', '282 KPI values': rows in the words of their kind."""
    noun, _, many = _ROWS.get(kind, kind.value.removesuffix("s").replace("_", " ")).partition("|")
    return plural(count, noun, many=many)


def rows_in(count: int, kind: Kind) -> str:
    """'41 rows of projects': over several dates they are fewer projects."""
    return f"{plural(count, 'row')} of {kind.value.replace('_', ' ')}"


def md(text: object) -> str:
    """
    Escape a user's text for any Streamlit text, label, help, tab or toast.

    Markdown, HTML, LaTeX, colours, links, images, icons and emoji codes lose their meaning; the reader sees
    the characters of the file. Line breaks become spaces, and what turns the direction of writing does so
    within the text alone.
    """
    split = _SPLIT.sub(JOINER, " ".join(str(text).split()))
    return _PUNCTUATION.sub(r"\\\1", isolated(split))


def label(text: str) -> str:
    """
    A user's text as the label of a control.

    Words with single blanks and hyphens between them mean nothing in Markdown, and stay as they are: browsers
    read the label of a control out with every backslash. All other text is escaped as `md` does.
    """
    return text if _WORDS.fullmatch(text) else md(text)


def isolated(text: str) -> str:
    """The text with signs around it that keep its direction of writing from what stands beside it."""
    if not _TURNS.search(text):
        return text
    depth, before = 0, 0
    for sign in text:
        if sign in _OPENING:
            depth += 1
        elif sign == _CLOSING:
            depth, before = (depth - 1, before) if depth else (0, before + 1)
    return ISOLATE * (before + 1) + text + END * (depth + 1)


_STEERING: Final = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""
    Text for a terminal or a log: what would steer it is written as its code, such as \u001b.

    That is how JSON writes it too, so a document says the same after it.
    """
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def without_data(chart: alt.LayerChart | alt.Chart) -> Spec:
    """A drawing stripped of data and theme, in its layers too, so that the page's rows and theme apply."""
    spec: Spec = chart.to_dict(validate=True)
    for name in ("data", "datasets", "config", "$schema"):
        spec.pop(name, None)
    for layer in spec.get("layer", []):
        layer.pop("data", None)
    return spec


def once() -> alt.Chart:
    """A layer that is drawn once, whatever the rows of the picture: borders and captions."""
    return alt.Chart().transform_aggregate(rows="count()")


def horizon_colour(field: str = "horizon") -> alt.Color:
    """One colour per horizon, the same on every picture."""
    names = [HORIZON_NAMES[horizon] for horizon in HORIZON_COLOURS]
    scale = alt.Scale(domain=names, range=list(HORIZON_COLOURS.values()))
    legend = alt.Legend(title="Horizon", symbolStrokeWidth=0, symbolOpacity=1)
    return alt.Color(f"{field}:N", scale=scale, legend=legend)
