"""Fixtures that several test folders share."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """Streamlit's AppTest leaves a page as `__main__`, which every process started later would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


def real_folder() -> Path:
    """The folder of public files: `PMO_REAL_DATA`, else beside the project."""
    told = os.environ.get("PMO_REAL_DATA")
    return Path(told) if told else ROOT.parent / "shared" / "data" / "real"


@pytest.fixture(scope="session")
def real() -> Path:
    """
    The folder of real public files, which are not part of the project.

    Without it tests skip; where `PMO_REAL_DATA` is set they are mandatory, and a missing folder fails.
    """
    folder = real_folder()
    if folder.is_dir():
        return folder
    if os.environ.get("PMO_REAL_DATA"):
        pytest.fail(f"PMO_REAL_DATA names {folder}, which is not there")
    pytest.skip("the folder of real files is not here")
