"""Balance: does the money sit where leadership wants it? One question, one screen."""

import streamlit as st

from pages.shared import frame, panels, widgets
from pages.shared.state import state
from pmo_core.answers.balance import chart
from pmo_core.answers.balance.view import balance_view
from pmo_core.answers.overview.judgement import weigh
from pmo_core.look import md

grant = frame.require("balance")

st.title("Balance")
reader = widgets.reader_or_stop(grant=grant)
now = state(reader.snapshot, grant, department=reader.scenario.department)
judged = weigh(now.standing, target=reader.target, weights=reader.scenario.weights)
view = balance_view(judged.balance, history=now.history)

widgets.verdict(view.sentence, note=view.note)
widgets.cards((card.label, card.value, card.verdict, card.help) for card in view.cards)

picture, controls = st.columns([3, 2], gap="large")
with picture:
    st.markdown(f"**{md(view.detail)}**")
    st.vega_lite_chart(view.mix, chart.mix_spec(dark=widgets.dark()), key="mix", alt=view.mix_alt)
with controls:
    widgets.target_control(reader)
    widgets.declare_target(reader, grant=grant)

for warning in view.warnings:
    st.caption(md(warning))

panels.projects_picture(view)
panels.lists(view)
panels.over_time(view)
panels.index(judged, reader)
panels.rows(view)
panels.method("mix_distance", "balance", "to_move", "wins_now", "value_later", "index", "index_range")
panels.link()
