"""A file system of a few megabytes, to be filled and freed; mounting one needs the right to."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTE = 1024 * 1024


class CannotMount(Exception):
    """This machine, or this user, mounts nothing; the trial is skipped with this reason."""


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """A memory file system in this folder, gone at the end."""
    folder.mkdir(parents=True)
    _mount(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)])
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True, capture_output=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The same file system, for a while without the right to write."""
    _mount(["mount", "-o", "remount,ro", str(folder)])
    try:
        yield
    finally:
        _mount(["mount", "-o", "remount,rw", str(folder)])


def _mount(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise CannotMount("there is no mount here") from None
    except subprocess.CalledProcessError as problem:
        raise CannotMount(problem.stderr.strip() or "mounting is not allowed here") from None


class Filler:
    """Somebody else's file, which takes all the room but some bytes."""

    def __init__(self, disk: Path) -> None:
        self.file = disk / "somebody else's file"

    def fill(self, *, leave: int) -> None:
        """Take everything but so many bytes; what it took before is given back first."""
        self.free()
        taken = shutil.disk_usage(self.file.parent).free - leave
        with self.file.open("wb") as file:
            if taken > 0:
                os.posix_fallocate(file.fileno(), 0, taken)

    def free(self) -> None:
        """Give everything back."""
        self.file.unlink(missing_ok=True)
