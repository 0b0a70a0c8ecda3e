"""Data: drop files, see how they were understood, save them, take them back."""

import streamlit as st

from pages.shared import address, frame, history, upload, waiting, widgets
from pages.shared.session import database

grant = frame.require("data")

st.title("Data")
st.markdown(
    "Drop the exports of your project tools: CSV or Excel, as they are. Nothing is saved before you say so, "
    "and everything can be taken back."
)
widgets.notice(database())
portfolio = widgets.portfolio_to_fill(address.reader())
files = st.file_uploader(
    "Files", type=upload.ENDINGS, accept_multiple_files=True, help=upload.LIMITS_IN_WORDS, key="files"
)
if not files:
    st.caption(
        "Name, budget and finish date are enough for a first balance view. No file at hand? "
        "data/samples/portfolio\\_export\\_messy.csv in the program's folder is a messy export to try."
    )
for file in files:
    upload.panel(file, portfolio=portfolio, grant=grant)
waiting.panel(portfolio=portfolio, grant=grant)

history.panel(portfolio, grant=grant)
