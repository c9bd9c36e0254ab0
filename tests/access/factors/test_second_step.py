"""Signing in with a second step: what lets in, what does not, and what is never taken twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hubbub.access.factors.guessing import TRIES
from hubbub.access.factors.repository import use_step
from hubbub.kernel.clock import now
from tests.browser_session import Browser, browsing, code_of

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World

STEP = "/api/session/second-step"


async def with_codes(api: Api, person: Person) -> tuple[str, list[str]]:
    """The secret and the recovery codes of somebody who has just set codes up."""
    async with browsing(api) as browser:
        await browser.sign_in(person.email)
        await browser.confirm()
        return await browser.set_up_codes()


async def first_step(browser: Browser, person: Person) -> list[str]:
    response = await browser.sign_in(person.email)
    assert response.status_code == 202, response.text
    return response.json()["second_step"]


async def test_the_password_alone_no_longer_lets_in(world: World, api: Api) -> None:
    founder = world.ours.founder
    secret, _ = await with_codes(api, founder)
    async with browsing(api) as browser:
        assert await first_step(browser, founder) == ["code", "recovery_code"]
        assert (await browser.send("GET", "/api/me")).status_code == 401
        assert "hubbub_session" not in browser.http.cookies
        me = await browser.post(STEP, {"code": code_of(secret, 1)})
        assert me["user"]["email"] == founder.email
        assert (await browser.get("/api/me"))["must_set_up"] is False


async def test_a_wrong_password_does_not_tell_that_there_is_a_second_step(
    world: World, api: Api
) -> None:
    founder = world.ours.founder
    await with_codes(api, founder)
    async with browsing(api) as browser:
        wrong = await browser.sign_in(founder.email, "not the password")
        nobody = await browser.sign_in("nobody@example.com", "not the password")
        assert (wrong.status_code, wrong.content) == (401, nobody.content)


async def test_a_code_is_taken_once_even_in_another_browser(world: World, api: Api) -> None:
    founder = world.ours.founder
    secret, _ = await with_codes(api, founder)
    code = code_of(secret, 1)
    async with browsing(api) as one, browsing(api) as other:
        await first_step(one, founder)
        await first_step(other, founder)
        answers = await asyncio.gather(
            one.send("POST", STEP, {"code": code}), other.send("POST", STEP, {"code": code})
        )
        assert sorted(each.status_code for each in answers) == [200, 422]


async def test_the_first_step_is_used_once(world: World, api: Api) -> None:
    founder = world.ours.founder
    _, codes = await with_codes(api, founder)
    async with browsing(api) as browser:
        await first_step(browser, founder)
        pending = browser.http.cookies["hubbub_pending"]
        await browser.post(STEP, {"recovery_code": codes[0]})
        browser.http.cookies.set("hubbub_pending", pending)
        again = await browser.send("POST", STEP, {"recovery_code": codes[1]})
        assert (again.status_code, again.json()["code"]) == (401, "step_ended")


@pytest.mark.parametrize("forged", ["", "x", "AAAA", "é", "=" * 44, "A" * 44])
async def test_a_first_step_cannot_be_forged(forged: str, world: World, api: Api) -> None:
    headers = {"Cookie": f"hubbub_pending={forged}".encode()}
    response = await api.send(None, "POST", STEP, {"code": "123456"}, headers=headers)
    assert (response.status_code, response.json()["code"]) == (401, "step_ended")


async def test_a_recovery_code_is_used_once_and_the_rest_are_counted(
    world: World, api: Api
) -> None:
    founder = world.ours.founder
    _, codes = await with_codes(api, founder)
    assert len(codes) == 10
    async with browsing(api) as browser:
        await first_step(browser, founder)
        await browser.post(STEP, {"recovery_code": codes[3].upper().replace("-", " ")})
        assert (await browser.get("/api/me/security"))["recovery_codes_left"] == 9
    async with browsing(api) as browser:
        await first_step(browser, founder)
        used = await browser.send("POST", STEP, {"recovery_code": codes[3]})
        assert (used.status_code, used.json()["errors"][0]["field"]) == (422, "recovery_code")
        await browser.post(STEP, {"recovery_code": codes[4]})
    stored = await world.sql(world.ours, "SELECT code_sha256 FROM recovery_codes")
    assert not any(code in repr(stored) for code in codes)


async def test_guessing_at_codes_is_stopped_even_for_the_right_one(world: World, api: Api) -> None:
    founder = world.ours.founder
    secret, _ = await with_codes(api, founder)
    async with browsing(api) as browser:
        for n in range(TRIES):
            if n % 4 == 0:
                await first_step(browser, founder)
            body = {"code": "000000"} if n % 2 else {"recovery_code": f"guess-{n}"}
            assert (await browser.send("POST", STEP, body)).status_code == 422
        stopped = await browser.send("POST", STEP, {"code": code_of(secret, 1)})
        assert (stopped.status_code, stopped.json()["code"]) == (429, "too_many_attempts")


@pytest.mark.parametrize("body", [{}, {"code": "1", "recovery_code": "2"}, {"other": 1}])
async def test_exactly_one_thing_is_given(body: dict[str, str], world: World, api: Api) -> None:
    await with_codes(api, world.ours.founder)
    async with browsing(api) as browser:
        await first_step(browser, world.ours.founder)
        assert (await browser.send("POST", STEP, body)).status_code == 422


async def test_whoever_is_disabled_half_way_does_not_get_in(world: World, api: Api) -> None:
    founder = world.ours.founder
    secret, _ = await with_codes(api, founder)
    async with browsing(api) as browser:
        await first_step(browser, founder)
        await world.sql(
            world.ours, "UPDATE users SET state = 'disabled' WHERE id = %s", founder.user_id
        )
        refused = await browser.send("POST", STEP, {"code": code_of(secret, 1)})
        assert refused.status_code == 401
        assert "hubbub_session" not in browser.http.cookies


async def test_a_code_of_somebody_else_does_not_fit(world: World, api: Api) -> None:
    ours, theirs = world.ours.founder, world.theirs.founder
    await with_codes(api, ours)
    secret, codes = await with_codes(api, theirs)
    async with browsing(api) as browser:
        await first_step(browser, ours)
        for body in ({"code": code_of(secret, 1)}, {"recovery_code": codes[0]}):
            assert (await browser.send("POST", STEP, body)).status_code == 422


async def test_another_site_cannot_finish_a_sign_in(world: World, api: Api) -> None:
    response = await api.send(
        None, "POST", STEP, {"code": "123456"}, headers={"Origin": "https://evil.example"}
    )
    assert response.json()["code"] == "cross_site"


async def test_of_many_who_use_a_step_at_once_one_does(world: World, api: Api) -> None:
    """Where all have read the last step before any of them has written it."""
    founder = world.ours.founder
    await with_codes(api, founder)
    step = int(now().timestamp()) // 30 + 1

    async def use() -> bool:
        async with world.database.transaction(founder.account_id) as tx:
            return await use_step(tx, founder.user_id, step)

    assert sorted(await asyncio.gather(*(use() for _ in range(4)))) == [False, False, False, True]
