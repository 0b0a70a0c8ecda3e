"""
From a slider's key to the new picture, in Chromium: python -m bench.engines.repaint ours|naive PREPARED STORE

What counts is the first burst of changes in the pictures of the page, up to the paint after the last of them;
what a page adds when its threads have done their work does not. Each value is new: the browser keeps messages
that it has seen. The machine's Chromium, as the browser tests find it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Page

from bench.contest import ROOT
from bench.engines.measured import say
from bench.engines.ours import PORTFOLIO
from bench.engines.ours_pages import FILE
from bench.engines.whatif_work import query
from tests.browser.chromium import chromium
from tests.browser.server import free_port

MOVES: Final = 30
WARM: Final = 3
SECONDS: Final = 60.0
STEP_MS: Final = 1_500
"""Between two moves: a reader looks before moving on."""
PICTURE: Final = "[data-testid=stVegaLiteChart]"
WATCH: Final = """
() => {
  const seen = window.seen = { began: 0, last: 0 };
  const inside = node => node instanceof Element && node.closest("[data-testid=stVegaLiteChart]");
  document.addEventListener("keydown", () => { seen.began = performance.now(); seen.last = 0; }, true);
  new MutationObserver(changes => {
    if (!seen.began || !changes.some(change => inside(change.target))) return;
    requestAnimationFrame(() => setTimeout(() => {
      const now = performance.now();
      if (!seen.last || now - seen.last < 150) seen.last = now;
    }));
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}
"""
PAINTED: Final = "() => window.seen.last ? window.seen.last - window.seen.began : null"


@contextmanager
def serving(program: list[str], **env: str) -> Iterator[tuple[int, int]]:
    """A server of Streamlit's on a free port: port and process, stopped at the end."""
    port = free_port()
    command = [sys.executable, *(word.format(port=port) for word in program)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(address: str) -> None:
    until = time.monotonic() + SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def cpu_of(process: int) -> float:
    """Seconds of the processor that a process has used, by Linux; 0 elsewhere."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def moved(page: Page) -> list[float]:
    """Move the slider of risk by its keyboard, again and again; seconds to each new picture."""
    page.wait_for_selector(f"{PICTURE} svg", timeout=SECONDS * 1_000)
    page.wait_for_timeout(2 * STEP_MS)
    page.evaluate(WATCH)
    page.get_by_role("slider", name=re.compile("risk", re.IGNORECASE)).first.focus()
    painted: list[float] = []
    for _ in range(WARM + MOVES):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(STEP_MS)
        painted.append(float(page.evaluate(PAINTED)) / 1_000)
    return painted[WARM:]


def main(side: str, prepared: Path, store: Path) -> None:
    """Serve the page, move its slider, print the 95th percentile of the seconds to a new picture."""
    if side == "ours":
        shutil.copy(prepared / FILE, store / FILE)
        program, path = (
            ["serve.py", "--port", "{port}"],
            f"what_if?v=1&portfolio={PORTFOLIO}&{urlencode(query())}",
        )
        env = {"PMO_DATABASE": str(store / FILE)}
    else:
        program = ["-m", "streamlit", "run", "bench/naive/what_if.py", "--server.headless=true"]
        program, path = [*program, "--server.port={port}"], ""
        env = {"NAIVE_FOLDER": str(prepared / "files")}
    with serving(program, **env) as (port, process), chromium() as browser:
        if browser is None:
            raise RuntimeError("there is no Chromium: make chromium")
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(f"http://127.0.0.1:{port}/{path}")
        before = cpu_of(process)
        painted = moved(page)
        spent = (cpu_of(process) - before) / (WARM + MOVES)
        said = page.get_by_role("slider", name=re.compile("risk", re.IGNORECASE)).first
        shown = float(re.findall(r"\d+", said.get_attribute("aria-valuetext") or "")[0])
    say((quantiles(painted, n=20)[-1], spent), {"risk": shown}, packages=("streamlit", "playwright"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
