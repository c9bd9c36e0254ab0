"""Every way to change who may do what, with arguments drawn at random, also senseless ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubbub.access import may
from hubbub.access.catalogue import PERMISSIONS, RESTRICTIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random
    from uuid import UUID

    from tests.access.standing import Standing

Request = tuple[str, str, Any]
"""Method, path and body."""
PATCH = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]
USER = ["urn:ietf:params:scim:schemas:core:2.0:User"]
GROUP = ["urn:ietf:params:scim:schemas:core:2.0:Group"]
ADMINISTERING = [may.MANAGE_USERS, may.MANAGE_ROLES, may.GRANT_ANY, may.MANAGE_SEATS]
RESTRICTING = [each for each in PERMISSIONS if each.mask & RESTRICTIONS]


class Draw:
    """What an operation is about."""

    def __init__(self, random: Random, standing: Standing, number: int) -> None:
        self.random = random
        self.standing = standing
        self.number = number

    def user(self) -> UUID:
        return self.random.choice(sorted(self.standing.people))

    def users(self, most: int = 3) -> list[str]:
        chosen = self.random.sample(sorted(self.standing.people), self.random.randint(0, most))
        return [each.hex for each in chosen]

    def role(self) -> UUID:
        return self.random.choice(sorted(self.standing.roles))

    def custom(self) -> UUID:
        found = [id_ for id_, role in self.standing.roles.items() if role.default is None]
        return self.random.choice(sorted(found))

    def roles(self, most: int = 3) -> list[str]:
        chosen = self.random.sample(sorted(self.standing.roles), self.random.randint(0, most))
        return [each.hex for each in chosen]

    def keys(self, most: int = 5) -> list[str]:
        """A few of all, with the ones that the rules are about more often than the rest."""
        pool = [*PERMISSIONS, *ADMINISTERING * 4, *RESTRICTING * 4]
        chosen = self.random.sample(pool, self.random.randint(0, most))
        return sorted({each.key for each in chosen})

    def yes(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance


def _create_user(draw: Draw) -> Request:
    body = {
        "name": "New", "email": f"new{draw.number}@example.com", "role_ids": draw.roles(),
        "seat": draw.yes(), "join_default_queue": draw.yes(),
    }  # fmt: skip
    return "POST", "/api/users", body


def _change_roles(draw: Draw) -> Request:
    return "PUT", f"/api/users/{draw.user().hex}/roles", {"role_ids": draw.roles()}


def _change_state(draw: Draw) -> Request:
    state = draw.random.choice(["enabled", "disabled"])
    return "PUT", f"/api/users/{draw.user().hex}/state", {"state": state}


def _change_seat(draw: Draw) -> Request:
    return "PUT", f"/api/users/{draw.user().hex}/seat", {"seat": draw.yes()}


def _change_seats(draw: Draw) -> Request:
    return "PUT", "/api/seats", {"give": draw.users(), "take": draw.users(1)}


def _import_users(draw: Draw) -> Request:
    names = [draw.standing.roles[draw.role()].name for _ in range(2)]
    rows = [f'Row,row{draw.number}x{n}@example.com,"{name}"' for n, name in enumerate(names)]
    csv = "\n".join(["name,email,roles", *rows])
    return "POST", "/api/users/import", {"csv": csv, "trial": False}


def _invite(draw: Draw) -> Request:
    body = {"email": f"i{draw.number}@example.com", "role_ids": draw.roles(), "seat": draw.yes()}
    return "POST", "/api/invites", body


def _create_role(draw: Draw) -> Request:
    body = {
        "name": f"Role {draw.number}", "permissions": draw.keys(), "add_users": draw.users(),
        "replace": draw.yes(),
    }  # fmt: skip
    if draw.yes():
        origin = draw.role()
        kept = sorted(draw.standing.roles[origin].keys)
        dropped = set(draw.random.sample(kept, min(len(kept), draw.random.randint(0, 2))))
        body |= {
            "copied_from": origin.hex,
            "permissions": [each for each in kept if each not in dropped],
        }
    return "POST", "/api/roles", body


def _edit_role(draw: Draw) -> Request:
    id_ = draw.custom()
    role = draw.standing.roles[id_]
    toggled = set(draw.keys(2)) ^ role.keys
    body = {
        "name": role.name, "permissions": sorted(toggled), "version": role.version,
        "add_users": draw.users(2), "remove_users": draw.users(1), "replace": draw.yes(),
    }  # fmt: skip
    return "PUT", f"/api/roles/{id_.hex}", body


def _delete_role(draw: Draw) -> Request:
    id_ = draw.custom()
    return "DELETE", f"/api/roles/{id_.hex}?version={draw.standing.roles[id_].version}", None


def _change_holders(draw: Draw) -> Request:
    body = {"add_users": draw.users(2), "remove_users": draw.users(1), "replace": draw.yes()}
    return "PUT", f"/api/roles/{draw.role().hex}/holders", body


def _make_key(draw: Draw) -> Request:
    scopes = draw.keys(3) or ["account/users/manage"]
    return "POST", "/api/api-keys", {"name": f"Key {draw.number}", "scopes": scopes}


def _scim_create_user(draw: Draw) -> Request:
    name = f"scim{draw.number}@example.com"
    return "POST", "/scim/v2/Users", {"schemas": USER, "userName": name, "active": draw.yes(0.8)}


def _scim_switch_user(draw: Draw) -> Request:
    change = {"op": "replace", "path": "active", "value": draw.yes()}
    path = f"/scim/v2/Users/{draw.user()}"
    return "PATCH", path, {"schemas": PATCH, "Operations": [change]}


def _scim_delete_user(draw: Draw) -> Request:
    return "DELETE", f"/scim/v2/Users/{draw.user()}", None


def _scim_create_group(draw: Draw) -> Request:
    members = [{"value": id_} for id_ in draw.users(2)]
    body = {"schemas": GROUP, "displayName": f"Group {draw.number}", "members": members}
    return "POST", "/scim/v2/Groups", body


def _scim_change_group(draw: Draw) -> Request:
    members = [{"value": id_} for id_ in draw.users(2)]
    operation = draw.random.choice(["add", "remove", "replace"])
    change = {"op": operation, "path": "members", "value": members}
    path = f"/scim/v2/Groups/{draw.role()}"
    return "PATCH", path, {"schemas": PATCH, "Operations": [change]}


def _scim_delete_group(draw: Draw) -> Request:
    return "DELETE", f"/scim/v2/Groups/{draw.custom()}", None


OPERATIONS: list[Callable[[Draw], Request]] = [
    _create_user, _change_roles, _change_state, _change_seat, _change_seats, _import_users,
    _invite, _create_role, _edit_role, _delete_role, _change_holders, _make_key,
    _scim_create_user, _scim_switch_user, _scim_delete_user, _scim_create_group,
    _scim_change_group, _scim_delete_group,
]  # fmt: skip
