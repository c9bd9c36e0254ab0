"""Passkeys: made, signed in with alone and as second step, and every lie about them refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.authenticator import Authenticator
from tests.browser_session import LOCAL, Browser, browsing

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World

ALONE = "/api/session/passkey"
STEP = "/api/session/second-step"


async def with_passkey(api: Api, person: Person) -> Authenticator:
    async with browsing(api) as browser:
        await browser.sign_in(person.email)
        await browser.confirm()
        made, recovery = await browser.add_passkey()
        assert len(recovery) == 10
        return made


async def options_for(browser: Browser, path: str = ALONE) -> dict[str, Any]:
    return (await browser.post(f"{path}/challenge"))["options"]


async def test_a_passkey_signs_in_alone(world: World, api: Api) -> None:
    founder = world.ours.founder
    made = await with_passkey(api, founder)
    async with browsing(api) as browser:
        options = await options_for(browser)
        assert options["allowCredentials"] == []
        assert options["userVerification"] == "required"
        me = await browser.post(ALONE, {"passkey": made.get(options)})
        assert me["user"]["email"] == founder.email
        [shown] = (await browser.get("/api/me/security"))["passkeys"]
        assert (shown["name"], shown["here"]) == ("Laptop", True)
        assert shown["last_used_at"] is not None


async def test_a_passkey_is_the_second_step(world: World, api: Api) -> None:
    founder = world.ours.founder
    made = await with_passkey(api, founder)
    async with browsing(api) as browser:
        response = await browser.sign_in(founder.email)
        assert response.json() == {"second_step": ["passkey", "recovery_code"]}
        options = await options_for(browser, STEP)
        assert len(options["allowCredentials"]) == 1
        me = await browser.post(STEP, {"passkey": made.get(options)})
        assert me["user"]["email"] == founder.email


LIES: dict[str, dict[str, Any]] = {
    "another page": {"origin": "https://evil.example"},
    "another port": {"origin": "http://localhost:9999"},
    "another scheme": {"origin": "https://localhost:8080"},
    "another ceremony": {"type": "webauthn.create"},
    "another party": {"rp_id": "evil.example"},
    "another challenge": {"challenge": "AAAA"},
}


@pytest.mark.parametrize("lie", LIES)
async def test_what_was_signed_for_something_else_is_refused(
    lie: str, world: World, api: Api
) -> None:
    made = await with_passkey(api, world.ours.founder)
    async with browsing(api) as browser:
        signed = made.get(await options_for(browser), **LIES[lie])
        refused = await browser.send("POST", ALONE, {"passkey": signed})
        assert (refused.status_code, refused.json()["code"]) == (422, "passkey_refused")


async def test_a_signature_is_used_once(world: World, api: Api) -> None:
    made = await with_passkey(api, world.ours.founder)
    async with browsing(api) as browser:
        signed = made.get(await options_for(browser))
        await browser.post(ALONE, {"passkey": signed})
        again = await browser.send("POST", ALONE, {"passkey": signed})
        assert again.status_code == 422


async def test_a_copied_key_is_noticed_by_its_counter(world: World, api: Api) -> None:
    made = await with_passkey(api, world.ours.founder)
    async with browsing(api) as browser:
        made.count = 40
        await browser.post(ALONE, {"passkey": made.get(await options_for(browser))})
        made.count = 20
        copied = await browser.send(
            "POST", ALONE, {"passkey": made.get(await options_for(browser))}
        )
        assert copied.status_code == 422


async def test_the_person_must_be_verified_not_only_the_key_touched(world: World, api: Api) -> None:
    made = await with_passkey(api, world.ours.founder)
    made.verifies = False
    async with browsing(api) as browser:
        signed = made.get(await options_for(browser))
        assert (await browser.send("POST", ALONE, {"passkey": signed})).status_code == 422


async def test_a_key_that_nobody_has_registered_opens_nothing(world: World, api: Api) -> None:
    made = await with_passkey(api, world.ours.founder)
    stranger = Authenticator(LOCAL, user_handle=made.user_handle)
    async with browsing(api) as browser:
        for forged in (
            stranger.get(await options_for(browser)),
            {
                **stranger.get(await options_for(browser)),
                "id": made.get({"rpId": "x", "challenge": ""})["id"],
            },
        ):
            refused = await browser.send("POST", ALONE, {"passkey": forged})
            assert refused.json()["code"] == "passkey_refused"


async def test_a_handle_of_another_user_is_refused(world: World, api: Api) -> None:
    made = await with_passkey(api, world.ours.founder)
    made.user_handle = world.theirs.founder.user_id.bytes
    async with browsing(api) as browser:
        signed = made.get(await options_for(browser))
        assert (await browser.send("POST", ALONE, {"passkey": signed})).status_code == 422


async def test_a_challenge_of_one_purpose_is_none_of_another(world: World, api: Api) -> None:
    founder = world.ours.founder
    made = await with_passkey(api, founder)
    async with browsing(api) as browser:
        await browser.sign_in(founder.email)
        alone = made.get(await options_for(browser))
        assert (await browser.send("POST", STEP, {"passkey": alone})).status_code == 422
        second = made.get(await options_for(browser, STEP))
        assert (await browser.send("POST", ALONE, {"passkey": second})).status_code == 422


async def test_the_passkey_of_somebody_else_is_no_second_step(world: World, api: Api) -> None:
    await with_passkey(api, world.ours.founder)
    foreign = await with_passkey(api, world.theirs.founder)
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        signed = foreign.get(await options_for(browser, STEP))
        assert (await browser.send("POST", STEP, {"passkey": signed})).status_code == 422


@pytest.mark.parametrize(
    "broken",
    [{}, {"id": 1}, {"id": "é", "response": {}}, {"id": "AA", "response": []},
     {"id": "AA", "response": {"clientDataJSON": "e30"}},
     {"id": "AA", "response": {"clientDataJSON": 7}}],
)  # fmt: skip
async def test_nonsense_is_refused_and_breaks_nothing(
    broken: dict[str, Any], world: World, api: Api
) -> None:
    async with browsing(api) as browser:
        refused = await browser.send("POST", ALONE, {"passkey": broken})
        assert (refused.status_code, refused.json()["code"]) == (422, "passkey_refused")


async def test_a_disabled_user_has_no_passkey(world: World, api: Api) -> None:
    founder = world.ours.founder
    made = await with_passkey(api, founder)
    await world.sql(
        world.ours, "UPDATE users SET state = 'disabled' WHERE id = %s", founder.user_id
    )
    async with browsing(api) as browser:
        signed = made.get(await options_for(browser))
        assert (await browser.send("POST", ALONE, {"passkey": signed})).status_code == 422


async def test_a_registration_is_for_this_page_and_this_person(world: World, api: Api) -> None:
    async with browsing(api) as one, browsing(api) as other:
        await one.sign_in(world.ours.founder.email)
        await one.confirm()
        await other.sign_in(world.theirs.founder.email)
        await other.confirm()
        path = "/api/me/security/passkeys"
        for wrong in ({"origin": "https://evil.example"}, {"type": "webauthn.get"}):
            options = await options_for(one, path)
            body = {"name": "X", "passkey": Authenticator(LOCAL).create(options, **wrong)}
            assert (await one.send("POST", path, body)).status_code == 422
        theirs = await options_for(other, path)
        body = {"name": "X", "passkey": Authenticator(LOCAL).create(theirs)}
        assert (await one.send("POST", path, body)).status_code == 422
        lazy = Authenticator(LOCAL, verifies=False)
        body = {"name": "X", "passkey": lazy.create(await options_for(one, path))}
        assert (await one.send("POST", path, body)).status_code == 422
        assert (await one.get("/api/me/security"))["passkeys"] == []


async def test_the_same_key_is_not_registered_twice(world: World, api: Api) -> None:
    made = await with_passkey(api, world.ours.founder)
    async with browsing(api) as browser:
        await browser.sign_in(world.theirs.founder.email)
        await browser.confirm()
        path = "/api/me/security/passkeys"
        body = {"name": "Mine now", "passkey": made.create(await options_for(browser, path))}
        refused = await browser.send("POST", path, body)
        assert (refused.status_code, refused.json()["code"]) == (409, "known_passkey")


async def test_at_a_number_instead_of_a_name_there_are_no_passkeys(world: World, api: Api) -> None:
    async with browsing(api, origin="http://127.0.0.1:8080") as browser:
        refused = await browser.send("POST", f"{ALONE}/challenge")
        assert (refused.status_code, refused.json()["code"]) == (409, "passkeys_need_name")
        await browser.sign_in(world.ours.founder.email)
        assert (await browser.get("/api/me/security"))["passkeys_work"] is False
