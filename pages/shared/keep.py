"""The tab "Templates and exports": files to fill in, files to take away, and the demo."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from pages.shared import demo, exports
from pages.shared.session import database, today
from pmo_core.dictionary import about
from pmo_core.export import CELL_TEXT, SHEET_ROWS
from pmo_core.importing import exports as files
from pmo_core.importing import templates
from pmo_core.importing.own_sheets import FILLED_IN, title_of
from pmo_core.look import day, md, plural
from pmo_core.model import Grant, Kind, Snapshot
from pmo_core.store import snapshots, versions
from pmo_core.store.contents import long_texts, row_counts

_CHOSEN: Final = "keep export"


def panel(portfolio: str, *, grant: Grant) -> None:
    """
    Show what can be filled in and what can be taken away.

    Args:
        portfolio: The one that the page is about; the demo can be chosen for its exports too.
        grant: Must cover `export`; for the demo `demo` and `delete`.
    """
    _templates()
    _exports(portfolio, grant=grant)
    demo.panel(grant=grant)


def _templates() -> None:
    st.header("Templates", anchor=False)
    st.markdown(
        "Fill in what you have, drop the file under Files, and it is read without a question. "
        "Examples stand in the dictionary only, so that none is ever loaded."
    )
    with st.container(horizontal=True):
        exports.download(
            "Workbook of all kinds (XLSX)",
            templates.template_workbook,
            name="template all kinds.xlsx",
            key="keep template all",
            help="A sheet per kind, the data dictionary, and how to use it.",
        )
        exports.download(
            "Data dictionary (CSV)",
            templates.dictionary_csv,
            name="data dictionary.csv",
            key="keep dictionary",
            help="Every column: what it means, what may stand in it, whether it is needed, an example.",
        )
    with st.expander(f"One kind at a time ({len(FILLED_IN)})", key="keep templates"):
        for kind in FILLED_IN:
            _template(kind)


def _template(kind: Kind) -> None:
    """One kind: what a row of it is, and its two files."""
    name, buttons = st.columns([3, 1], vertical_alignment="center")
    name.markdown(f"**{title_of(kind)}** – {about(kind)}")
    title = title_of(kind).lower()
    with buttons.container(horizontal=True, horizontal_alignment="right"):
        workbook, text = partial(templates.template_workbook, [kind]), partial(templates.template_csv, kind)
        exports.download("XLSX", workbook, name=f"template {title}.xlsx", key=f"keep xlsx {kind}")
        exports.download("CSV", text, name=f"template {title}.csv", key=f"keep csv {kind}")


def _exports(portfolio: str, *, grant: Grant) -> None:
    names = [known.name for known in versions.portfolios(database())]
    key = f"{_CHOSEN} {names}"  # a box with other choices is another box
    chosen = st.session_state.get(key) or (portfolio if portfolio in names else next(iter(names), None))
    st.header(f"Exports of {md(chosen)}" if chosen else "Exports", anchor=False)
    if not chosen:
        st.markdown("There is nothing to export yet.")
        return
    if len(names) > 1:
        st.selectbox("Portfolio to export", names, index=names.index(chosen), key=key)
    snapshot = snapshots.snapshot(database(), chosen)
    rows, cut = _content(str(database().path), snapshot.id, snapshot)
    if not rows:
        st.markdown("Nothing of it is in use; the history brings back what was taken back.")
        return
    dated = f", up to {day(snapshot.as_of)}" if Kind.PROJECTS in rows else ""
    st.markdown(
        f"{plural(sum(rows.values()), 'row')} of {plural(len(rows), 'kind')}{dated}. An export that nobody "
        "changes loads again exactly as it was; one that was changed is read like any other file."
    )
    _files(snapshot, rows, cut=cut, grant=grant)


@st.cache_data(show_spinner=False, max_entries=32)
def _content(path: str, id: str, _snapshot: Snapshot) -> tuple[dict[Kind, int], int]:
    """Rows by kind, and texts too long for a workbook; counted once, as the rows of a state never change."""
    versions = _snapshot.versions
    return row_counts(database(), versions), long_texts(database(), versions, most=CELL_TEXT)


def _files(snapshot: Snapshot, rows: dict[Kind, int], *, cut: int, grant: Grant) -> None:
    db, stem = database(), files.file_stem(snapshot.portfolio)
    with st.container(horizontal=True):
        if max(rows.values()) < SHEET_ROWS:
            exports.download(
                "All kinds (XLSX)",
                lambda: files.export_workbook(db, snapshot, grant=grant, today=today()).content,
                name=f"{stem}.xlsx",
                key="keep export xlsx",
                help="A sheet per kind. Drop it under Files, and all of it is loaded in one go.",
            )
        exports.download(
            "All kinds (CSV files in a ZIP)",
            lambda: files.export_archive(db, snapshot, grant=grant).content,
            name=f"{stem}.zip",
            key="keep export zip",
            help="A file per kind, in UTF-8. Unpack it and drop the files to load them again.",
        )
    if cut:
        st.caption(
            f"{plural(cut, 'text')} of more than {CELL_TEXT:,} characters would be cut in the XLSX file: "
            "a cell holds no more. The CSV files hold them whole."
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "One kind",
            list(rows),
            format_func=lambda one: f"{title_of(one)} ({plural(rows[one], 'row')})",
            key=f"keep kind {snapshot.portfolio}",
            width=320,
        )
        exports.download(
            "One kind (CSV)",
            lambda: files.export_csv(db, snapshot, kind=kind, grant=grant).content,
            name=f"{files.file_stem(snapshot.portfolio, kind)}.csv",
            key="keep export csv",
        )
