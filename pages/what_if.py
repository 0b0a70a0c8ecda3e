"""What-if: what would other priorities, another budget or other rules change, and who is safe under any?"""

import streamlit as st

from pages.shared import frame, widgets
from pages.shared.what_if.desk import desk
from pages.shared.what_if.stage import page

grant = frame.require("what_if")

st.title("What-if")
page(desk(widgets.reader_or_stop(grant=grant, writes=False), grant=grant))
