"""The committed exports of the usual tools are what the generator writes."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.data.demo_rows import DATA

SAMPLES = DATA / "samples"


def contents(path: Path) -> object:
    """The bytes of a text; of a workbook those of its parts, for packed bytes may differ elsewhere."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_generator_writes_the_committed_exports_and_nothing_else_lies_there(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DATA / "generate_samples.py", tmp_path], check=True, timeout=60)
    written = {path.name: contents(path) for path in tmp_path.iterdir()}
    committed = {path.name: contents(path) for path in SAMPLES.iterdir()}
    del committed["portfolio_export_messy.csv"]  # of generate_demo.py
    assert written == committed


def test_every_sample_is_described() -> None:
    words = (DATA / "README.md").read_text(encoding="utf-8")
    stems = {path.stem.replace("_2026-06-30", "") for path in SAMPLES.iterdir()}
    assert {stem for stem in stems if stem not in words} == set()
