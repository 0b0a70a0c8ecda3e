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
