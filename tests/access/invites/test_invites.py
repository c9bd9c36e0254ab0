"""Invitations: offered, accepted, sent again, taken back, and never beyond their maker's rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubbub.access import may
from tests.access.users.test_users import custom_role, set_roles
from tests.mailbox import letters_to, post, token_in

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api, Asker
    from tests.world import World

WORDS = "seven quiet harbours"
EVA = "eva@example.com"


async def invite(api: Api, by: Asker, *roles: str, **changes: Any) -> httpx2.Response:
    body = {"email": EVA, "role_ids": list(roles), "seat": True, **changes}
    return await api.send(by, "POST", "/api/invites", body)


async def accept(api: Api, token: str, **changes: Any) -> httpx2.Response:
    body = {"token": token, "name": "Eva Kovač", "username": "eva.k", "password": WORDS}
    return await api.send(None, "POST", "/api/links/invite", {**body, **changes})


async def token(world: World) -> str:
    [letter] = await letters_to(world, world.ours, EVA)
    return token_in(letter)


async def states(world: World, api: Api) -> list[str]:
    page = await api.get(world.ours.founder, "/api/invites")
    return [each["state"] for each in page["items"]]


async def test_from_the_invitation_to_the_first_sign_in(world: World, api: Api) -> None:
    ours = world.ours
    made = await invite(api, ours.founder, ours.roles["agent"].hex)
    assert (made.status_code, made.json()["mail"]["state"]) == (201, "queued")
    code = await token(world)
    about = await api.post(None, "/api/links/look", {"token": code})
    assert (about["purpose"], about["email"], about["username"]) == ("invite", EVA, "eva")
    taken = await accept(
        api, code, username=(await api.get(ours.founder, "/api/me"))["user"]["username"]
    )
    assert (taken.status_code, taken.json()["errors"][0]["field"]) == (422, "username")
    joined = await accept(api, code, time_zone="Europe/Zagreb")
    assert joined.json() == {"username": "eva.k", "email": EVA}
    me = await api.post(None, "/api/session", {"name": "Eva.K", "password": WORDS})
    assert (me["seated"], [role["id"] for role in me["roles"]]) == (True, [ours.roles["agent"].hex])
    assert await states(world, api) == ["accepted"]
    assert (await accept(api, code, username="eva.2")).json()["code"] == "link_used"


async def test_one_open_invitation_an_address(world: World, api: Api) -> None:
    ours = world.ours
    assert (await invite(api, ours.founder)).status_code == 201
    again = await invite(api, ours.founder, email=EVA.upper())
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "email")
    used = await invite(api, ours.founder, email=world.theirs.agent.email)
    assert used.status_code == 422
    await world.sql(ours, "UPDATE invites SET expires_at = now() WHERE account_id = %s", ours.id)
    assert await states(world, api) == ["expired"]
    assert (await invite(api, ours.founder)).status_code == 201
    assert await states(world, api) == ["pending", "revoked"]


async def test_sent_again_and_taken_back(world: World, api: Api) -> None:
    ours = world.ours
    made = (await invite(api, ours.founder, ours.roles["viewer"].hex, seat=False)).json()
    first = await token(world)
    path = f"/api/invites/{made['id']}"
    again = await api.send(ours.administrator, "POST", f"{path}/mail")
    assert again.json()["invited_by"]["name"] == ours.administrator.name
    assert (await accept(api, first)).json()["code"] == "link_replaced"
    second = await token(world)
    assert (await api.send(ours.founder, "DELETE", path)).json()["state"] == "revoked"
    gone = await accept(api, second)
    assert (gone.status_code, gone.json()["code"]) == (410, "link_revoked")
    assert "Ask whoever invited you" in gone.json()["detail"]
    assert (await api.send(ours.founder, "POST", f"{path}/mail")).status_code == 409


async def test_an_invitation_taken_back_in_time_is_not_mailed(world: World, api: Api) -> None:
    await post(world, world.ours)
    made = (await invite(api, world.ours.founder)).json()
    await api.send(world.ours.founder, "DELETE", f"/api/invites/{made['id']}")
    assert await post(world, world.ours) == []


async def test_nobody_offers_what_he_does_not_have(world: World, api: Api) -> None:
    ours = world.ours
    users = await custom_role(world, ours, may.MANAGE_USERS)
    await set_roles(api, ours.founder, ours.viewer, users)
    refused = await invite(api, ours.viewer, ours.roles["administrator"].hex, seat=False)
    assert (refused.status_code, refused.json()["code"]) == (403, "beyond_own_rights")
    assert (await invite(api, ours.viewer, seat=True)).status_code == 403
    both = [ours.roles["agent"].hex, ours.roles["supervisor"].hex]
    refused = await invite(api, ours.founder, *both)
    assert (refused.status_code, refused.json()["code"]) == (409, "agent_and_supervisor")


async def test_no_link_outlives_the_rights_of_its_maker(world: World, api: Api) -> None:
    ours = world.ours
    administrator = ours.roles["administrator"].hex
    await invite(api, ours.administrator, administrator, seat=False)
    code = await token(world)
    users = await custom_role(world, ours, may.MANAGE_USERS)
    for roles in ([users], []):
        assert (await set_roles(api, ours.founder, ours.administrator, *roles)).status_code == 200
        gone = await accept(api, code)
        assert (gone.status_code, gone.json()["code"]) == (410, "inviter_may_not")
    assert (
        await set_roles(api, ours.founder, ours.administrator, administrator)
    ).status_code == 200
    path = f"/api/users/{ours.administrator.user_id.hex}/state"
    await api.put(ours.founder, path, {"state": "disabled"})
    assert (await accept(api, code)).json()["code"] == "inviter_may_not"
    await api.put(ours.founder, path, {"state": "enabled"})
    assert (await accept(api, code)).status_code == 201


async def test_an_api_keys_invitation_ends_with_the_key(world: World, api: Api) -> None:
    ours = world.ours
    body = {"name": "Directory", "scopes": [may.MANAGE_USERS.key]}
    key = await api.post(ours.founder, "/api/api-keys", body)
    assert (await invite(api, key["key"], seat=False)).status_code == 201
    code = await token(world)
    await api.send(ours.founder, "DELETE", f"/api/api-keys/{key['id']}")
    assert (await accept(api, code)).json()["code"] == "inviter_may_not"


async def test_where_no_seat_is_free_he_joins_without_one(world: World, api: Api) -> None:
    ours = world.ours
    await invite(api, ours.founder, ours.roles["agent"].hex)
    code = await token(world)
    await world.sql(
        ours, "UPDATE accounts SET seats = (SELECT count(*) FROM seats) WHERE account_id = %s",
        ours.id,
    )  # fmt: skip
    assert (await accept(api, code)).status_code == 201
    found = await api.get(ours.founder, "/api/users", params={"q": "eva.k"})
    assert [each["seat"] for each in found["items"]] == [False]


async def test_who_may_no_longer_add_users_adds_none_by_an_old_link(world: World, api: Api) -> None:
    ours = world.ours
    await invite(api, ours.administrator, seat=False)
    code = await token(world)
    only_sees = await custom_role(world, ours, may.SEE_USERS)
    assert (await set_roles(api, ours.founder, ours.administrator, only_sees)).status_code == 200
    gone = await accept(api, code)
    assert (gone.status_code, gone.json()["code"]) == (410, "inviter_may_not")
