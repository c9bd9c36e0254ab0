"""What a role edit would do to 10,000 users, against the same computed user by user."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.catalogue import PERMISSIONS
from hubbub.access.combining import refusals
from hubbub.access.custom_roles.forecasting import Forecast, forecast
from hubbub.access.custom_roles.transition import Holder, Transition
from hubbub.access.decision import effective_bits
from hubbub.access.roles import COUNTED, DEFAULT_ROLES, Default, Role
from hubbub.kernel.garbage import collect_less

USERS = 10_000
ROLES = 1_000
ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Result:
    """CPU milliseconds, the medians of interleaved rounds."""

    ours: float
    naive: float
    changed: int


def measure() -> Result:
    """Both ways answer for the same users; a single different answer is an error."""
    transition, holders = _world()
    # As in the processes that answer it.
    collect_less()
    ours: list[float] = []
    naive: list[float] = []
    changed = 0
    for _ in range(ROUNDS):
        began = time.process_time()
        found = forecast(transition, holders, SYSTEM_AUTHORITY, replace=False)
        ours.append((time.process_time() - began) * 1000)
        began = time.process_time()
        expected = _naive(transition, holders)
        naive.append((time.process_time() - began) * 1000)
        assert _outcomes(found) == expected, "the two ways said different things"
        changed = len(expected)
        assert 0 < changed <= USERS, "a change that does nothing proves nothing"
    return Result(sorted(ours)[ROUNDS // 2], sorted(naive)[ROUNDS // 2], changed)


def _world() -> tuple[Transition, list[Holder]]:
    draw = random.Random(4711)
    roles: dict[UUID, Role] = {}
    for number, role in enumerate(DEFAULT_ROLES.values(), start=1):
        roles[UUID(int=number)] = replace(role, id=UUID(int=number))
    defaults = [id_ for id_, role in roles.items() if role.default in COUNTED]
    mine = UUID(int=1_000)
    agent = DEFAULT_ROLES[Default.AGENT].keys
    roles[mine] = Role("Agents who download", agent, origin=Default.AGENT, id=mine)
    custom: list[UUID] = []
    for number in range(1, ROLES):
        id_ = UUID(int=1_000 + number)
        keys = draw.getrandbits(len(PERMISSIONS)) & draw.getrandbits(len(PERMISSIONS))
        roles[id_] = Role(f"Role {number}", keys, id=id_)
        custom.append(id_)
    holders = [
        Holder(
            UUID(int=100_000 + number), f"User {number}", draw.random() < 0.97,
            draw.random() < 0.85, frozenset([mine, draw.choice(defaults), draw.choice(custom)]),
        )
        for number in range(USERS)
    ]  # fmt: skip
    # It takes something away from now on, so that everybody who keeps Agent is in conflict.
    after = replace(roles[mine], keys=roles[mine].keys ^ draw.getrandbits(len(PERMISSIONS)))
    return Transition(mine, roles[mine], after, roles), holders


Outcome = tuple[int, int, tuple[str, ...]]
"""What one user gains and loses, and the combinations of his that are refused."""


def _naive(transition: Transition, holders: list[Holder]) -> dict[UUID, Outcome]:
    after = transition.roles_after
    found: dict[UUID, Outcome] = {}
    for each in holders:
        old_keys = [transition.roles[id_].keys for id_ in each.role_ids]
        ids = sorted(transition.ids_after(each))
        new_keys = [after[id_].keys for id_ in ids]
        refused = tuple(refusal.message for refusal in refusals(after[id_] for id_ in ids))
        could = effective_bits(old_keys, each.is_seated, each.is_enabled)
        can = effective_bits(new_keys, each.is_seated, each.is_enabled)
        old, new = could.grants | could.limits, can.grants | can.limits
        if old != new or refused:
            found[each.id] = (new & ~old, old & ~new, refused)
    return found


def _outcomes(found: Forecast) -> dict[UUID, Outcome]:
    refused: dict[UUID, list[str]] = defaultdict(list)
    for conflict in found.conflicts:
        refused[conflict.holder.id].append(conflict.refusal.message)
    changes = {user.id: (each.gains, each.losses) for each in found.effects for user in each.users}
    return {
        id_: (*changes.get(id_, (0, 0)), tuple(refused[id_]))
        for id_ in changes.keys() | refused.keys()
    }
