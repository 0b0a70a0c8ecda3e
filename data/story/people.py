"""The people of Eastmarch, all invented: project owners, sponsors, stakeholders."""

from __future__ import annotations

from story.clock import Dice
from story.portfolio import Project

Row = dict[str, object]

OWNERS = {
    "stores": ("Amara Okafor", "Tom Whitfield", "Sinead Byrne", "Rafiq Chowdhury"),
    "online": ("Lena Brandt", "Marcus Adeyemi", "Priya Raman", "Joel Castellan"),
    "supply": ("Wiktor Zielinski", "Hannah Ostrow", "Dev Malhotra", "Grace Nkemelu"),
    "tech": ("Yuki Tanabe", "Oliver Strand", "Fatima Benali", "Rhys Morgan-Hale"),
    "estate": ("Colette Dumas", "Samuel Asante", "Ingrid Solheim", "Callum Reid"),
    "finance": ("Beatriz Moreno", "Edwin Thackeray", "Noor Al-Sayed"),
    "people": ("Chidi Eze", "Margaret Lowe", "Ana Petrovic"),
    "health": ("Farah Siddiqui", "Gareth Pugh", "Mei Lin Chua"),
}

SPONSORS = {
    "stores": "Deborah Finch",
    "online": "Anton Keller",
    "supply": "Roza Karimova",
    "tech": "Ibrahim Toure",
    "estate": "Helen Marchbank",
    "finance": "Victor Oyelaran",
    "people": "Sofia Lindqvist",
    "health": "Dr Nadia Rahman",
}


def project_owner(project: Project, quarter: int) -> str:
    """Name who runs a project; about one in six changes hands on the way."""
    dice = Dice(project.project_id, "owner")
    names = OWNERS[project.department]
    first, second, handover = dice.pick(names), dice.pick(names), 3 + dice.roll(24)
    return second if quarter >= handover else first


def sponsor(project: Project) -> str:
    """Name who answers for a project's benefit."""
    return SPONSORS[project.department]


# id; name; role; group; power interest; current > desired level; cadence in days; channel; projects;
# on the second line what the person cares about
STAKEHOLDERS = """
S01; Katherine Ames; Chief executive; Board; 5 4; supportive > leading; 30; meeting; P301, P302, P138; \
A year of visible results without mortgaging the next five
S02; Victor Oyelaran; Finance director; Board; 5 5; supportive > leading; 30; meeting; P137, P301, P302; \
Cash, certainty of forecasts, fewer surprises at year end
S03; Deborah Finch; Director of stores; Executive; 4 5; leading > leading; 21; meeting; P137, P141, P145; \
Shorter queues before the holiday season
S04; Anton Keller; Director of online; Executive; 4 5; leading > supportive; 21; meeting; P138, P139, P146; \
Orders per week and speed to market
S05; Ibrahim Toure; Director of technology; Executive; 4 5; resistant > leading; 21; call; P301, P202, P208; \
A platform team that stays together for two years
S06; Helen Marchbank; Director of estates; Executive; 4 5; neutral > leading; 21; call; P302, P143, P214; \
Energy bill, lease breaks, the 2040 promise
S07; Roza Karimova; Supply chain director; Executive; 4 4; supportive > leading; 30; call; P201, P154, P150; \
Depot capacity before the north opens
S08; Sofia Lindqvist; Director of people; Executive; 3 4; neutral > supportive; 30; meeting; P159, P304; \
Skills that outlast a season
S09; Dr Nadia Rahman; Pharmacy director; Executive; 3 5; supportive > supportive; 30; meeting; P204, P152; \
Safe dispensing and time for patients
S10; George Abara; Chair of the members' council; Board; 5 3; neutral > supportive; 90; letter; P302, P211; \
What members will inherit, and kept promises on climate
S11; Louise Tremblay; Sustainability lead; Expert; 2 5; resistant > leading; 30; call; P302, P206, P214; \
A funded path to 2040 with yearly steps
S12; Hiroshi Nakata; Chief data officer; Expert; 3 5; resistant > leading; 21; call; P301, P202, P213; \
One certified figure instead of nine
S13; Paula Venter; Head of internal audit; Oversight; 4 2; neutral > supportive; 90; report; P301, P122; \
Evidence behind green ratings
S14; Carlos Mendes; Union representative; Staff; 4 4; resistant > neutral; 45; meeting; P141, P147, P201; \
Jobs at the checkouts, notice before shifts change
S15; Edith Lowell; Pension fund trustee; Investor; 3 2; unaware > supportive; 180; letter; P302; \
Long-term risk of the estate
S16; Tariq Hussain; Store manager, Alderby; Staff; 2 5; supportive > supportive; 45; call; P137, P201; \
Fewer projects landing in the same week
S17; Marie-Claire Dubois; Regional manager; Staff; 3 4; supportive > supportive; 45; call; P154, P162; \
Staffing while the depot grows
S18; Kwame Boateng; Head of customer service; Staff; 3 4; neutral > supportive; 30; meeting; P123, P160; \
Fewer repeat calls, honest delivery times
S19; Anneliese Roth; Refrigeration partner; Supplier; 3 3; supportive > supportive; 60; call; P143, P302; \
A plan of works for two winters
S20; Ravi Subramaniam; Courier partner; Supplier; 3 4; leading > supportive; 30; call; P138; \
Volumes that hold beyond the promotion
S21; Joan Pemberton; Town councillor, Wexcombe; Public; 3 2; unaware > neutral; 120; letter; P154; \
Lorry traffic and local jobs
S22; Oluwaseun Bright; Members' youth panel; Public; 1 4; neutral > supportive; 90; event; P302, P304; \
Reuse, apprenticeships, plain words
S23; Stephanie Moreau; Data protection officer; Oversight; 4 3; > supportive; 60; report; P164, P124, P202; \
Consent before resale of insight
S24; Bryn Llewellyn; Farm suppliers' association; Supplier; 2 3; > neutral; 90; event; P150, P213; \
Orders known a week ahead
"""

ACCOUNTS = ("Joy Harcourt", "Luca Ferri", "Sade Williams")
"""The three people of the PMO who look after stakeholders."""


def stakeholder_rows() -> list[Row]:
    """Give the register; two people have not been assessed yet."""
    lines = STAKEHOLDERS.strip().splitlines()
    return [_stakeholder(line, owner=ACCOUNTS[number % 3]) for number, line in enumerate(lines)]


def _stakeholder(line: str, *, owner: str) -> Row:
    cells = [cell.strip() for cell in line.split(";")]
    number, name, role, group, weights, levels, cadence, channel, projects, cares = cells
    power, interest = weights.split()
    current, desired = map(str.strip, levels.split(">"))
    return {
        "stakeholder_id": number,
        "name": name,
        "role": role,
        "group": group,
        "power": power,
        "interest": interest,
        "current_level": current,
        "desired_level": desired,
        "cadence_days": cadence,
        "channel": channel,
        "cares_about": cares,
        "owner": owner,
        "project_ids": projects.replace(",", ";"),
    }
