"""Parent and child rows: one level is loaded, the other is set aside and named."""

import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS


def read(text: str, **answers: str) -> RawTable:
    table = read_table(text.encode(), "x.csv", Options(answers=answers), PAGE_LIMITS)
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused
    return table


TASKS = "Task ID,Name,Due Date,Parent task\n1,Site,2026-01-31,\n2,Dig,2026-01-05,Site\n3,Roof,2026-02-01,\n"
OUTLINE = (
    "ID,Task Name,Outline Level,Cost,Start\n1,Programme,1,300,2026-01-01\n2,Alpha,2,100,2026-01-01\n"
    "3,Beta,2,200,2026-02-01\n4,Gamma,1,50,2026-03-01\n"
)


def test_sub_tasks_are_set_aside_and_named() -> None:
    table = read(TASKS)
    assert table.column("Name") == ("Site", "Roof")
    issue = next(issue for issue in table.issues if issue.code == "row.child")
    assert issue.problem.startswith("Row 3 belongs to another row by “Parent task”")
    assert len(read(TASKS, children="all").rows) == 3


def test_summary_rows_of_an_outline_are_set_aside_and_named() -> None:
    table = read(OUTLINE)
    assert table.column("Task Name") == ("Alpha", "Beta", "Gamma")
    assert [issue.row for issue in table.issues if issue.code == "row.summary"] == [2]


def test_parents_outside_the_table_make_no_children() -> None:
    assert len(read("ID,Name,Parent,Budget\n1,Alpha,IT,10\n2,Beta,IT,20\n3,Gamma,HR,5\n").rows) == 3


def test_an_outline_that_skips_levels_is_no_outline() -> None:
    assert len(read(OUTLINE.replace("Alpha,2", "Alpha,4")).rows) == 4


def test_another_answer_about_children_is_refused() -> None:
    with pytest.raises(IntakeError, match="does not say which rows"):
        read(TASKS, children="some")


LEVELS = (
    "Task Name,Level,Status,Budget\nProgramme A,0,In Progress,£300k\nWorks 1,1,In Progress,£200k\n"
    "Works 2,1,Not Started,£100k\nProgramme B,0,In Progress,£500k\nWorks 3,1,In Progress,£500k\n"
)


def test_levels_under_a_common_word_count_if_the_amounts_prove_them() -> None:
    assert read(LEVELS).column("Task Name") == ("Works 1", "Works 2", "Works 3")
    assert len(read(LEVELS.replace("£300k", "£290k")).rows) == 5


def test_ids_with_dots_are_codes_if_the_amounts_prove_them() -> None:
    text = "ID;Task;Budget\n1;Works;1.300,50\n1.1;Pump;1.000,00\n1.2;Pipe;300,50\n2;Fleet;700,00\n"
    assert read(text).column("Task") == ("Pump", "Pipe", "Fleet")
    assert len(read(text.replace(";300,50", ";350,50")).rows) == 4


def test_ids_that_go_on_from_other_ids_lie_below_them() -> None:
    rows = ("P1,Plan,2026-01-01,", "P2,Build,2026-02-01,", "P2.1,Walls,2026-02-01,", "P2.2,Roof,2026-02-09,")
    text = "\n".join(("ID,Name,Start,End", *rows))
    table = read(text)
    assert table.column("ID") == ("P1", "P2.1", "P2.2")
    assert [issue.row for issue in table.issues if issue.code == "row.summary"] == [3]
    assert read(text, children="top").column("ID") == ("P1", "P2")
    paths = "Id,Name,Start,End\nall,All,,1\nall.plan,Plan,,1\nall.plan.needs,Needs,,1\nall.launch,Launch,,1\n"
    assert read(paths).column("Name") == ("Needs", "Launch")


def test_ids_with_dots_whose_beginning_is_no_row_are_plain_ids() -> None:
    assert len(read("ID,KPI,Value\nK1,Uptime,1\nK1.1,Uptime north,2\nK1.2,Uptime south,3\n").rows) == 3
    assert len(read("ID,Name\nREQ-1.1,A\nREQ-1.2,B\nREQ-2.1,C\n").rows) == 3
    assert len(read("ID,Name\n1,A\n1.5,B\n2,C\n").rows) == 3


def test_phases_are_not_counted_beside_their_tasks() -> None:
    text = "Type,Subject,Hours\nPhase,Setup,10\nTask,Git,4\nTask,Tools,6\nPhase,Build,7\nTask,Walls,7\n"
    table = read(text)
    assert table.column("Subject") == ("Git", "Tools", "Walls")
    assert len(read(text, children="all").rows) == 5
    assert len(read(text.replace("Task,Walls", "Bug,Walls")).rows) == 5
