"""What the demo portfolio does not know, hides or gets wrong: the part that real reports never lack."""

from __future__ import annotations

# (project, field): (first reporting date as an index, what stands in the cell instead); until the end.
HOLES = {
    ("P120", "owner"): (6, ""),
    ("P124", "owner"): (4, "TBC"),
    ("P129", "owner"): (2, ""),
    ("P145", "owner"): (7, "TBC"),
    ("P155", "owner"): (6, ""),
    ("P163", "owner"): (7, "TBC"),
    ("P165", "owner"): (8, "TBC"),
    ("P202", "owner"): (7, ""),
    ("P401", "owner"): (0, "TBC"),
    ("P402", "owner"): (4, ""),
    ("P163", "budget"): (7, "TBC"),
    ("P164", "budget"): (7, "Withheld: commercially confidential"),
    ("P165", "budget"): (8, "TBC"),
    ("P402", "budget"): (4, "not provided"),
    ("P156", "rating"): (7, "TBC"),
    ("P163", "rating"): (8, ""),
    ("P165", "rating"): (8, "TBC"),
    ("P401", "finish"): (0, "TBC"),
    ("P402", "finish"): (4, ""),
    ("P403", "finish"): (7, "TBC"),
    ("P402", "baseline_finish"): (4, ""),
    ("P403", "baseline_finish"): (7, ""),
    ("P401", "baseline_finish"): (0, ""),
    ("P126", "done"): (3, ""),
    ("P164", "planned_benefit"): (7, "Withheld: commercially confidential"),
    ("P124", "short_term_value"): (0, ""),
    ("P124", "long_term_value"): (0, ""),
    ("P165", "short_term_value"): (8, "TBC"),
    ("P165", "long_term_value"): (8, "TBC"),
    ("P401", "long_term_value"): (0, "n/a"),
    ("P158", "risk"): (6, ""),
    ("P155", "risk"): (6, "TBC"),
}

# Amounts that cannot stand beside an unknown budget: the same text is written there.
FOLLOWS_BUDGET = ("actual_cost", "forecast_cost", "whole_life_cost", "planned_value", "planned_benefit")

# Past their finish, still open, nobody has said that they are done.
OVERDUE = frozenset({"P120", "P123", "P124", "P156", "P158"})

# Green in the report while money runs away (earned value over cost) and the assurance team says so.
WATERMELONS = {"P121": (82, "Amber/Red"), "P154": (81, "Red")}

# Per cent complete of held work after its scope was cut.
REACHED = {"P157": 59}

# Old name until this reporting date; from then on the old one is an alias.
RENAMES = {"P201": (4, "Micro-depot Alderby"), "P142": (7, "Parcel lockers")}

REQUIRES = {
    "P133": "P104",
    "P135": "P108",
    "P139": "P103",
    "P141": "P132",
    "P148": "P111",
    "P151": "P143",
    "P202": "P301",
    "P213": "P301; P202",
    "P214": "P302",
}
EXCLUSIVE = {"P154": "depot capacity", "P403": "depot capacity"}

# Sentences of a report by rating; a green project rarely writes one.
COMMENTS = {
    "G": ("On plan.", "No change since the last report.", ""),
    "g": ("Small delays, no change to the finish.", "One supplier is late; a fallback is agreed.", "", ""),
    "A": (
        "Testing takes longer than planned.",
        "Key people are shared with other projects.",
        "The supplier has moved a delivery.",
        "Scope is under review with the sponsor.",
    ),
    "r": ("The team lost two specialists.", "Rework after the design review.", "A new plan is being made."),
    "R": ("The finish cannot be held with this budget.", "The plan no longer holds; a decision is needed."),
}

KEY_COMMENTS = {
    ("P301", 2): "Budget cut by £3.5m to pay for the loyalty app; the finish moves.",
    ("P301", 5): "Three teams left for delivery slots; the source systems are half connected.",
    ("P301", 6): "Without the second half of the connections no department can retire its own reports.",
    ("P301", 7): "£2.4m returned by the decision of 21 April; the team is being rebuilt.",
    ("P301", 8): "Two departments use certified figures; the fresh food forecast is one of them.",
    ("P302", 2): "Heat pumps for 40 stores moved to the next plan; budget down by £4m.",
    ("P302", 4): "Every delayed store adds about £19,000 a year to the energy bill.",
    ("P302", 6): "At this budget the 2040 goal is missed by six years.",
    ("P302", 8): "Budget raised by £0.8m; surveys for 12 stores restarted.",
    ("P303", 6): "On hold: no money left before the new year.",
    ("P303", 8): "Stopped. Designs are kept for the north depot.",
    ("P140", 7): "Stopped by the decision of 21 April; £18.4m freed.",
    ("P157", 7): "On hold by the decision of 21 April; scope cut to signed orders.",
    ("P121", 6): "All on plan.",
    ("P121", 8): "All on plan.",
    ("P154", 7): "Steelwork at a higher price; the finish holds.",
    ("P154", 8): "On plan after a change of contractor.",
    ("P202", 6): "Waiting for the data platform.",
    ("P107", 4): "Energy use of the first 80 stores down by 11 %.",
    ("P203", 4): "Stopped: the money went to the holiday season.",
    ("P212", 5): "Stopped: no sponsor after the reorganisation.",
    ("P123", 8): "Last site moves when the lease question is settled.",
}
