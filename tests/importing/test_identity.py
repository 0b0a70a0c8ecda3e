"""Which project is this? By id, then by a name that only one project bears; never by guessing."""

from __future__ import annotations

import pyarrow as pa

from pmo_core.importing.identity import recognise


def _rows(*projects: tuple[str, str | None, str | None]) -> pa.Table:
    keys, ids, names = zip(*projects, strict=True)
    return pa.table(
        {
            "key": [f"{key} | 2026-03-31" for key in keys],
            "project_key": list(keys),
            "project_id": pa.array(ids, pa.string()),
            "name": pa.array(names, pa.string()),
        }
    )


def _keys(rows: pa.Table) -> list[str]:
    assert [k.partition(" | ")[0] for k in rows["key"].to_pylist()] == rows["project_key"].to_pylist()
    return list(rows["project_key"].to_pylist())


def test_a_known_id_keeps_its_project_under_a_new_name() -> None:
    rows, issues = recognise(_rows(("7", "7", "Portal Two")), known=[("portal", "7", "Portal")])
    assert _keys(rows) == ["portal"]
    assert issues == []


def test_an_equal_name_is_the_same_project_where_one_side_has_no_id() -> None:
    rows, _ = recognise(_rows(("7", "7", "PORTAL ")), known=[("portal", None, "Portal")])
    assert _keys(rows) == ["portal"]


def test_a_known_name_under_another_id_is_another_project_and_says_so() -> None:
    rows, issues = recognise(_rows(("8", "8", "Portal")), known=[("7", "7", "Portal")])
    assert _keys(rows) == ["8"]
    assert [issue.code for issue in issues] == ["key.renumbered"]


def test_a_name_that_two_projects_bear_decides_nothing() -> None:
    known = [("a", None, "Portal"), ("b", None, "Portal")]
    rows, _ = recognise(_rows(("7", "7", "Portal")), known=known)
    assert _keys(rows) == ["7"]


def test_a_first_import_keeps_its_own_keys() -> None:
    rows = _rows(("7", "7", "Portal"))
    assert recognise(rows, known=[]) == (rows, [])


def test_two_rows_never_become_the_same_project() -> None:
    """The id has the stronger claim; the row that only bears the name stays itself."""
    rows, _ = recognise(
        _rows(("7", "7", "Portal Two"), ("portal two", None, "Portal")), known=[("p", "7", "Portal")]
    )
    assert _keys(rows) == ["p", "portal two"]


def test_a_row_without_a_name_keeps_the_name_that_is_known() -> None:
    rows, _ = recognise(_rows(("7", "7", "7")), known=[("7", "7", "Old portal"), ("7", "7", "Portal")])
    assert rows["name"].to_pylist() == ["Portal"]
