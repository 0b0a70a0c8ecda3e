"""Which rows of the six annual returns are one project, by reading them: no line of the product."""

from pathlib import Path

from tests.real import plain
from tests.real.history import SAID

SAME = {
    "CAP Delivery Programme": "CAP Delivery Programme (formerly the Future Options Programme)",
    "Priority School Building Programme (PSBP)": "Priority School Building Programme",
    "Crossrail Programme": "Crossrail",
    "High Speed Rail Programme (HS2)": "High Speed Rail Programme",
    "Search and Rescue Helicopters": "Search & Rescue Helicopters (SARH)",
    "Thameslink Programme": "Thameslink",
    "Automatic Enrolment Programme": (
        "Automatic Enrolment Programme (originally called Enabling Retirement Savings Programme)"
    ),
    "ABUJA New Office and Residence": "ABUJA: New Office and Residence",
    "Communications Capabilities Development (CCD) Programme": (
        "Communications Capabilities Development programme"
    ),
    "Carrier Enabled Power Projection": "Carrier Enabled Power Projection (CEPP)",
    "Spearfish Upgrade Programme": "Spearfish Upgrade (SFU) Programme",
    "Type 26 Global Combat Ship Programme": "Type 26 Global Combat Ship (T26 GCS)",
    "Wildcat Programme": "Wildcat",
    "Common Platform (CP)": "Common Platform",
    "Electronic Monitoring (EM)": "Electronic Monitoring",
    "Integrated Delivery Programme (IDP)": "Integrated Delivery Programme",
    "NOMS ICTS Services (NICTS) Programme (formally part of Quantum Re-compete Project)": (
        "NOMS ICTS Services (NIS) Programme (formally part of Quantum Re-compete Project)"
    ),
    "Gov UK Verify": "GOV.UK Verify",
    "Intercity Express Programme": "InterCity Express Programme (IEP)",
    "NHS UK": "NHS.UK",
    "Cyclamen Project": "Cyclamen Programme",
    "Digital Services at the Border": "Digital Services at the Border (DSaB)",
    "Home Office Biometrics Programme": "Home Office Biometrics (HOB) Programme",
    "Technology Platforms for Tomorrow": "Technology Platforms for Tomorrow (TPT)",
    "Customs Declaration Services": "CUSTOMS DECLARATION SERVICES (CDS) Programme",
    "Tax Free Childcare": "Tax-Free Childcare",
    "National Law Enforcement Data Programme (NLEDP)": "National Law Enforcement Data Programme",
    "Contracting; Purchasing and Finance": "Contracting, Purchasing and Finance",
    "Census & Data Collection Transformation Programme": "Census & Data Collection Transformation",
}
"""Names of two returns that a reader holds for one project, and so answered."""


def projects_by_hand(real: Path) -> dict[int, list[int]]:
    """Per year the project of each row: by id whatever its case, else by a name ever borne, else by SAME."""
    by_id: dict[str, int] = {}
    by_name: dict[str, int] = {}
    years: dict[int, list[int]] = {}
    for year in SAID:
        rows = []
        for project in plain.gmpp(real, year).projects:
            name = " ".join(project["name"].split())
            claims = (by_id.get(project.get("id", "").casefold()), by_name.get(name.casefold()))
            known = next((claim for claim in claims if claim is not None), None)
            if known is None and name in SAME:
                known = by_name.get(SAME[name].casefold())
            number = len(set(by_name.values()) | set(by_id.values())) if known is None else known
            by_name[name.casefold()] = number
            if project.get("id"):
                by_id[project["id"].casefold()] = number
            rows.append(number)
        years[year] = rows
    return years
