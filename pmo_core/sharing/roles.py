"""Who may do what: one table, read by the guard, the tests and the help page. Deny by default."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pmo_core.errors import AccessDenied
from pmo_core.model import Grant
from pmo_core.settings import Mode


class Role(StrEnum):
    """What somebody is in a workspace, least first."""

    LINK = "link"
    VIEWER = "viewer"
    MANAGER = "manager"
    ADMIN = "admin"


_READERS: Final = frozenset({Role.VIEWER, Role.MANAGER, Role.ADMIN})
_EDITORS: Final = frozenset({Role.MANAGER, Role.ADMIN})
_OWNERS: Final = frozenset({Role.ADMIN})

ROLES_OF: Final[Mapping[str, frozenset[Role]]] = {
    "read": _READERS,
    "export": _READERS,
    "import": _EDITORS,
    "undo": _EDITORS,
    "settings": _EDITORS,
    "mappings": _EDITORS,
    "share": _EDITORS,
    "answer": _READERS,
    "demo": _EDITORS,
    "backup": _OWNERS,
    "restore": _OWNERS,
    "delete": _OWNERS,
}
"""Action → roles that hold it; an action that is not listed is held by nobody."""


def grant_of(role: Role, *, who: str) -> Grant:
    """Everything the role may do, in all portfolios."""
    return Grant(who=who, role=role, actions=frozenset(a for a, roles in ROLES_OF.items() if role in roles))


def require(action: str, *, mode: Mode, who: str = "local user") -> Grant:
    """
    Give the grant of the present person, or refuse.

    In `local` mode the machine belongs to one person, who is admin. The other modes have no login yet,
    so nobody is let in.

    Raises:
        AccessDenied: If the person's role does not hold the action.
    """
    grant = grant_of(Role.ADMIN, who=who) if mode is Mode.LOCAL else Grant(who, "nobody", frozenset())
    if action not in grant.actions:
        raise AccessDenied(
            "This page is not open to you.", fix="Ask the person who runs this workspace for access."
        )
    return grant
