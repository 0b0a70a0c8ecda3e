"""The role table: deny by default, and a grant covers what it names and nothing else."""

import pytest

from pmo_core.errors import AccessDenied
from pmo_core.model import Grant
from pmo_core.settings import Mode
from pmo_core.sharing.roles import ROLES_OF, Role, grant_of, require


def test_the_person_at_a_local_machine_is_admin() -> None:
    assert require("read", mode=Mode.LOCAL).role == Role.ADMIN


@pytest.mark.parametrize("mode", [Mode.OFFICE, Mode.TEAM])
def test_without_a_login_nobody_is_let_into_a_shared_workspace(mode: Mode) -> None:
    with pytest.raises(AccessDenied, match="not open to you"):
        require("read", mode=mode)


def test_an_action_nobody_listed_is_held_by_nobody() -> None:
    with pytest.raises(AccessDenied, match="not open to you"):
        require("launch", mode=Mode.LOCAL)


def test_a_link_holds_no_action_of_the_workspace() -> None:
    assert grant_of(Role.LINK, who="reader").actions == frozenset()


@pytest.mark.parametrize("action", sorted(ROLES_OF))
def test_a_higher_role_never_holds_less(action: str) -> None:
    order = [Role.LINK, Role.VIEWER, Role.MANAGER, Role.ADMIN]
    held = [role in ROLES_OF[action] for role in order]
    assert held == sorted(held)


def test_a_grant_stops_at_its_portfolios() -> None:
    grant = Grant("ada", "manager", frozenset({"import"}), portfolios=frozenset({"own"}))
    grant.allow("import", "own")
    with pytest.raises(AccessDenied, match="'other'"):
        grant.allow("import", "other")
    with pytest.raises(AccessDenied, match="may not undo"):
        grant.allow("undo", "own")
