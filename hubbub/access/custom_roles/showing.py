"""Puts together what the API shows of roles, and of what a change of one would do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from hubbub.access import may
from hubbub.access.catalogue import keys_in
from hubbub.access.columns import bits_of
from hubbub.access.combining import Conflict
from hubbub.access.custom_roles.forecasting import Forecast
from hubbub.access.custom_roles.repository import Candidate, copies, holder_counts
from hubbub.access.custom_roles.shapes import (
    AccessLevel,
    Comparison,
    KeyCount,
    ListedRole,
    NamedUser,
    OneRole,
    RoleOrDraft,
    RoleUser,
    ShownConflict,
    ShownEffect,
    ShownRestored,
    WhatIf,
)
from hubbub.access.custom_roles.transition import Holder, UserConflict
from hubbub.access.decision import effective_bits
from hubbub.access.roles import Default, Role
from hubbub.access.seating import needs_seat
from hubbub.access.shapes import ShownRole
from hubbub.access.users.repository import StoredRole
from hubbub.access.users.showing import show_role
from hubbub.kernel.database import Transaction


async def list_roles(tx: Transaction, stored: Mapping[UUID, StoredRole]) -> list[ListedRole]:
    """In the order of `stored`."""
    counts, sources = await holder_counts(tx), await copies(tx)
    return [ListedRole(**_fields(each, stored, counts, sources)) for each in stored.values()]


async def show_one_role(
    tx: Transaction, stored: Mapping[UUID, StoredRole], role_id: UUID
) -> OneRole:
    """With what it was duplicated from beside it."""
    counts, sources = await holder_counts(tx), await copies(tx)
    role = stored[role_id]
    source = stored.get(sources.get(role_id, role_id))
    comparison = None if source is None or source is role else compare(role.role, source)
    return OneRole(**_fields(role, stored, counts, sources), comparison=comparison)


def _fields(
    stored: StoredRole,
    roles: Mapping[UUID, StoredRole],
    counts: Mapping[UUID, int],
    sources: Mapping[UUID, UUID],
) -> dict[str, Any]:
    role = stored.role
    source = roles.get(sources[stored.id]) if stored.id in sources else None
    return {
        "id": stored.id,
        "name": role.name,
        "kind": "custom" if role.default is None else "default",
        "description": role.description,
        "permissions": list(keys_in(role.keys)),
        "holders": counts.get(stored.id, 0),
        "needs_seat": needs_seat(role.keys),
        "access_level": access_level(role.keys),
        "copied_from": None if source is None else show_role(source),
        "origin": _default(roles, role.origin),
        "version": stored.version,
    }


def _default(roles: Mapping[UUID, StoredRole], origin: Default | None) -> ShownRole | None:
    found = (each for each in roles.values() if origin and each.role.default is origin)
    return next((show_role(each) for each in found), None)


def access_level(keys: int) -> AccessLevel:
    """The conversations that a seated holder of these permissions alone can get at."""
    can = effective_bits((keys,), seated=True, enabled=True)
    if can.allows(may.MANAGE_ALL):
        return "all"
    if can.allows(may.MANAGE):
        return "assigned"
    return "own_queues" if can.allows(may.VIEW) else "none"


def compare(role: Role, source: StoredRole) -> Comparison:
    """A copy beside what it was duplicated from."""
    mine = effective_bits((role.keys,), seated=True, enabled=True).grants
    other = effective_bits((source.role.keys,), seated=True, enabled=True).grants
    return Comparison(
        role=show_role(source),
        added=list(keys_in(role.keys & ~source.role.keys)),
        removed=list(keys_in(source.role.keys & ~role.keys)),
        can_more=list(keys_in(mine & ~other)),
        can_less=list(keys_in(other & ~mine)),
    )


def show_candidates(found: Iterable[Candidate], roles: Mapping[UUID, StoredRole]) -> list[RoleUser]:
    order = {role_id: place for place, role_id in enumerate(roles)}
    return [
        RoleUser(
            each.id,
            each.name,
            each.email,
            "enabled" if each.state == "enabled" else "disabled",
            each.seat,
            [
                show_role(roles[id_])
                for id_ in sorted(order.keys() & each.role_ids, key=order.__getitem__)
            ],
        )
        for each in found
    ]


def show_forecast(found: Forecast, most: int, draft: UUID | None) -> WhatIf:
    """Of each group of users at most so many are named; `draft` is the id of an unsaved role."""
    gains: Counter[int] = Counter()
    losses: Counter[int] = Counter()
    for each in found.effects:
        for bit in bits_of(each.gains):
            gains[bit] += len(each.users)
        for bit in bits_of(each.losses):
            losses[bit] += len(each.users)
    return WhatIf(
        touched=found.touched,
        changed=sum(len(each.users) for each in found.effects),
        disabled=found.disabled,
        gains=_counts(gains),
        losses=_counts(losses),
        effects=[
            ShownEffect(
                list(keys_in(each.gains)), list(keys_in(each.losses)), each.becomes_viewer,
                len(each.users), _named(each.users, most),
            )
            for each in found.effects
        ],
        conflicts=show_conflicts(found.conflicts, draft),
        needs_seat=len(found.needs_seat),
        needs_seat_users=_named(found.needs_seat, most),
        restored=[
            ShownRestored(
                _role(each.copy, draft), _role(each.by, draft), list(keys_in(each.keys)), count
            )
            for each, count in found.restored
        ],
        beyond=list(keys_in(found.beyond)),
    )  # fmt: skip


def show_conflicts(conflicts: Sequence[UserConflict], draft: UUID | None) -> list[ShownConflict]:
    """Every one of them, in full."""
    return [
        ShownConflict(
            user=NamedUser(each.holder.id, each.holder.name),
            code=(
                "reducing_copy"
                if each.refusal.code is Conflict.REDUCING_COPY
                else "agent_and_supervisor"
            ),
            keep=_role(each.refusal.keep, draft),
            take_off=_role(each.refusal.take_off, draft),
            permissions=list(keys_in(each.refusal.keys)),
            message=each.refusal.message,
        )
        for each in conflicts
    ]


def _counts(counts: Mapping[int, int]) -> list[KeyCount]:
    return [KeyCount(may.PERMISSIONS[bit].key, counts[bit]) for bit in sorted(counts)]


def _named(holders: Sequence[Holder], most: int) -> list[NamedUser]:
    return [NamedUser(each.id, each.name) for each in holders[:most]]


def _role(role: Role, draft: UUID | None) -> RoleOrDraft:
    return RoleOrDraft(None if role.id == draft else role.id, role.name)
