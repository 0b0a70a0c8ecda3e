"""PMO Balance: page list, frame and navigation. No SQL, no pandas, no arithmetic."""

import streamlit as st

from pages.shared import frame, runtime

runtime.finish_acts()
page = st.navigation(frame.pages(), position="top")
st.set_page_config(page_title=f"{page.title} · PMO Balance", page_icon=frame.ICON, layout="wide")
st.logo(frame.ICON, size="large")
frame.run(page)
runtime.freeze_once()
