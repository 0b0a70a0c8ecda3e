"""Data: drop files, see how they were understood, save them, take them back."""

import streamlit as st

from pages.shared import address, frame, history, upload, widgets
from pages.shared.session import database

grant = frame.require("data")

st.title("Data")
st.markdown(
    "Drop the exports of your project tools: CSV or Excel, as they are. Nothing is saved before you say so, "
    "and everything can be taken back."
)
widgets.notice(database())
portfolio = widgets.portfolio_to_fill()
files = st.file_uploader(
    "Files", type=upload.ENDINGS, accept_multiple_files=True, help=upload.LIMITS_IN_WORDS, key="files"
)
for file in files:
    upload.panel(file, portfolio=portfolio, grant=grant)

history.panel(portfolio, grant=grant)
address.reader()
