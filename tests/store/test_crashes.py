"""Full disks and killed processes: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pmo_core.store.database import Database
from pmo_core.store.versions import find_import

ROOT = Path(__file__).resolve().parents[2]


def in_another_process(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_full_disk_loses_nothing_and_needs_no_restart(path: Path) -> None:
    """A limit on the size of files stands in for the disk; the log does not fit under it."""
    ran = in_another_process(
        """
        import resource, sys, uuid
        from pathlib import Path
        import pyarrow as pa
        from pmo_core.errors import DiskFull
        from pmo_core.store.database import Database
        from pmo_core.store.signature import signature
        from pmo_core.store.versions import find_import, save_part
        from tests.store.conftest import ADMIN, project_rows, record_of

        def load(count):
            rows = project_rows({uuid.uuid4().hex * 4: 1.0 for _ in range(count)})
            record = record_of("f.csv", rows=count)
            with db.writing() as tx:
                save_part(tx, record, rows=rows, grant=ADMIN)
            return record.import_id

        db = Database.open(Path(sys.argv[1]))
        first = load(10)
        before = signature(db)
        resource.setrlimit(resource.RLIMIT_FSIZE, (db.path.stat().st_size + 65536, resource.RLIM_INFINITY))
        try:
            load(50_000)
        except DiskFull as problem:
            print(problem)
        assert signature(db) == before
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        second = load(20)
        assert find_import(db, first) and find_import(db, second)
        db.close()
        db = Database.open(Path(sys.argv[1]))
        assert find_import(db, first) and find_import(db, second)
        """,
        path,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Nothing was changed: the disk is full." in ran.stdout


@pytest.mark.parametrize("acknowledged", [1, 4])
def test_a_killed_process_loses_no_acknowledged_load(acknowledged: int, path: Path) -> None:
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                """
                import sys
                from pathlib import Path
                from pmo_core.store.database import Database
                from pmo_core.store.versions import save_part
                from tests.store.conftest import ADMIN, project_rows, record_of

                db = Database.open(Path(sys.argv[1]))
                for turn in range(10_000):
                    record = record_of(f"f{turn}.csv", rows=200)
                    with db.writing() as tx:
                        rows = project_rows({f"P{n}": 1.0 for n in range(200)})
                        save_part(tx, record, rows=rows, grant=ADMIN)
                    print(record.import_id, flush=True)
                """
            ),
            str(path),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    told = [writer.stdout.readline().strip() for _ in range(acknowledged)]
    writer.kill()
    told += writer.stdout.read().split()[:-1]  # the last line may be cut off
    writer.stdout.close()
    writer.wait()
    db = Database.open(path)
    try:
        versions = [find_import(db, import_id) for import_id in told]
        assert None not in versions
        for (rows,) in db.rows(__file__, "rows_per_part"):
            assert rows == 200, "a load is whole or not there"
    finally:
        db.close()
