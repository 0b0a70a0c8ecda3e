"""The page about the real files is what a fresh run writes."""

from pathlib import Path

import pytest

from tests.real.table import TARGET, page

pytestmark = pytest.mark.real


def test_the_page_about_real_files_is_as_a_fresh_run_writes_it(real: Path) -> None:
    """If not: `python -m tests.real.table`, and read the difference before it is committed."""
    assert TARGET.read_text(encoding="utf-8") == page(real)
