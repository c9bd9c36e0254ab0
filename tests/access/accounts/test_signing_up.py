"""How an account begins: what its founder has, and who may begin one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.api import in_process
from tests.world import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from hubbub.kernel.database import Database, DatabaseAddress
    from tests.api import Api

FORM = {
    "account_name": "Blue Door",
    "name": "Ana Founder",
    "email": "ana@example.com",
    "password": PASSWORD,
}


async def sign_up(api: Api, **changes: Any) -> httpx2.Response:
    return await api.send(None, "POST", "/api/accounts", {**FORM, **changes})


def cookie(response: httpx2.Response) -> dict[str, str]:
    return {"Cookie": f"hubbub_session={response.cookies['hubbub_session']}"}


async def test_the_founder_can_work_at_once(
    database_address: DatabaseAddress, tmp_path: Path
) -> None:
    async with in_process(database_address, tmp_path, seats=3) as api:
        response = await sign_up(api)
        assert response.status_code == 201, response.text
        me = response.json()
        signed_in = cookie(response)
        [queue] = (await api.get(None, "/api/queues", headers=signed_in))["items"]
        members = await api.get(None, f"/api/queues/{queue['id']}/members", headers=signed_in)
        seats = await api.get(None, "/api/seats", headers=signed_in)
        again = await api.get(None, "/api/me", headers=signed_in)
    assert me["account"]["name"] == "Blue Door"
    assert {role["name"] for role in me["roles"]} == {
        "Account administrator",
        "Conversations setup",
        "Supervisor for Conversations",
        "Analytics for Conversations",
    }
    assert (me["seated"], me["viewer"], me["restrictions"]) == (True, False, [])
    assert me["agent"]["status"] == "offline"
    assert (queue["is_default"], queue["auto_assignment"], queue["members"]) == (True, True, 1)
    [member] = members["items"]
    assert (member["user_id"], member["name"]) == (me["user"]["id"], "Ana Founder")
    assert (member["kind"], member["seat"], member["access"]) == ("agent", True, "agent")
    assert seats == {"total": 3, "used": 1, "free": 2}
    assert {**again, "live_position": ""} == {**me, "live_position": ""}


async def test_the_cookie_is_kept_from_scripts_and_from_other_sites(
    database_address: DatabaseAddress, tmp_path: Path
) -> None:
    async with in_process(database_address, tmp_path) as api:
        plain = (await sign_up(api)).headers["set-cookie"].lower()
    assert plain.startswith("hubbub_session=")
    assert "httponly" in plain
    assert "samesite=lax" in plain
    assert "secure" not in plain


async def test_on_https_the_cookie_is_bound_to_the_host(
    database_address: DatabaseAddress, tmp_path: Path
) -> None:
    async with in_process(database_address, tmp_path, public_url="https://desk.example.com") as api:
        headers = {"Origin": "https://desk.example.com"}
        response = await api.send(None, "POST", "/api/accounts", FORM, headers=headers)
    sent = response.headers["set-cookie"]
    assert sent.startswith("__Host-hubbub_session=")
    assert "Secure" in sent
    assert "Path=/" in sent


@pytest.mark.parametrize(
    ("signup", "answers"), [("open", [201, 201]), ("first", [201, 403]), ("closed", [403, 403])]
)
async def test_who_may_begin_an_account_is_a_setting(
    signup: str, answers: list[int], database_address: DatabaseAddress, tmp_path: Path
) -> None:
    async with in_process(database_address, tmp_path, signup=signup) as api:
        before = await api.get(None, "/api/installation")
        first = await sign_up(api)
        second = await sign_up(api, email="bo@example.com")
        after = await api.get(None, "/api/installation")
    assert [first.status_code, second.status_code] == answers
    assert before["can_sign_up"] is (signup != "closed")
    assert after["can_sign_up"] is (signup == "open")
    if answers[1] == 403:
        assert second.json()["code"] == "sign_up_closed"


async def test_of_two_first_accounts_at_once_one_is_the_first(
    database_address: DatabaseAddress, database: Database, tmp_path: Path
) -> None:
    async with in_process(database_address, tmp_path, signup="first") as api:
        answers = await asyncio.gather(
            *(sign_up(api, email=f"founder{n}@example.com") for n in range(4))
        )
    assert sorted(answer.status_code for answer in answers) == [201, 403, 403, 403]
    async with database.engine() as tx:
        assert await tx.value("SELECT count(*) FROM accounts") == 1


async def test_beyond_loopback_the_first_account_needs_the_token(
    database_address: DatabaseAddress, tmp_path: Path
) -> None:
    settings: dict[str, Any] = {
        "signup": "first",
        "host": "192.0.2.1",
        "signup_token": "shown-once",
    }
    async with in_process(database_address, tmp_path, **settings) as api:
        installation = await api.get(None, "/api/installation")
        without = await sign_up(api)
        wrong = await sign_up(api, token="guessed")
        right = await sign_up(api, token="shown-once")
    assert installation["token_needed"] is True
    for refused in (without, wrong):
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "token"
    assert right.status_code == 201


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"account_name": " "}, "account_name"),
        ({"account_name": "\u200b"}, "account_name"),
        ({"name": "\t"}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"email": "ana"}, "email"),
        ({"email": "ana@localhost"}, "email"),
        ({"email": "a b@example.com"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "aaaaaaaaaaaaaaaa"}, "password"),
        ({"password": "x" * 257}, "password"),
        ({"password": "ana@example.com"}, "password"),
    ],
)
async def test_what_is_wrong_is_said_beside_its_field(
    changes: dict[str, str], field: str, database_address: DatabaseAddress, tmp_path: Path
) -> None:
    async with in_process(database_address, tmp_path) as api:
        response = await sign_up(api, **changes)
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]


async def test_an_address_belongs_to_one_user_of_all_accounts(
    database_address: DatabaseAddress, tmp_path: Path
) -> None:
    async with in_process(database_address, tmp_path) as api:
        assert (await sign_up(api)).status_code == 201
        second = await sign_up(api, account_name="Other", email="ANA@Example.com")
    assert second.status_code == 422
    assert second.json()["errors"][0]["field"] == "email"


async def test_sign_ups_are_throttled(database_address: DatabaseAddress, tmp_path: Path) -> None:
    async with in_process(database_address, tmp_path) as api:
        answers = [await sign_up(api, email="no") for _ in range(21)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
