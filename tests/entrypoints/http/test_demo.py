"""Demos over HTTP: begun by anybody, filled, looked at as somebody else, gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hubbub.access.demos.repository import demo_ready
from hubbub.entrypoints.demonstration.throwing_away import DemoFillers
from tests.access.accounts.test_deleting import rows_of
from tests.waiting import until
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from hubbub.entrypoints.demonstration.making import MadeDemo
    from tests.api import Api
    from tests.world import World


class Filling:
    """Stands where an account is filled, which needs a simulator and a worker."""

    def __init__(self) -> None:
        self.begun: list[MadeDemo] = []
        self.goes_on = asyncio.Event()
        self.fails = False

    async def fill(self, _: DemoFillers, made: MadeDemo) -> None:
        self.begun.append(made)
        await self.goes_on.wait()
        if self.fails:
            raise TimeoutError


@pytest.fixture
def filling(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Filling:
    found = Filling()

    async def fill(fillers: DemoFillers, made: MadeDemo) -> None:
        await found.fill(fillers, made)

    monkeypatch.setattr(DemoFillers, "_fill", fill)
    monkeypatch.setattr("hubbub.access.accounts.deleting.HEARD", 0.02)
    api.app.state.settings = settings_for(tmp_path, simulator=True, demos=3)
    return found


async def send(
    api: Api, method: str, path: str, token: str | None = None, body: object = None
) -> httpx2.Response:
    headers = {} if token is None else {"Cookie": f"hubbub_session={token}"}
    api.http.cookies.clear()
    return await api.send(None, method, path, body, headers=headers)


def token_of(answer: httpx2.Response) -> str:
    token = answer.cookies.get("hubbub_session")
    assert token
    return token


async def begin(api: Api) -> tuple[dict[str, Any], str]:
    answer = await send(api, "POST", "/api/demo")
    assert answer.status_code == 201, answer.text
    return answer.json(), token_of(answer)


async def ready(world: World, account: UUID, people: list[UUID]) -> None:
    async with world.database.transaction(account) as tx:
        await demo_ready(tx, people)


async def test_whoever_begins_one_is_its_administrator_and_sees_how_far_it_is(
    api: Api, filling: Filling
) -> None:
    me, token = await begin(api)
    assert "account/users/manage" in me["permissions"]
    assert me["account"]["deleted_at"] is not None
    shown = (await send(api, "GET", "/api/demo", token)).json()
    assert (shown["state"], shown["done"], shown["people"]) == ("filling", 0, [])
    assert shown["until"] == me["account"]["deleted_at"]


async def test_it_is_looked_at_as_one_of_its_people_and_as_nobody_else(
    world: World, api: Api, filling: Filling
) -> None:
    me, token = await begin(api)
    made = filling.begun[0]
    roles = (await send(api, "GET", "/api/roles", token)).json()["items"]
    viewer = next(each for each in roles if each["name"].startswith("Viewer"))
    user = {
        "name": "Ivo", "email": f"ivo@{made.cast.domain}", "password": None,
        "role_ids": [viewer["id"]], "seat": False, "join_default_queue": True,
    }  # fmt: skip
    ivo = (await send(api, "POST", "/api/users", token, user)).json()["id"]
    path = "/api/demo/look-as"
    # He is there, and the demo did not come with him.
    assert (await send(api, "POST", path, token, {"user_id": ivo})).status_code == 404
    await ready(world, made.account_id, [made.founder_id, UUID(ivo)])
    people = (await send(api, "GET", "/api/demo", token)).json()["people"]
    assert [each["name"] for each in people] == [me["user"]["name"], "Ivo"]
    answer = await send(api, "POST", path, token, {"user_id": ivo})
    assert answer.status_code == 200
    assert answer.json()["viewer"]
    assert (await send(api, "GET", "/api/me", token)).status_code == 401
    back = await send(api, "POST", path, token_of(answer), {"user_id": me["user"]["id"]})
    assert back.json()["user"]["id"] == me["user"]["id"]
    stranger = {"user_id": world.ours.agent.user_id.hex}
    assert (await send(api, "POST", path, token_of(back), stranger)).status_code == 404


async def test_in_an_account_that_is_none_nobody_looks_as_another(
    world: World, api: Api, filling: Filling
) -> None:
    body = {"user_id": world.ours.founder.user_id.hex}
    answer = await api.send(world.ours.agent, "POST", "/api/demo/look-as", body)
    assert answer.status_code == 404
    assert (await api.get(world.ours.agent, "/api/me"))["account"]["deleted_at"] is None


async def test_a_key_of_a_demo_becomes_nobody_else(
    world: World, api: Api, filling: Filling
) -> None:
    me, _ = await begin(api)
    await ready(world, filling.begun[0].account_id, [filling.begun[0].founder_id])
    body = {"user_id": me["user"]["id"]}
    answer = await api.send(filling.begun[0].key, "POST", "/api/demo/look-as", body)
    assert answer.status_code == 403


async def test_a_filling_that_fails_leaves_nothing_and_signs_out(
    world: World, api: Api, filling: Filling
) -> None:
    _, token = await begin(api)
    account = filling.begun[0].account_id
    assert rows_of(world, account)
    filling.fails = True
    filling.goes_on.set()
    await until(lambda: not rows_of(world, account))
    assert (await send(api, "GET", "/api/demo", token)).status_code == 401


async def test_only_so_many_exist_and_only_so_many_come_from_one_address(
    api: Api, filling: Filling
) -> None:
    for _ in range(3):
        await begin(api)
    full = await send(api, "POST", "/api/demo")
    assert (full.status_code, full.json()["code"]) == (409, "demos_full")
    assert "try again later" in full.json()["detail"]
    await send(api, "POST", "/api/demo")
    throttled = await send(api, "POST", "/api/demo")
    assert (throttled.status_code, throttled.json()["code"]) == (429, "too_many_attempts")
    assert int(throttled.headers["Retry-After"]) > 0


async def test_the_operator_can_offer_none(api: Api, filling: Filling, tmp_path: Path) -> None:
    assert (await api.get(None, "/api/installation"))["offers_demo"]
    api.app.state.settings = settings_for(tmp_path, simulator=True, demos=0)
    assert not (await api.get(None, "/api/installation"))["offers_demo"]
    answer = await send(api, "POST", "/api/demo")
    assert (answer.status_code, answer.json()["code"]) == (403, "demos_closed")


async def test_another_site_cannot_begin_one(api: Api, filling: Filling) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    answer = await api.send(None, "POST", "/api/demo", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    assert filling.begun == []


async def test_a_demo_takes_nothing_that_others_need(api: Api, filling: Filling) -> None:
    _, token = await begin(api)
    body: dict[str, Any] = {"plan": "team", "seats": 50, "note": ""}
    answer = await send(api, "POST", "/api/account/plan/requests", token, body)
    assert (answer.status_code, answer.json()["code"]) == (409, "in_demo")
    path = "/api/sign-in-settings"
    settings = (await send(api, "GET", path, token)).json()
    fields = (
        "requires_second_factor", "allows_passwords", "networks", "idle_minutes",
        "absolute_minutes", "version",
    )  # fmt: skip
    wanted = {name: settings[name] for name in fields}
    answer = await send(api, "PUT", path, token, {**wanted, "short_name": "acme"})
    assert (answer.status_code, answer.json()["code"]) == (409, "in_demo")
