"""Finds a role of the account, or says that there is none, or that it cannot be changed."""

from collections.abc import Mapping
from uuid import UUID

from hubbub.access.users.repository import StoredRole
from hubbub.kernel.errors import Conflict, NotFound


def find_role(roles: Mapping[UUID, StoredRole], role_id: UUID) -> StoredRole:
    stored = roles.get(role_id)
    if stored is None:
        raise NotFound("There is no such role in this account. It may have been deleted.")
    return stored


def find_custom_role(roles: Mapping[UUID, StoredRole], role_id: UUID) -> StoredRole:
    """Conflict for a default role: it can only be duplicated."""
    stored = find_role(roles, role_id)
    if not stored.role.is_editable:
        raise Conflict(
            f"{stored.role.name} is a default role, which can be viewed and duplicated but never "
            "edited or deleted. Duplicate it and change the copy.",
            code="default_role",
            extra={"duplicate": {"copied_from": stored.id, "name": stored.role.name}},
        )
    return stored


def check_version(stored: StoredRole, version: int) -> None:
    """Conflict when somebody else changed the role since `version` was read."""
    if stored.version != version:
        raise Conflict(
            "Somebody else changed this role meanwhile. Look at it as it is now and repeat your "
            "change.",
            code="stale",
            extra={"version": stored.version},
        )
