"""The same facts as tables, and as files."""

from __future__ import annotations

import streamlit as st

from pages.shared import exports
from pages.shared.strategy import trying
from pages.shared.strategy.desk import Desk
from pages.shared.strategy.filters import PROJECTS
from pages.shared.strategy.lists import forms
from pages.shared.what_if.fold import SHARE, fold, table
from pmo_core import tabled
from pmo_core.answers.alignment import page_export, tables, words
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.answers.alignment.rehearsal import rehearse
from pmo_core.measure.arrays import Flags


def part(desk: Desk, judged: Judged, keep: Flags) -> None:
    """Folded: shares of all projects, and the buttons; a file is made when its button is pressed."""
    folded, is_open = fold("The same facts as tables, to export", name="alignment table")
    if not is_open:
        return

    def workbook() -> bytes:
        tried = None
        if trying.tried():
            tried = rehearse(judged.facts, trying.now(), belongings=desk.belongings.among(keep))
        filters = {**PROJECTS.chosen(), "department": desk.scenario.department}
        return page_export.workbook(judged, tried, filters=filters)

    with folded:
        shares = dict.fromkeys(words.names(judged.facts), SHARE)
        rows = page_export.shares(judged)
        table(rows, alt="Projects with their shares, most money first", forms={**shares, **forms(judged)})
        with st.container(horizontal=True):
            exports.download(
                "Objectives, shares and what was tried (XLSX)",
                workbook,
                name="alignment.xlsx",
                key="alignment xlsx",
            )
            exports.download(
                "Objectives (CSV)",
                lambda: tabled.csv(tables.objectives(judged)),
                name="objectives.csv",
                key="alignment csv",
            )
            exports.download(
                "Shares (CSV)",
                lambda: tabled.csv(page_export.shares(judged)),
                name="shares.csv",
                key="alignment shares csv",
            )
