"""The projects of the demo, as written by hand: one line each, and what happened to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

DEPARTMENTS = {
    "stores": "Stores and Service",
    "online": "Online and Marketing",
    "supply": "Supply Chain",
    "tech": "Technology and Data",
    "estate": "Estates and Energy",
    "finance": "Finance and Procurement",
    "people": "People and Learning",
    "health": "Pharmacy and Community",
}

HORIZONS = {"S": "Short", "M": "Medium", "L": "Long", "-": ""}

# id, name, department, category, horizon, budget £m, months of start, baseline finish and last known finish,
# short- and long-term value, path; two spaces between columns. The path has one letter per reporting date:
# G g A r R is the five-point rating from Green to Red, ? no rating, H on hold, D completed, C cancelled,
# . not in the report.
TABLE = """
P101  Self-checkout refresh, first 60 stores  stores   Customer    S  11.2  24-02 25-01 25-01  9 5   GGDDDDDDD
P102  Click and collect in every town        online   Customer    S   9.4  24-01 24-11 24-12  9 6   gDDDDDDDD
P103  Loyalty app relaunch                   online   Customer    S  12.5  24-03 25-02 25-03  9 5   gGDDDDDDD
P104  Shelf-edge labels, first 120 stores    stores   Efficiency  S  10.6  24-04 25-05 25-05  8 4   gGGDDDDDD
P105  Night picking shift redesign           supply   Efficiency  S   5.8  24-05 25-04 25-04  8 4   GGGDDDDDD
P106  Parcel counters in 90 stores           health   Customer    S   7.2  24-06 25-05 25-06  8 5   ggGDDDDDD
P107  Doors on open fridges                  estate   Estate      S   9.8  24-03 25-07 25-07  8 8   gGGGDDDDD
P108  Invoice automation, head office        finance  Efficiency  S   4.6  24-05 25-03 25-03  7 5   GGDDDDDDD
P109  Pay slips online                       people   Efficiency  S   3.9  24-06 25-01 25-02  6 3   AgDDDDDDD
P110  Prescription text reminders            health   Customer    S   2.8  24-05 25-01 25-01  8 5   GGDDDDDDD
P111  Price match engine                     online   Customer    S   8.4  24-04 25-05 25-08  8 2   AAgGDDDDD
P112  Store Wi-Fi and handhelds              tech     Technology  S  13.6  24-01 25-06 25-08  7 5   gAAgDDDDD
P113  Two-hour delivery slots                online   Customer    S  14.2  24-06 25-10 25-11  9 4   ggGGGDDDD
P114  Store refit, wave 3                    estate   Estate      S  21.5  24-04 25-09 25-12  8 5   gGgAgDDDD
P115  Returns centre consolidation           supply   Efficiency  S   9.7  24-07 25-09 26-01  7 4   ggAAgGDDD
P116  Fraud screening at checkout            finance  Compliance  S   5.3  24-08 25-08 25-08  7 4   GGGGDDDDD
P117  Workforce scheduling tool              people   Efficiency  S   6.4  24-07 25-11 26-02  8 5   AAggGGDDD
P118  Card terminal renewal, stores          tech     Technology  S  11.1  24-05 25-10 25-10  6 5   GGGGGDDDD
P119  Vaccination bookings online            health   Customer    S   3.1  24-08 25-08 25-09  8 4   ggGGDDDDD
P120  Supplier portal clean-up               supply   Efficiency  S   6.9  24-03 25-12 26-02  6 5   ggAAAAAAr
P121  Store lighting renewal, phase 2        estate   Estate      S  12.8  24-06 26-06 26-11  7 6   GGGGGGGGG
P122  Till software upgrade                  tech     Technology  S  15.4  24-05 25-12 26-12  7 6   gAAAArrAA
P123  Contact centre consolidation           stores   Efficiency  S   8.2  24-08 26-02 26-06  7 5   ggggAAAA?
P124  Marketing consent repair               online   Compliance  S   3.4  24-04 25-06 25-09  6 5   gAAA?????
P125  Depot safety works                     supply   Compliance  S   7.7  24-07 26-04 26-11  6 6   gggAAAAgg
P126  Car park payment renewal               estate   Customer    -   4.2  24-05 25-05 25-06  5 2   GGgDDDDDD
P127  Gift card platform move                finance  Technology  -   3.6  24-08 25-08 25-09  5 3   ggACCCCCC
P128  Warehouse roof repairs                 estate   Estate      -   5.9  24-07 25-09 25-10  5 4   gggggDDDD
P129  Recipe content studio                  online   Customer    S   2.7  24-07 25-08 25-12  6 2   ggAA.....
P130  Store radio replacement                stores   Customer    -   1.9  24-08 25-06 25-08  4 2   gg?......
P131  Summer delivery passes                 online   Customer    S   6.8  25-01 25-11 25-11  8 1   ..GGGDDDD
P132  Self-checkout refresh, next 60 stores  stores   Customer    S  12.4  25-02 26-02 26-03  9 5   ..gGGGDDD
P133  Shelf-edge labels, next 160 stores     stores   Efficiency  S  13.8  25-04 26-05 26-05  8 4   ...GGGGDD
P134  Rapid courier contract                 online   Customer    S   9.1  25-03 26-03 26-03  9 1   ...gGGDDD
P135  Invoice automation, stores             finance  Efficiency  S   3.2  25-04 26-04 26-05  7 5   ...GGGGDD
P136  Night picking in two more depots       supply   Efficiency  S   7.4  25-05 26-08 26-08  8 4   ...gGGGGD
P137  Store refit, wave 4                    estate   Estate      S  29.5  25-07 27-01 27-03  8 5   ....gGGgg
P138  One-hour home delivery                 online   Customer    S  24.8  25-08 26-12 27-02  9 2   ....GGGGg
P139  Loyalty prices on every shelf          online   Customer    S  16.2  25-07 26-11 26-11  9 2   ....gGGGG
P140  Promotion screens in 200 stores        stores   Customer    S  18.4  25-09 26-12 26-12  8 1   ....gGGCC
P141  Self-checkout refresh, last 80 stores  stores   Customer    S  17.3  25-10 27-01 27-01  9 5   .....GGGG
P142  Click and collect lockers              online   Customer    S  13.9  25-10 26-12 26-12  9 8   .....gGGG
P143  Smart fridge controls                  estate   Estate      S  15.7  25-11 27-02 27-03  8 9   .....gGGG
P144  Parcel counters, second wave           health   Customer    S   9.6  25-09 26-11 26-11  8 5   ....gGGGG
P145  Holiday pop-up stores                  stores   Customer    S   7.8  25-11 26-10 26-11  8 1   .....gGGG
P146  Discount campaign engine               online   Customer    S  11.4  25-10 26-12 26-12  9 1   .....GGGG
P147  Temporary staff pool                   people   Efficiency  S   8.7  25-12 26-12 26-12  8 2   .....gggG
P148  Price match engine, fresh food         online   Customer    S   9.9  26-01 26-12 27-01  8 2   ......gGG
P149  Card terminal renewal, pharmacies      tech     Technology  S   4.8  25-12 26-10 26-10  6 5   .....GGGG
P150  Demand forecast for fresh food         supply   Efficiency  S  12.6  25-10 26-12 26-12  9 9   .....ggGG
P151  Waste heat for hot water               estate   Estate      S   6.3  26-01 27-01 27-01  8 9   ......gGG
P152  Pharmacy collection points             health   Customer    S   7.1  26-01 26-12 26-12  8 6   ......ggG
P153  Store handheld apps                    tech     Technology  S   8.9  25-11 26-10 26-12  7 6   .....gAAA
P154  North depot extension                  supply   Estate      S  18.4  25-08 26-12 27-03  7 6   ....GGGGG
P155  Screens in car parks                   online   Customer    S   5.5  26-01 26-11 26-11  7 1   ......???
P156  Banner redesign                        stores   Customer    S   6.6  25-12 26-07 26-08  6 2   .....gGAA
P157  Seasonal stock buffer                  supply   Efficiency  S  17.6  25-11 26-12 27-02  8 2   .....gGHH
P158  Cash counting outsourcing              finance  Efficiency  S   5.2  26-01 26-08 26-09  7 5   ......GGg
P159  Wage planning update                   people   Efficiency  S   3.8  26-02 26-12 26-12  6 6   ......?gg
P160  Customer chat assistant                stores   Customer    -  10.2  26-01 27-01 27-01  8 6   ......gGG
P161  Invoice matching, fresh food           finance  Efficiency  -   2.9  26-04 27-02 27-02  7 5   .......gG
P162  Bakery counters relaunch               stores   Customer    S  11.8  26-02 27-01 27-01  8 5   ......gGG
P163  Store entrance upgrade                 estate   Estate      S   8.0  26-10 27-06 27-06  6 5   .......g?
P164  Loyalty insight resale pilot           online   Customer    S   3.0  26-05 27-03 27-03  7 1   .......gg
P165  Self-scan in pharmacies                health   Customer    S   4.4  26-11 27-06 27-06  7 6   ........?
P166  Delivery van lease renewal             supply   Efficiency  S  14.7  25-09 26-12 26-12  7 3   ....GGGGG
P167  Printed offers on receipts             online   Customer    S   1.6  25-01 26-01 26-06  6 1   ..gGgAA..
P201  Automated micro-depot, Alderby         supply   Efficiency  M  16.5  24-04 26-09 27-08  6 8   ggAAArrAA
P202  Single customer record                 tech     Technology  M   9.8  24-06 26-06 27-05  5 9   gAArrRrrA
P203  Store manager academy                  people   People      M   5.2  24-07 26-03 26-09  4 8   ggAACCCCC
P204  Pharmacy robotics, 12 hubs             health   Efficiency  M   8.9  24-08 26-08 27-03  6 8   gggAAAAgg
P205  Ledger consolidation                   finance  Technology  M   7.4  24-03 25-12 26-02  5 7   ggAAAgDDD
P206  Supplier carbon reporting              supply   Compliance  M   3.8  24-08 26-10 27-05  4 8   gggAAAAAA
P207  Route planning engine                  supply   Efficiency  M   6.2  24-06 26-04 26-05  8 8   gggGGGGDD
P208  Cloud move of store systems            tech     Technology  M  12.1  24-05 26-12 27-09  5 8   gAAAArrrA
P209  Identity and access renewal            tech     Compliance  -   4.7  24-07 27-06 27-12  5 7   ggggggAAg
P210  Community lending pilot                health   Customer    M   2.4  24-06 26-02 26-06  3 6   gArCCCCCC
P211  Returns to reuse workshop              supply   Estate      M   3.3  24-09 26-09 27-02  5 8   gggAAAA..
P212  Skills passport                        people   People      M   3.6  24-08 26-08 27-03  3 9   ggAArCCCC
P213  Supplier data exchange                 supply   Technology  M   6.8  26-05 28-03 28-03  6 9   .......gG
P214  Battery storage at depots              estate   Estate      -   5.6  26-08 28-09 28-09  5 9   ........g
P301  Data platform                          tech     Technology  L  15.0  24-01 28-03 30-06  2 10  gAArrRRrA
P302  Net-zero estate                        estate   Estate      L  21.0  24-02 29-12 32-08  3 9   ggAArRRRr
P303  Automation-ready fulfilment            supply   Technology  L   5.0  24-05 28-12 29-12  2 9   gggAArHHC
P304  Apprenticeships for store technology   people   People      L   2.6  24-09 28-09 29-03  3 8   gggAAAAAA
P401  Brand partnership pilot                online   Customer    -   1.8  24-08 25-12 25-12  5 3   ?????????
P402  Drone delivery study                   supply   Technology  -   1.0  25-09 27-09 27-09  2 7   ....?????
P403  Second depot options                   supply   Estate      -   2.2  26-05 28-12 28-12  4 7   .......g?
"""


@dataclass(frozen=True)
class Project:
    """One line of the table; months are written 25-03, the path has a letter per reporting date."""

    project_id: str
    name: str
    department: str
    category: str
    horizon: str
    budget: int
    start: str
    baseline: str
    finish: str
    short_term_value: int
    long_term_value: int
    path: str


def _project(line: str) -> Project:
    number, name, department, category, horizon, budget, months, values, path = re.split(r"\s{2,}", line)
    start, baseline, finish = months.split()
    short, long = map(int, values.split())
    return Project(
        number, name, department, category, HORIZONS[horizon], pounds(budget), start, baseline, finish, short,
        long, path,
    )  # fmt: skip


def pounds(millions: str) -> int:
    """Turn £m written 11.2 into whole pounds without passing through a float."""
    whole, _, tenth = millions.partition(".")
    return int(whole) * 1_000_000 + int(tenth or "0") * 100_000


PROJECTS = tuple(_project(line) for line in TABLE.strip().splitlines())

# Budget from a reporting date on, £m: the future is cut four times; the decision of April 2026 mends some.
BUDGETS = {
    "P301": {2: "11.5", 3: "9.5", 4: "7.4", 5: "5.8", 6: "4.8", 7: "7.2", 8: "8.8"},
    "P302": {2: "17.0", 3: "13.5", 4: "10.4", 5: "7.4", 6: "5.6", 8: "6.4"},
    "P303": {3: "3.4", 5: "2.1"},
    "P304": {4: "1.8"},
    "P201": {3: "13.8", 5: "10.4", 6: "9.2", 7: "10.4", 8: "11.2"},
    "P202": {3: "7.6", 4: "6.2", 5: "4.9", 7: "5.8", 8: "6.6"},
    "P204": {4: "7.4", 6: "6.3"},
    "P206": {5: "2.9"},
    "P208": {3: "10.2", 4: "8.4", 5: "6.6", 6: "5.8"},
    "P137": {6: "30.8", 8: "31.4"},
    "P138": {6: "25.6", 7: "26.4"},
    "P122": {4: "16.6", 6: "17.2"},
    "P114": {3: "22.8"},
    "P154": {7: "19.2"},
    "P157": {7: "9.8"},
    "P145": {7: "6.2"},
}
