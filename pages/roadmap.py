"""Roadmap: which promised dates were kept, what moved and by how much, and what comes next."""

import streamlit as st

from pages.shared import frame, widgets
from pages.shared.road.desk import desk
from pages.shared.road.stage import page

grant = frame.require("roadmap")

st.title("Roadmap")
page(desk(widgets.reader_or_stop(grant=grant, writes=False, projects=False), grant=grant))
