"""Overview: is the portfolio in balance, what changed, and what needs a decision?"""

import streamlit as st

from pages.shared import frame, panels, widgets
from pages.shared.state import state
from pmo_core.answers.balance import chart as balance_chart
from pmo_core.answers.balance.view import balance_view
from pmo_core.answers.overview import chart
from pmo_core.answers.overview.judgement import compared, weigh
from pmo_core.answers.overview.view import overview_view
from pmo_core.look import md

grant = frame.require("overview")

st.title("Overview")
reader = widgets.reader_or_stop(grant=grant)
choices = {"target": reader.target, "weights": reader.scenario.weights}
now = state(reader.snapshot, grant, department=reader.scenario.department)
judged = weigh(now.standing, **choices)
before = compared(now.before, now.standing, **choices) if now.before else None
view = overview_view(judged, before=before)

widgets.verdict(view.sentence, note=view.note)
widgets.cards((card.label, card.value, card.verdict, card.help) for card in view.cards)
mix = balance_view(judged.balance)
st.markdown(f"**{md(view.detail)}**")
st.vega_lite_chart(mix.mix, balance_chart.mix_spec(dark=widgets.dark()), key="overview mix", alt=mix.mix_alt)
st.page_link("pages/balance.py", label="**Open the balance view →**")

st.subheader(md(view.index_title))
if view.weakest:
    st.markdown(md(view.weakest))
for row in (view.component_cards[:3], view.component_cards[3:]):
    widgets.cards((card.label, card.value, card.verdict, card.help) for card in row)

if view.changed:
    st.subheader("What changed")
    st.markdown(md(view.changed))
    if view.index_moved:
        st.markdown(md(view.index_moved))
    if len(view.waterfall):
        fold = st.expander(md(view.waterfall_title), key="waterfall fold")
        fold.vega_lite_chart(
            view.waterfall, chart.waterfall_spec(dark=widgets.dark()), key="waterfall", alt=view.waterfall_alt
        )
    if len(view.changes):
        with st.expander(f"Changes by project ({len(view.changes)}), most money first", key="changes fold"):
            panels.table(view.changes, alt="Changes by project")

st.subheader("What needs attention")
st.markdown(md(view.attention_sentence))
if len(view.attention):
    panels.table(view.attention, alt="Projects that need attention, most money first")

st.subheader("What the data lack")
if view.gaps:
    st.markdown("\n".join(f"- {md(gap.sentence)}" for gap in view.gaps))
else:
    st.markdown("Nothing: every open project has an owner, a finish, a rating, an amount and a horizon.")

panels.method("index", "balance", "attention", "data_gaps", "changes", "index_change")
panels.link()
