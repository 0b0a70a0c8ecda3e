from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, shown

LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt", ROOT / "bench" / "requirements.txt"]
SAFE_FROM = {"streamlit": (1, 54), "starlette": (1, 1, 0)}
"""Below these: a server-side request forgery in Streamlit, a path traversal in Starlette."""


def blocks(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())


def versions(path: Path) -> dict[str, str]:
    pins = (re.match(r"([A-Za-z0-9._-]+)(?:\[\S+\])?==([^\s;\\]+)([^\\]*)", block) for block in blocks(path))
    return {f"{pin[1]}{pin[3].strip()}": pin[2] for pin in pins if pin}


@pytest.mark.parametrize("path", LOCKS, ids=shown)
def test_every_package_is_pinned_with_its_hashes(path: Path) -> None:
    loose = [
        block.splitlines()[0] for block in blocks(path) if "==" not in block or "--hash=sha256:" not in block
    ]
    assert loose == []


@pytest.mark.parametrize("path", LOCKS, ids=shown)
def test_a_lock_names_no_place_to_download_from(path: Path) -> None:
    assert not re.search(
        r"https?://|file:|--index|--find-links|--extra-index", path.read_text(encoding="utf-8")
    )


def test_both_locks_agree() -> None:
    run, dev = versions(LOCKS[0]), versions(LOCKS[1])
    assert {name: (pin, dev.get(name)) for name, pin in run.items() if dev.get(name) != pin} == {}


def test_the_peers_are_measured_with_the_versions_that_we_use() -> None:
    run, peers = versions(LOCKS[0]), versions(LOCKS[2])
    assert {name: (pin, run[name]) for name, pin in peers.items() if run.get(name, pin) != pin} == {}


@pytest.mark.parametrize(("name", "lowest"), SAFE_FROM.items())
def test_known_holes_stay_closed(name: str, lowest: tuple[int, ...]) -> None:
    pinned = versions(LOCKS[0])[name]
    assert tuple(int(part) for part in pinned.split(".")[: len(lowest)]) >= lowest


def test_every_direct_requirement_is_in_the_lock() -> None:
    wanted = re.findall(r"(?m)^([A-Za-z0-9-]+)", (ROOT / "requirements.in").read_text(encoding="utf-8"))
    locked = {block.split("==")[0].split("[")[0].lower() for block in blocks(LOCKS[0])}
    assert {name.lower() for name in wanted} - locked == set()
