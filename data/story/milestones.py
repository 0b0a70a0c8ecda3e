"""Promises with dates: some hold, some slip report by report, some recover."""

from __future__ import annotations

from datetime import date

from story.clock import DATES, Dice, day_in, later

Row = dict[str, object]

# id, name, project, baseline month, path; two spaces between columns. One entry per report: the days of delay
# forecast then, D when delivered as forecast before (D160: with another delay), . when not in the report.
# N: measured against a new baseline, 120 days later, because the plan was rewritten.
TABLE = """
M01  Last old checkout removed               P101  25-01  0 0 D
M02  First 60 stores on new labels           P104  25-05  0 0 0 D
M03  Loyalty app in both app stores          P103  25-02  0 21 D
M04  Night shift rota agreed                 P105  25-03  0 0 D
M05  Two-hour slots in ten cities            P113  25-08  0 0 14 0 D
M06  Wave 3 half-way                         P114  25-02  0 10 D
M07  Returns centre open                     P115  25-08  0 20 45 70 90 130 D160
M08  Card terminals in every store           P118  25-10  0 0 0 0 0 D
M09  Source systems connected, first half    P301  25-06  0 30 75 140 190 250 330 400 D
M10  First department retires own reports    P301  26-03  0 45 90 160 260 350 460 430 390
M11  Data platform open to suppliers         P301  27-06  0 60 120 240 380 520 700 690 640
M12  Heat pumps in 40 stores                 P302  26-09  0 40 110 200 330 460 620 640 600
M13  Roof panels on six depots               P302  27-03  0 30 90 150 280 400 540 545 520
M14  Net-zero plan agreed with landlords     P302  25-12  0 0 60 90 120 N150 N210 N260 N310
M15  Micro-depot: building permit            P201  25-03  0 0 35 D
M16  Micro-depot: first automated orders     P201  26-06  0 0 60 110 150 220 310 280 250
M17  Customer record: matching rules signed  P202  25-04  0 40 70 110 D
M18  Customer record: first live service     P202  26-03  0 50 120 200 270 330 420 400 300
M19  Pharmacy robots in three hubs           P204  25-10  0 0 0 40 60 100 D130
M20  Pharmacy robots in all hubs             P204  26-08  0 0 0 30 70 120 150 120 90
M21  Route engine in all depots              P207  26-04  0 0 0 0 0 0 0 D
M22  Cloud move: tills                       P208  26-02  0 0 50 90 140 210 300 380 330
M23  Wave 4: first 30 stores                 P137  26-06  . . . . 0 0 0 D
M24  Wave 4: all stores                      P137  27-01  . . . . 0 0 0 20 50
M25  One-hour delivery in five cities        P138  26-09  . . . . 0 0 0 0 40
M26  Loyalty prices live                     P139  26-10  . . . . 0 0 0 0 0
M27  Last 80 stores: first ten               P141  26-03  . . . . . 0 D
M28  Lockers at 100 stations                 P142  26-08  . . . . . 0 12 0 D
M29  Fridge controls: pilot accepted         P143  26-04  . . . . . 0 0 D
M30  Fresh food forecast in two depots       P150  26-07  . . . . . 20 35 14 D
M31  North depot: steelwork complete         P154  26-05  . . . . 0 0 15 45 D
M32  North depot: first lorry                P154  26-12  . . . . 0 0 0 30 70
M33  Contact centre: last site moved         P123  25-12  0 0 20 40 70 100 130 160 160
M34  Supplier exchange: first ten suppliers  P213  27-01  . . . . . . . 0 0
"""

OBJECTIVE = {"P301": "O3", "P202": "O3", "P213": "O3", "P302": "O4", "P143": "O4"}
KPI = {"M11": "K12", "M12": "K11", "M25": "K06", "M34": "K14"}


def milestone_rows() -> list[Row]:
    """Give the state of each milestone at every report, until it is delivered."""
    rows = [row for line in TABLE.strip().splitlines() for row in _states(line)]
    return sorted(rows, key=lambda row: (str(row["as_of"]), str(row["milestone_id"])))


def _states(line: str) -> list[Row]:
    number, name, project, month, path = (part.strip() for part in line.split("  ") if part.strip())
    baseline, rows, delay = day_in(month, Dice(number)), [], 0
    for as_of, entry in zip(DATES, path.split(), strict=False):
        if entry == ".":
            continue
        delivered, rewritten = entry.startswith("D"), entry.startswith("N")
        delay = int(entry.lstrip("DN") or delay)
        day = later(baseline, delay)
        planned = later(baseline, 120) if rewritten else baseline
        share = 100 if delivered else _share(day, as_of)
        rows.append({
            "milestone_id": number, "name": name, "project_id": project, "as_of": as_of,
            "baseline_date": planned, "forecast_date": day, "actual_date": day if delivered else "",
            "done_share": share, "objective": OBJECTIVE.get(project, ""), "kpi_id": KPI.get(number, ""),
        })  # fmt: skip
    return rows


def _share(day: date, as_of: date) -> int:
    """Per cent done, as teams tell it: nothing a year ahead, nearly all on the day."""
    return min(95, max(0, 95 - (day - as_of).days * 95 // 400)) // 5 * 5
