"""The audit log over the vendor's wire: the same rows, with the same rights."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.compat.vendor.account.audit_words import action_of, item_of, kinds_for
from hubbub.kernel.clock import now
from tests.compat.vendor.wire import basic

if TYPE_CHECKING:
    from tests.compat.vendor.wire import Wire
    from tests.world import World

PATH = "/audit/1/logs"
EXPORT = f"{PATH}/export"
KEYS = "/settings/2/api-keys"


@pytest.fixture
async def reader(world: World, wire: Wire) -> str:
    """By session, so that reading leaves a sign-in to find and no more."""
    return await wire.session(world.ours.founder)


async def rows(wire: Wire, by: str, **query: Any) -> list[dict[str, Any]]:
    answer = await wire.send(by, "GET", PATH, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_it_tells_who_did_what_to_what_and_from_where(
    world: World, wire: Wire, reader: str
) -> None:
    body = {"name": "Invoices", "scopeGuids": ["audit-logs:read"]}
    made = await wire.ok(reader, "POST", KEYS, body)
    [newest] = await rows(wire, reader, limit=1)
    assert (newest["action"], newest["item"]) == ("Create", "ApiKey")
    assert newest["ipAddress"] == "127.0.0.1"
    assert newest["description"].startswith("API key made: Invoices (")
    founder = world.ours.founder.user_id
    [username] = await world.sql(world.ours, "SELECT username FROM users WHERE id = %s", founder)
    assert newest["username"] == username[0]
    by_key = f"App {made['apiKeySecret']}"
    assert (await rows(wire, by_key, limit=1)) == [newest]


async def test_it_is_filtered_as_its_address_asks(world: World, wire: Wire, reader: str) -> None:
    await wire.ok(reader, "POST", KEYS, {"name": "Invoices", "scopeGuids": ["audit-logs:read"]})
    everything = await rows(wire, reader)
    assert len(everything) > 5
    stamps = [each["timestamp"] for each in everything]
    assert stamps == sorted(stamps, reverse=True)

    async def pairs(**query: Any) -> set[tuple[str, str]]:
        return {(each["action"], each["item"]) for each in await rows(wire, reader, **query)}

    assert await pairs(action="login") == {("Login", "User")}
    assert await pairs(item="ApiKey") == {("Create", "ApiKey")}
    assert await pairs(action="Create", item="ApiKey") == {("Create", "ApiKey")}
    assert await pairs(action="Buy") == set()
    assert await pairs(description="Invoices") == {("Create", "ApiKey")}
    founder = world.ours.founder.user_id.hex
    assert ("Create", "ApiKey") in await pairs(userKey=founder)
    assert await pairs(userKey=world.theirs.founder.user_id.hex) == set()
    assert await pairs(ipAddress="127.0.0.1") == {("Login", "User"), ("Create", "ApiKey")}
    assert await pairs(ipAddress="203.0.113.9") == set()
    later = (now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S.000+0000")
    assert await pairs(**{"from": later}) == set()
    assert len(await rows(wire, reader, to=later)) == len(everything)
    # Older ones are had by asking on from the last.
    first = await rows(wire, reader, limit=2)
    following = await rows(wire, reader, limit=1, to=first[-1]["timestamp"])
    assert following[0]["id"] not in {each["id"] for each in first}


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0}, {"limit": 10_001}, {"from": "yesterday"}, {"userKey": "me"},
        {"from": "2026-02-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"},
    ],
)  # fmt: skip
async def test_what_cannot_be_asked_is_named(
    wire: Wire, reader: str, query: dict[str, Any]
) -> None:
    for path in (PATH, EXPORT):
        refused = await wire.send(reader, "GET", path, params=query)
        assert refused.status_code == 400
        told = refused.json()["requestError"]["serviceException"]
        assert set(told["validationErrors"]) <= {*query}


async def test_the_export_is_the_same_and_is_itself_told(
    world: World, wire: Wire, reader: str
) -> None:
    name = '=HYPERLINK("x")'
    await wire.ok(reader, "POST", KEYS, {"name": name, "scopeGuids": ["audit-logs:read"]})
    answer = await wire.send(reader, "GET", EXPORT, params={"item": "ApiKey"})
    [row] = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    [told] = await rows(wire, reader, item="ApiKey")
    assert {key: value or None for key, value in row.items()} == told
    [newest] = await rows(wire, reader, limit=1)
    assert newest["action"] == "Export"
    empty = await wire.send(reader, "GET", EXPORT, params={"item": "Campaign"})
    assert len(empty.text.splitlines()) == 1


async def test_each_sees_only_the_areas_that_are_open_to_him(world: World, wire: Wire) -> None:
    by = basic(world.ours.founder.email)
    scopes = ["conversations/audit-logs/manage"]
    made = await wire.ok(by, "POST", KEYS, {"name": "Settings", "scopeGuids": scopes})
    seen = await rows(wire, f"App {made['apiKeySecret']}")
    assert {each["item"] for each in seen} <= {"Queue", "Membership"}
    assert seen


def test_kinds_are_actions_on_items() -> None:
    told = {
        "user.signed_in": ("Login", "User"), "user.signed_in_from_new_device": ("Login", "User"),
        "user.signed_out": ("Logout", "User"), "user.password_changed": ("Change", "Password"),
        "api_key.revoked": ("Cancel", "ApiKey"), "second_factor.added": ("Add", "TFA"),
        "sign_in_settings.changed": ("Change", "SignInSettings"),
        "role.pondered": ("Update", "Role"),
    }  # fmt: skip
    assert {kind: (action_of(kind), item_of(kind)) for kind in told} == told
    assert kinds_for(told, "LOGIN", None) == (
        "user.signed_in", "user.signed_in_from_new_device",
    )  # fmt: skip
    assert kinds_for(told, "Login", "TFA") == ()
