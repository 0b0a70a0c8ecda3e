"""Which project is this? By id, then by a name that only one project bears; what is not certain is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pytest

from pmo_core.errors import IntakeError
from pmo_core.importing.identity import Known, Settled, recognise
from pmo_core.model import Kind

SPRING = date(2026, 3, 31)


def _rows(*projects: tuple[str, str | None, str | None]) -> pa.Table:
    keys, ids, names = zip(*projects, strict=True)
    return pa.table(
        {
            "row": pa.array(range(2, len(projects) + 2), pa.int32()),
            "key": [f"{key} | 2026-06-30" for key in keys],
            "project_key": list(keys),
            "project_id": pa.array(ids, pa.string()),
            "name": pa.array(names, pa.string()),
            "aliases": pa.nulls(len(projects), pa.list_(pa.string())),
        }
    )


def _known(*projects: tuple[str, str | None, str | None]) -> list[Known]:
    return [Known(key, one, name, as_of=SPRING) for key, one, name in projects]


def _settle(rows: pa.Table, known: list[Known], answers: Mapping[str, str] | None = None) -> Settled:
    return recognise(rows, known=known, said=(answers or {}).get)


def _keys(found: Settled) -> list[str]:
    rows = found.rows
    assert rows is not None
    assert [k.partition(" | ")[0] for k in rows["key"].to_pylist()] == rows["project_key"].to_pylist()
    return list(rows["project_key"].to_pylist())


def test_a_known_id_keeps_its_project_under_a_new_name_and_the_old_one_becomes_an_alias() -> None:
    found = _settle(_rows(("7", "7", "Portal Two")), _known(("portal", "7", "Portal")))
    assert _keys(found) == ["portal"]
    assert found.rows is not None
    assert found.rows["aliases"].to_pylist() == [["Portal"]]
    assert [issue.code for issue in found.issues] == ["name.changed"]
    assert "“Portal Two” was “Portal”" in found.issues[0].problem


def test_an_alias_stays_with_the_project_when_the_name_changes_again() -> None:
    known = [Known("7", "7", "Portal Two", ["Portal"], SPRING)]
    found = _settle(_rows(("7", "7", "Portal Three")), known)
    assert found.rows is not None
    assert found.rows["aliases"].to_pylist() == [["Portal", "Portal Two"]]


def test_an_equal_name_is_the_same_project_where_one_side_has_no_id() -> None:
    found = _settle(_rows(("7", "7", "PORTAL ")), _known(("portal", None, "Portal")))
    assert _keys(found) == ["portal"]
    assert not found.questions


def test_ids_that_differ_in_case_only_are_one_project_where_the_name_is_equal() -> None:
    found = _settle(_rows(("DFT_22", "DFT_22", "Crossing")), _known(("DfT_22", "DfT_22", "Crossing")))
    assert _keys(found) == ["DfT_22"]
    assert not found.questions


def test_a_known_name_under_another_id_is_asked_with_both_rows() -> None:
    found = _settle(_rows(("8", "8", "Portal")), _known(("7", "7", "Portal")))
    assert _keys(found) == ["8"]
    (question,) = found.questions
    assert question.id == "renumbered"
    assert "row 2: “Portal” as 8, known: “Portal” as 7, last on 2026-03-31" in question.evidence
    assert [choice.value for choice in question.choices] == ["same", "new"]


@pytest.mark.parametrize(("answer", "keys"), [("same", ["7", "9"]), ("new", ["8", "10"])])
def test_one_answer_settles_a_file_whose_ids_all_changed(answer: str, keys: list[str]) -> None:
    rows = _rows(("8", "8", "Portal"), ("10", "10", "Ledger"))
    known = _known(("7", "7", "Portal"), ("9", "9", "Ledger"))
    assert len(_settle(rows, known).questions) == 1
    found = _settle(rows, known, {"renumbered": answer})
    assert _keys(found) == keys
    assert not found.questions


def test_an_answer_for_one_project_overrides_the_one_for_all() -> None:
    rows = _rows(("8", "8", "Portal"), ("10", "10", "Ledger"))
    known = _known(("7", "7", "Portal"), ("9", "9", "Ledger"))
    assert _keys(_settle(rows, known, {"renumbered": "same", "renumbered.10": "new"})) == ["7", "10"]


def test_an_answer_that_is_neither_is_refused() -> None:
    with pytest.raises(IntakeError, match="does not say whether projects are known"):
        _settle(_rows(("8", "8", "Portal")), _known(("7", "7", "Portal")), {"renumbered": "maybe"})


def test_a_name_that_stands_under_the_known_id_too_is_another_project() -> None:
    found = _settle(_rows(("7", "7", "Portal"), ("8", "8", "Portal")), _known(("7", "7", "Portal")))
    assert _keys(found) == ["7", "8"]
    assert not found.questions


def test_two_ids_at_one_date_are_first_taken_for_two_projects() -> None:
    rows = _rows(("8", "8", "Portal")).append_column("as_of", pa.array([SPRING], pa.date32()))
    (question,) = _settle(rows, _known(("7", "7", "Portal"))).questions
    assert [choice.value for choice in question.choices] == ["new", "same"]
    assert "the same date" in question.evidence


def test_a_remark_in_brackets_makes_a_name_alike_but_a_phase_does_not() -> None:
    known = _known(("a", None, "High Speed Rail Programme"), ("b", None, "Line (Phase 1)"))
    rows = _rows(("x", None, "High Speed Rail Programme (HS2)"), ("y", None, "Line (Phase 2)"))
    (question,) = _settle(rows, known).questions
    assert question.text.startswith("The portfolio has 1 project of this file under a similar name")


@pytest.mark.parametrize("name", ["Crossrail", "Crossrail (Project)", "Crossrail: programme"])
def test_a_name_that_is_merely_alike_is_asked_and_never_merged(name: str) -> None:
    rows = _rows((name.casefold(), None, name))
    known = _known(("crossrail programme", None, "Crossrail Programme"))
    found = _settle(rows, known)
    assert _keys(found) == [name.casefold()]
    assert [question.id for question in found.questions] == ["similar"]
    assert _keys(_settle(rows, known, {"similar": "same"})) == ["crossrail programme"]


def test_an_id_that_stands_for_two_rows_of_a_file_merges_neither() -> None:
    found = _settle(_rows(("a", "7", "A"), ("b", "7", "B"), ("c", None, "C")), _known(("7", "7", "Z")))
    assert _keys(found) == ["a", "b", "c"]


def test_two_phases_are_two_projects() -> None:
    found = _settle(_rows(("p2", None, "Line Phase 2")), _known(("p1", None, "Line Phase 1")))
    assert not found.questions
    assert not found.issues


def test_rows_that_claim_the_same_project_are_new_ones_and_say_so() -> None:
    found = _settle(_rows(("8", "8", "Portal"), ("9", "9", "Portal")), _known(("7", "7", "Portal")))
    assert _keys(found) == ["8", "9"]
    assert [issue.code for issue in found.issues] == ["key.several"] * 2
    assert not found.questions


def test_a_name_that_two_projects_bear_decides_nothing() -> None:
    found = _settle(_rows(("7", "7", "Portal")), _known(("a", None, "Portal"), ("b", None, "Portal")))
    assert _keys(found) == ["7"]


def test_a_first_import_keeps_its_own_keys() -> None:
    rows = _rows(("7", "7", "Portal"))
    assert _settle(rows, []) == Settled(rows, [], [])


def test_two_rows_never_become_the_same_project() -> None:
    """The id has the stronger claim; the row that only bears the name stays itself."""
    found = _settle(
        _rows(("7", "7", "Portal Two"), ("portal two", None, "Portal")), _known(("p", "7", "Portal"))
    )
    assert _keys(found) == ["p", "portal two"]


def _people(*people: tuple[str, str | None, str]) -> pa.Table:
    keys, ids, names = zip(*people, strict=True)
    return pa.table(
        {
            "row": pa.array(range(2, len(people) + 2), pa.int32()),
            "key": list(keys),
            "stakeholder_id": pa.array(ids, pa.string()),
            "name": list(names),
        }
    )


@pytest.mark.parametrize(
    ("row", "known", "key"),
    [
        (("cfo", None, "CFO"), ("S1", "S1", "cfo"), "S1"),
        (("S1", "S1", "CFO"), ("cfo", None, "CFO"), "cfo"),
        (("S1", "S1", "New CFO"), ("S1", "S1", "CFO"), "S1"),
        (("board", None, "Board"), ("S1", "S1", "CFO"), "board"),
    ],
)
def test_stakeholders_are_recognised_like_projects(
    row: tuple[str, str | None, str], known: tuple[str, str | None, str], key: str
) -> None:
    found = recognise(_people(row), known=_known(known), said=lambda _: None, kind=Kind.STAKEHOLDERS)
    assert found.rows is not None
    assert (found.rows["key"].to_pylist(), found.questions) == ([key], [])


def test_a_stakeholder_under_another_id_is_asked() -> None:
    rows = _people(("S9", "S9", "CFO"))
    found = recognise(rows, known=_known(("S1", "S1", "CFO")), said=lambda _: None, kind=Kind.STAKEHOLDERS)
    assert [question.id for question in found.questions] == ["renumbered"]
    assert "1 stakeholder of this file" in found.questions[0].text
