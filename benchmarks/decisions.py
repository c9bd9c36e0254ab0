"""Permission decisions and explanations a second on one core, against other engines on the same
data, interleaved, with all answers compared."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from benchmarks.access_world import AccessWorld, Request, build, requests
from benchmarks.engines import Engine, Missing, casbin_engine, cedar_engine
from hubbub.access.decision import Effective
from hubbub.access.explaining import explain_one
from hubbub.access.permission import Permission

ROUNDS = 5
SLOWLY = 4_000
"""Requests a round for what is slow."""
COMPARED = 1_000_000
"""Requests that Cedar is asked beside the rounds, of which not one answer may differ."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A second, the median of interleaved rounds; `missing` says why there is none."""

    name: str
    per_second: float
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """All have answered the same requests alike."""

    ours: Rate
    explained: Rate
    others: list[Rate]
    compared: int
    """Random requests that Cedar answered as we did; 0 where it is not there."""


def measure() -> Result:
    """A single different answer is an error."""
    world = build()
    fast, few = world.requests, world.requests[:SLOWLY]
    sets = [frozenset(user.effective.granted_keys) for user in world.users]
    slow = _slow(world)
    holding = [_holds(world.users[each.who].effective, each.permission) for each in fast]
    times: dict[str, list[float]] = {}

    def run(name: str, answer: Engine, asked: Sequence[Request]) -> list[bool]:
        began = time.process_time()
        answers = answer(asked)
        times.setdefault(name, []).append(len(asked) / (time.process_time() - began))
        return answers

    for _ in range(ROUNDS):
        expected = run("ours", _ours(world), fast)
        assert 0 < sum(expected) < len(fast), "a world where all is the same proves nothing"
        assert run("frozenset", _frozensets(world, sets), fast) == expected
        assert run("explained", _explained(world), fast) == holding
        for name, answer in slow.items():
            if not isinstance(answer, Missing):
                assert run(name, answer, few) == expected[:SLOWLY], f"{name} decided differently"
    compared = _compare(world, slow["cedarpy, batch"])
    return _result(times, slow, compared)


def _compare(world: AccessWorld, cedar: Engine | Missing) -> int:
    if isinstance(cedar, Missing):
        return 0
    ours, allowed, asked = _ours(world), 0, requests(seed=1882, count=COMPARED)
    while part := list(islice(asked, SLOWLY)):
        expected = ours(part)
        assert cedar(part) == expected, "Cedar decided differently"
        allowed += sum(expected)
    assert 0 < allowed < COMPARED, "requests that are all answered alike prove nothing"
    return COMPARED


def _holds(effective: Effective, permission: Permission) -> bool:
    # An explanation calls a restriction effective where it applies.
    return effective.allows(permission) or effective.restricted_by(permission)


def _result(
    times: dict[str, list[float]], slow: dict[str, Engine | Missing], compared: int
) -> Result:
    def rate(name: str) -> Rate:
        return Rate(name, statistics.median(times[name]))

    others = [rate("frozenset")]
    for name, answer in slow.items():
        others.append(Rate(name, 0, answer.why) if isinstance(answer, Missing) else rate(name))
    ours = Rate("permission decisions with reach", rate("ours").per_second)
    explained = Rate("explanations", rate("explained").per_second)
    return Result(ours, explained, others, compared)


def _slow(world: AccessWorld) -> dict[str, Engine | Missing]:
    made: dict[str, Callable[[AccessWorld], Engine | Missing]] = {
        "cedarpy, batch": cedar_engine,
        "pycasbin, indexed": casbin_engine,
    }
    return {name: make(world) for name, make in made.items()}


def _ours(world: AccessWorld) -> Engine:
    users, conversations = world.users, world.conversations

    def answer(asked: Sequence[Request]) -> list[bool]:
        found: list[bool] = []
        for each in asked:
            user = users[each.who]
            found.append(
                user.effective.allows(each.permission)
                and (each.what is None or user.reach.sees(conversations[each.what]))
            )
        return found

    return answer


def _frozensets(world: AccessWorld, sets: list[frozenset[str]]) -> Engine:
    users, conversations = world.users, world.conversations

    def answer(asked: Sequence[Request]) -> list[bool]:
        found: list[bool] = []
        for each in asked:
            user = users[each.who]
            found.append(
                each.permission.key in sets[each.who]
                and (each.what is None or user.reach.sees(conversations[each.what]))
            )
        return found

    return answer


def _explained(world: AccessWorld) -> Engine:
    users = world.users

    def answer(asked: Sequence[Request]) -> list[bool]:
        found: list[bool] = []
        for each in asked:
            user = users[each.who]
            said = explain_one(user.roles, user.is_seated, True, each.permission)
            found.append(said.verdict.effective)
        return found

    return answer
