"""Files that leave the app by a button; their content comes from the one writer of pmo_core."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from pmo_core import importing
from pmo_core.importing import Staged
from pmo_core.store.mappings import Remembered

MIME: Final[Mapping[str, str]] = {
    "csv": "text/csv",
    "txt": "text/plain",
    "md": "text/markdown",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def bad_rows(made: Staged) -> None:
    """Offer the refused rows of a file as CSV, to mend and drop again."""
    content = importing.bad_rows(made.reading)
    if content is not None:
        st.download_button(
            "Download the refused rows",
            content,
            file_name=importing.file_name(made.reading),
            mime="text/csv",
            on_click="ignore",
            help="With row, problem and what to do. Mend them and drop the file here: they join the rest.",
            key=f"bad rows {made.import_id}",
        )


def layout(shape: Remembered) -> None:
    """Offer a remembered layout as JSON, to replay on the command line or keep beside a report."""
    st.download_button(
        "Export",
        json.dumps(dict(shape.recipe), ensure_ascii=False, indent=2),
        file_name=f"layout-{shape.mapping_id}.json",
        mime="application/json",
        on_click="ignore",
        help="How files like it are read; `import --mapping FILE` on the command line reads one so.",
        key=f"layout {shape.mapping_id}",
        width="stretch",
    )


def download(label: str, make: Callable[[], bytes], *, name: str, key: str, help: str = "") -> None:
    """Offer a file that is made when the button is pressed; `name` has its ending."""
    st.download_button(
        label,
        make,
        file_name=name,
        mime=MIME[name.rpartition(".")[2]],
        on_click="ignore",
        help=help or None,
        key=key,
    )
