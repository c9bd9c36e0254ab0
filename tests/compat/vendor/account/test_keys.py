"""API keys over the vendor's wire are our own keys, with the same rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.kernel.clock import now
from tests.compat.vendor.wire import basic

if TYPE_CHECKING:
    from tests.compat.vendor.wire import Wire
    from tests.world import World

PATH = "/settings/2/api-keys"
AUDIT = "/audit/1/logs"
SCOPES = ["account-management:manage"]
KEYS, READS = "account/api-keys/manage", "account/audit/view"
REACHES_ALL = "conversations/conversation/manage/extended"


async def test_a_key_is_made_used_changed_and_switched_off(world: World, wire: Wire) -> None:
    by = basic(world.ours.founder.email)
    body = {
        "name": "Billing", "scopeGuids": ["audit-logs:read"], "allowedIPs": ["127.0.0.1"],
        "validTo": (now() + timedelta(days=3)).isoformat(), "accountId": world.ours.id.hex,
    }  # fmt: skip
    made = await wire.ok(by, "POST", PATH, body)
    assert made["accountId"] == world.ours.id.hex
    assert made["scopeGuids"] == [READS, "audit-logs:read"]
    assert made["allowedIPs"] == ["127.0.0.1"]
    secret = made["apiKeySecret"]
    for scheme in (f"App {secret}", f"Bearer {secret}", basic("anybody", secret)):
        assert await wire.status(scheme, AUDIT) == 200
    # The same row as on our own page, and never more than its scopes.
    assert (await wire.api.get(secret, "/api/me"))["permissions"] == [READS]
    assert await wire.status(f"App {secret}", PATH) == 403

    read = await wire.ok(by, "GET", f"{PATH}/{made['id']}")
    assert read == {**made, "apiKeySecret": f"{secret[:10]}********"}
    off = await wire.ok(by, "PUT", f"{PATH}/{made['id']}", {"enabled": False, "name": "Old"})
    assert (off["enabled"], off["name"], off["validTo"]) == (False, "Old", made["validTo"])
    assert await wire.status(f"App {secret}", AUDIT) == 401
    await wire.ok(by, "PUT", f"{PATH}/{made['id']}", {"enabled": True})
    assert await wire.status(f"App {secret}", AUDIT) == 200
    await wire.ok(by, "PUT", f"{PATH}/{made['id']}", {"allowedIPs": ["203.0.113.0/24"]})
    assert await wire.status(f"App {secret}", AUDIT) == 403


async def test_what_was_read_can_be_written_back_and_changes_nothing(
    world: World, wire: Wire
) -> None:
    by = basic(world.ours.founder.email)
    start = (now() + timedelta(days=1)).isoformat()
    made = await wire.ok(by, "POST", PATH, {"name": "A", "validFrom": start, "scopeGuids": SCOPES})
    read = await wire.ok(by, "GET", f"{PATH}/{made['id']}")
    again = await wire.ok(by, "PUT", f"{PATH}/{made['id']}", {**read, "platform": []})
    assert again == read
    [version] = await world.sql(world.ours, "SELECT version FROM api_keys")
    assert version == (1,)


async def test_a_key_without_scopes_does_not_administer_the_account(
    world: World, wire: Wire
) -> None:
    by = basic(world.ours.founder.email)
    made = await wire.ok(by, "POST", PATH, {"name": "All", "validTo": None, "colour": "blue"})
    assert REACHES_ALL in made["scopeGuids"]
    assert not [each for each in made["scopeGuids"] if each.startswith("account")]
    lasts = datetime.fromisoformat(made["validTo"]) - now()
    assert timedelta(days=364) < lasts <= timedelta(days=365)


async def test_a_key_never_has_more_than_its_maker(world: World, wire: Wire) -> None:
    by = basic(world.ours.founder.email)
    body = {"name": "Wide", "scopeGuids": [REACHES_ALL], "enabled": False}
    wide = await wire.ok(by, "POST", PATH, body)
    assert wide["enabled"] is False
    made = await wire.ok(by, "POST", PATH, {"name": "Lesser", "scopeGuids": [KEYS]})
    lesser = f"App {made['apiKeySecret']}"
    refused = await wire.send(lesser, "POST", PATH, body)
    assert refused.status_code == 403
    assert "do not have yourself" in refused.json()["description"]
    bare = await wire.send(lesser, "POST", PATH, {"name": "A"})
    assert bare.json()["violations"][0]["property"] == "scopeGuids"
    on = await wire.send(lesser, "PUT", f"{PATH}/{wide['id']}", {"enabled": True})
    assert on.status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", 7), ("scopeGuids", ["people:read"]), ("allowedIPs", ["x"]),
        ("validTo", "yesterday"), ("validTo", "2020-01-01T00:00:00"), ("permissions", ["WEB_SDK"]),
        ("platform", [{"applicationId": "default"}]), ("validFrom", "2999-01-01T00:00:00.000+0000"),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_named(world: World, wire: Wire, field: str, value: object) -> None:
    by = basic(world.ours.founder.email)
    body = {"name": "A", "scopeGuids": SCOPES, field: value}
    refused = await wire.send(by, "POST", PATH, body)
    assert refused.status_code == 400
    [violation] = refused.json()["violations"]
    # A beginning after the end is a mistake of the end.
    assert violation["property"].split(".")[0] == ("validTo" if field == "validFrom" else field)
    assert await world.sql(world.ours, "SELECT FROM api_keys") == []


async def test_scopes_stay_and_other_accounts_are_closed(world: World, wire: Wire) -> None:
    by = basic(world.ours.founder.email)
    made = await wire.ok(by, "POST", PATH, {"name": "A", "scopeGuids": SCOPES})
    path = f"{PATH}/{made['id']}"
    refused = await wire.send(by, "PUT", path, {"scopeGuids": ["audit-logs:read"]})
    assert refused.json()["violations"][0]["property"] == "scopeGuids"
    await wire.ok(by, "PUT", path, {"scopeGuids": SCOPES})
    theirs = basic(world.theirs.founder.email)
    assert (await wire.send(theirs, "GET", path)).status_code == 404
    assert (await wire.send(theirs, "PUT", path, {"name": "Mine"})).status_code == 404
    assert (await wire.send(by, "GET", f"{PATH}/nonsense")).status_code == 404
    for account in (world.theirs.id.hex, "nonsense"):
        body = {"name": "A", "accountId": account, "scopeGuids": SCOPES}
        assert (await wire.send(by, "POST", PATH, body)).status_code == 403
        assert (await wire.send(by, "GET", f"{PATH}?accountId={account}")).status_code == 403


async def test_the_list_is_filtered_ordered_and_cut_into_pages(world: World, wire: Wire) -> None:
    by = basic(world.ours.founder.email)
    made: list[dict[str, Any]] = []
    for name, is_on in (("Beta", True), ("alpha", False), ("Gamma", True)):
        body = {"name": name, "scopeGuids": SCOPES, "enabled": is_on}
        made.append(await wire.ok(by, "POST", PATH, body))

    async def names(query: str) -> list[str]:
        return [each["name"] for each in (await wire.ok(by, "GET", PATH + query))["apiKeys"]]

    assert await names("") == ["Beta", "alpha", "Gamma"]
    assert await names("?orderBy=name&orderDirection=DESC") == ["Gamma", "Beta", "alpha"]
    assert await names("?enabled=true") == ["Beta", "Gamma"]
    assert await names("?name=ALPH") == ["alpha"]
    assert await names(f"?apiKeySecret={made[2]['apiKeySecret']}") == ["Gamma"]
    page = await wire.ok(by, "GET", PATH + "?size=2&page=1&orderBy=name")
    assert [each["name"] for each in page["apiKeys"]] == ["Gamma"]
    assert page["paging"] == {
        "page": 1, "pageSize": 2, "orderBy": "name", "orderDirection": "asc", "totalCount": 3,
        "totalPages": 2,
    }  # fmt: skip
    for query in ("?page=101", "?size=0", "?size=101", "?orderBy=secret", "?orderDirection=up"):
        assert (await wire.send(by, "GET", PATH + query)).status_code == 400


async def test_the_first_version_knows_the_same_keys(world: World, wire: Wire) -> None:
    by = basic(world.ours.founder.email)
    path = "/settings/1/accounts/_/api-keys"
    body = {"name": "Old", "allowedIPs": ["127.0.0.1"], "permissions": ["ALL"]}
    made = await wire.ok(by, "POST", path, body)
    assert await wire.status(f"App {made['publicApiKey']}") == 200
    assert (await wire.ok(by, "GET", f"{PATH}/{made['key']}"))["name"] == "Old"
    own = f"/settings/1/accounts/{world.ours.id.hex}/api-keys"
    assert [each["key"] for each in (await wire.ok(by, "GET", own))["apiKeys"]] == [made["key"]]
    assert (await wire.ok(by, "GET", f"{own}/{made['key']}"))["name"] == "Old"
    off = await wire.ok(by, "PUT", f"{own}/{made['key']}", {"enabled": False})
    assert off["enabled"] is False
    assert await wire.status(f"App {made['publicApiKey']}") == 401
    elsewhere = f"/settings/1/accounts/{world.theirs.id.hex}/api-keys"
    assert (await wire.send(by, "GET", elsewhere)).status_code == 404


async def test_the_account_is_shown_and_only_ones_own(world: World, wire: Wire) -> None:
    by = basic(world.ours.founder.email)
    path = "/settings/1/accounts"
    [own] = (await wire.ok(by, "GET", path))["accounts"]
    assert (own["key"], own["name"]) == (world.ours.id.hex, "Ours Ltd")
    for query, count in (("?name=ours", 1), ("?name=theirs", 0), ("?enabled=false", 0)):
        assert len((await wire.ok(by, "GET", path + query))["accounts"]) == count
    for account, answer in ((world.ours.id, 403), (world.theirs.id, 404)):
        renamed = await wire.send(by, "PUT", f"{path}/{account.hex}", {"name": "Taken over"})
        assert renamed.status_code == answer
