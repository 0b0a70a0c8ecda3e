"""A passphrase as it is kept: salted and slow to try, so that nobody reads it from a copy of the database."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

_COST: Final = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
"""About 100 ms and 32 MB for one try."""


def kept(passphrase: str) -> str:
    """Give what is stored of a passphrase: salt and key, both in hexadecimal."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_key(passphrase, salt).hex()}"


def fits(passphrase: str, stored: str) -> bool:
    """Whether this is the passphrase that was stored."""
    salt, _, key = stored.partition("$")
    return secrets.compare_digest(_key(passphrase, bytes.fromhex(salt)), bytes.fromhex(key))


def _key(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, dklen=32, **_COST)
