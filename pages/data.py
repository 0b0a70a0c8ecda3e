"""Data: drop files, see how they were understood, save them, take them back."""

import streamlit as st

from pages.shared import address, entry, frame, history, keep, portfolio_settings, widgets
from pages.shared.files import desk, kept
from pages.shared.session import database

grant = frame.require("data")

st.title("Data")
st.markdown(
    "Drop the exports of your project tools: CSV or Excel, as they are. Nothing is saved before you say so, "
    "and everything can be taken back."
)
widgets.notice(database())
kept.take_up()
portfolio = widgets.portfolio_to_fill(address.reader())
TABS = {
    "Files": desk.show,
    "Enter": entry.panel,
    "History": history.panel,
    "Templates and exports": keep.panel,
    "Settings": portfolio_settings.panel,
}
for tab, show in zip(st.tabs(list(TABS), on_change="rerun", key="data tab"), TABS.values(), strict=True):
    if tab.open:
        with tab:
            show(portfolio, grant=grant)
