"""Fourteen KPIs: results of the month and goals of the decade; one real change, and much noise."""

from __future__ import annotations

from dataclasses import dataclass

from story.clock import LAST, Dice, months_before

Row = dict[str, object]

MONTHS = months_before(LAST, 25)
QUARTERS = ("2024 Q3", "2024 Q4", "2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4", "2026 Q1", "2026 Q2", "2026 Q3")


@dataclass(frozen=True)
class Kpi:
    """
    How one series behaves.

    level, spread and drift (per period) make the readings; from `shift_at` on, `shift` is added.
    `readings` keeps the newest so many; `places` is the number of decimals; `rating` is its owner's word on
    the newest.
    """

    kpi_id: str
    name: str
    unit: str
    direction: str
    horizon: str
    target: str
    level: float
    spread: float
    owner: str
    objective: str = ""
    project_id: str = ""
    drift: float = 0.0
    shift: float = 0.0
    shift_at: int = 99
    readings: int = 99
    quarterly: bool = False
    cumulative: bool = False
    places: int = 1
    target_date: str = ""
    baseline: str = ""
    baseline_date: str = ""
    rating: str = ""


KPIS = (
    Kpi("K01", "On-shelf availability", "%", "higher", "Short", "96.5", 97.2, 0.4, "Amara Okafor", "O1",
        rating="Green"),
    Kpi("K02", "Order lines picked per hour", "lines", "higher", "Short", "104", 92.0, 2.2,
        "Wiktor Zielinski",
        "O2", "P105", shift=15.0, shift_at=9, baseline="92", baseline_date="2024-09-30"),
    Kpi("K03", "Waiting time at the checkout", "minutes", "lower", "Short", "3.6", 3.3, 0.18,
        "Sinead Byrne", "O1",
        "P132", places=2),
    Kpi("K04", "Cost to serve per online order", "GBP", "lower", "Short", "4.20", 4.45, 0.09,
        "Noor Al-Sayed", "O2",
        places=2),
    Kpi("K05", "Complaints per 10,000 orders", "complaints", "lower", "Short", "38", 33.0, 1.7,
        "Kwame Boateng", "O1"),
    Kpi("K06", "Deliveries within the promised slot", "%", "higher", "Short", "95", 92.6, 0.7,
        "Lena Brandt", "O1",
        "P138", rating="Green"),
    Kpi("K07", "Savings from delivered projects", "GBP million", "higher", "Short", "9.5", 0.85, 0.12,
        "Edwin Thackeray", "O2", cumulative=True, places=2),
    Kpi("K08", "Prescriptions ready within a day", "%", "higher", "Short", "88", 91.0, 0.9,
        "Farah Siddiqui", "O1",
        "P204", rating="Amber"),
    Kpi("K09", "Staff leaving within a year", "%", "lower", "Medium", "19", 18.1, 0.35, "Ana Petrovic"),
    Kpi("K10", "Average basket", "GBP", "", "Short", "31.00", 31.4, 0.55, "Marcus Adeyemi", places=2),
    Kpi("K11", "Emissions of the estate", "kt CO2e", "lower", "Long", "9.0", 15.6, 0.12, "Louise Tremblay",
        "O4",
        "P302", drift=-0.09, quarterly=True, target_date="2028-12-31", baseline="15.8",
        baseline_date="2023-12-31", rating="Amber"),
    Kpi("K12", "Reports drawn from certified figures", "%", "higher", "Long", "75", 21.0, 1.1,
        "Hiroshi Nakata", "O3",
        "P301", drift=1.4, quarterly=True, target_date="2028-03-31", baseline="18",
        baseline_date="2024-03-31"),
    Kpi("K13", "Apprentices per 1,000 staff", "people", "higher", "Long", "", 12.4, 0.5, "Chidi Eze", "",
        "P304", quarterly=True),
    Kpi("K14", "Supplier records without an error", "%", "higher", "Medium", "90", 71.0, 0.8,
        "Grace Nkemelu", "O3",
        "P213", drift=2.1, readings=5, target_date="2027-06-30", baseline="70", baseline_date="2026-04-30"),
)  # fmt: skip


def kpi_rows() -> list[Row]:
    """Give one row per KPI and period, oldest first."""
    return [row for kpi in KPIS for row in _series(kpi)]


def _series(kpi: Kpi) -> list[Row]:
    periods = (QUARTERS if kpi.quarterly else tuple(MONTHS))[-kpi.readings :]
    values = _values(kpi, periods)
    rows = [_row(kpi, period, value) for period, value in zip(periods, values, strict=True)]
    rows[-1]["rating"] = kpi.rating
    return rows


def _values(kpi: Kpi, periods: tuple[str, ...]) -> list[float]:
    dice, values, so_far = Dice(kpi.kpi_id), [], 5 * kpi.level  # April to August lie before
    for number, period in enumerate(periods):
        shift = kpi.shift if number >= kpi.shift_at else 0.0
        value = kpi.level + kpi.drift * number + shift + kpi.spread * dice.noise()
        if kpi.cumulative:  # the year to date starts again with the financial year, in April
            so_far = value if period.endswith("-04") else so_far + value
            value = so_far
        values.append(value)
    return values


def _row(kpi: Kpi, period: str, value: float) -> Row:
    return {
        "kpi_id": kpi.kpi_id,
        "name": kpi.name,
        "unit": kpi.unit,
        "direction": kpi.direction,
        "horizon": kpi.horizon,
        "period": period,
        "value": f"{value:.{kpi.places}f}",
        "target": kpi.target,
        "target_date": kpi.target_date,
        "baseline": kpi.baseline,
        "baseline_date": kpi.baseline_date,
        "cumulative": "yes" if kpi.cumulative else "no",
        "objective": kpi.objective,
        "project_id": kpi.project_id,
        "owner": kpi.owner,
        "rating": "",
    }
