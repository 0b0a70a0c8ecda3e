"""The shape of a file by its headers: the same for the same names, and how alike two files are."""

from __future__ import annotations

import pytest

from pmo_core.intake.mapping.fingerprint import fingerprint, likeness

HEADERS = ("Project ID", "Budget (£m)", "Status")


def test_order_spelling_units_and_repeats_do_not_change_the_fingerprint() -> None:
    same = ("STATUS:", "project_id", "budget £m", "Status ")
    assert fingerprint(same) == fingerprint(HEADERS)
    assert len(fingerprint(HEADERS)) == 64


def test_another_header_changes_the_fingerprint() -> None:
    assert fingerprint((*HEADERS, "Risk")) != fingerprint(HEADERS)
    assert fingerprint(("project", "id")) != fingerprint(("project id",))


def test_likeness_is_the_share_of_headers_in_common() -> None:
    assert likeness(HEADERS, ("status", "Budget", "Risk")) == pytest.approx(2 / 4)
    assert likeness(HEADERS, HEADERS) == 1
    assert likeness((), ()) == 1
    assert likeness(HEADERS, ()) == 0
