"""KPI readings: the series of each, its span, its unit with multiplier, its direction, targets of 0."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from pmo_core.errors import IntakeError
from pmo_core.fields import FIELDS
from pmo_core.intake.coded import Coded, coded, together
from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.rows import directions
from pmo_core.intake.rows.derive import Rows
from pmo_core.intake.rows.fill import Filled
from pmo_core.intake.rows.flags import settle_flags, status_column
from pmo_core.intake.rows.series import dimensions, series_keys
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.shared import Sheet
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.intake.wording.shell import quoted
from pmo_core.intake.wording.units import factor, unit_of
from pmo_core.model import Choice, FieldType, Guess, Issue, Kind, Missing, Question, Severity

_POWER: Final = re.compile(r"(?:10\^)?(0|3|6|9|12)(?:\.0)?")
_LABELS: Final = frozenset({FieldType.ID, FieldType.NAME, FieldType.TEXT, FieldType.CATEGORY})
_SCALED: Final = ("value", "target", "baseline")


def settle_readings(sheet: Sheet, filled: Filled, *, rows: Rows, columns: Mapping[str, Column]) -> None:
    """
    Give every KPI reading its series, dimensions, span, unit and direction.

    Raises:
        IntakeError: If an answer about directions or targets cannot hold.
    """
    if sheet.kind is not Kind.KPIS or "period" not in filled.values:
        return
    count = len(filled.values["period"])
    used = {column.header for column in sheet.columns.values()}
    flag = directions.by_flag(columns, used)
    multiplier = next(
        (c for h, c in columns.items() if h not in used and normalise(h) in header_words("multiplier")), None
    )
    status = status_column(columns, used)
    aside = {column.header for column in (flag and flag[0], multiplier, status) if column}
    beside = [sheet.columns[name] for name in ("name", "unit", "period") if name in sheet.columns]
    split = dimensions(
        [c for h, c in columns.items() if h not in used | aside and not _names_a_measure(h)], beside=beside
    )
    rows.dimension_headers = {column.header for column in split}
    rows.side_headers |= aside
    if split:
        rows.guesses.append(Guess("dimensions", ", ".join(c.header for c in split), "short repeated labels"))
    _keyed(sheet, filled, split=split, count=count)
    if "value" in filled.values:
        settle_flags(filled, rows, status=status, value=sheet.columns.get("value"))
    if multiplier:
        _multiplied(filled, rows, multiplier)
    said = directions.directions(filled.values, sheet.columns, flagged=flag[1] if flag else None, count=count)
    names = coded(filled.values.get("name", Coded.same(None, count)))
    series = cast("Coded[str | None]", filled.values["series"])
    filled.values["direction"], offers, issues = directions.settled(
        said, series=series, names=names, options=sheet.options
    )
    rows.offers += offers
    rows.issues += issues
    _zero_targets(sheet, filled, rows, names)


def _names_a_measure(header: str) -> bool:
    """Whether a header names a field with a form of its own: cells that fail it are still no dimension."""
    named = {one.field for one in synonyms(Kind.KPIS).get(normalise(header), ()) if one.strong}
    return any(item.name in named and item.type not in _LABELS for item in FIELDS[Kind.KPIS])


def _keyed(sheet: Sheet, filled: Filled, *, split: Sequence[Column], count: int) -> None:
    blank: Coded[Any] = Coded.same(None, count)
    if "unit" not in filled.values and _all_percent(sheet):
        filled.values["unit"] = Coded.same("%", count)
    spans = coded(filled.spans)
    names, units = (coded(filled.values.get(name, blank)) for name in ("name", "unit"))
    grains = spans.map(lambda span: span.grain if span else None).merged()
    series, texts = series_keys(names, units, split=split, grains=grains)
    filled.values |= {"dimensions": texts, "grain": grains}
    filled.values["period_start"] = spans.map(lambda span: span.start if span else None)
    filled.values["period_end"] = spans.map(lambda span: span.end if span else None)
    project, total = (coded(filled.values.get(name, blank)) for name in ("project_id", "cumulative"))
    series = together([series, project, total]).map(_extended).merged()
    filled.values["series"] = _told_apart(
        series, coded(filled.values.get("kpi_id", blank)), coded(filled.values["period"])
    )


def _extended(row: tuple[str | None, object, object]) -> str | None:
    """A series of one project, or cumulative, is another one than that of all, or of single periods."""
    series, project, cumulative = row
    if series is None:
        return None
    return " | ".join(
        [series, *([str(project)] if project else ()), *(["cumulative"] if cumulative is True else ())]
    )


def _told_apart(series: Coded[str | None], ids: Coded[Any], periods: Coded[Any]) -> Coded[str | None]:
    """Where one series has two ids in one period, they are two KPIs of the same name."""
    known: dict[str | None, set[object]] = {}
    for key, one in together([series, ids]).used():
        known.setdefault(key, set()).update({one} if one else ())
    places = series.places(lambda key: len(known.get(key, ())) > 1)
    found: dict[tuple[object, object], set[object]] = {}
    for key, one, period in together([column.take(places) for column in (series, ids, periods)]).used():
        found.setdefault((key, period), set()).update({one} if one else ())
    several = {key for (key, _), known in found.items() if len(known) > 1}
    if not several:
        return series
    return (
        together([series, ids])
        .map(lambda row: f"{row[0]} | {row[1]}" if row[0] in several and row[1] else row[0])
        .merged()
    )


def _all_percent(sheet: Sheet) -> bool:
    return "value" in sheet.numbers and sheet.numbers["value"].all_percent


def _multiplier(text: str) -> float | None:
    """How many units a value of 1 is: `Thousands`, `1000`, or the power of ten `3`; None if unknown."""
    plain = text.strip().replace(",", "").removesuffix(".0")
    if plain.casefold() in ("", "unit", "units", "one", "ones", "1"):
        return 1.0
    if power := _POWER.fullmatch(plain):
        return 10.0 ** int(power[1])
    if plain.isdecimal():
        return float(plain)
    magnitude = unit_of(plain).magnitude
    return float(factor(magnitude)) if magnitude else None


def _multiplied(filled: Filled, rows: Rows, column: Column) -> None:
    """
    Say the multiplier with the unit; where one series mixes several, bring its values to single units.

    The multiplier is not part of the series, so a series that changes it goes on.
    """
    series, factors = coded(filled.values["series"]), column.coded.map(_multiplier)
    found: dict[str | None, set[float | None]] = {}
    pairs = together([series, factors.merged()])
    for key, one in pairs.used():
        found.setdefault(key, set()).add(one)
    mixed = {key for key, several in found.items() if len(several) > 1}
    scale = pairs.map(lambda row: row[1] or 1.0 if row[0] in mixed else 1.0)
    for name in _SCALED if mixed else ():
        if name in filled.values:
            cells = together([coded(filled.values[name]), scale.merged()])
            filled.values[name] = cells.map(lambda row: None if row[0] is None else row[0] * row[1])
    words = together(
        [
            series,
            coded(filled.values.get("unit", Coded.same(None, len(series)))),
            column.coded,
            factors.merged(),
        ]
    )

    def unit(row: tuple[str | None, object, str, float | None]) -> object:
        key, own, text, one = row
        told = None if key in mixed or one == 1.0 else text.strip().casefold()
        return f"{told} × {own}" if told and own else told or own

    filled.values["unit"] = words.map(unit).merged()
    shown = ", ".join(dict.fromkeys(text.strip() for text in column.counts if text.strip()))
    if any(several != {1.0} for several in found.values()):
        told = (
            "values of a series with several are brought to single units" if mixed else "named with the unit"
        )
        rows.guesses.append(Guess("multiplier", shown[:80], f"{column.header}: {told}", (), "likely"))


def _zero_targets(sheet: Sheet, filled: Filled, rows: Rows, names: Coded[Any]) -> None:
    """A target of 0 counts only if it is confirmed: most files write 0 where they have no target."""
    if "target" not in filled.values or "target" not in sheet.columns:
        return
    column = sheet.columns["target"]
    plain = column.coded.map(lambda text: directions.of_target(text) is None)
    cells = together([coded(filled.values["target"]), plain.merged(), names])
    zero = {str(name) for value, bare, name in cells.used() if value == 0 and bare and name}
    open_ = sorted(name for name in zero if _says_none(sheet, name))
    if not open_:
        return
    out = set(open_)
    places = cells.places(lambda row: row[0] == 0 and row[1] and str(row[2]) in out)
    filled.values["target"] = cells.map(
        lambda row: None if row[0] == 0 and row[1] and str(row[2]) in out else row[0]
    )
    filled.missing["target"] += [(at, Missing.NOT_PROVIDED) for at in places]
    shown = ", ".join(f"“{name[:60]}”" for name in open_[:8]) + (
        f" and {len(open_) - 8} more" if len(open_) > 8 else ""
    )
    rows.issues.append(
        Issue(
            "target.zero",
            f"{len(places):,} targets are 0 and count as no target, until you say otherwise: {shown}.",
            "If 0 is the target, answer target_zero=zero, or target_zero.NAME=zero for one KPI.",
            Severity.NOTE,
            column.rows[places[0]],
            column.header,
            "0",
        )
    )
    if len(open_) > 1:
        whom = f"all {len(open_)} KPIs that have it ({shown})"
        rows.offers.append(_zero_offer("target_zero", whom, column.header))
    rows.offers += [
        _zero_offer(f"target_zero.{name}", f"“{name[:80]}”", column.header)
        for name in open_[: directions.OFFERED_MOST]
    ]


def _says_none(sheet: Sheet, name: str) -> bool:
    answer = sheet.options.said(f"target_zero.{name}") or sheet.options.said("target_zero") or "none"
    if answer not in ("zero", "none"):
        raise IntakeError(f"{answer!r} does not say what a target of 0 means.", fix="Answer zero or none.")
    return answer == "none"


def _zero_offer(id_: str, whom: str, header: str) -> Question:
    return Question(
        id_,
        f"Is 0 the target of {whom}?",
        (Choice("none", "0 stands for no target"), Choice("zero", "the target is 0")),
        f"--answer {quoted(f'{id_}=zero')}",
        f"{header} holds 0.",
        field="target",
        column=header,
    )
