"""A damaged database as a reader meets it: the page as it always was, or a sentence with the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pmo_core.settings import settings
from tests.faults import damage
from tests.faults.before import Before, before
from tests.faults.damage import chances
from tests.faults.damaged import WAY_BACK
from tests.faults.figures import Figure

APP = str(Path(__file__).resolve().parents[2] / "app.py")


@dataclass(frozen=True)
class Page:
    """What stands on a page, as text: its figures and sentences, and what it says about the database."""

    figures: tuple[str, ...]
    warnings: str
    errors: str
    incident: bool


@contextmanager
def server_of(path: Path) -> Iterator[None]:
    """Everything that a server process remembers is forgotten, before and after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PMO_DATABASE", str(path))
        patch.chdir(Path(APP).parent)
        _forget()
        try:
            yield
        finally:
            _forget()


def _forget() -> None:
    session.close()
    st.cache_data.clear()
    st.cache_resource.clear()
    settings.cache_clear()


def overview() -> Page:
    """Open the overview of the demo as a link does."""
    at = AppTest.from_file(APP, default_timeout=60)
    at.query_params["v"], at.query_params["portfolio"] = "1", "Demo"
    at.run()
    said = [*(box.value for box in at.metric), *(box.value for box in at.markdown)]
    return Page(
        figures=tuple(said),
        warnings="\n".join(box.value for box in at.warning),
        errors="\n".join([*(box.value for box in at.error), *(str(box.value) for box in at.exception)]),
        incident="incident" in at.session_state or bool(at.exception),
    )


def wrong_with(page: Page, *, expected: Page) -> str:
    """Empty where the figures are the same, or a sentence says how to get the data back."""
    if page.incident:
        return f"an incident, not a sentence: {page.errors}"
    said = (page.warnings + page.errors).replace("\\", "")  # as it is escaped for the page
    if said and not (WAY_BACK in said and "damaged" in said):
        return f"no way back: {said}"
    if not page.errors and page.figures != expected.figures:
        return "other figures, and nothing said"
    return ""


def damaged_pages(folder: Path, *, shorter: int = 1) -> list[Figure]:
    """The damages of the file and of its log, seen through the overview; `shorter` = every so many."""
    found = []
    for log, kinds in ((False, damage.FILE), (True, damage.LOG)):
        sound = before(folder / f"sound {log}", with_log=log)
        with server_of(sound.copied(folder / "damaged").path):
            expected = overview()
        for name, (act, count) in kinds.items():
            wrong, told = [], 0
            for chance in chances(f"page {name}", count // shorter):
                kept = sound.copied(folder / "damaged")
                act(kept.log if log else kept.path, chance)
                page = _met(kept)
                wrong += [problem] if (problem := wrong_with(page, expected=expected)) else []
                told += bool(page.warnings or page.errors)
            promise = f"overview, {'log' if log else 'database'}, {name}: right or a clear sentence"
            found.append(Figure.none_of(promise, wrong, tried=count // shorter, more=f" ({told} told)"))
    return found


def _met(kept: Before) -> Page:
    with server_of(kept.path):
        return overview()
