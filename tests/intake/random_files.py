"""Random files: tables as people send them, and workbooks with changed bytes."""

from __future__ import annotations

import csv
import io
import zipfile

from hypothesis import strategies as st

from tests.intake.books import book, projects, with_part

WORKBOOK = book(("Plan", projects()), ("Other", [["KPI", "Jan", "Feb", "Mar"], ["A", 1, 2, 3]]))
_WORDS = (
    "Project ID|Project name|Name|Status|RAG|Start date|Finish|Budget (£m)|Budget|% complete|Owner|Notes|KPI|"
    "Value|Target|Period|Unit|Jan|Feb|Mar|2026-01|2026-02|2026-03|Stakeholder|Power|Interest|Milestone|"
    "Baseline finish|Parent|Outline Level|Total|Labels|foo||Group|as of|row|key|Objective|Weight"
)
_TEXTS = (
    "P1|P2|P3|Alpha|Beta|Active|Done|Red|Amber/Green|01/02/2026|13/02/2026|2026-03-31|Q3 2026|FY26|"
    "2025/26|1.234|1,234|1.234,5|(12)|£2.4m|$5|€1k|45%|0.45|120%|n/a|TBC|-|Total|5d|40h|"
    "Exempt under Section 43|1E5|x|1-5|Jan|00123|NaN|inf|46066|9999-12-31|31/02/2026|=1+1|high|3|0|||||yes|"
    "1770940800000|2026-W12|H1 26|Tsd|Summe|1.23457E+15|\u200b|\ufffd|Ã©|\u202ex"
)
PICKS = st.lists(st.integers(0, 30), min_size=40, max_size=40)
"""Which of the choices of each question is taken."""
HEADERS = st.sampled_from(_WORDS.split("|"))
CELLS = st.one_of(
    st.sampled_from(_TEXTS.split("|")),
    st.integers(-(10**6), 10**13).map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.text(max_size=12),
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ENCODINGS = st.sampled_from(
    ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp1251", "mac-roman"]
)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A table as people send it: titles, a header, ragged rows, totals, in any dialect and encoding."""
    width = draw(st.integers(1, 7))
    header = draw(st.lists(HEADERS, min_size=width, max_size=width))
    column = [draw(st.lists(CELLS, min_size=1, max_size=4)) for _ in range(width)]
    rows = [
        [draw(st.sampled_from(pool)) for pool in column[: draw(st.integers(max(0, width - 1), width))]]
        for _ in range(draw(st.integers(0, 8)))
    ]
    titles = draw(st.lists(st.lists(CELLS, max_size=2), max_size=2))
    table = [*titles, header, *rows]
    if draw(st.booleans()):
        table = [list(row) for row in zip(*(row + [""] * (9 - len(row)) for row in table), strict=True)]
    buffer = io.StringIO(newline="")
    writer = csv.writer(
        buffer,
        delimiter=draw(st.sampled_from(",;\t|")),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator=draw(ENDS),
    )
    writer.writerows(table)
    content = buffer.getvalue().encode(draw(ENCODINGS), "replace")
    return damaged(draw, content) if draw(st.booleans()) else content


def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """A few bytes written over, put in, or cut off."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(content)))
        noise = draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b",", b"\n", b";", b"\x00", b"\xff", b"'"])
        )
        over = draw(st.integers(0, 4))
        content = content[:at] + noise + content[at + over :]
    return content


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """A sound workbook with bytes changed in one part, or in the file as it is."""
    if draw(st.booleans()):
        return damaged(draw, WORKBOOK)
    parts = zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist()
    part = draw(st.sampled_from([name for name in parts if "xl/" in name]))
    return with_part(WORKBOOK, part, lambda xml: damaged(draw, xml))
