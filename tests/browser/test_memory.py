"""What strangers may make the server hold: parked files, files in hand, bombs; it stays up and in bounds."""

from __future__ import annotations

import io
import re
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_core.limits import IN_HAND_PER_SESSION, MEGABYTE, UPLOAD_BYTES_PER_SESSION
from tests.browser.server import Server, serving
from tests.hostile.client import client
from tests.hostile.forgetful import BACK_SECONDS
from tests.intake.hostile.parts import put, sound

LARGEST = 25 * MEGABYTE - 128 * 1024
BOUND = 1536
"""Megabytes that the server may take at its peak, whatever one session does."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Server]:
    program = ("-m", "tests.hostile.forgetful")
    with serving(tmp_path_factory.mktemp("memory"), template=demo_database, program=program) as running:
        yield running


@pytest.fixture(autouse=True)
def alive_and_in_bounds(server: Server) -> Iterator[None]:
    yield
    with urllib.request.urlopen(f"{server.address}/healthz", timeout=30) as answer:
        assert answer.status == 200
    status = Path(f"/proc/{server.pid}/status")
    if status.exists():
        peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        assert peak
        assert int(peak[1]) / 1024 < BOUND


def test_one_session_parks_four_files_of_the_largest_size_and_no_more(server: Server) -> None:
    with client(server.port) as stranger:
        stranger.open("data")
        answers = [stranger.park(bytes(LARGEST)) for _ in range(20)]
    room = UPLOAD_BYTES_PER_SESSION // LARGEST
    assert [status for status, _ in answers] == [204] * room + [413] * (20 - room)
    assert "Save or remove the files that are there first" in answers[-1][1]


def test_a_session_has_room_in_hand_for_two_files_of_the_largest_size(server: Server) -> None:
    with client(server.port) as stranger:
        stranger.open("data")
        for _ in range(IN_HAND_PER_SESSION // LARGEST):
            assert "left outside" not in stranger.drop(bytes(LARGEST), name="blank.csv")
        assert "One file was left outside" in stranger.drop(bytes(LARGEST), name="blank.csv")
        assert "left outside" not in stranger.drop(b"Project,Budget\nA,1\n", name="small.csv")


def test_sessions_that_have_ended_leave_their_room_to_others(server: Server) -> None:
    """The time that a session has to come back is cut short here; else this would take minutes."""
    for _ in range(3):
        time.sleep(BACK_SECONDS + 1)
        with client(server.port) as stranger:
            stranger.open("data")
            for _ in range(IN_HAND_PER_SESSION // LARGEST):
                assert "left outside" not in stranger.drop(bytes(LARGEST), name="blank.csv")
            assert stranger.park(bytes(LARGEST))[0] == 204


def bomb() -> bytes:
    """A workbook of a few kilobytes whose sheet unpacks to half a gigabyte."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound())) as whole,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b" " * (500 * MEGABYTE) + b"</sheetData>")
            packed.writestr(name, content)
    return made.getvalue()


def test_workbooks_that_would_fill_the_memory_are_refused_in_words(server: Server) -> None:
    with client(server.port) as stranger:
        stranger.open("data")
        said = stranger.drop(sound(put(XFD1048576="x")), name="far.xlsx")
        assert "stands so far out" in said
        said = stranger.drop(bomb(), name="bomb.xlsx")
        assert "unpacks to" in said
