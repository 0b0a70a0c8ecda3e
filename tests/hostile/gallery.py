"""A page of texts, each through the one escape, in every kind of place; `TEXTS` names their file."""

import json
import os
from pathlib import Path

import streamlit as st

from pmo_core.look import md

texts, few = json.loads(Path(os.environ["TEXTS"]).read_text(encoding="utf-8"))
st.title("Gallery")
for number, text in enumerate(texts):
    st.container(key=f"text-{number}").markdown(md(text))
PLACES = {
    "bold": lambda text, key: st.markdown(f"**{text}** · in a sentence"),
    "listed": lambda text, key: st.markdown(f"- {text}\n- second"),
    "heading": lambda text, key: st.subheader(text, anchor=False),
    "caption": lambda text, key: st.caption(text),
    "error": lambda text, key: st.error(text),
    "metric": lambda text, key: st.metric(text, "1"),
    "button": lambda text, key: st.button(text, key=key),
    "expander": lambda text, key: st.expander(text),
    "popover": lambda text, key: st.popover(text),
    "checkbox": lambda text, key: st.checkbox(text, key=key),
    "radio": lambda text, key: st.radio("one", [text], key=key, label_visibility="collapsed"),
    "pills": lambda text, key: st.pills("one", [text], key=key, label_visibility="collapsed"),
    "name": lambda text, key: st.text_input(text, key=key),
    "tab": lambda text, key: st.tabs([text]),
    "progress": lambda text, key: st.progress(0.5, text=text),
}
for place, draw in PLACES.items():
    for number, text in enumerate(few):
        with st.container(key=f"{place}-{number}"):
            draw(md(text), f"widget {place} {number}")
st.caption("The end")
