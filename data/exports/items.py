"""The projects of Halden Water, an invented utility, as of 30 June 2026; every sample tells the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AS_OF = date(2026, 6, 30)

# name, team, owner, state, start, finish, done, per cent, priority (1 urgent to 5), budget in £k, hours
_TABLE = """
Leak detection by satellite  Networks  Ragna Okonjo  doing  2026-01-12  2026-12-18  45  2  1450  960
Smart meters, 8,000 homes  Customers  Tomasz Vidal  doing  2025-11-03  2026-10-30  60  1  3200  2400
Call-back service  Customers  Mia Stavros  done  2026-01-19  2026-05-29  2026-05-22  100  2  180  320
Pump house 4 renewal  Plants  Odd Ferreira  blocked  2025-09-01  2027-03-31  30  1  5600  3100
Bills in plain words  Customers  Mia Stavros  done  2026-02-02  2026-04-30  2026-05-04  100  3  95  210
River intake screens  Plants  Juno Abernathy  doing  2026-03-02  2027-06-30  20  2  2750  1800
Night flow alarms  Networks  Ragna Okonjo  done  2025-10-06  2026-03-31  2026-03-27  100  2  420  540
Solar roof, works north  Plants  Juno Abernathy  todo  2026-09-01  2027-04-30  0  3  1980  880
Water quality laboratory  Science  Piotr Acht  doing  2025-06-02  2027-12-31  35  2  4100  2900
Tariff for dry summers  Customers  Tomasz Vidal  cancelled  2026-01-05  2026-06-30  15  3  140  260
Mains renewal, old town  Networks  Lisbet Quarshie  doing  2025-04-07  2028-09-29  40  1  9800  5200
Field crew tablets  Networks  Lisbet Quarshie  doing  2026-02-16  2026-09-30  70  2  610  450
Drought plan 2040  Science  Piotr Acht  doing  2025-03-03  2029-12-31  25  2  1250  2100
Reservoir dam survey  Plants  Odd Ferreira  todo  2026-10-05  2027-02-26  0  2  330  400
Web portal, pay by phone  Customers  Mia Stavros  doing  2026-03-16  2026-11-27  50  3  760  980
Phosphorus recovery pilot  Science  Zeynep Halloran  blocked  2025-11-17  2028-03-31  18  3  2300  1600
Ledger and payroll merge  Finance  Casimir Obuya  doing  2026-01-05  2026-12-31  55  3  890  1150
Apprentices 2026  People  Ines Vanterpool  doing  2026-04-01  2029-08-31  10  4  1040  1300
Fleet, electric vans  Networks  Lisbet Quarshie  todo  2027-01-04  2029-06-29  0  4  2600  520
Control room drills  Plants  Zeynep Halloran  done  2026-02-09  2026-06-12  2026-06-11  100  1  260  380
Lead pipes out of schools  Networks  Ragna Okonjo  doing  2026-05-04  2027-10-29  12  1  1900  1400
Archive of old drawings  Science  Piotr Acht  cancelled  2025-09-15  2026-03-31  5  5  70  150
Energy buying desk  Finance  Casimir Obuya  done  2025-12-01  2026-05-15  2026-05-15  100  2  210  300
Customer survey, spring  Customers  Tomasz Vidal  doing  2026-04-13  2026-06-19  90  4  60  120
"""


@dataclass(frozen=True)
class Item:
    """One project; `state` is todo, doing, blocked, done or cancelled, money in thousands of pounds."""

    number: int
    name: str
    team: str
    owner: str
    state: str
    start: date
    finish: date
    done: date | None
    per_cent: int
    priority: int
    budget: int
    hours: int

    @property
    def mail(self) -> str:
        """The mail address of the owner, at a name that can belong to nobody."""
        return ".".join(self.owner.lower().split()) + "@halden.example"

    @property
    def spent(self) -> int:
        """What is spent so far, in thousands of pounds."""
        return self.budget * self.per_cent // 100 * 9 // 10


def _item(number: int, line: str) -> Item:
    cells = line.split("  ")
    words = [cell.strip() for cell in cells if cell.strip()]
    name, team, owner, state, start, finish = words[:6]
    done = date.fromisoformat(words[6]) if state == "done" else None
    per_cent, priority, budget, hours = map(int, words[-4:])
    return Item(
        number,
        name,
        team,
        owner,
        state,
        date.fromisoformat(start),
        date.fromisoformat(finish),
        done,
        per_cent,
        priority,
        budget,
        hours,
    )


ITEMS = tuple(_item(number, line) for number, line in enumerate(_TABLE.strip().splitlines(), start=1))
