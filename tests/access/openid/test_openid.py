"""Signing in with OpenID Connect: who is let in, and every way to cheat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc.jwk import RSAKey

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.openid.discovering import KEYS_AGAIN_SECONDS
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.disabling import set_enabled
from tests.access.openid.journeys import (
    DOMAIN,
    VERIFIED,
    body_for,
    configure,
    go,
    leave,
    problem_in,
)
from tests.browser_session import browsing, code_of
from tests.openid_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    Provider,
    elliptic,
    signed_with_public_key,
    unsigned,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tests.api import Api
    from tests.world import Person, World


async def test_the_right_person_is_let_in_and_comes_back_to_where_he_wanted(
    world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    async with browsing(app) as browser:
        location = await leave(browser, provider_id, "/desk/all?status=open")
        asked = dict(parse_qsl(urlsplit(location).query))
        assert asked["code_challenge_method"] == "S256"
        assert asked["redirect_uri"] == "http://localhost:8080/api/sign-in/openid/callback"
        assert CLIENT_SECRET not in location
        response = await browser.http.get(idp.log_in(location))
        assert response.headers["location"] == "/desk/all?status=open"
        me = await browser.get("/api/me")
        assert me["user"]["id"] == world.ours.agent.user_id.hex
    # From now on by the subject, whatever the address says.
    idp.claims = {"email": "renamed@elsewhere.example"}
    async with browsing(app) as browser:
        assert (await go(browser, idp, provider_id)).headers["location"] == "/desk/"
        assert (await browser.get("/api/me"))["user"]["id"] == world.ours.agent.user_id.hex


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "somebody-else"},
        {"aud": ["somebody-else"]},
        {"aud": [CLIENT_ID, "somebody-else"]},
        {"aud": [CLIENT_ID, "somebody-else"], "azp": "somebody-else"},
        {"azp": "somebody-else"},
        {"aud": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": float("nan")},
        {"exp": 10**400},
        {"iat": 9_000_000_000},
        {"iat": None},
        {"nbf": 9_000_000_000},
        {"nonce": "another"},
        {"nonce": None},
        {"nonce": ["x"]},
        {"nonce": "\ud800"},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"sub": "half a character \ud800"},
        {"sub": "a\0b"},
    ],
    ids=lambda claims: ascii(claims)[:60],
)
async def test_a_token_that_is_not_for_this_sign_in_is_refused(
    claims: dict[str, Any], world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    idp.claims = {**VERIFIED, **claims}
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, provider_id)) == "openid_refused"
        assert "hubbub_session" not in browser.http.cookies


async def test_a_token_that_nobody_signed_is_refused(world: World, app: Api, idp: Provider) -> None:
    provider_id = await configure(app, world, idp)
    stranger = RSAKey.generate_key(2048, {"kid": "first"}, private=True)

    def by_a_stranger(claims: dict[str, Any]) -> str:
        return Provider(keys=[stranger], issuer=idp.issuer, claims=claims).token({"nonce": ""})

    forgeries = [
        unsigned, signed_with_public_key(idp), by_a_stranger, lambda _: "", lambda _: "a.b.c",
        lambda claims: unsigned(claims) + "AAAA",
    ]  # fmt: skip
    for forge in forgeries:
        idp.sign = forge
        async with browsing(app) as browser:
            assert problem_in(await go(browser, idp, provider_id)) == "openid_refused"


async def test_keys_are_fetched_again_when_they_were_changed(
    world: World, app: Api, idp: Provider
) -> None:
    moment = [1000.0]
    app.app.state.openid.clock = lambda: moment[0]
    provider_id = await configure(app, world, idp)
    async with browsing(app) as browser:
        assert (await go(browser, idp, provider_id)).headers["location"] == "/desk/"
    idp.keys, idp.algorithm = [elliptic("second")], "ES256"
    async with browsing(app) as browser:
        # Not at once, so that invented key ids make no storm of requests.
        assert problem_in(await go(browser, idp, provider_id)) == "openid_refused"
        moment[0] += KEYS_AGAIN_SECONDS + 1
        assert (await go(browser, idp, provider_id)).headers["location"] == "/desk/"
    assert idp.asked.count("/keys") == 2
    assert idp.asked.count("/.well-known/openid-configuration") == 1


async def test_an_answer_is_taken_once_and_only_in_the_browser_that_left(
    world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    async with browsing(app) as mine, browsing(app) as other:
        back = idp.log_in(await leave(mine, provider_id))
        assert problem_in(await other.http.get(back)) == "openid_again"
        assert problem_in(await mine.http.get(back)) == "openid_again"
        back = idp.log_in(await leave(mine, provider_id))
        assert (await mine.http.get(back)).headers["location"] == "/desk/"
        mine.http.cookies.delete("hubbub_session")
        assert problem_in(await mine.http.get(back)) == "openid_again"


STRAYS = (
    "", "?state=&code=x", "?state=AAAA&code=x", "?state=é&code=x", "?code=x",
    "?error=access_denied", f"?state={'A' * 5000}",
)  # fmt: skip


async def test_an_answer_that_nobody_asked_for_is_refused(world: World, app: Api) -> None:
    async with browsing(app) as browser:
        for query in STRAYS:
            response = await browser.http.get(f"/api/sign-in/openid/callback{query}")
            assert problem_in(response) == "openid_again", query


async def test_the_answer_of_one_provider_is_not_taken_for_that_of_another(
    world: World, app: Api, idp: Provider
) -> None:
    """Mix-up (RFC 9207), and an answer without the name that the provider promises."""
    provider_id = await configure(app, world, idp)
    idp.answered = {"iss": "https://evil.example"}
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, provider_id)) == "openid_refused"
    assert "/token" not in idp.asked
    idp.answered = {"iss": idp.issuer}
    async with browsing(app) as browser:
        assert (await go(browser, idp, provider_id)).headers["location"] == "/desk/"
    idp.metadata = {"authorization_response_iss_parameter_supported": True}
    app.app.state.openid._kept.clear()
    idp.answered = {}
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, provider_id)) == "openid_refused"


@pytest.mark.parametrize(
    ("claims", "problem"),
    [
        ({"email_verified": False}, "openid_unverified"),
        ({"email_verified": None}, "openid_unverified"),
        ({"email_verified": 1.5}, "openid_unverified"),
        ({"email": None}, "openid_unverified"),
        ({"email": f"\ud800@{DOMAIN}"}, "openid_unverified"),
        ({"email": f"a\0@{DOMAIN}"}, "openid_unverified"),
        ({"email": "agent@evil.example"}, "openid_domain"),
        ({"email": f"agent@{DOMAIN}.evil.example"}, "openid_domain"),
        ({"email": f"nobody@{DOMAIN}"}, "openid_unknown"),
        ({"email": f"disabled@{DOMAIN}"}, "openid_unknown"),
    ],
)
async def test_an_address_is_believed_only_when_it_is_verified_and_of_the_domain(
    claims: dict[str, Any], problem: str, world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    idp.claims, idp.userinfo = {**VERIFIED, **claims}, {"sub": "subject-1"}
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, provider_id)) == problem


async def test_an_address_that_the_token_leaves_out_is_asked_for(
    world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    idp.claims, idp.userinfo = {}, {"sub": "somebody-else", **VERIFIED}
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, provider_id)) == "openid_refused"
        idp.userinfo["sub"] = "subject-1"
        assert (await go(browser, idp, provider_id)).headers["location"] == "/desk/"


async def test_a_second_subject_does_not_become_the_same_user(
    world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    async with browsing(app) as browser:
        await go(browser, idp, provider_id)
        idp.claims = {**VERIFIED, "sub": "subject-2"}
        assert problem_in(await go(browser, idp, provider_id)) == "openid_unknown"


async def test_users_are_created_with_the_roles_of_the_provider_and_no_more(
    world: World, app: Api, idp: Provider
) -> None:
    agent_role = world.ours.roles["agent"]
    provider_id = await configure(app, world, idp, creates_users=True, role_ids=[agent_role.hex])
    idp.claims = {**VERIFIED, "email": f"New.Person@{DOMAIN}", "sub": "new"}
    async with browsing(app) as browser:
        assert (await go(browser, idp, provider_id)).headers["location"] == "/desk/"
        me = await browser.get("/api/me")
        assert (me["user"]["name"], me["seated"]) == ("Ana Horvat", False)
        assert [role["name"] for role in me["roles"]] == ["Agent for Conversations"]
    # Whoever set the provider up gives no more than he can himself now.
    async with world.database.transaction(world.ours.id) as tx:
        administrators = frozenset({world.ours.roles["viewer"]})
        await change_roles(tx, world.ours.founder.user_id, administrators, SYSTEM_AUTHORITY)
    idp.claims = {**VERIFIED, "email": f"another@{DOMAIN}", "sub": "another"}
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, provider_id)) == "openid_not_created"
    assert not await world.sql(world.ours, "SELECT 1 FROM users WHERE email LIKE 'another@%%'")


async def test_whoever_may_only_set_sign_in_up_takes_no_rights_that_he_has_not(
    world: World, app: Api, idp: Provider
) -> None:
    """Neither by the roles of new users, nor by standing for somebody who can do more."""
    role_id = await _only_sign_in(world)
    async with world.database.transaction(world.ours.id) as tx:
        await change_roles(tx, world.ours.founder.user_id, frozenset({role_id}), SYSTEM_AUTHORITY)
    async with browsing(app) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        greedy = body_for(idp, creates_users=True, role_ids=[world.ours.roles["agent"].hex])
        refused = await browser.send("POST", "/api/openid-providers", greedy)
        assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")
        made = await browser.post("/api/openid-providers", body_for(idp))
    idp.claims = {**VERIFIED, "email": f"administrator@{DOMAIN}"}
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, made["id"])) == "openid_rights"


async def test_who_is_given_more_than_its_savers_had_comes_in_another_way(
    world: World, app: Api, idp: Provider
) -> None:
    """Else whoever may only set sign-in up would be everybody whom he has linked in good time."""
    ours = world.ours
    only_sign_in, everything = await _only_sign_in(world), ours.roles["administrator"]
    idp.claims = {**VERIFIED, "email": f"newcomer@{DOMAIN}"}

    async def give(user_id: UUID, role_id: UUID) -> None:
        async with world.database.transaction(ours.id) as tx:
            await change_roles(tx, user_id, frozenset({role_id}), SYSTEM_AUTHORITY)

    async with world.database.transaction(ours.id) as tx:
        newcomer = NewUser("Newcomer", idp.claims["email"], None, frozenset(), wants_seat=False)
        user_id = (await create_user(tx, newcomer, SYSTEM_AUTHORITY)).id
    await give(ours.founder.user_id, only_sign_in)
    made = await _save(app, idp, ours.founder)
    assert await _comes_in(app, idp, made)
    await give(user_id, everything)
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, made["id"])) == "openid_rights"
    await give(ours.founder.user_id, everything)
    made = await _save(app, idp, ours.founder, made)
    assert await _comes_in(app, idp, made)
    await give(ours.founder.user_id, only_sign_in)
    made = await _save(app, idp, ours.founder, made)
    assert await _comes_in(app, idp, made), "a later save with less took trust away"


async def _save(
    app: Api, idp: Provider, who: Person, before: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The provider, added or changed by somebody."""
    async with browsing(app) as browser:
        await browser.sign_in(who.email)
        await browser.confirm()
        if before is None:
            return await browser.post("/api/openid-providers", body_for(idp))
        body = body_for(idp, label=f"After {before['version']}", version=before["version"])
        answer = await browser.send("PUT", f"/api/openid-providers/{before['id']}", body)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def _comes_in(app: Api, idp: Provider, provider: dict[str, Any]) -> bool:
    async with browsing(app) as browser:
        answer = await go(browser, idp, provider["id"])
        return answer.headers["location"] == "/desk/"


async def _only_sign_in(world: World) -> Any:
    [row] = await world.sql(
        world.ours,
        "INSERT INTO roles (account_id, id, name, permissions) "
        "VALUES (%s, gen_random_uuid(), 'Sign-in', ARRAY['account/sign-in/manage']) RETURNING id",
        world.ours.id,
    )
    return row[0]


async def test_an_own_second_step_is_asked_for_here_too(
    world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    idp.claims = {**VERIFIED, "email": f"founder@{DOMAIN}"}
    async with browsing(app) as browser:
        await browser.sign_in(world.ours.founder.email)
        await browser.confirm()
        secret, _ = await browser.set_up_codes()
    async with browsing(app) as browser:
        response = await go(browser, idp, provider_id, "/desk/all")
        assert response.headers["location"] == "/desk/sign-in?step=second&next=%2Fdesk%2Fall"
        assert (await browser.send("GET", "/api/me")).status_code == 401
        shown = await browser.get("/api/session/second-step")
        assert shown == {"second_step": ["code", "recovery_code"]}
        me = await browser.post("/api/session/second-step", {"code": code_of(secret, 1)})
        assert me["user"]["email"] == world.ours.founder.email


async def test_who_is_disabled_is_not_let_in(world: World, app: Api, idp: Provider) -> None:
    provider_id = await configure(app, world, idp)
    async with browsing(app) as browser:
        await go(browser, idp, provider_id)
    async with world.database.transaction(world.ours.id) as tx:
        await set_enabled(tx, world.ours.agent.user_id, False, SYSTEM_AUTHORITY)
    async with browsing(app) as browser:
        assert problem_in(await go(browser, idp, provider_id)) == "openid_unknown"


async def test_only_places_of_the_desk_are_gone_to(world: World, app: Api, idp: Provider) -> None:
    provider_id = await configure(app, world, idp)
    for following in ("https://evil.example/", "//evil.example", "/desk//evil", "/desk/\\evil",
                      "/api/session", "/desk/\r\nSet-Cookie: x=y"):  # fmt: skip
        async with browsing(app) as browser:
            response = await go(browser, idp, provider_id, following)
            assert response.headers["location"] == "/desk/", following


async def test_the_page_shows_the_buttons_of_the_account_and_tells_nothing_else(
    world: World, app: Api, idp: Provider
) -> None:
    provider_id = await configure(app, world, idp)
    ways = "/api/sign-in/ways"
    nothing = {"account": None, "passwords": True, "providers": []}
    mine = {
        "account": "Ours Ltd", "passwords": True,
        "providers": [{"id": provider_id, "label": "Company account"}],
    }  # fmt: skip
    async with browsing(app) as browser:
        # Somebody who is there, and somebody of the domain who is not: the same answer.
        assert await browser.post(ways, {"email": world.ours.agent.email}) == mine
        assert await browser.post(ways, {"email": f"nobody@{DOMAIN}"}) == mine
        for email in (world.theirs.agent.email, "nobody@theirs.example.com", "x", ""):
            assert await browser.post(ways, {"email": email}) == nothing
        assert await browser.post(ways, {"account": "ours"}) == nothing
        await world.sql(
            world.ours, "INSERT INTO sign_in_settings (account_id, short_name) VALUES (%s, 'ours')",
            world.ours.id,
        )  # fmt: skip
        assert await browser.post(ways, {"account": "OURS"}) == mine
