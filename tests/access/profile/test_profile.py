"""One's own profile: name, password, sessions; for people, never for an API key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hubbub.access import may
from tests.mailbox import letters_to, post
from tests.world import PASSWORD, Person

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

NEW = "seven quiet harbours"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"


async def signed_in(api: Api, who: Person, password: str = PASSWORD) -> Person:
    """At a browser of his own: signing in anew at the same one ends the session before."""
    api.http.cookies.clear()
    body = {"name": who.email, "password": password}
    answer = await api.send(None, "POST", "/api/session", body, headers={"User-Agent": FIREFOX})
    assert answer.status_code == 200, answer.text
    return replace(who, token=answer.cookies["hubbub_session"])


async def test_a_changed_password_ends_all_other_sessions_and_is_told(
    world: World, api: Api
) -> None:
    founder = world.ours.founder
    here, elsewhere = await signed_in(api, founder), await signed_in(api, founder)
    await post(world, world.ours)
    wrong = {"current": "not this one", "password": NEW}
    refused = await api.send(here, "PUT", "/api/me/password", wrong)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "current")
    weak = {"current": PASSWORD, "password": founder.email}
    refused = await api.send(here, "PUT", "/api/me/password", weak)
    assert refused.json()["errors"][0]["field"] == "password"
    await api.put(here, "/api/me/password", {"current": PASSWORD, "password": NEW})
    assert (await api.send(here, "GET", "/api/me")).status_code == 200
    assert (await api.send(elsewhere, "GET", "/api/me")).status_code == 401
    [notice] = await letters_to(world, world.ours, founder.email)
    assert notice.subject == "Your password was changed"
    await signed_in(api, founder, NEW)


async def test_guessing_the_present_password_is_slowed_down(world: World, api: Api) -> None:
    here = await signed_in(api, world.ours.founder)
    body = {"current": "a guess", "password": NEW}
    codes = [(await api.send(here, "PUT", "/api/me/password", body)).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]


async def test_sessions_are_named_and_ended_one_by_one(world: World, api: Api) -> None:
    here = await signed_in(api, world.ours.founder)
    there = await signed_in(api, world.ours.founder)
    items = (await api.get(here, "/api/me/sessions"))["items"]
    mine = {each["is_this"]: each for each in items if each["browser"] == "Firefox 131 on Linux"}
    assert set(mine) == {True, False}
    path = f"/api/me/sessions/{mine[False]['id']}"
    assert (await api.send(here, "DELETE", path)).status_code == 204
    assert (await api.send(there, "GET", "/api/me")).status_code == 401
    assert (await api.send(here, "DELETE", path)).status_code == 404
    # Another one's session is none of yours.
    others = await api.get(
        world.ours.founder, f"/api/users/{world.ours.agent.user_id.hex}/sessions"
    )
    foreign = f"/api/me/sessions/{others['items'][0]['id']}"
    assert (await api.send(here, "DELETE", foreign)).status_code == 404


async def test_a_key_changes_nobodys_password(world: World, api: Api) -> None:
    body = {"name": "Key", "scopes": [may.MANAGE_USERS.key]}
    key = (await api.post(world.ours.founder, "/api/api-keys", body))["key"]
    answer = await api.send(key, "PUT", "/api/me/password", {"current": PASSWORD, "password": NEW})
    assert (answer.status_code, answer.json()["code"]) == (403, "needs_session")


async def test_everybody_names_himself(world: World, api: Api) -> None:
    viewer = world.ours.viewer
    body = {"name": "Vera", "language": "de", "details_version": 1}
    assert (await api.put(viewer, "/api/me/profile", body))["language"] == "de"
    assert (await api.get(viewer, "/api/me"))["user"]["name"] == "Vera"
