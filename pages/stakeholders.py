"""Stakeholders: who to talk to next, why, and what to tell them."""

import streamlit as st

from pages.shared import frame, widgets
from pages.shared.people.desk import desk
from pages.shared.people.stage import page

grant = frame.require("stakeholders")

st.title("Stakeholders")
page(desk(widgets.reader_or_stop(grant=grant, writes=False, projects=False), grant=grant))
