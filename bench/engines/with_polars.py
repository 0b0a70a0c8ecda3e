"""The same work in polars, kept as Parquet: python -m bench.engines.with_polars FOLDER STORE"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import polars as pl

from bench.answers import MEDIUM_MONTHS, SHORT_MONTHS, Answers, alignment, balance
from bench.engines.measured import measured
from bench.engines.shapes import AS_OF, FINISHED, IDS, LEVELS, NOTHING, SHAPES, Shape

Tables = dict[str, pl.DataFrame]


def read(file: Path, shape: Shape) -> tuple[pl.DataFrame, int]:
    """Typed rows of a file, one per key, and how many cells hold no value."""
    raw = pl.scan_csv(file, schema=dict.fromkeys(shape.columns, pl.String), null_values=list(NOTHING))
    levels = pl.Enum(LEVELS)
    typed = raw.with_columns(
        *(pl.col(name).cast(pl.Float64, strict=False) for name in shape.of("number")),
        *(pl.col(name).str.to_date("%Y-%m-%d", strict=False) for name in shape.of("date")),
        *(pl.col(name).cast(levels, strict=False).to_physical() for name in shape.of("level")),
    ).collect()
    missing = sum(typed[name].null_count() for name in shape.of("number", "date", "level"))
    kept = typed.drop_nulls(list(shape.key)).unique(list(shape.key), keep="any")
    return kept, missing


def lost(tables: Tables, table: pl.DataFrame, shape: Shape) -> int:
    """How many different references lead nowhere."""
    found = 0
    for column, target in shape.references.items():
        known = pl.concat([tables[target][IDS[target]], tables[target]["name"]])
        named = table[column].drop_nulls().unique()
        found += int((~named.is_in(known.implode())).sum())
    return found


def load(folder: Path, store: Path) -> tuple[Tables, dict[str, float]]:
    """Read, check and keep the seven files."""
    tables: Tables = {}
    found: dict[str, float] = {}
    for kind, shape in SHAPES.items():
        table, missing = read(folder / f"{kind}.csv", shape)
        found |= {f"missing.{kind}": missing, f"lost.{kind}": lost(tables, table, shape)}
        found[f"rows.{kind}"] = table.height
        table.write_parquet(store / f"{kind}.parquet")
        tables[kind] = table
    return tables, found


def portfolio(tables: Tables) -> dict[str, float]:
    """Balance, alignment and support."""
    year, month, day = AS_OF
    finish = pl.col("finish").dt
    months = (finish.year() - year) * 12 + finish.month() - month + (finish.day() > day).cast(pl.Int32)
    open_ = tables["projects"].filter(~pl.col("status").is_in(FINISHED), pl.col("budget").is_not_null())
    horizon = (
        pl.when(months <= SHORT_MONTHS).then(0).when(months <= MEDIUM_MONTHS).then(1)
        .when(months.is_not_null()).then(2).otherwise(3)
    )  # fmt: skip
    sums = dict(open_.group_by(horizon.alias("horizon")).agg(pl.col("budget").sum()).iter_rows())
    goals = tables["objectives"].select("objective_id", "weight")
    links = tables["alignment"].join(goals, on="objective_id").join(open_, on="project_id")
    spent = links.group_by("objective_id", "weight").agg((pl.col("budget") * pl.col("share")).sum())
    linked = open_.join(links.select("project_id").unique(), on="project_id")["budget"].sum()
    complete = tables["stakeholders"].drop_nulls(["power", "interest", "current_level", "desired_level"])
    pull = pl.col("power") * pl.col("interest")
    now, wanted = pl.col("current_level").cast(pl.Int32), pl.col("desired_level").cast(pl.Int32)
    gap, whole = complete.select(
        (pull * (wanted - now).clip(0)).sum().alias("gap"), (pull * wanted.clip(1)).sum().alias("whole")
    ).row(0)
    return {
        **balance([float(sums.get(place, 0)) for place in range(4)]),
        **alignment(
            spent.select("weight", "budget").iter_rows(), invested=open_["budget"].sum(), linked=linked
        ),
        "support": 100 * (1 - gap / whole),
    }


def readings(kpis: pl.DataFrame) -> dict[str, float]:
    """Latest reading of every series against its target."""
    upto = kpis.lazy().filter(pl.col("period") <= date(*AS_OF), pl.col("value").is_not_null())
    latest = upto.group_by("name").agg(
        pl.col("value", "target", "direction").sort_by("period").last()
    ).collect()  # fmt: skip
    higher = pl.col("direction") == "higher"
    met = (
        pl.when(higher)
        .then(pl.col("value") >= pl.col("target"))
        .otherwise(pl.col("value") <= pl.col("target"))
    )
    hits = int(latest.select(met.sum()).item())
    return {
        "series": kpis["name"].n_unique(),
        "latest": latest["value"].sum(),
        "met": hits,
        "missed": latest.height - hits,
    }


def work(folder: Path, store: Path) -> Answers:
    """Files in, figures out."""
    tables, found = load(folder, store)
    return found | portfolio(tables) | readings(tables["kpis"])


if __name__ == "__main__":
    measured(lambda: work(Path(sys.argv[1]), Path(sys.argv[2])), dict, packages=("polars",))
