"""The same work in pandas, kept as Parquet: python -m bench.engines.with_pandas FOLDER STORE"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from bench.answers import MEDIUM_MONTHS, SHORT_MONTHS, Answers, alignment, balance
from bench.engines.measured import measured
from bench.engines.shapes import AS_OF, FINISHED, IDS, LEVELS, NOTHING, SHAPES, Shape

Tables = dict[str, pd.DataFrame]


def read(file: Path, shape: Shape) -> tuple[pd.DataFrame, int]:
    """Typed rows of a file, one per key, and how many cells hold no value."""
    typed = pd.read_csv(file, dtype=str, na_values=list(NOTHING), keep_default_na=False)
    for name in shape.of("number"):
        typed[name] = pd.to_numeric(typed[name], errors="coerce")
    for name in shape.of("date"):
        typed[name] = pd.to_datetime(typed[name], format="%Y-%m-%d", errors="coerce")
    for name in shape.of("level"):
        typed[name] = typed[name].map({level: float(step) for step, level in enumerate(LEVELS)})
    missing = int(typed[shape.of("number", "date", "level")].isna().sum().sum())
    return typed.dropna(subset=list(shape.key)).drop_duplicates(list(shape.key)), missing


def lost(tables: Tables, table: pd.DataFrame, shape: Shape) -> int:
    """How many different references lead nowhere."""
    found = 0
    for column, target in shape.references.items():
        known = pd.concat([tables[target][IDS[target]], tables[target]["name"]])
        named = pd.Series(table[column].dropna().unique())
        found += int((~named.isin(known)).sum())
    return found


def load(folder: Path, store: Path) -> tuple[Tables, dict[str, float]]:
    """Read, check and keep the seven files."""
    tables: Tables = {}
    found: dict[str, float] = {}
    for kind, shape in SHAPES.items():
        table, missing = read(folder / f"{kind}.csv", shape)
        found |= {f"missing.{kind}": missing, f"lost.{kind}": lost(tables, table, shape)}
        found[f"rows.{kind}"] = len(table)
        table.to_parquet(store / f"{kind}.parquet", index=False)
        tables[kind] = table
    return tables, found


def portfolio(tables: Tables) -> dict[str, float]:
    """Balance, alignment and support."""
    year, month, day = AS_OF
    projects = tables["projects"]
    open_ = projects[~projects["status"].isin(FINISHED) & projects["budget"].notna()].copy()
    finish = open_["finish"].dt
    months = (finish.year - year) * 12 + finish.month - month + (finish.day > day).astype(int)
    open_["horizon"] = np.select(
        [months.isna(), months <= SHORT_MONTHS, months <= MEDIUM_MONTHS], [3, 0, 1], 2
    )
    sums = open_.groupby("horizon")["budget"].sum()
    links = tables["alignment"].merge(tables["objectives"], on="objective_id").merge(open_, on="project_id")
    links["money"] = links["budget"] * links["share"]
    spent = links.groupby(["objective_id", "weight"], as_index=False)["money"].sum()
    linked = open_.loc[open_["project_id"].isin(links["project_id"]), "budget"].sum()
    people = tables["stakeholders"].dropna(subset=["power", "interest", "current_level", "desired_level"])
    pull = people["power"] * people["interest"]
    gap = (pull * (people["desired_level"] - people["current_level"]).clip(lower=0)).sum()
    whole = (pull * people["desired_level"].clip(lower=1)).sum()
    return {
        **balance([float(sums.get(place, 0.0)) for place in range(4)]),
        **alignment(
            zip(spent["weight"], spent["money"], strict=True),
            invested=float(open_["budget"].sum()),
            linked=float(linked),
        ),
        "support": float(100 * (1 - gap / whole)),
    }


def readings(kpis: pd.DataFrame) -> dict[str, float]:
    """Latest reading of every series against its target."""
    upto = kpis[(kpis["period"] <= pd.Timestamp(*AS_OF)) & kpis["value"].notna()]
    latest = upto.loc[upto.groupby("name")["period"].idxmax()]
    higher = latest["direction"] == "higher"
    hits = int(
        np.where(higher, latest["value"] >= latest["target"], latest["value"] <= latest["target"]).sum()
    )
    return {
        "series": kpis["name"].nunique(),
        "latest": float(latest["value"].sum()),
        "met": hits,
        "missed": len(latest) - hits,
    }


def work(folder: Path, store: Path) -> Answers:
    """Files in, figures out."""
    tables, found = load(folder, store)
    return found | portfolio(tables) | readings(tables["kpis"])


if __name__ == "__main__":
    measured(
        lambda: work(Path(sys.argv[1]), Path(sys.argv[2])), dict, packages=("pandas", "numpy", "pyarrow")
    )
