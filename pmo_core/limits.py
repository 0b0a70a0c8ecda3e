"""Bounds on what is taken in and shown: one place for the checks, the pages and the README."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class IntakeLimits:
    """
    How much one file may hold. Sizes in bytes, times in seconds, `None` means no limit.

    `irregular` bounds text files that must be read record by record, in memory about twenty times their size.
    """

    file: int
    records: int | None
    columns: int
    cells: int | None
    workbook_unpacked: int
    workbook_parts: int
    workbook_seconds: int
    workbook_memory: int
    cell_characters: int = 100_000
    header_characters: int = 1_000
    compression_ratio: int = 200
    irregular: int = 128 * MEGABYTE


PAGE_LIMITS: Final = IntakeLimits(
    file=25 * MEGABYTE,
    records=500_000,
    columns=2_000,
    cells=5_000_000,
    workbook_unpacked=100 * MEGABYTE,
    workbook_parts=500,
    workbook_seconds=20,
    workbook_memory=1024 * MEGABYTE,
)
COMMAND_LINE_LIMITS: Final = IntakeLimits(
    file=2048 * MEGABYTE,
    records=None,
    columns=2_000,
    cells=None,
    workbook_unpacked=1024 * MEGABYTE,
    workbook_parts=2_000,
    workbook_seconds=300,
    workbook_memory=4096 * MEGABYTE,
)

PAGE_QUERY_SECONDS: Final = 5.0
JOB_QUERY_SECONDS: Final = 60.0
MARKS_IN_A_CHART: Final = 2_000
ISSUES_SHOWN: Final = 50
REFUSED_SHARE_MAX: Final = 0.2
BACKUPS_KEPT: Final = 7
MEMORY_LIMIT: Final = "1GB"
TEMP_LIMIT: Final = "1GB"
LABEL_CHARACTERS: Final = 120
PORTFOLIO_CHARACTERS: Final = 80
TYPED_CHARACTERS: Final = 1_000
"""Of one text that is typed into a form; longer ones come with a file."""
LINK_DAYS: Final = 30
LINK_DAYS_MOST: Final = 365
WRONG_PASSPHRASES: Final = 5
"""Of one link within PASSPHRASE_MINUTES; then it waits."""
PASSPHRASE_MINUTES: Final = 15
ANSWERS_PER_DAY: Final = 20
"""Of one link."""
ANSWER_CHARACTERS: Final = 2_000
NAME_CHARACTERS: Final = 80
RULES_OF_A_PLAN: Final = 1_000
SCENARIOS_OF_A_PORTFOLIO: Final = 100
RULES_CHARACTERS: Final = 300_000
AMOUNT_TYPED_CHARACTERS: Final = 60
PLAN_FIGURE_MOST: Final = 1e18
"""Of a weight, a budget or a limit: beyond it sums lose their meaning."""
UPLOAD_BYTES_PER_SESSION: Final = 100 * MEGABYTE
UPLOAD_BYTES_IN_ALL: Final = 500 * MEGABYTE
DESK_BYTES_IN_ALL: Final = 200 * MEGABYTE
UPLOADS_PER_MINUTE: Final = 20
IN_HAND_PER_SESSION: Final = 50 * MEGABYTE
IN_HAND_IN_ALL: Final = 60 * MEGABYTE
"""Of files that are being looked at: read, each takes some fifteen times its size."""
