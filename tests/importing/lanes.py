"""Both lanes side by side, and tables of every kind to put into them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import strategies as st

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.regular import Cells
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS, IntakeLimits
from pmo_core.store.database import Database
from pmo_core.store.staging import staged_cells

TOLD_NOTHING = Options()


class Lane:
    """The lane over one database; `taken` counts the files that it read by itself."""

    def __init__(self, db: Database) -> None:
        self.taken = 0
        self._cells = staged_cells(db)

    def table(
        self, content: bytes, options: Options = TOLD_NOTHING, *, limits: IntakeLimits = PAGE_LIMITS
    ) -> RawTable | None:
        """The table with the lane at hand; None where the file is refused."""
        table = read(content, options, limits, self._cells)
        self.taken += table is not None and isinstance(table.rows, range)
        return None if table is None else replace(table, rows=tuple(table.rows))

    def agrees(self, content: bytes, options: Options = TOLD_NOTHING) -> bool:
        """Whether the file is the same table with the lane and without it."""
        here, there = self.table(content, options), read(content, options, PAGE_LIMITS, None)
        return here == there and summed(here) == summed(there)


def summed(table: RawTable | None) -> list[object]:
    """The rows and amounts below each total, which take no part in comparing tables."""
    totals = table.totals if table is not None else ()
    return [(one.rows.tolist(), [claim.amounts.tolist() for claim in one.claims]) for one in totals]


def read(content: bytes, options: Options, limits: IntakeLimits, cells: Cells | None) -> RawTable | None:
    try:
        return read_table(content, "rows.csv", options, limits, cells=cells)
    except IntakeError:
        return None


CELLS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "-",
                "n/a",
                "Total",
                "Total cost",
                "Summe",
                "#1",
                "# note",
                "Name",
                "Note: x",
                "of which",
            ),
            *(
                '"',
                'a "b" c',
                "a,b",
                "a;b",
                "a\nb",
                "a\r\nb",
                "a\rb",
                "\n",
                " x ",
                "\ufeff",
                "\u00a0",
                "\x00",
            ),
            *(
                "1",
                "1.5",
                "1,5",
                "12.500",
                "45%",
                "£3m",
                "2026-03-31",
                "31/03/2026",
                "Müller",
                "Ã©",
                "\x85",
                "日本",
            ),
        ]
    ),
    st.text(max_size=6),
)


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """A table as a text file, in any dialect, its rows mostly of one width."""
    width = draw(st.integers(2, 5))
    header = draw(
        st.lists(
            st.sampled_from(["Project ID", "Name", "Budget", "Start", "Status", "x", "2026", ""]),
            min_size=width,
            max_size=width,
            unique=draw(st.booleans()),
        )
    )
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12))
    plain = (
        [[f"P{at}", f"Project {at}", *row] for at, row in enumerate(rows)] if draw(st.booleans()) else rows
    )
    names = ["Project ID", "Project name", *header] if plain is not rows else header
    buffer = io.StringIO(newline="")
    csv.writer(
        buffer,
        delimiter=draw(st.sampled_from(",;\t|")),
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    ).writerows([names, *plain])
    text = buffer.getvalue()
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(['"', ",", "\n", "\n\n", ";", "\r\n", " ", ""])) + text[at:]
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig"])), errors="surrogatepass")
