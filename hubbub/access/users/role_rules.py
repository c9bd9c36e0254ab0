"""Whether somebody may be given these roles by that person; one place for every way of giving."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from hubbub.access.authority import Authority, check_delegation
from hubbub.access.combining import refusals
from hubbub.access.users.repository import StoredRole
from hubbub.kernel.errors import Conflict, FieldError, Invalid


def union(roles: Mapping[UUID, StoredRole], ids: Iterable[UUID]) -> int:
    """The raw permissions of several roles together."""
    bits = 0
    for role_id in ids:
        bits |= roles[role_id].role.keys
    return bits


def check_roles(
    by: Authority, roles: Mapping[UUID, StoredRole], *, before: set[UUID], after: set[UUID]
) -> None:
    """Invalid for a role that is not there, Conflict for roles that cannot be held together,
    Forbidden for rights beyond the giver's."""
    if not after <= roles.keys():
        raise Invalid([FieldError("role_ids", "One of these roles does not exist any more.")])
    refused = refusals(roles[role_id].role for role_id in sorted(after))
    if refused:
        first = refused[0]
        raise Conflict(
            first.message,
            code=str(first.code),
            extra={
                "keep": None if first.keep.id is None else first.keep.id.hex,
                "take_off": None if first.take_off.id is None else first.take_off.id.hex,
            },
        )
    check_delegation(by, union(roles, before), union(roles, after))
