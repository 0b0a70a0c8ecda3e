"""Actual, target, forecast, year to date: what a figure is, by the words of tables in several languages."""

from __future__ import annotations

from typing import Final, Literal

from pmo_core.intake.values.standard import comparable

Scenario = Literal["actual", "target", "forecast", "ytd"]


def _words(text: str) -> frozenset[str]:
    return frozenset(comparable(word.replace("_", " ")) for word in text.split())


_SCENARIOS: Final[dict[Scenario, frozenset[str]]] = {
    "actual": _words("actual actuals act result achieved ist istwert réel réalisé real effettivo werkelijk"),
    "target": _words(
        "target targets tgt plan planned budget budgeted goal soll sollwert zielwert ziel cible objectif "
        "meta objetivo previsto"
    ),
    "forecast": _words("forecast outlook projection estimate prognose prévision previsión previsão"),
    "ytd": _words("ytd year_to_date cumulative kumuliert cumul cumulé acumulado cum"),
}
_SUMS: Final = _words(
    "total totals sum average avg mean median gesamt summe durchschnitt mittelwert ø moyenne somme promedio "
    "media suma média soma totale full_year year_total annual fy change trend variance var delta min max"
)


def scenario(word: str) -> Scenario | None:
    """What a word says of a figure; None if it is none of these words."""
    plain = comparable(word)
    return next((name for name, words in _SCENARIOS.items() if plain in words), None)


def sums_up(word: str) -> bool:
    """Whether a header names a figure made of the others of its row: a total, an average, a year to date."""
    plain = comparable(word)
    if plain in _SUMS or scenario(plain) == "ytd":
        return True
    parts = [part for part in plain.split() if scenario(part) not in ("actual", "target", "forecast")]
    return bool(parts) and all(part in _SUMS or scenario(part) == "ytd" for part in parts)
