"""What the solver prints in C must not reach the program's output, which may be one JSON document."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from tests.house.sources import ROOT


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )


def test_only_what_is_printed_outside_a_solve_comes_out() -> None:
    """The line is written through C's own buffer, as the solver does; a pipe empties it at the end."""
    shown = run(
        """
        import ctypes
        from pmo_core.measure.choose.quiet import quiet
        print("before", end=" ")
        with quiet():
            ctypes.CDLL(None).printf(b"HighsMipSolverData::transform\\n")
        print("after")
        """
    ).stdout
    assert shown == "before after\n"


def test_several_threads_share_the_silence_and_the_last_one_ends_it() -> None:
    shown = run(
        """
        import threading
        from tests.measure.choose.small import G6
        from dataclasses import replace
        from pmo_core.measure.choose import best
        problem = replace(G6, groups=((0, 1),))
        threads = [threading.Thread(target=best, args=(problem,)) for _ in range(4)]
        [t.start() for t in threads]
        [t.join() for t in threads]
        print("still heard")
        """
    ).stdout
    assert shown == "still heard\n"


def test_a_program_without_any_output_is_served_too() -> None:
    code = """
        import os
        os.close(1)
        from dataclasses import replace
        from pmo_core.measure.choose import best
        from tests.measure.choose.small import G6
        os._exit(0 if best(replace(G6, groups=((0, 1),))).value else 1)
    """
    assert run(code).returncode == 0
