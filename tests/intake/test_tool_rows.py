"""What is known of the tools beyond their headers: caps, archives, trees, summaries, milestones."""

from datetime import date

import pytest

from pmo_core.errors import IntakeError
from pmo_core.model import Kind
from tests.intake.by_hand import cells, codes, read

AZURE = "ID,Work Item Type,Title,State,Target Date\n"
OPEN_PROJECT = "ID,Subject,Type,Status,Finish date\n"
TRELLO = "Card ID,Card Name,List Name,Due Date,Archived\n"
BOARD = "Name,Owner,Status,Due Date,Item ID (auto generated)\n"
PLAN = "ID,Task Mode,Name,Duration,Start,Finish,Baseline Finish,Outline Level\n"
JIRA = "Summary,Issue key,Issue Type,Status,Project name,Due Date,Resolved,Parent\n"


def azure(count: int) -> str:
    return AZURE + "".join(f"{n},Epic,Works no {n},Active,2026-09-30\n" for n in range(1, count + 1))


def subjects(count: int) -> str:
    return OPEN_PROJECT + "".join(f"{n},Works no {n},Phase,New,2026-09-30\n" for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("text", "capped"), [(azure(1000), True), (azure(999), False), (subjects(500), True)]
)
def test_an_export_as_long_as_its_tool_allows_may_be_cut(text: str, capped: bool) -> None:
    found = read(text)
    assert ("file.capped" in codes(found)) == capped
    assert found.table is not None


def test_archived_cards_are_named_and_left_out() -> None:
    text = TRELLO + "c1,Alpha,Doing,2026-06-30,false\nc2,Beta,Done,2026-06-30,TRUE\nc3,Gamma,Done,,false\n"
    found = read(text)
    assert cells(found, "name") == ["Alpha", "Gamma"]
    issue = next(issue for issue in found.issues if issue.code == "row.archived")
    assert issue.problem == "Row 3 is archived by “Archived”: not loaded."
    assert read(text, answers={"archived": "all"}).rows_loaded == 3
    with pytest.raises(IntakeError, match="does not say which rows"):
        read(text, answers={"archived": "some"})


def test_a_board_of_archived_cards_alone_is_loaded() -> None:
    assert read(TRELLO + "c1,Alpha,Doing,2026-06-30,true\nc2,Beta,Done,,true\n").rows_loaded == 2


def test_rows_without_an_item_id_are_no_items() -> None:
    rows = "".join(f"Item {n},Ann Lee,Done,2026-01-0{n},10{n}\n" for n in range(1, 6))
    found = read(BOARD + rows + "Total of the group,,,2026-01-05,\n")
    assert found.rows_loaded == 5
    assert "row.no_item" in codes(found)


def test_a_column_named_owner_may_hold_statuses() -> None:
    rows = "".join(f"Item {n},Stuck,Group {n},2026-01-0{n},10{n}\n" for n in range(1, 6))
    found = read(BOARD + rows)
    assert "owner" not in found.mapping
    assert "mapping.guard" in codes(found)


def test_milestones_among_tasks_are_noted_and_loaded() -> None:
    rows = "1,Auto,Works,20 days,2026-01-05,2026-01-30,NA,1\n2,Auto,Gate,0 days,2026-01-30,2026-01-30,NA,1\n"
    found = read(PLAN + rows)
    assert found.rows_loaded == 2
    issue = next(issue for issue in found.issues if issue.code == "row.milestone")
    assert issue.problem == "Row 3 is a milestone by “Duration”; loaded like the other rows."
    assert issue.row == 3


def test_a_plan_of_nothing_but_milestones_is_one() -> None:
    rows = "".join(f"{n},Auto,Gate {n},0 days,,2026-0{n}-28,2026-0{n}-20,1\n" for n in range(1, 4))
    found = read(PLAN + rows)
    assert found.kind is Kind.MILESTONES
    assert cells(found, "forecast_date")[0] == date(2026, 1, 28)
    assert cells(found, "baseline_date")[0] == date(2026, 1, 20)


def test_milestones_of_jira_are_milestones() -> None:
    rows = "".join(f"Gate {n},HW-{n},Milestone,To Do,Works,2026-0{n}-28,,\n" for n in range(1, 4))
    found = read(JIRA + rows)
    assert found.kind is Kind.MILESTONES
    assert found.mapping["project_id"] == "Project name"
    mixed = read(JIRA + rows + "Pump,HW-9,Epic,Done,Works,2026-01-28,2026-01-27,\n")
    assert mixed.kind is Kind.PROJECTS


def test_what_the_user_says_the_rows_are_picks_the_preset() -> None:
    rows = "Gate,HW-1,Epic,To Do,Works,2026-01-28,,\nPump,HW-2,Epic,To Do,Works,2026-02-28,,\n"
    found = read(JIRA + rows, kind=Kind.MILESTONES)
    assert [guess.value for guess in found.guesses if guess.name == "preset"] == ["Jira (milestones)"]
    assert read(JIRA + rows, kind=Kind.LESSONS).kind is Kind.LESSONS


def test_codes_of_a_breakdown_tell_summary_rows() -> None:
    text = "WBS,Task Name,Start,Finish,Cost\n1,Works,2026-01-05,2026-12-31,300\n"
    text += "1.1,Pump,2026-01-05,2026-06-30,100\n1.2,Pipe,2026-02-02,2026-12-31,200\n"
    found = read(text, answers={"money_unit": "one"}, currency="GBP")
    assert cells(found, "name") == ["Pump", "Pipe"]
    assert "row.summary" in codes(found)
    everything = read(text, answers={"money_unit": "one", "children": "all"}, currency="GBP")
    assert everything.rows_loaded == 3


def test_codes_without_the_row_above_are_only_ids() -> None:
    text = "WBS,Task Name,Start,Finish\n1.1,Pump,2026-01-05,2026-06-30\n1.1.1,Pipe,2026-02-02,2026-12-31\n"
    assert read(text).rows_loaded == 2


def test_epics_and_parents_are_told_by_any_of_several_columns() -> None:
    head = JIRA.strip() + ",Custom field (Epic Link)\n"
    rows = (
        "Works,HW-1,Epic,Done,P,2026-01-28,,,\nPump,HW-2,Story,Done,P,2026-01-28,,,HW-1\n"
        "Bolt,HW-3,Sub-task,Done,P,2026-01-28,,HW-2,\nPipe,HW-4,Epic,Done,P,2026-01-28,,,\n"
    )
    found = read(head + rows)
    assert cells(found, "name") == ["Works", "Pipe"]
    assert read(head + rows, answers={"children": "leaves"}).rows_loaded == 2


def test_a_status_that_only_its_category_explains_keeps_its_words() -> None:
    head = JIRA.strip() + ",Status Category\n"
    rows = "".join(
        f"Works {n},HW-{n},Epic,{'Dry' if n > 3 else 'Being poured'},P,,,,{'Done' if n > 3 else 'To Do'}\n"
        for n in range(1, 6)
    )
    found = read(head + rows)
    assert set(cells(found, "status")) == {"Being poured", "Dry"}
    assert cells(found, "status_standard") == ["not_started"] * 3 + ["done"] * 2


def test_which_rows_count_may_be_said_afterwards() -> None:
    text = "Task ID,Name,Due Date,Parent task\n1,Site,2026-01-31,\n2,Dig,2026-01-05,Site\n3,Roof,,\n"
    (offer,) = read(text).offers
    assert (offer.id, offer.column) == ("children", "Parent task")
    said = [choice.value for choice in offer.choices]
    loaded = {value: read(text, kind=Kind.PROJECTS, answers={"children": value}) for value in said}
    assert {value: found.rows_loaded for value, found in loaded.items()} == {"top": 2, "leaves": 2, "all": 3}
    assert cells(loaded["leaves"], "name") == ["Dig", "Roof"]
    archive = TRELLO + "c1,Alpha,Doing,2026-06-30,false\nc2,Beta,Done,2026-06-30,true\n"
    assert "archived" in {offer.id for offer in read(archive).offers}
