"""What leaves as a file is inert in every spreadsheet, and comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest

from pmo_core.export import FORMULA_SIGNS, csv_bytes, inert


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
@pytest.mark.parametrize("before", ["", "  "])
def test_text_that_begins_like_a_formula_is_quoted(sign: str, before: str) -> None:
    assert inert(f"{before}{sign}cmd") == f"'{before}{sign}cmd"


@pytest.mark.parametrize("text", ["plain", "", "a=b", "'quoted", "it's -5", "3-4"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_a_quote_before_such_a_sign_gets_one_more_so_that_one_can_be_taken_off() -> None:
    assert inert("'=1") == "''=1"
    assert inert("''=1") == "'''=1"


def test_cells_with_breaks_and_quotes_survive_as_csv() -> None:
    content = csv_bytes(["a", "=b"], [['x "y"', "two\nlines"], ["é", "-1"]])
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [["a", "'=b"], ['x "y"', "two\nlines"], ["é", "'-1"]]
