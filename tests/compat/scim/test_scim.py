"""What a directory can and cannot do with users and roles, beyond what the compliance run asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.compat.scim.conftest import key_of

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
USERS, GROUPS = "/scim/v2/Users", "/scim/v2/Groups"


async def make(api: Api, key: str, name: str = "ana@corp.example", **more: Any) -> dict[str, Any]:
    body = {"schemas": [USER], "userName": name, "externalId": f"ext-{name}", **more}
    return await api.post(key, USERS, body)


async def patch(api: Api, key: str, path: str, *operations: dict[str, Any], **headers: str) -> Any:
    body = {"schemas": [PATCH], "Operations": list(operations)}
    options = {"headers": {name.replace("_", "-"): value for name, value in headers.items()}}
    return await api.send(key, "PATCH", path, body, **options)


async def refused(response: Any, status: int, scim_type: str | None = None) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/scim+json"
    body = response.json()
    assert (body["status"], body.get("scimType")) == (str(status), scim_type)
    return body["detail"]


def members(*users: str) -> list[dict[str, str]]:
    return [{"value": user} for user in users]


async def test_a_new_user_gets_the_mail_that_everybody_gets(
    world: World, api: Api, key: str
) -> None:
    made = await make(api, key, displayName="Ana Anić")
    [[kind]] = await world.sql(
        world.ours, "SELECT kind FROM mails WHERE subject_id = %s", made["id"]
    )
    assert kind == "welcome"
    shown = await api.get(world.ours.founder, f"/api/users/{made['id']}")
    assert (shown["name"], shown["email"], shown["username"]) == (
        "Ana Anić", "ana@corp.example", "ana",
    )  # fmt: skip
    assert shown["roles"] == []
    entries = (await api.get(world.ours.founder, "/api/audit"))["items"]
    [entry] = [each for each in entries if each["kind"] == "user.created"][:1]
    assert entry["by"]["kind"] == "api_key"


async def test_names_and_addresses_in_use_are_a_conflict(world: World, api: Api, key: str) -> None:
    await make(api, key)
    for body in (
        {"userName": "ANA@corp.example"},
        {"userName": "other", "emails": [{"value": "Ana@Corp.example"}]},
        {"userName": world.ours.agent.email},
        {"userName": "Ana@corp.example", "emails": [{"value": "free@corp.example"}]},
        {"userName": "other", "emails": [{"value": world.theirs.agent.email}]},
    ):
        answer = await api.send(key, "POST", USERS, {"schemas": [USER], **body})
        await refused(answer, 409, "uniqueness")


async def test_an_inactive_user_is_signed_out_and_let_in_again(
    world: World, api: Api, key: str
) -> None:
    agent = world.ours.agent
    path = f"{USERS}/{agent.user_id.hex}"
    # As Entra ID writes it.
    off = await patch(api, key, path, {"op": "Replace", "path": "active", "value": "False"})
    assert off.json()["active"] is False
    assert (await api.send(agent, "GET", "/api/me")).status_code == 401
    on = await patch(api, key, path, {"op": "replace", "value": {"active": True}})
    assert on.json()["active"] is True


async def test_a_removed_user_is_gone_and_comes_back_without_roles(
    world: World, api: Api, key: str
) -> None:
    agent = world.ours.agent
    path = f"{USERS}/{agent.user_id.hex}"
    assert (await api.send(key, "DELETE", path)).status_code == 204
    await refused(await api.send(key, "GET", path), 404)
    await refused(await api.send(key, "DELETE", path), 404)
    found = await api.get(key, f'{USERS}?filter=userName eq "{agent.email}"')
    assert found["totalResults"] == 0
    group = await api.get(key, f"{GROUPS}/{world.ours.roles['agent'].hex}")
    assert agent.user_id.hex not in [each["value"] for each in group["members"]]
    again = await make(api, key, agent.email)
    assert again["id"] == agent.user_id.hex
    shown = await api.get(world.ours.founder, f"/api/users/{agent.user_id.hex}")
    assert (shown["state"], shown["roles"]) == ("enabled", [])


async def test_a_new_address_waits_until_it_is_confirmed(world: World, api: Api, key: str) -> None:
    made = await make(api, key, emails=[{"value": "ana@corp.example", "type": "work"}])
    # The entry of a list that the directory names by its type, as Entra ID does.
    changed = await patch(
        api, key, f"{USERS}/{made['id']}",
        {"op": "Add", "path": 'emails[type eq "work"].value', "value": "eva@corp.example"},
    )  # fmt: skip
    assert changed.json()["emails"][0]["value"] == "eva@corp.example"
    shown = await api.get(world.ours.founder, f"/api/users/{made['id']}")
    assert (shown["email"], shown["pending_email"]) == ("ana@corp.example", "eva@corp.example")


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ('userName eq "ANA@corp.example"', 1),
        ('userName eq "ana@corp.example" and active eq true', 1),
        ('externalId eq "ext-ana@corp.example"', 1),
        ('externalId eq "EXT-ana@corp.example"', 0),
        ('emails[type eq "work" and value co "corp"]', 1),
        ('emails.value ew "corp.example"', 1),
        ('not (userName sw "a") and userName co "@corp"', 0),
        ('(userName eq "nobody" or displayName eq "Ana") and externalId pr', 1),
        ('meta.created gt "2001-01-01T00:00:00Z" and userName co "corp"', 1),
        ('userName ne "ana@corp.example" and externalId pr', 0),
        ('id eq "nonsense"', 0),
    ],
)
async def test_filters(api: Api, key: str, filter_: str, found: int) -> None:
    await make(api, key, displayName="Ana")
    listed = await api.get(key, USERS, params={"filter": filter_})
    assert listed["totalResults"] == found


async def test_what_makes_no_sense_has_a_word(api: Api, key: str) -> None:
    for filter_ in ("userName", "userName eq", "nonsense eq 1", "((", 'userName eq "a" xor 1'):
        answer = await api.send(key, "GET", USERS, params={"filter": filter_})
        await refused(answer, 400, "invalidFilter")
    await refused(await api.send(key, "POST", USERS, b"{"), 400, "invalidSyntax")
    await refused(await api.send(key, "POST", USERS, {"schemas": [USER]}), 400, "invalidValue")
    bad = {"schemas": [USER], "userName": "a@b.example", "timezone": "Moon"}
    detail = await refused(await api.send(key, "POST", USERS, bad), 400, "invalidValue")
    assert "time zone" in detail


async def test_an_id_that_is_none_names_nothing(api: Api, key: str) -> None:
    for place in (USERS, GROUPS):
        await refused(await api.send(key, "GET", f"{place}/nonsense"), 404)
    await refused(await api.send(key, "GET", "/scim/v2/Nonsense"), 404)
    await refused(await api.send(key, "DELETE", USERS), 405)


async def test_pages_begin_where_they_are_asked_to(world: World, api: Api, key: str) -> None:
    everybody = (await api.get(key, USERS))["Resources"]
    query = {"startIndex": 3, "count": 2, "attributes": "userName"}
    page = await api.get(key, USERS, params=query)
    assert page["totalResults"] == len(everybody)
    assert page["itemsPerPage"] == 2
    ids = [each["id"] for each in page["Resources"]]
    assert ids == [each["id"] for each in everybody[2:4]]
    assert set(page["Resources"][0]) == {"schemas", "id", "userName"}
    by_name = await api.get(key, USERS, params={"sortBy": "userName", "sortOrder": "descending"})
    names = [each["userName"].lower() for each in by_name["Resources"]]
    assert names == sorted(names, reverse=True)


async def test_a_change_on_an_old_sight_is_refused(api: Api, key: str) -> None:
    made = await make(api, key)
    path, version = f"{USERS}/{made['id']}", made["meta"]["version"]
    operation = {"op": "replace", "path": "displayName", "value": "Ana"}
    first = await patch(api, key, path, operation, If_Match=version)
    assert first.headers["etag"] == first.json()["meta"]["version"] != version
    second = {"op": "replace", "path": "displayName", "value": "Eva"}
    await refused(await patch(api, key, path, second, If_Match=version), 412)
    known = {"If-None-Match": first.headers["etag"]}
    assert (await api.send(key, "GET", path, headers=known)).status_code == 304


async def test_members_hold_the_role(world: World, api: Api, key: str) -> None:
    made = await make(api, key)
    path = f"{GROUPS}/{world.ours.roles['viewer'].hex}"
    added = await patch(
        api, key, path, {"op": "Add", "path": "members", "value": members(made["id"])}
    )
    assert made["id"] in [each["value"] for each in added.json()["members"]]
    shown = await api.get(key, f"{USERS}/{made['id']}")
    assert [each["display"] for each in shown["groups"]] == ["Viewer for Conversations"]
    # Both ways of taking somebody out: the standard's and Entra ID's.
    out = {"op": "remove", "path": f'members[value eq "{made["id"]}"]'}
    for operation in (out, {"op": "Remove", "path": "members", "value": members(made["id"])}):
        await patch(api, key, path, {"op": "add", "path": "members", "value": members(made["id"])})
        left = await patch(api, key, path, operation)
        assert made["id"] not in [each["value"] for each in left.json()["members"]]


async def test_nobody_gains_more_than_the_key_may_give(world: World, api: Api) -> None:
    weak = await key_of(api, world, "account/users/manage", "account/roles/manage")
    made = await make(api, weak)
    add = {"op": "add", "path": "members", "value": members(made["id"])}
    agents = f"{GROUPS}/{world.ours.roles['agent'].hex}"
    detail = await refused(await patch(api, weak, agents, add), 403)
    assert detail.startswith("You cannot give permissions that you do not have yourself")
    assert (await api.get(weak, f"{USERS}/{made['id']}")).get("groups") is None


async def test_roles_that_exclude_each_other_are_a_conflict(
    world: World, api: Api, key: str
) -> None:
    add = {"op": "add", "path": "members", "value": members(world.ours.agent.user_id.hex)}
    supervisors = f"{GROUPS}/{world.ours.roles['supervisor'].hex}"
    detail = await refused(await patch(api, key, supervisors, add), 409)
    assert "Agent for Conversations" in detail


async def test_the_last_administrator_stays(world: World, api: Api, key: str) -> None:
    administrator = world.ours.administrator.user_id.hex
    assert (await api.send(key, "DELETE", f"{USERS}/{administrator}")).status_code == 204
    path = f"{GROUPS}/{world.ours.roles['administrator'].hex}"
    await refused(await patch(api, key, path, {"op": "remove", "path": "members"}), 409)
    founder = f"{USERS}/{world.ours.founder.user_id.hex}"
    await refused(await api.send(key, "DELETE", founder), 409)


async def test_a_group_is_the_role_of_its_name_or_a_new_one_without_permissions(
    world: World, api: Api, key: str
) -> None:
    body = {"schemas": [GROUP], "displayName": "agent for conversations", "externalId": "g1"}
    linked = await api.post(key, GROUPS, body)
    assert linked["id"] == world.ours.roles["agent"].hex
    assert linked["externalId"] == "g1"
    await refused(await api.send(key, "POST", GROUPS, body), 409, "uniqueness")
    await refused(await api.send(key, "DELETE", f"{GROUPS}/{linked['id']}"), 409)
    renamed = {"op": "replace", "path": "displayName", "value": "Ours"}
    await refused(await patch(api, key, f"{GROUPS}/{linked['id']}", renamed), 409, "mutability")
    made = await api.post(key, GROUPS, {"schemas": [GROUP], "displayName": "Night shift"})
    role = await api.get(world.ours.founder, f"/api/roles/{made['id']}")
    assert role["permissions"] == []
    assert (await api.send(key, "DELETE", f"{GROUPS}/{made['id']}")).status_code == 204
    await refused(await api.send(key, "GET", f"{GROUPS}/{made['id']}"), 404)


async def test_a_seat_comes_with_the_role_where_the_key_may_give_one(
    world: World, api: Api
) -> None:
    strong = await key_of(
        api, world, "account/users/manage", "account/roles/manage", "account/roles/grant-any",
        "account/seats/manage",
    )  # fmt: skip
    made = await make(api, strong)
    add = {"op": "add", "path": "members", "value": members(made["id"])}
    await patch(api, strong, f"{GROUPS}/{world.ours.roles['agent'].hex}", add)
    assert (await api.get(world.ours.founder, f"/api/users/{made['id']}"))["seat"] is True


async def test_the_page_tells_of_the_last_request_and_of_what_was_refused(
    world: World, api: Api, key: str
) -> None:
    founder = world.ours.founder
    assert (await api.get(founder, "/api/directory"))["last_request"] is None
    await make(api, key)
    await api.send(key, "POST", USERS, {"schemas": [USER], "userName": "ana@corp.example"})
    shown = await api.get(founder, "/api/directory")
    assert shown["last_request"]["key"]["name"] == "Directory"
    [failure] = shown["failures"]
    assert (failure["request"], failure["who"], failure["status"]) == (
        "POST /Users", "ana@corp.example", 409,
    )  # fmt: skip
    theirs = await api.get(world.theirs.founder, "/api/directory")
    assert (theirs["failures"], theirs["users"]) == ([], 0)
