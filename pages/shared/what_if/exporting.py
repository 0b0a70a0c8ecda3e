"""The ranking and the portfolio as files, with the plan that they rest on."""

from __future__ import annotations

import streamlit as st

from pages.shared import exports
from pages.shared.what_if.answers import Answers
from pages.shared.what_if.fold import fold
from pmo_core import tabled
from pmo_core.answers.priorities import page_export, selection_tables, tables


def part(found: Answers) -> None:
    """Folded: the buttons; a file is made when its button is pressed."""
    place, is_open = fold("Export", name="export")
    if not is_open:
        return
    attempt = found.tried.value
    if attempt is None:
        place.markdown("The files can be had once other weights have been tried.")
        return
    department = found.desk.scenario.department

    def workbook() -> bytes:
        rows = tables.ranking_rows(found.ranking, attempt, said=found.marks)
        chosen = found.selection
        projects = None if chosen is None else selection_tables.project_rows(chosen)
        return page_export.workbook(found.ranking, rows, projects, found.plan, department=department)

    def text() -> bytes:
        return tabled.csv(tables.ranking_rows(found.ranking, attempt, said=found.marks))

    with place, st.container(horizontal=True):
        exports.download(
            "Ranking, portfolio and plan (XLSX)", workbook, name="what-if.xlsx", key="what-if xlsx"
        )
        exports.download("Ranking (CSV)", text, name="what-if ranking.csv", key="what-if csv")
