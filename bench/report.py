"""What a run leaves behind: results.json, a table on stdout, one line per commit in history.jsonl."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bench.targets import RESULTS, key
from bench.verdict import Row

HISTORY: Final = RESULTS.with_name("history.jsonl")
SCHEMA: Final = 1

Results = dict[str, Any]


def results(
    rows: Sequence[Row], *, commit: str, at: str, machine: Mapping[str, Any], versions: Mapping[str, str]
) -> Results:
    """The document of results.json."""
    return {
        "schema": SCHEMA,
        "commit": commit,
        "at": at,
        "machine": dict(machine),
        "versions": dict(sorted(versions.items())),
        "rows": list(rows),
    }


def keep(document: Results, *, folder: Path = RESULTS.parent) -> None:
    """Write results.json, and the line of this commit into history.jsonl; an earlier line of it goes."""
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    (folder / RESULTS.name).write_text(text, encoding="utf-8")
    history = folder / HISTORY.name
    lines = history.read_text(encoding="utf-8").splitlines() if history.exists() else []
    lines = [line for line in lines if json.loads(line)["commit"] != document["commit"]]
    lines.append(json.dumps(_line(document), ensure_ascii=False))
    history.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(document: Results) -> dict[str, Any]:
    """One line of the history: the ratios of every comparison with its first verdict."""
    rows: dict[str, dict[str, Any]] = {}
    for row in document["rows"]:
        name = key(row["op"], row["n"], row["peer"]["name"])
        rows.setdefault(name, {**row.get("ratio", {}), "verdict": row["verdict"]})
    circumstances = {"commit": document["commit"], "at": document["at"]}
    return {**circumstances, "loaded": document["machine"]["loaded"], "rows": rows}


LEFT: Final = ("operation", "peer", "decides", "verdict")
HEADS: Final = (
    *("operation", "n", "peer", "ours s", "peer s", "ours CPU", "peer CPU", "MB"),
    *("decides", "value", "target", "verdict"),
)


def table(document: Results) -> str:
    """The rows for people, one line each, and the circumstances below."""
    cells = [HEADS, *(_cells(row) for row in document["rows"])]
    widths = [max(len(row[at]) for row in cells) for at in range(len(HEADS))]
    columns = list(zip(HEADS, widths, strict=True))
    lines = [
        "  ".join(
            cell.ljust(width) if head in LEFT else cell.rjust(width)
            for cell, (head, width) in zip(row, columns, strict=True)
        ).rstrip()
        for row in cells
    ]
    reasons = {
        f"{row['op']} {row['n']:,} {row['peer']['name']}: {row['reason']}"
        for row in document["rows"]
        if row.get("reason")
    }
    machine = document["machine"]
    state = "loaded: walls do not decide" if machine["loaded"] else "quiet"
    load = " → ".join(map(str, machine["load1"]))
    return "\n".join([*lines, *sorted(reasons), f"{machine['cores']} cores, load {load}, {state}"])


def _cells(row: Row) -> tuple[str, ...]:
    own, peer = row.get("ours", {}), row["peer"]
    figures = (own.get("wall_s"), peer.get("wall_s"), own.get("cpu_s"), peer.get("cpu_s"), own.get("rss_mb"))
    value, target = row.get("value"), row.get("target")
    return (
        row["op"],
        f"{row['n']:,}",
        f"{peer['name']} (extrapolated)" if peer.get("extrapolated") else peer["name"],
        *(_figure(figure) for figure in figures),
        row.get("decides", ""),
        _figure(value),
        _figure(target),
        row["verdict"],
    )


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
