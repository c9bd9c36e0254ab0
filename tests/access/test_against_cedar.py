"""A second engine, fed with policies from the catalogue, decides every random request alike."""

from collections import Counter
from dataclasses import dataclass
from random import Random
from uuid import UUID

from cedarpy import is_authorized_batch

from hubbub.access.catalogue import BASE, DEPENDENT, PERMISSIONS, bitset, keys_in
from hubbub.access.decision import Effective, effective_bits
from hubbub.access.permission import Permission
from hubbub.access.roles import DEFAULT_ROLES
from hubbub.access.visibility import ConversationFacts, Membership, Reach, reach_of
from tests.access import cedar
from tests.access.strategies import DECIDING

REQUESTS = 20_000
USERS = 500
CONVERSATIONS = 80
ACCOUNTS = [UUID(int=1), UUID(int=2)]
QUEUES = [UUID(int=n) for n in range(10, 16)]
NAMES = [UUID(int=100 + n) for n in range(USERS)]


@dataclass(frozen=True)
class Somebody:
    name: UUID
    effective: Effective
    reach: Reach
    entity: dict[str, object]


def _raw(chance: Random) -> int:
    roles = chance.sample(list(DEFAULT_ROLES.values()), chance.randrange(3))
    toggled = bitset(chance.sample(DECIDING, chance.randrange(5)))
    single = bitset(chance.sample(PERMISSIONS, chance.randrange(20)))
    raw = single
    for role in roles:
        raw |= role.keys
    return raw ^ toggled


def _somebody(chance: Random, name: UUID) -> Somebody:
    raw, account = _raw(chance), chance.choice(ACCOUNTS)
    seated, enabled = chance.random() < 0.75, chance.random() < 0.95
    queues = chance.sample(QUEUES, chance.randrange(4))
    effective = effective_bits((raw,), seated, enabled)
    members = [Membership(each, "agent") for each in queues]
    entity = cedar.user(
        name, account, queues, raw=list(keys_in(raw)), seated=seated, enabled=enabled
    )
    return Somebody(name, effective, reach_of(effective, account, name, members), entity)


def _facts(chance: Random) -> ConversationFacts:
    return ConversationFacts(
        chance.choice(ACCOUNTS),
        chance.choice([*QUEUES, None]),
        chance.choice([None, chance.choice(NAMES[:20]), chance.choice(NAMES)]),
    )


def _request(who: Somebody, permission: Permission, resource: str) -> dict[str, object]:
    return {
        "principal": {"type": "User", "id": str(who.name)},
        "action": {"type": "Action", "id": permission.key},
        "resource": {"type": resource.split("/", maxsplit=1)[0], "id": resource.split("/")[1]},
        "context": {},
    }


def test_every_random_request_is_decided_alike() -> None:
    chance = Random(59)
    people = [_somebody(chance, name) for name in NAMES]
    conversations = [_facts(chance) for _ in range(CONVERSATIONS)]
    requests: list[dict[str, object]] = []
    ours: list[bool] = []
    for _ in range(REQUESTS):
        who = chance.choice(people[:20] + people)
        permission = chance.choice(PERMISSIONS)
        allowed = who.effective.allows(permission)
        resource = "Account/it"
        if permission.mask & (BASE | DEPENDENT) and chance.random() < 0.8:
            place = chance.randrange(CONVERSATIONS)
            resource = f"Conversation/{place}"
            allowed = allowed and who.reach.sees(conversations[place])
        requests.append(_request(who, permission, resource))
        ours.append(allowed)
    entities = cedar.entities(
        [each.entity for each in people]
        + [cedar.conversation(n, facts) for n, facts in enumerate(conversations)]
    )
    answers = is_authorized_batch(requests, cedar.policies(), entities)
    assert len(answers) == REQUESTS
    assert [each for each in answers if each.diagnostics.errors] == []
    differing = [
        request
        for request, mine, theirs in zip(requests, ours, answers, strict=True)
        if mine != theirs.allowed
    ]
    assert differing[:3] == []
    counts = Counter(ours)
    assert min(counts[True], counts[False]) > REQUESTS / 20, "both answers must be common"
