"""Setting factors up and removing them: only by the owner, told, and never half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authenticator import Authenticator
from tests.browser_session import browsing, code_of
from tests.mailbox import letters_to, post

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

SECURITY = "/api/me/security"


async def test_every_change_wants_the_password_again(world: World, api: Api) -> None:
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        for method, path in (
            ("POST", "/codes/setup"), ("DELETE", "/codes"), ("POST", "/recovery-codes"),
            ("POST", "/passkeys/challenge"), ("DELETE", f"/passkeys/{'0' * 32}"),
        ):  # fmt: skip
            refused = await browser.send(method, SECURITY + path)
            assert (refused.status_code, refused.json()["code"]) == (403, "confirm_first"), path
        wrong = await browser.send("POST", f"{SECURITY}/confirmation", {"password": "wrong"})
        assert wrong.status_code == 422
        assert (await browser.send("POST", f"{SECURITY}/codes/setup")).status_code == 403
        await browser.confirm()
        assert (await browser.send("POST", f"{SECURITY}/codes/setup")).status_code == 200


async def test_a_confirmation_does_not_last(world: World, api: Api) -> None:
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        await world.sql(
            world.ours, "UPDATE sessions SET confirmed_at = confirmed_at - interval '11 minutes'"
        )
        assert (await browser.send("POST", f"{SECURITY}/codes/setup")).status_code == 403


async def test_a_passkey_confirms_as_well_but_only_ones_own(world: World, api: Api) -> None:
    async with browsing(api) as theirs:
        await theirs.sign_in(world.theirs.founder.email)
        await theirs.confirm()
        foreign, _ = await theirs.add_passkey()
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        made, _ = await browser.add_passkey()
        await world.sql(world.ours, "UPDATE sessions SET confirmed_at = NULL")
        path = f"{SECURITY}/confirmation"
        options = (await browser.post(f"{path}/challenge"))["options"]
        refused = await browser.send("POST", path, {"passkey": foreign.get(options)})
        assert refused.status_code == 422
        assert (await browser.send("POST", f"{SECURITY}/codes/setup")).status_code == 403
        options = (await browser.post(f"{path}/challenge"))["options"]
        await browser.post(path, {"passkey": made.get(options)})
        assert (await browser.send("POST", f"{SECURITY}/codes/setup")).status_code == 200


async def test_codes_count_only_once_one_of_them_was_given_back(world: World, api: Api) -> None:
    founder = world.ours.founder
    async with browsing(api) as browser:
        await browser.sign_in(founder.email)
        await browser.confirm()
        made = await browser.post(f"{SECURITY}/codes/setup")
        body = {"setup": made["setup"], "code": "000000"}
        assert (await browser.send("POST", f"{SECURITY}/codes", body)).status_code == 422
        assert (await browser.get(SECURITY))["codes_since"] is None
        assert (await browser.sign_in(founder.email)).status_code == 200
        await browser.confirm()
        code = code_of(made["secret"])
        body["code"] = code
        answered = await browser.post(f"{SECURITY}/codes", body)
        assert len(answered["recovery_codes"]) == 10
        assert (await browser.send("POST", f"{SECURITY}/codes", body)).status_code == 422
        # The code that set it up is spent.
        assert (await browser.sign_in(founder.email)).status_code == 202
        spent = await browser.send("POST", "/api/session/second-step", {"code": code})
        assert spent.status_code == 422
    [row] = await world.sql(world.ours, "SELECT sealed_secret FROM totp_secrets")
    assert made["secret"] not in str(row[0])


async def test_a_change_ends_the_sessions_elsewhere_and_renews_this_one(
    world: World, api: Api
) -> None:
    founder = world.ours.founder
    async with browsing(api) as browser, browsing(api) as elsewhere:
        await elsewhere.sign_in(founder.email)
        await browser.sign_in(founder.email)
        await browser.confirm()
        before = browser.http.cookies["hubbub_session"]
        await browser.set_up_codes()
        after = browser.http.cookies["hubbub_session"]
        assert after != before
        assert (await browser.send("GET", "/api/me")).status_code == 200
        assert (await elsewhere.send("GET", "/api/me")).status_code == 401
        stolen = {"Cookie": f"hubbub_session={before}"}
        assert (await api.send(None, "GET", "/api/me", headers=stolen)).status_code == 401


async def test_recovery_codes_come_with_the_first_factor_and_go_with_the_last(
    world: World, api: Api
) -> None:
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        none = await browser.send("POST", f"{SECURITY}/recovery-codes")
        assert (none.status_code, none.json()["code"]) == (409, "no_factor")
        _, first = await browser.set_up_codes()
        _, more = await browser.add_passkey()
        assert (len(first), more) == (10, [])
        anew = (await browser.post(f"{SECURITY}/recovery-codes"))["recovery_codes"]
        assert not set(anew) & set(first)
        await browser.send("DELETE", f"{SECURITY}/codes")
        shown = await browser.get(SECURITY)
        assert shown["recovery_codes_left"] == 10
        [passkey] = shown["passkeys"]
        await browser.send("DELETE", f"{SECURITY}/passkeys/{passkey['id']}")
        shown = await browser.get(SECURITY)
        assert (shown["recovery_codes_left"], shown["passkeys"]) == (0, [])


async def test_a_passkey_of_somebody_else_is_not_there(world: World, api: Api) -> None:
    async with browsing(api) as one, browsing(api) as other:
        await one.sign_in(world.ours.founder.email)
        await one.confirm()
        await one.add_passkey()
        [passkey] = (await one.get(SECURITY))["passkeys"]
        await other.sign_in(world.theirs.founder.email)
        await other.confirm()
        gone = await other.send("DELETE", f"{SECURITY}/passkeys/{passkey['id']}")
        assert gone.status_code == 404
        assert len((await one.get(SECURITY))["passkeys"]) == 1


async def test_changes_are_audited_and_told(world: World, api: Api) -> None:
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        await post(world, world.ours)
        await browser.set_up_codes()
        await browser.post(f"{SECURITY}/recovery-codes")
        await browser.send("DELETE", f"{SECURITY}/codes")
    told = await letters_to(world, world.ours, world.ours.founder.email)
    assert [each.subject for each in told] == [
        "Codes from an app are now asked for",
        "New recovery codes were made",
        "Codes from an app are no longer asked for",
    ]
    kinds = {row[0] for row in await world.sql(world.ours, "SELECT kind FROM audit")}
    assert {"second_factor.added", "recovery_codes.made", "second_factor.removed"} <= kinds


async def test_an_api_key_changes_nobodys_sign_in(world: World, api: Api) -> None:
    made = await api.post(
        world.ours.administrator, "/api/api-keys",
        {"name": "Import", "scopes": ["account/users/view"]},
    )  # fmt: skip
    refused = await api.send(made["key"], "POST", f"{SECURITY}/codes/setup")
    assert (refused.status_code, refused.json()["code"]) == (403, "session_needed")


async def test_a_name_is_asked_for_and_there_is_an_end(world: World, api: Api) -> None:
    path = f"{SECURITY}/passkeys"
    async with browsing(api) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        for name in ("", "  ", "x" * 101, "a\x07b"):
            options = (await browser.post(f"{path}/challenge"))["options"]
            body = {"name": name, "passkey": Authenticator(browser.origin).create(options)}
            refused = await browser.send("POST", path, body)
            assert refused.json()["errors"][0]["field"] == "name"
        for n in range(20):
            await browser.add_passkey(f"Key {n}")
        options = (await browser.post(f"{path}/challenge"))["options"]
        body = {"name": "One more", "passkey": Authenticator(browser.origin).create(options)}
        assert (await browser.send("POST", path, body)).json()["code"] == "too_many_passkeys"
