"""What the audit tells of a role."""

from collections.abc import Iterable
from uuid import UUID

from hubbub.access.catalogue import keys_in
from hubbub.access.roles import Role
from hubbub.kernel.audit.changes import Personal, Ref, Snapshot


def role_snapshot(role: Role) -> Snapshot:
    """Its audited fields; what people wrote stands where it can be erased."""
    return {
        "name": Personal(role.name),
        "description": Personal(role.description or None),
        "permissions": list(keys_in(role.keys)),
    }


def held_roles(role_ids: Iterable[UUID]) -> Snapshot:
    """The roles that a user holds."""
    return {"roles": [Ref("role", each) for each in sorted(role_ids)]}
