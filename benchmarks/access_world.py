"""One account for every measure of access: roles, users, queues and conversations from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.catalogue import BASE, DEPENDENT, PERMISSIONS, RESTRICTIONS
from hubbub.access.decision import Effective, effective_bits
from hubbub.access.permission import Permission
from hubbub.access.roles import Role
from hubbub.access.visibility import ConversationFacts, Membership, Reach, reach_of

ROLES = 1_000
USERS = 10_000
QUEUES = 200
CONVERSATIONS = 2_000
REQUESTS = 200_000
ACCOUNT = UUID(int=1)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A user, what he holds, and what the decision says of him."""

    id: UUID
    roles: tuple[Role, ...]
    is_seated: bool
    queue_ids: tuple[UUID, ...]
    effective: Effective
    reach: Reach


@dataclass(frozen=True, slots=True)
class Request:
    """May this user do it, and does he see this conversation? None where a permission is not
    about a conversation."""

    who: int
    permission: Permission
    what: int | None


@dataclass(frozen=True, slots=True)
class AccessWorld:
    users: list[Somebody]
    conversations: list[ConversationFacts]
    requests: list[Request]


def build() -> AccessWorld:
    """The same every time."""
    draw = random.Random(4711)
    queues = [UUID(int=100 + index) for index in range(QUEUES)]
    roles = [_role(draw, number) for number in range(ROLES)]
    users = [_user(draw, UUID(int=10_000 + n), roles, queues) for n in range(USERS)]
    conversations = [
        ConversationFacts(ACCOUNT, draw.choice(queues), draw.choice(users).id)
        for _ in range(CONVERSATIONS)
    ]
    return AccessWorld(users, conversations, [_request(draw) for _ in range(REQUESTS)])


def requests(seed: int, count: int) -> Iterator[Request]:
    """Others than the world's own, at random."""
    draw = random.Random(seed)
    return (_request(draw) for _ in range(count))


def _request(draw: random.Random) -> Request:
    permission, what = draw.choice(PERMISSIONS), draw.randrange(CONVERSATIONS)
    is_about_one = permission.mask & (BASE | DEPENDENT) != 0
    return Request(draw.randrange(USERS), permission, what if is_about_one else None)


def _role(draw: random.Random, number: int) -> Role:
    keys = draw.getrandbits(len(PERMISSIONS))
    # A restriction takes little away, and few roles carry one.
    if draw.random() < 0.9:
        keys &= ~RESTRICTIONS
    return Role(f"Role {number}", keys, id=UUID(int=1_000 + number))


def _user(draw: random.Random, id_: UUID, roles: list[Role], queues: list[UUID]) -> Somebody:
    held = tuple(draw.sample(roles, draw.randint(1, 3)))
    seated = draw.random() < 0.85
    mine = tuple(draw.sample(queues, 5))
    effective = effective_bits((role.keys for role in held), seated, enabled=True)
    memberships = [Membership(queue, "agent") for queue in mine]
    return Somebody(
        id_, held, seated, mine, effective, reach_of(effective, ACCOUNT, id_, memberships)
    )
