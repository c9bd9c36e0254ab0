"""One user: details, a new address once confirmed, sessions; and what nobody may take over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubbub.access import may
from tests.access.users.test_users import custom_role, set_roles
from tests.mailbox import letters_to, post, token_in

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api, Asker
    from tests.world import Person, World


async def full(api: Api, by: Person, who: Person) -> Any:
    return (await api.get(by, f"/api/users/{who.user_id.hex}/full"))["user"]


async def edit(api: Api, by: Asker, who: Person, **body: Any) -> httpx2.Response:
    return await api.send(by, "PUT", f"/api/users/{who.user_id.hex}", body)


async def ask(api: Api, by: Person, who: Person, email: str, version: int) -> httpx2.Response:
    path = f"/api/users/{who.user_id.hex}/email"
    return await api.send(by, "PUT", path, {"email": email, "details_version": version})


async def test_of_two_administrators_the_second_hears_of_the_first(world: World, api: Api) -> None:
    ours = world.ours
    user = await full(api, ours.founder, ours.agent)
    version = user["details_version"]
    first = await edit(
        api,
        ours.founder,
        ours.agent,
        name="Eva",
        time_zone="Europe/Zagreb",
        details_version=version,
    )
    assert (first.status_code, first.json()["name"]) == (200, "Eva")
    late = await edit(api, ours.administrator, ours.agent, name="Iva", details_version=version)
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    # A sign-in or a seat in between is no edit, and hinders none.
    path = f"/api/users/{ours.agent.user_id.hex}/seat"
    await api.put(ours.founder, path, {"seat": False})
    after = await edit(api, ours.administrator, ours.agent, name="Iva", details_version=version + 1)
    assert (after.status_code, after.json()["time_zone"]) == (200, None)
    assert (await api.get(ours.agent, "/api/me"))["user"]["name"] == "Iva"


async def test_bad_details_are_named(world: World, api: Api) -> None:
    refused = await edit(
        api, world.ours.founder, world.ours.agent, name="Eva", language="x", time_zone="Mars",
        phone="call me", details_version=1,
    )  # fmt: skip
    assert [each["field"] for each in refused.json()["errors"]] == [
        "language",
        "time_zone",
        "phone",
    ]


async def test_a_new_address_counts_once_it_is_confirmed(world: World, api: Api) -> None:
    ours = world.ours
    await post(world, ours)
    asked = await ask(api, ours.founder, ours.agent, "new@example.com", 1)
    assert (asked.json()["email"], asked.json()["pending_email"]) == (
        ours.agent.email, "new@example.com",
    )  # fmt: skip
    [letter] = await letters_to(world, ours, "new@example.com")
    await api.send(None, "POST", "/api/password-resets", {"name": ours.agent.email})
    [reset] = await letters_to(world, ours, ours.agent.email)
    confirmed = await api.post(None, "/api/links/email", {"token": token_in(letter)})
    assert confirmed["email"] == "new@example.com"
    body = {"token": token_in(reset), "password": "seven quiet harbours"}
    gone = await api.send(None, "POST", "/api/links/password", body)
    assert gone.json()["code"] == "link_revoked"
    [notice] = await post(world, ours)
    assert (notice.address, notice.subject) == (ours.agent.email, "Your e-mail address was changed")
    assert "new@example.com" not in notice.text
    [row] = await world.sql(
        ours, "SELECT count(*) FROM sign_in_names WHERE user_id = %s", ours.agent.user_id
    )
    assert row[0] == 2


async def test_a_second_thought_ends_the_first_link(world: World, api: Api) -> None:
    ours = world.ours
    await ask(api, ours.founder, ours.agent, "one@example.com", 1)
    [first] = await letters_to(world, ours, "one@example.com")
    await ask(api, ours.founder, ours.agent, "two@example.com", 2)
    gone = await api.send(None, "POST", "/api/links/email", {"token": token_in(first)})
    assert gone.json()["code"] == "link_replaced"
    taken = await ask(api, ours.founder, ours.agent, world.theirs.agent.email, 3)
    assert (taken.status_code, taken.json()["errors"][0]["field"]) == (422, "email")


async def test_nobody_redirects_the_mail_of_who_can_do_more(world: World, api: Api) -> None:
    ours = world.ours
    users = await custom_role(world, ours, may.MANAGE_USERS)
    await set_roles(api, ours.founder, ours.viewer, users)
    refused = await ask(api, ours.viewer, ours.founder, "evil@example.com", 1)
    assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")
    assert (await ask(api, ours.viewer, ours.viewer, "mine@example.com", 1)).status_code == 200


async def test_signed_out_everywhere_at_once(world: World, api: Api) -> None:
    ours = world.ours
    path = f"/api/users/{ours.agent.user_id.hex}/sessions"
    assert len((await api.get(ours.founder, path))["items"]) == 1
    ended = await api.send(ours.founder, "DELETE", path)
    assert ended.json() == {"count": 1}
    assert (await api.send(ours.agent, "GET", "/api/me")).status_code == 401
    audited = "SELECT data ->> 'count' FROM audit WHERE kind = 'user.sessions_ended'"
    assert await world.sql(ours, audited) == [("1",)]
    # Whoever holds a socket of his is told to look again.
    newest = "SELECT who FROM access_changes WHERE account_id = %s ORDER BY version DESC LIMIT 1"
    assert await world.sql(ours, newest, ours.id) == [(ours.agent.user_id,)]


async def test_a_confirmed_address_ends_the_links_in_the_old_mailbox(
    world: World, api: Api
) -> None:
    """Also those that were sent after the change was asked for."""
    ours = world.ours
    await ask(api, ours.founder, ours.agent, "new@example.com", 1)
    [letter] = await letters_to(world, ours, "new@example.com")
    await api.post(None, "/api/links/email", {"token": token_in(letter)})
    rows = await world.sql(
        ours, "SELECT 1 FROM links WHERE user_id = %s AND purpose = 'password' AND ended IS NULL",
        ours.agent.user_id,
    )  # fmt: skip
    assert rows == []
