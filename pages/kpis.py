"""KPIs: what really changed, what is routine variation, and do results and goals meet their targets?"""

import streamlit as st

from pages.shared import frame, widgets
from pages.shared.kpis.desk import desk
from pages.shared.kpis.stage import page

grant = frame.require("kpis")

st.title("KPIs")
page(desk(widgets.reader_or_stop(grant=grant, writes=False, projects=False), grant=grant))
