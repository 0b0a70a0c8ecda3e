"""Data: drop files, see how they were understood, save them, take them back."""

import streamlit as st

from pages.shared import address, frame, history, keep, widgets
from pages.shared.files import desk
from pages.shared.session import database

grant = frame.require("data")

st.title("Data")
st.markdown(
    "Drop the exports of your project tools: CSV or Excel, as they are. Nothing is saved before you say so, "
    "and everything can be taken back."
)
widgets.notice(database())
portfolio = widgets.portfolio_to_fill(address.reader())
files, past, kept = st.tabs(["Files", "History", "Templates and exports"], on_change="rerun", key="data tab")
if files.open:
    with files:
        desk.show(portfolio, grant=grant)
if past.open:
    with past:
        history.panel(portfolio, grant=grant)
if kept.open:
    with kept:
        keep.panel(portfolio, grant=grant)
