"""Settings of the installation (`PMO_*`), read from the environment or a `.env` file."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Mode(StrEnum):
    """Who reaches what (README, "Who can see it")."""

    LOCAL = "local"
    OFFICE = "office"
    TEAM = "team"


class Settings(BaseSettings):
    """What a deployment may change. Every name is `PMO_` plus the field in capitals."""

    model_config = SettingsConfigDict(env_prefix="PMO_", env_file=".env", extra="ignore", frozen=True)

    database: Path = Path("data/pmo.duckdb")
    mode: Mode = Mode.LOCAL
    address: str = "127.0.0.1"
    public_url: str = ""

    @property
    def backups(self) -> Path:
        """Folder of the verified copies, beside the database."""
        return self.database.parent / "backups"


@cache
def settings() -> Settings:
    """
    The settings of this process, read once.

    Raises:
        ValueError: If one cannot hold, in a sentence that names it.
    """
    try:
        return Settings()
    except ValidationError as found:
        first = found.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise ValueError(f"PMO_{name} cannot be {first['input']!r}. {first['msg']}.") from None
