"""Links by mail: set a password, forget it; each works once, for a while, for one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.access.users.test_users import make
from tests.mailbox import letters_to, post, token_in
from tests.world import PASSWORD

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api
    from tests.world import World

NEW = "seven quiet harbours"


async def use(api: Api, token: str, password: str = NEW) -> httpx2.Response:
    body = {"token": token, "password": password}
    return await api.send(None, "POST", "/api/links/password", body)


async def sign_in(api: Api, name: str, password: str = NEW) -> int:
    answer = await api.send(None, "POST", "/api/session", {"name": name, "password": password})
    return answer.status_code


async def newcomer(world: World, api: Api, email: str = "eva@example.com") -> tuple[Any, str]:
    """A user without a password, and the token of his mail."""
    user = (await make(api, world.ours.founder, email=email, password=None)).json()
    [letter] = await letters_to(world, world.ours, email)
    assert user["username"] in letter.text
    return user, token_in(letter)


async def test_a_new_user_sets_his_password_by_the_link_of_the_mail(world: World, api: Api) -> None:
    user, token = await newcomer(world, api)
    assert (user["has_password"], user["state"]) == (False, "enabled")
    about = await api.post(None, "/api/links/look", {"token": token})
    assert (about["purpose"], about["username"], about["is_first"]) == ("password", "eva", True)
    weak = await use(api, token, "eva@example.com")
    assert (weak.status_code, weak.json()["errors"][0]["field"]) == (422, "password")
    assert (await use(api, token)).json() == {"username": "eva", "email": "eva@example.com"}
    assert await sign_in(api, "eva") == 200
    again = await use(api, token, "another good password")
    assert (again.status_code, again.json()["code"]) == (410, "link_used")
    assert "Forgot your password?" in again.json()["detail"]
    assert await sign_in(api, "eva") == 200


async def test_of_two_who_use_a_link_at_once_one_wins(world: World, api: Api) -> None:
    import asyncio

    _, token = await newcomer(world, api)
    answers = await asyncio.gather(*(use(api, token) for _ in range(4)))
    assert sorted(each.status_code for each in answers) == [200, 410, 410, 410]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE links SET expires_at = now() WHERE account_id = %s", "link_expired"),
        (
            "UPDATE links SET ended = 'revoked', ended_at = now() WHERE account_id = %s",
            "link_revoked",
        ),
    ],
)
async def test_a_link_that_no_longer_works_says_what_to_do(
    world: World, api: Api, change: str, code: str
) -> None:
    _, token = await newcomer(world, api)
    await world.sql(world.ours, change, world.ours.id)
    for path, body in (("look", {}), ("password", {"password": NEW})):
        refused = await api.send(None, "POST", f"/api/links/{path}", {"token": token, **body})
        assert (refused.status_code, refused.json()["code"]) == (410, code)
        assert "Forgot your password?" in refused.json()["detail"]


async def test_a_link_is_for_one_thing_only(world: World, api: Api) -> None:
    _, token = await newcomer(world, api)
    for path, body in (("email", {}), ("invite", {"name": "Eva", "password": NEW})):
        refused = await api.send(None, "POST", f"/api/links/{path}", {"token": token, **body})
        assert (refused.status_code, refused.json()["code"]) == (404, "bad_link")


async def test_no_token_is_stored(world: World, api: Api) -> None:
    _, token = await newcomer(world, api)
    for table in ("links", "mails", "timers", "events", "audit"):
        [row] = await world.sql(
            world.ours, f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t"
        )
        assert token not in str(row[0])
        if table != "links":
            assert "eva@example.com" not in str(row[0])


async def test_a_mail_sent_again_ends_the_links_before(world: World, api: Api) -> None:
    user, token = await newcomer(world, api)
    path = f"/api/users/{user['id']}/sign-in-mail"
    assert (await api.send(world.ours.founder, "POST", path)).status_code == 202
    assert (await use(api, token)).json()["code"] == "link_replaced"
    [letter] = await letters_to(world, world.ours, "eva@example.com")
    assert (await use(api, token_in(letter))).status_code == 200


async def test_forgetting_answers_alike_and_mails_only_whom_there_is(
    world: World, api: Api
) -> None:
    ours = world.ours
    await post(world, ours)
    answers = [
        await api.send(None, "POST", "/api/password-resets", {"name": name})
        for name in (ours.founder.email.upper(), "nobody@example.com", ours.disabled.email)
    ]
    assert {(each.status_code, each.text) for each in answers} == {(202, '{"sent":"if_known"}')}
    [letter] = await post(world, ours)
    assert letter.address == ours.founder.email
    assert (await use(api, token_in(letter))).status_code == 200
    assert await sign_in(api, ours.founder.email) == 200
    ended = await api.send(ours.founder, "GET", "/api/me")
    assert ended.status_code == 401
    [notice] = await post(world, ours)
    assert notice.subject == "Your password was changed"


async def test_forgetting_is_slowed_down_alike(world: World, api: Api) -> None:
    for name in (world.ours.founder.email, "nobody@example.com"):
        codes = [
            (await api.send(None, "POST", "/api/password-resets", {"name": name})).status_code
            for _ in range(6)
        ]
        assert codes == [202] * 5 + [429]


async def test_who_is_disabled_cannot_use_his_link(world: World, api: Api) -> None:
    user, token = await newcomer(world, api)
    await api.put(world.ours.founder, f"/api/users/{user['id']}/state", {"state": "disabled"})
    refused = await use(api, token)
    assert (refused.status_code, refused.json()["code"]) == (410, "disabled")


async def test_a_given_password_is_mailed_without_a_link(world: World, api: Api) -> None:
    await make(api, world.ours.founder, email="eva@example.com")
    [letter] = await letters_to(world, world.ours, "eva@example.com")
    assert "/desk/link" not in letter.text
    assert PASSWORD not in letter.text
    assert "/desk/sign-in" in letter.text
