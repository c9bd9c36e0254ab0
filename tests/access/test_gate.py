"""The gate before every route: what it lets through, and that an error never opens it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from hubbub.access import gate, may
from hubbub.access.decision import effective_bits
from hubbub.access.gate import DECLARED, OPERATOR, any_of, held
from tests.api import in_process

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.api import Api
    from tests.world import World


async def test_any_of_several_is_enough(world: World) -> None:
    actor = await world.actor(world.ours.agent)
    one = replace(actor, effective=effective_bits([may.MANAGE_USERS.mask], True, True))
    assert held(any_of(may.MANAGE_ROLES, may.MANAGE_USERS), one) is may.MANAGE_USERS
    assert held(any_of(may.MANAGE_ROLES, may.MANAGE_SEATS), one) is None


async def test_a_key_passes_only_with_the_permission(world: World, api: Api) -> None:
    body = {"name": "Directory", "scopes": [may.MANAGE_ROLES.key]}
    made = await api.send(world.ours.administrator, "POST", "/api/api-keys", body)
    key: str = made.json()["key"]
    assert (await api.send(key, "GET", "/api/roles")).status_code == 200
    refused = await api.send(key, "GET", "/api/seats")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


async def test_signed_in_means_signed_in(api: Api) -> None:
    answer = await api.send(None, "GET", "/api/permissions")
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


async def test_an_error_inside_a_decision_denies(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise KeyError("a bug")

    founder = world.ours.founder
    async with in_process(world.database.address, tmp_path, tells_errors=False) as api:
        assert (await api.send(founder, "GET", "/api/roles")).status_code == 200
        monkeypatch.setattr(gate, "held", fail)
        answer = await api.send(founder, "GET", "/api/roles")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")


async def test_what_is_for_the_operator_is_for_nobody_behind_a_proxy(api: Api) -> None:
    declared = [each for each in DECLARED if each.needs is OPERATOR]
    assert declared
    for each in declared:
        assert (await api.send(None, each.method, each.path)).status_code == 200
        proxied = await api.send(
            None, each.method, each.path, headers={"X-Forwarded-For": "203.0.113.9"}
        )
        assert (proxied.status_code, proxied.json()["code"]) == (403, "operator_only")
