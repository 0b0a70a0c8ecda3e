"""A client that is no browser: values that no control offers, files of others, buttons that are off."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.Common_pb2 import DoubleArray, StringArray
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from tests.browser.server import Server, serving
from tests.hostile.client import Client, client
from tests.hostile.payloads import PAYLOADS

FILE = b"""Project ID,Project,Status,RAG,Start,Finish,Budget (GBPm)
1,Portal,In progress,Green,25/01/2025,06/06/2026,40
2,Campus,Somehow,Amber,05/01/2025,09/10/2028,twenty
"""
EDITS = [
    {"edited_rows": {"999": {"Cell": "x", "Means": "nothing", "Risk": 99}}},
    {"edited_rows": {"-1": {"Cell": "x", "Column in the file": "nowhere"}}},
    {"edited_rows": {"0": {"Cell": {"a": 1}, "Means": 7, "Risk": "NaN", "Owner": [1], "no column": 1}}},
    {"added_rows": [{"Cell": "x"}], "deleted_rows": [0, 99]},
    {"selection": {"rows": [999], "columns": ["nowhere"], "cells": []}},
    {"selection": {"rows": [-1]}},
]
TABS = ["Files", "Enter", "History", "Templates and exports", "Settings"]


def forged(id: str, kind: str, turn: int) -> WidgetState | None:
    """A value of the right type that the control never offers; None: it has no value of its own."""
    texts = ["", "nobody", PAYLOADS[7], "x" * 5000, "2026-13-45", "99999"]
    numbers = [math.nan, math.inf, -math.inf, 1e308, -5.5, 2.0**62]
    text, figure = texts[turn % len(texts)], numbers[turn % len(numbers)]
    if kind == "dataframe":
        return WidgetState(id=id, string_value=json.dumps(EDITS[turn % len(EDITS)]))
    if kind in ("selectbox", "radio", "text_input"):
        return WidgetState(id=id, string_value=text)
    if kind in ("button_group", "date_input"):
        return WidgetState(id=id, string_array_value=StringArray(data=[text] * (turn % 3)))
    if kind == "number_input":
        return WidgetState(id=id, double_value=figure)
    if kind == "slider":
        return WidgetState(id=id, double_array_value=DoubleArray(data=[figure, -figure]))
    return None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("forged"), template=demo_database) as running:
        yield running
    assert business(running.database) == business(demo_database), "nothing of all this has written anything"


def business(database: Path) -> dict[str, object]:
    """What is in the tables, but for the record of who did what, which a start writes to."""
    db = Database.open(database)
    found = {table: said for table, said in signature(db).items() if table != "audit"}
    db.close()
    return found


@pytest.fixture
def stranger(server: Server) -> Iterator[Client]:
    with client(server.port) as session:
        yield session


def at(visitor: Client, place: str) -> None:
    if place in TABS:
        visitor.open("data")
        if place == "Files":
            visitor.drop(FILE, name="list.csv")
        else:
            visitor.run(WidgetState(id=visitor.find("tab_container"), string_value=place))
    else:
        visitor.open(place)


@pytest.mark.parametrize("place", ["", "balance", "method", *TABS])
@pytest.mark.parametrize("turn", range(6))
def test_no_value_that_a_control_does_not_offer_gets_through(stranger: Client, place: str, turn: int) -> None:
    """Nothing is written without a button, and nothing of the inside is told."""
    at(stranger, place)
    kinds = {id: element.WhichOneof("type") or "" for id, element in stranger.widgets.items()}
    for id, kind in kinds.items():
        value = forged(id, kind, turn)
        if value is not None:
            said = stranger.run(value)
            assert "Traceback" not in said
            stranger.states.pop(id)
    stranger.run()
    assert stranger.widgets


def test_the_file_of_another_session_is_not_handed_out(server: Server, stranger: Client) -> None:
    with client(server.port) as owner:
        owner.open("data")
        assert owner.park(FILE, file_id="known")[0] == 204
        stranger.open("data")
        said = stranger.take([("known", "stolen.csv", len(FILE))])
    assert "1 file did not arrive" in said
    assert "stolen" not in said


def test_an_old_answer_of_the_uploader_is_no_new_one(stranger: Client) -> None:
    stranger.open("data")
    box = stranger.find("file_uploader")
    stranger.drop(FILE, name="list.csv")
    stranger.run(WidgetState(id=box))
    said = stranger.run()
    assert "Incident" not in said
    assert said.count('"Put away"') == 1


def test_a_button_that_is_off_does_nothing(stranger: Client) -> None:
    """Without the typed name nothing is deleted, whatever the client presses."""
    at(stranger, "Settings")
    stranger.run(WidgetState(id=stranger.find("expandable", "Delete for good"), bool_value=True))
    said = stranger.press("Delete for good")
    assert "Deleted:" not in said
    stranger.open("balance")
    assert "Demo" in stranger.said
