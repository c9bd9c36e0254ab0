"""Permission decisions a second on one core, against a bare frozenset on the same data."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.catalogue import PERMISSIONS, keys_in
from hubbub.access.decision import Effective, effective_bits
from hubbub.access.permission import Permission
from hubbub.access.visibility import ConversationFacts, Membership, Reach, reach_of

USERS = 10_000
REQUESTS = 200_000
QUEUES = 200
CONVERSATIONS = 2_000
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """Decisions a second, the medians of interleaved rounds."""

    ours: float
    frozensets: float
    allowed: int


@dataclass(frozen=True, slots=True)
class World:
    users: list[tuple[Effective, Reach]]
    sets: list[tuple[frozenset[str], Reach]]
    requests: list[tuple[int, Permission, ConversationFacts]]


def measure() -> Result:
    """Both sides answer the same requests; a single different answer is an error."""
    world = _world()
    ours: list[float] = []
    theirs: list[float] = []
    allowed = -1
    for _ in range(ROUNDS):
        count, seconds = _ours(world)
        expected, floor = _frozensets(world)
        assert count == expected, "the two sides decided differently"
        assert 0 < count < REQUESTS, "a world where all is the same proves nothing"
        allowed = count
        ours.append(REQUESTS / seconds)
        theirs.append(REQUESTS / floor)
    return Result(sorted(ours)[ROUNDS // 2], sorted(theirs)[ROUNDS // 2], allowed)


def _world() -> World:
    draw = random.Random(4711)
    account = UUID(int=1)
    queues = [UUID(int=100 + index) for index in range(QUEUES)]
    users: list[tuple[Effective, Reach]] = []
    for index in range(USERS):
        roles = [draw.getrandbits(len(PERMISSIONS)) for _ in range(draw.randint(1, 3))]
        effective = effective_bits(roles, seated=draw.random() < 0.85, enabled=True)
        mine = [Membership(queue, "agent") for queue in draw.sample(queues, 5)]
        users.append((effective, reach_of(effective, account, UUID(int=10_000 + index), mine)))
    facts = [
        ConversationFacts(account, draw.choice(queues), UUID(int=10_000 + draw.randrange(USERS)))
        for _ in range(CONVERSATIONS)
    ]
    requests = [
        (draw.randrange(USERS), draw.choice(PERMISSIONS), draw.choice(facts))
        for _ in range(REQUESTS)
    ]
    sets = [(frozenset(keys_in(effective.grants)), reach) for effective, reach in users]
    return World(users, sets, requests)


def _ours(world: World) -> tuple[int, float]:
    users = world.users
    allowed = 0
    began = time.perf_counter()
    for user, permission, facts in world.requests:
        effective, reach = users[user]
        if effective.allows(permission) and reach.sees(facts):
            allowed += 1
    return allowed, time.perf_counter() - began


def _frozensets(world: World) -> tuple[int, float]:
    sets = world.sets
    allowed = 0
    began = time.perf_counter()
    for user, permission, facts in world.requests:
        keys, reach = sets[user]
        if permission.key in keys and reach.sees(facts):
            allowed += 1
    return allowed, time.perf_counter() - began
