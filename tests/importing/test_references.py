"""What a row refers to is found by id or by name; what leads nowhere is named, and the row loads."""

from __future__ import annotations

import pytest

from tests.importing.conftest import Put

PROJECTS = "Project ID,Project name\nP1,Payroll\nP2,Portal\n"


def _lost(put: Put, text: str, label: str) -> list[str | None]:
    staged = put(text, label)
    assert staged.ready, staged.questions
    return [issue.value for issue in staged.issues if issue.code == "reference.unresolved"]


@pytest.mark.parametrize(
    ("label", "text", "lost"),
    [
        ("costs.csv", "Project ID,Year,Amount (£k)\nP1,2026,5\nportal,2026,7\nP9,2026,8\n", ["P9"]),
        (
            "milestones.csv",
            "Project,Milestone,Due date\nPayroll,Live,2026-05-01\nX,Go,2026-06-01\n",
            ["X"],
        ),
        ("stakeholders.csv", "Stakeholder,Influence,Projects\nAnn,High,P1; P7\nBob,Low,Portal\n", ["P7"]),
    ],
)
def test_references_lead_to_ids_and_names(put: Put, label: str, text: str, lost: list[str]) -> None:
    put(PROJECTS)
    assert _lost(put, text, label) == lost


def test_nothing_is_said_while_there_is_nothing_to_refer_to(put: Put) -> None:
    assert _lost(put, "Project ID,Year,Amount (£k)\nP1,2026,5\nP2,2026,8\n", "costs.csv") == []


def test_a_reference_that_leads_nowhere_is_told_with_its_row(put: Put) -> None:
    put(PROJECTS)
    rows = ("X,Go,2026-06-01", "Payroll,Live,2026-05-01", "Y,A,2026-06-01", "X,B,2026-06-01")
    staged = put("\n".join(("Project,Milestone,Due date", *rows)), "milestones.csv")
    lost = [issue for issue in staged.issues if issue.code == "reference.unresolved"]
    assert [(issue.value, issue.row, issue.problem.partition(",")[0]) for issue in lost] == [
        ("X", 2, "2 rows"),
        ("Y", 4, "The row names 'Y'"),
    ]


def test_of_a_list_the_first_row_that_names_something_unknown_is_told(put: Put) -> None:
    put(PROJECTS)
    text = "Stakeholder,Influence,Projects\nAnn,High,P1\nBob,Low,P7; P2\nCay,Low,P7; P7\n"
    staged = put(text, "stakeholders.csv")
    lost = [issue for issue in staged.issues if issue.code == "reference.unresolved"]
    assert [(issue.value, issue.row, issue.problem.partition(",")[0]) for issue in lost] == [
        ("P7", 3, "2 rows")
    ]


def test_an_earlier_name_of_a_project_leads_to_it(put: Put) -> None:
    put("Project ID,Project name,Aliases\nP1,Payroll,Wages; Old payroll\nP2,Portal,\n")
    assert _lost(put, "Project,Milestone,Due date\nold payroll,Live,2026-05-01\n", "milestones.csv") == []
