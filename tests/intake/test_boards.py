"""Boards, headings and rows that only look like headings."""

from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS

HEAD = "Name,Subitems,Owner,Status,Due Date,Budget,Item ID"
SUB_HEAD = "Subitems,Name,Person,Effort,Subitem status,Date,Item ID (auto generated)"
IDS = [f"P{n};Project {n};Ann;{n}000;2026-01-01" for n in range(1, 60)]


def read(lines: list[str]) -> RawTable:
    table = read_table(("\n".join(lines) + "\n").encode(), "x.csv", Options(), PAGE_LIMITS)
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused
    return table


def rows_by_code(table: RawTable) -> dict[str, int | None]:
    return {issue.code: issue.row for issue in table.issues}


def test_sub_items_with_columns_of_their_own_and_group_summaries_are_skipped() -> None:
    lines = [
        *("My board,,,,,,", "Group A,,,,,,", HEAD, 'Item 1,"sub 1, sub 2",Ann,Done,2026-01-02,100,1001'),
        *(SUB_HEAD, ",sub 1,Ann,3,Done,2026-01-01,2001", ",sub 2,Ben,5,Stuck,2026-01-02,2002"),
        *("Item 2,,Ben,Stuck,2026-02-02,200,1002", ",,,,2026-01-02 to 2026-02-02,300,", ",,,,,,"),
        *("Group B,,,,,,", HEAD, "Item 3,,Cy,Done,2026-03-02,400,1003", ",,,,,400,"),
    ]
    table = read(lines)
    assert table.column("Name") == ("Item 1", "Item 2", "Item 3")
    assert table.column("Group") == ("Group A", "Group A", "Group B")
    found = rows_by_code(table)
    assert (found["row.sub_header"], found["row.sub_item"]) == (5, 6)
    assert [issue.row for issue in table.issues if issue.code == "row.group_summary"] == [9, 14]
    assert not table.questions


def test_a_lone_id_like_the_others_stays_a_record() -> None:
    lines = ["Project ID;Project Name;Owner;Budget;Start Date", *IDS[:49], ";;;;", "P51;;;;", *IDS[51:]]
    table = read(lines)
    assert "P51" in table.column("Project ID")
    assert "row.group" not in rows_by_code(table)


def test_one_lone_name_in_the_middle_is_asked_for() -> None:
    head = "Project Name;Owner;Budget;Start Date"
    rows = [f"Line {word};Ann;{n}00;2026-01-01" for n, word in enumerate("abcdefghij", 1)]
    table = read([head, *rows[:5], ";;;", "Harbour;;;", *rows[5:]])
    assert [question.id for question in table.questions] == ["groups"]
    assert "Harbour" in table.column("Project Name")


def test_one_row_is_told_in_the_singular() -> None:
    table = read([HEAD, "Item 1,,Ann,Done,2026-01-02,100,1001", HEAD, "# Checked,,,,,,", "Item 2,,B,D,,1,2"])
    problems = {issue.code: issue.problem for issue in table.issues}
    assert problems["row.comment"] == "Row 4 is a comment that begins with #: not loaded."


def test_a_row_without_a_name_that_ends_a_group_below_sub_items_is_its_summary() -> None:
    lines = [
        *("My board,,,,,,", "Group A,,,,,,", HEAD, "Item 1,,Ann,Done,2026-01-02,100,1001"),
        *('Item 2,"a, b",Ben,Stuck,2026-02-02,200,1002', SUB_HEAD, ",a,Ann,3,Done,2026-01-01,2001"),
        *(",b,Ben,5,Stuck,2026-01-02,2002", ",,,,2026-01-02,300,", ",,,,,,", "Group B,,,,,,", HEAD),
        *("Item 3,a,Cy,Done,2026-03-02,400,1003", SUB_HEAD, ",a,Ann,3,Done,2026-01-01,2003", ",,,,,450,"),
    ]
    problems: dict[str, list[str]] = {}
    for issue in read(lines).issues:
        problems.setdefault(issue.code, []).append(issue.problem)
    assert problems["row.sub_item"] == ["Rows 7–8, 15 are sub-items under a header of their own: not loaded."]
    assert problems["row.group_summary"] == [
        "Row 9 is the summary of a group: not loaded. "
        "It says “Budget” 300; the rows of its group add up to the same.",
        "Row 16 is the summary of a group: not loaded. "
        "It says “Budget” 450, but the rows of its group add up to 400.",
    ]
