"""
Write the samples of the usual tools: python data/generate_samples.py [FOLDER]

The same bytes on every machine. The projects stand in exports/items.py; data/README.md says what is messy in
each file. Workbooks need xlsxwriter, which the program needs anyway.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from exports import boards, jira, microsoft, sheets, suites

DAY = "2026-06-30"
SAMPLES: dict[str, Callable[[], bytes]] = {
    f"jira_{DAY}.csv": jira.english,
    **{f"jira_{name}_{DAY}.csv": partial(jira.in_language, name) for name in jira.LANGUAGES},
    f"asana_{DAY}.csv": boards.asana,
    f"planner_{DAY}.xlsx": microsoft.planner,
    f"planner_form_{DAY}.csv": microsoft.planner_form,
    f"ms_project_table_{DAY}.txt": microsoft.project_table,
    f"ms_project_{DAY}.xlsx": microsoft.project_map,
    f"smartsheet_projects_{DAY}.csv": suites.smartsheet_projects,
    f"smartsheet_tasks_{DAY}.csv": suites.smartsheet_tasks,
    f"monday_{DAY}.xlsx": sheets.monday,
    f"trello_{DAY}.csv": boards.trello,
    f"azure_devops_{DAY}.csv": microsoft.azure,
    f"azure_devops_tree_{DAY}.csv": microsoft.azure_tree,
    f"clickup_{DAY}.csv": boards.clickup,
    f"linear_{DAY}.csv": boards.linear,
    f"shortcut_{DAY}.csv": boards.shortcut,
    f"openproject_{DAY}.csv": suites.openproject,
    f"servicenow_{DAY}.csv": suites.servicenow,
    f"servicenow_fields_{DAY}.csv": suites.servicenow_fields,
    "status_report.xlsx": sheets.status_report,
}


def write_samples(folder: Path) -> None:
    """Write every sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in SAMPLES.items():
        (folder / name).write_bytes(content())


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "samples")
