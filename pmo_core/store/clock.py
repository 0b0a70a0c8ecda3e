"""What time it is for the store: the machine's clock may step back, the order of acts does not."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
_TICK: Final = timedelta(microseconds=1)
log = logging.getLogger("pmo_core")


def now() -> datetime:
    """Give the present moment as the store keeps it: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def moment(last: datetime | None) -> datetime:
    """
    Give the moment of an act that follows another.

    Args:
        last: When the act before it happened; None = there was none.
    Returns:
        The present, or, where the clock was set back by less than a day, the first moment after `last`. A
        clock that is further back is believed, and the log says so: the last act may have been the wrong one.
    """
    present = now()
    behind = last - present if last is not None else -DAY
    if behind >= DAY:
        log.warning("The clock is %s behind the last change.", behind)
    return present + behind + _TICK if timedelta(0) <= behind < DAY else present


def doubt(last: datetime | None) -> str | None:
    """Word for the banner that the clock is more than a day behind the last act; None = it is not."""
    days = (last - now()).days if last is not None else 0
    if days < 1:
        return None
    return (
        f"The clock of this machine is {days} day{'s' if days > 1 else ''} behind the last change. "
        "Check it: what is saved now bears its date."
    )
