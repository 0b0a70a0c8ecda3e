"""Method: placeholder until the page is written."""

import streamlit as st

from pages.shared import frame

frame.require("method")

st.title("Method")
