"""The command line on real files: the fixture of the commands, which also checks every document's schema."""

from tests.commands.conftest import run

__all__ = ["run"]
