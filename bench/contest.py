"""Who does what against whom: the rows of the benchmark."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.engines.store_work import HELD, UPDATE, write_update
from bench.generate import projects_of, write_portfolio
from bench.stack import STACKS, write_stack
from pmo_core.limits import PAGE_LIMITS

ROOT: Final = Path(__file__).resolve().parents[1]
PEERS: Final = ROOT / ".venv-bench" / "bin" / "python"
"""The peers' own environment; the product runs in the one that runs this."""

STORE: Final = "{store}"
"""Stands for a fresh folder per run in an engine's arguments."""

SMALL: Final = 1_000
PAGE_READINGS: Final = 499_000
"""Nearly as many as the page takes; they fill its 25 MB."""


EARLIER_SEED: Final = 2
"""The files that make a shape known are others: the same once more would load nothing."""


@dataclass(frozen=True)
class Engine:
    """One way to do the work: a module of bench.engines, the package it needs, what it is told."""

    name: str
    module: str
    needs: str | None = None
    told: tuple[str, ...] = ()

    @property
    def python(self) -> Path:
        """The interpreter: the peers' for peers that need a package, else ours."""
        return PEERS if self.needs else Path(sys.executable)

    def command(self, store: Path) -> list[str]:
        """The command line of one run."""
        told = [text.replace(STORE, str(store)) for text in self.told]
        return [str(self.python), "-m", f"bench.engines.{self.module}", *told]

    def missing(self) -> str | None:
        """Why the engine cannot run here; None = it can."""
        if self.needs is None:
            return None
        if not self.python.exists():
            return "the environment of the peers is not there: make peers"
        asked = subprocess.run([self.python, "-c", f"import {self.needs}"], capture_output=True, check=False)
        return None if asked.returncode == 0 else f"{self.needs} is not installed"


@dataclass(frozen=True)
class Contest:
    """
    Engines that do the same work at one size, run in turns.

    `ours` maps the name of an operation to the product's engine for it; every peer is compared with each.
    `files` are what is read, for the floor; `absent` says why the contest cannot be held. `once`: engines
    warm up and repeat their work by themselves, so that each runs once.
    """

    n: int
    ours: dict[str, Engine]
    peers: tuple[Engine, ...]
    files: tuple[Path, ...]
    absent: str | None = None
    once: bool = False


def loads(n: int, folder: Path) -> Contest:
    """Load a portfolio of n readings, of a shape seen before and of a new one."""
    files = tuple(write_portfolio(n, folder / f"load-{n}").values())
    earlier = folder / "earlier"
    if not earlier.exists():
        write_portfolio(SMALL, earlier, seed=EARLIER_SEED)
    told = (str(files[0].parent), STORE)
    peers = [
        Engine("polars", "with_polars", "polars", told),
        Engine("pandas", "with_pandas", "pandas", told),
        Engine("sqlite3", "with_sqlite3", None, told),
        Engine("sqlite-utils", "with_sqlite_utils", "sqlite_utils", told),
    ]
    ours = {
        "load-known": Engine("ours", "ours", told=(*told, str(earlier))),
        "load-first": Engine("ours", "ours", told=told),
    }
    return Contest(n, ours, tuple(peers[:2] if n > 1_000_000 else peers), files)


def intakes(folder: Path) -> Iterator[Contest]:
    """Read one file of 25 MB: generated readings, then real files where PMO_REAL_DATA names them."""
    generated = write_portfolio(PAGE_READINGS, folder / "intake")["kpis"]
    yield _intake("intake", generated, delimiter=",")
    real = os.environ.get("PMO_REAL_DATA")
    for stack in STACKS:
        if real:
            path = write_stack(stack, Path(real), folder)
            yield _intake(f"intake-{stack.name}", path, delimiter=stack.delimiter, answers=stack.answers)
        else:
            engines = (Engine("ours", ""), Engine("csv.reader", ""))
            absent = "PMO_REAL_DATA names no folder of real files"
            yield Contest(_megabytes(), {f"intake-{stack.name}": engines[0]}, engines[1:], (), absent)


def _intake(op: str, file: Path, *, delimiter: str, answers: tuple[str, ...] = ()) -> Contest:
    ours = Engine("ours", "ours_intake", told=(str(file), STORE, *answers))
    peer = Engine("csv.reader", "with_csv_reader", told=(str(file), delimiter))
    return Contest(_megabytes(), {op: ours}, (peer,), (file,))


def _megabytes() -> int:
    return PAGE_LIMITS.file // (1024 * 1024)


STORE_WORK: Final = ("balance-warm", "reopen", "readers", "commit", "update", "interrupt")
PAGES: Final = ("page-overview", "page-balance", "page-data", "page-held", "page-chip", "page-whatif")


def store(n: int, folder: Path) -> Iterator[Contest]:
    """What a loaded store of n readings costs, beside sqlite3."""
    for op in STORE_WORK:
        yield _on_copy(op, n, prepared(n, folder), ours="ours_store", peer=("sqlite3", "sqlite_store"))


def pages(n: int, folder: Path) -> Iterator[Contest]:
    """What a turn on a page over n readings costs, beside a page written in an afternoon; n → projects."""
    for op in PAGES:
        where = prepared(n, folder)
        yield _on_copy(op, projects_of(n), where, ours="ours_pages", peer=("naive", "naive_pages"))


def _on_copy(op: str, n: int, where: Path, *, ours: str, peer: tuple[str, str]) -> Contest:
    told = (op, str(where), STORE)
    return Contest(
        n, {op: Engine("ours", ours, told=told)}, (Engine(peer[0], peer[1], told=told),), (), once=True
    )


def repaint(n: int, folder: Path) -> Iterator[Contest]:
    """From a slider's key to the new picture in a browser, beside a page written in an afternoon."""
    told = (str(prepared(n, folder)), STORE)
    ours, naive = (Engine(name, "repaint", told=(name, *told)) for name in ("ours", "naive"))
    yield Contest(projects_of(n), {"repaint": ours}, (naive,), (), once=True)


MANY_PROJECTS: Final = 10_000


def choices(*, quick: bool = False) -> Iterator[Contest]:
    """Choose the best of n projects under a budget, beside full models; for twenty budgets at once."""
    for op, n in [("select", 1_000), ("frontier", 1_000), *([] if quick else [("select", MANY_PROJECTS)])]:
        told = (op, str(n))
        peer = Engine("scipy.milp", "with_milp", told=told)
        yield Contest(n, {op: Engine("ours", "ours_choice", told=told)}, (peer,), (), once=True)


LARGEST_MATRIX: Final = 10_000
"""Of so many projects scikit-criteria is asked at most."""


def weighed(*, quick: bool = False) -> Iterator[Contest]:
    """Rank n projects under new weights; count their ranks under ten thousand."""
    for n in [1_000, 100_000] if quick else [100, 1_000, 10_000, 100_000, 1_000_000]:
        told = ("slider", str(n))
        peers = [Engine("pandas", "pandas_weighed", "pandas", told)]
        if n <= LARGEST_MATRIX:
            peers.insert(0, Engine("scikit-criteria", "with_skcriteria", "skcriteria", told))
        ours = Engine("ours", "ours_weighed", told=told)
        yield Contest(n, {"slider": ours}, tuple(peers), (), once=True)
    for n in (100, 1_000):
        told = ("smaa", str(n))
        peer = Engine("pymcdm loop", "with_pymcdm", "pymcdm", told)
        yield Contest(n, {"smaa": Engine("ours", "ours_weighed", told=told)}, (peer,), (), once=True)


MANY_SERIES: Final = 100_000


def kpis(*, quick: bool = False) -> Iterator[Contest]:
    """Look through many series of 25 readings for trends, and for what is more than noise."""
    told = ("kendall", str(MANY_SERIES))
    peer = Engine("pymannkendall loop", "with_pymannkendall", "pymannkendall", told)
    ours = Engine("ours", "ours_monthly", told=told)
    yield Contest(MANY_SERIES, {"kendall": ours}, (peer,), (), once=True)
    if quick:  # loading 2.5 million readings first takes longer than a quick run may
        return
    told = ("xmr", str(MANY_SERIES))
    peer = Engine("pandas loop", "pandas_charts", "pandas", told)
    yield Contest(
        MANY_SERIES, {"xmr": Engine("ours", "ours_charts", told=(*told, STORE))}, (peer,), (), once=True
    )


MANY_CONTACTS: Final = 200_000


def people() -> Iterator[Contest]:
    """Whom to talk to next, of 2,000 stakeholders by their contacts, beside a page over data frames."""
    told = ("people", str(MANY_CONTACTS))
    peer = Engine("pandas page", "pandas_people", "pandas", told)
    ours = Engine("ours", "ours_people", told=(*told, STORE))
    yield Contest(MANY_CONTACTS, {"people": ours}, (peer,), (), once=True)


def roadmap() -> Iterator[Contest]:
    """Slip, velocity, churn and kept promises of ten milestones a project in 24 reports."""
    told = ("roadmap", "1000")
    peer = Engine("pandas page", "pandas_road", "pandas", told)
    yield Contest(
        1_000, {"roadmap": Engine("ours", "ours_road", told=(*told, STORE))}, (peer,), (), once=True
    )


def prepared(n: int, folder: Path) -> Path:
    """
    Make once what work on a store begins with: a portfolio loaded by the product and by sqlite3.

    Raises:
        CalledProcessError: If one of them cannot load it.
    """
    made = folder / f"prepared-{n}"
    if made.exists():
        return made
    files = made / "files"
    kpis = write_portfolio(n, files)["kpis"]
    write_update(kpis, n, made / UPDATE)
    for module in ("ours", "with_sqlite3"):
        command = [sys.executable, "-m", f"bench.engines.{module}", str(files), str(made)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    other = write_portfolio(n, folder / "other", seed=EARLIER_SEED)["projects"]
    shutil.copy(other, made / HELD)
    return made
