"""Balance: does the money sit where leadership wants it? One question, one screen."""

import streamlit as st

from pages.shared import frame, panels, session, widgets
from pages.shared.session import database
from pmo_core.answers.balance import chart, facts
from pmo_core.answers.balance.view import balance_view
from pmo_core.answers.overview.judgement import judge
from pmo_core.look import md

grant = frame.require("balance")

st.title("Balance")
reader = widgets.reader_or_stop(grant=grant)
judged = judge(
    session.gathered(reader.snapshot, grant),
    target=reader.target,
    weights=reader.scenario.weights,
    department=reader.scenario.department,
)
held = judged.balance.holdings
history = facts.history(
    database(),
    reader.snapshot,
    rule=reader.settings.rule,
    basis=held.basis,
    currency=held.currency,
    department=reader.scenario.department,
)
view = balance_view(judged.balance, history=history)

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
