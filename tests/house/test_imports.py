from __future__ import annotations

import json
import subprocess
import sys

from tests.house.sources import ROOT

EVERY_MODULE = """
import importlib, json, pkgutil, sys
import pmo_core
for module in pkgutil.walk_packages(pmo_core.__path__, "pmo_core."):
    importlib.import_module(module.name)
print(json.dumps(sorted(name for name in sys.modules if name.split(".")[0] in ("streamlit", "pages"))))
"""


def test_the_core_runs_without_streamlit() -> None:
    """Doubles the import contract at run time, where a lazy import would show."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", EVERY_MODULE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[-1]) == []


def test_asking_for_the_package_alone_loads_no_heavy_library() -> None:
    ask = "import sys, pmo_core; print(*({'duckdb', 'pandas', 'altair', 'scipy'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
