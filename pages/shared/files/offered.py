"""A file that the Data page is asked to read, wherever it comes from."""

from __future__ import annotations

from typing import Protocol


class Offered(Protocol):
    """An upload, or a file that waits in the inbox."""

    @property
    def file_id(self) -> str:
        """The same as long as the file is the same."""
        ...

    @property
    def name(self) -> str:
        """Its name, a label only."""
        ...

    def getvalue(self) -> bytes:
        """Its bytes; may raise a PmoError when it is gone."""
        ...
