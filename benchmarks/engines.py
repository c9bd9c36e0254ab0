"""Other engines of access decisions, given the same account; both are development tools only.

Casbin cannot express the steps of the decision (a seat takes away, a restriction wins), so it is
given what holds for each user already worked out, in an index by user and key: as little work as
it can have. Cedar works everything out from the rules, as we did before the clock began.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.access_world import ACCOUNT, AccessWorld, Request
from hubbub.access.catalogue import keys_in

Engine = Callable[[Sequence[Request]], list[bool]]

MODEL = """
[request_definition]
r = sub, act, obj
[policy_definition]
p = sub, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && r.act == p.act && sees(r.sub, r.obj)
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why an engine takes no part."""

    why: str


def cedar_engine(world: AccessWorld) -> Engine | Missing:
    try:
        from cedarpy import is_authorized_batch
    except ImportError:
        return Missing("cedarpy is not installed")
    from tests.access import cedar

    policies = cedar.policies()
    users = [
        cedar.user(
            user.id, ACCOUNT, list(user.queue_ids),
            raw=list(keys_in(user.effective.raw)), seated=user.is_seated, enabled=True,
        )
        for user in world.users
    ]  # fmt: skip
    conversations = [cedar.conversation(n, facts) for n, facts in enumerate(world.conversations)]
    entities = cedar.entities(users + conversations)

    def answer(asked: Sequence[Request]) -> list[bool]:
        requests: list[dict[str, Any]] = [
            {
                "principal": {"type": "User", "id": str(world.users[each.who].id)},
                "action": {"type": "Action", "id": each.permission.key},
                "resource": (
                    {"type": "Account", "id": "it"}
                    if each.what is None
                    else {"type": "Conversation", "id": str(each.what)}
                ),
                "context": {},
            }
            for each in asked
        ]
        return [each.allowed for each in is_authorized_batch(requests, policies, entities)]

    return answer


def casbin_engine(world: AccessWorld) -> Engine | Missing:
    try:
        import casbin
    except ImportError:
        return Missing("casbin is not installed")
    with TemporaryDirectory() as folder:
        model, policy = Path(folder) / "model.conf", Path(folder) / "policy.csv"
        model.write_text(MODEL, encoding="utf-8")
        policy.write_text(
            "\n".join(
                f"p, {place}, {key}"
                for place, user in enumerate(world.users)
                for key in user.effective.granted_keys
            ),
            encoding="utf-8",
        )
        enforcer = casbin.FastEnforcer(str(model), str(policy), cache_key_order=(0, 1))
    users, conversations = world.users, world.conversations

    def sees(who: str, what: str) -> bool:
        return what == "it" or users[int(who)].reach.sees(conversations[int(what)])

    enforcer.add_function("sees", sees)

    def answer(asked: Sequence[Request]) -> list[bool]:
        return [
            bool(
                enforcer.enforce(
                    str(each.who),
                    each.permission.key,
                    "it" if each.what is None else str(each.what),
                )
            )
            for each in asked
        ]

    return answer
