"""Alignment: which money serves which objective, and what would another strategy mean?"""

import streamlit as st

from pages.shared import frame, widgets
from pages.shared.strategy.desk import desk
from pages.shared.strategy.stage import page

grant = frame.require("alignment")

st.title("Alignment")
page(desk(widgets.reader_or_stop(grant=grant, writes=False), grant=grant))
