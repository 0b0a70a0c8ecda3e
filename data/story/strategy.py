"""What Eastmarch wants to reach, and which share of each project serves it."""

from __future__ import annotations

Row = dict[str, object]

OBJECTIVES: list[Row] = [
    {"objective_id": number, "name": name, "weight": weight, "horizon": horizon, "owner": owner}
    for number, name, weight, horizon, owner in (
        ("O1", "Make everyday shopping easier", "0.30", "Short", "Deborah Finch"),
        ("O2", "Lower the cost to serve", "0.25", "Short", "Victor Oyelaran"),
        ("O3", "Decide with figures everybody trusts", "0.20", "Long", "Ibrahim Toure"),
        ("O4", "Reach a net-zero estate by 2040", "0.15", "Long", "Helen Marchbank"),
        ("O5", "Build a circular business", "0.10", "Medium", "Roza Karimova"),
    )
]

# Projects that serve an objective and the share of each, in per cent. Whoever is in no line serves none:
# screens, pop-ups, banners, lease renewals. Only the reuse workshop serves O5, and it has left the report.
SERVES = {
    "O1": """
        P101 70  P102 100  P103 100  P104 20  P106 100  P110 100  P111 100  P112 50  P113 100  P114 80
        P118 50  P119 100  P122 50  P123 40  P129 60  P131 100  P132 70  P133 20  P134 100  P137 80
        P138 100  P139 80  P141 70  P142 100  P144 100  P148 100  P149 50  P150 30  P152 100  P153 60
        P160 70  P162 100  P163 60  P165 100  P201 40  P204 60  P207 40
    """,
    "O2": """
        P101 30  P104 80  P105 100  P107 40  P108 100  P109 100  P112 50  P114 20  P115 100  P116 100
        P117 100  P118 50  P120 100  P121 60  P122 50  P123 60  P127 100  P128 50  P132 30  P133 80
        P135 100  P136 100  P137 20  P141 30  P143 30  P147 100  P150 40  P153 40  P154 100  P157 100
        P158 100  P159 100  P160 30  P161 100  P201 60  P204 40  P205 50  P207 60  P208 40  P303 40
        P403 50
    """,
    "O3": """
        P124 100  P150 30  P202 100  P205 50  P208 60  P209 100  P213 80  P301 100  P303 60
    """,
    "O4": """
        P107 60  P121 40  P143 70  P151 100  P206 100  P213 20  P214 100  P302 100
    """,
    "O5": """
        P211 100
    """,
}


def alignment_rows() -> list[Row]:
    """Give a row per project and objective; the shares of one project add up to 1 at most."""
    rows: list[Row] = []
    for objective, entries in SERVES.items():
        words = entries.split()
        for project, per_cent in zip(words[::2], words[1::2], strict=True):
            share = f"{int(per_cent) / 100:.2f}"
            rows.append({"project_id": project, "objective_id": objective, "share": share})
    return sorted(rows, key=lambda row: (str(row["project_id"]), str(row["objective_id"])))
