"""Why a cell holds no value."""

import pytest

from pmo_core.intake.values.missing import missing_kind
from pmo_core.model import FieldType, Missing


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Missing.BLANK),
        (" \u00a0 ", Missing.BLANK),
        ("-", Missing.BLANK),
        ("–", Missing.BLANK),
        ("..", Missing.BLANK),
        (":", Missing.BLANK),
        ("Exempt under Section 43 of the Freedom of Information Act 2000 (Commercial)", Missing.WITHHELD),
        ("***", Missing.WITHHELD),
        ("Confidential", Missing.WITHHELD),
        ("Data Not Provided", Missing.NOT_PROVIDED),
        ("The project is not in a position to provide this information.", Missing.NOT_PROVIDED),
        ("unknown", Missing.NOT_PROVIDED),
        ("k.A.", Missing.NOT_PROVIDED),
        ("n/a", Missing.NOT_APPLICABLE),
        ("N/A", Missing.NOT_APPLICABLE),
        ("none", Missing.NOT_APPLICABLE),
        ("TBC", Missing.PLACEHOLDER),
        ("tbd ", Missing.PLACEHOLDER),
        ("?", Missing.PLACEHOLDER),
        ("xxx", Missing.PLACEHOLDER),
        ("Early planning GMPP project \r\n\r\n(not yet passed SOC)", Missing.PLACEHOLDER),
        ("The project is still at the planning stage and is not yet in a position", Missing.PLACEHOLDER),
        ("12", None),
        (">500%", None),
        ("10–20", None),
        ("0", None),
    ],
)
def test_a_typed_cell_without_a_value_has_its_reason(text: str, kind: Missing | None) -> None:
    assert missing_kind(text, FieldType.MONEY) == kind
    assert missing_kind(text, FieldType.DATE) == kind


@pytest.mark.parametrize("text", ["None", "NA", "Null", "TBC", "x"])
def test_a_name_may_be_a_missing_word(text: str) -> None:
    assert missing_kind(text, FieldType.NAME) is None
    assert missing_kind(text, FieldType.CATEGORY) is None


def test_no_is_an_answer_in_a_flag() -> None:
    assert missing_kind("no", FieldType.FLAG) is None
    assert missing_kind("x", FieldType.FLAG) is None
    assert missing_kind("no", FieldType.MONEY) is Missing.NOT_APPLICABLE


def test_pending_is_a_status_but_no_date() -> None:
    assert missing_kind("Pending", FieldType.STATUS) is None
    assert missing_kind("Pending", FieldType.DATE) is Missing.PLACEHOLDER
