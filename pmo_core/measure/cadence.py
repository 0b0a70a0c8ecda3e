"""How long ago people were spoken to, against what was agreed, and what that puts at stake."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core.measure.arrays import Days, Floats

ONE_WAY: Final = [
    "announcement",
    "bericht",
    "boletín",
    "brief",
    "bulletin",
    "carta",
    "circular",
    "circulaire",
    "correo",
    "courriel",
    "e-mail",
    "email",
    "informe",
    "infolettre",
    "intranet",
    "letter",
    "lettera",
    "lettre",
    "mail",
    "mailing",
    "memo",
    "newsletter",
    "nieuwsbrief",
    "notice",
    "post",
    "rapport",
    "rapporto",
    "report",
    "rundbrief",
    "rundschreiben",
    "sms",
]
"""Channels that only send: a contact by one of them is no conversation unless somebody says that it was."""


def days_since(last_two_way: Days, registered: Days, *, as_of: np.datetime64) -> Floats:
    """
    Days since the last conversation; for people never spoken to, since they were first registered.

    Returns:
        0 or more; NaN for somebody never spoken to whom the portfolio did not know at the date.
    """
    talked, known = ((as_of - day) / np.timedelta64(1, "D") for day in (last_two_way, registered))
    gone = np.where(np.isnat(last_two_way), known, talked)
    return np.asarray(np.where(gone >= 0, gone, np.nan), dtype=np.float64)


def overdue_ratio(days: Floats, cadence: Floats) -> Floats:
    """Days against the agreed days: above 1 is overdue; NaN without a cadence above 0. 42 of 21 → 2."""
    return np.asarray(days / np.where(cadence > 0, cadence, np.nan), dtype=np.float64)


def days_over(days: Floats, cadence: Floats) -> Floats:
    """Days beyond the agreed ones, 0 where not overdue; NaN without a cadence above 0."""
    return np.asarray(np.maximum(0.0, days - np.where(cadence > 0, cadence, np.nan)), dtype=np.float64)


def debt(over: Floats, weight: Floats, *, at_stake: Floats) -> Floats:
    """
    Engagement debt: days overdue · power·interest/25 · investment of the projects a person can stop.

    Args:
        over: Days beyond the agreed ones.
        weight: Power·interest, 1–25.
        at_stake: Investment of the person's open projects; NaN where none has an amount.
    Returns:
        Currency·days, 0 or more: a ranking, not an amount. NaN where something is missing, 0 where nothing
        is overdue.
    """
    return np.where(over == 0, 0.0, over * weight / 25 * at_stake)
