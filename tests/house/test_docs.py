"""What the documents promise is there, and what is there is documented."""

from __future__ import annotations

import re

import click

from pmo_core.commands.cli import cli
from tests.house.sources import ROOT

MANUAL = (ROOT / "docs" / "command_line.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
EVERYWHERE = {"--help"}


def _commands(group: click.Group, prefix: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= _commands(command, f"{prefix}{name} ")
        else:
            found[prefix + name] = command
    return found


def test_every_command_and_option_is_in_the_manual() -> None:
    absent = [name for name in _commands(cli) if not re.search(rf"[`| ]{name}\b", MANUAL)]
    for name, command in _commands(cli).items():
        options = {text for p in command.params if isinstance(p, click.Option) for text in p.opts}
        absent += [f"{name} {text}" for text in options - EVERYWHERE if text not in MANUAL]
    assert absent == []


def test_every_command_has_a_schema() -> None:
    schemas = {path.stem for path in (ROOT / "docs" / "schemas").glob("*.json")}
    assert schemas == {name.replace(" ", "_") for name in _commands(cli)}


def test_every_path_that_the_readme_names_is_there() -> None:
    named = re.findall(r"\]\((docs/[^)#]+)\)", README) + re.findall(r"`(data/samples/[^`]+)`", README)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_readme_names_the_two_commands() -> None:
    assert "make run" in README
    assert "make test" in README
