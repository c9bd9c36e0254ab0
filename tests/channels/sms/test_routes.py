"""Carriers over HTTP: all of it can be changed, the password never comes back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.features.numbers import repository

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

CARRIER: dict[str, Any] = {
    "name": "Main", "host": "smpp.example.net", "port": 2775, "system_id": "acme",
    "password": "secret-1",
}  # fmt: skip
CHANGED: dict[str, Any] = {
    "name": "Second", "host": "smpp.example.net", "port": 2776, "system_id": "acme2",
    "system_type": "SMPP", "bind": "both", "tls": True, "tls_server_name": "smpp.example.net",
    "tls_authorities": None, "window": 5, "per_second": 7, "enquire_seconds": 60, "enabled": False,
}  # fmt: skip


async def test_everything_can_be_changed_and_the_password_stays(api: Api, world: World) -> None:
    founder = world.ours.founder
    made = await api.post(founder, "/api/carriers", CARRIER)
    sealed = "SELECT sealed_password FROM smpp_connections WHERE system_id LIKE 'acme%%'"
    before = await world.sql(world.ours, sealed)
    changed = await api.put(founder, f"/api/carriers/{made['id']}", CHANGED)
    assert {key: changed[key] for key in CHANGED} == CHANGED
    assert await world.sql(world.ours, sealed) == before
    await api.put(founder, f"/api/carriers/{made['id']}", CHANGED | {"password": "secret-2"})
    assert await world.sql(world.ours, sealed) != before
    shown = await api.send(founder, "GET", "/api/carriers")
    assert "secret" not in shown.text
    assert "password" not in shown.text
    assert "secret" not in str(before)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "), ("name", "x" * 101), ("host", ""), ("host", "a b"), ("host", "x" * 254),
        ("port", 0), ("port", 65_536), ("port", "x"), ("system_id", ""), ("system_id", "x" * 16),
        ("system_id", "Ž"), ("system_id", "a\0"), ("password", None), ("password", "x" * 64),
        ("password", "a\0b"), ("system_type", "x" * 13), ("bind", "sideways"), ("window", 0),
        ("per_second", 0), ("enquire_seconds", 4), ("tls_authorities", "no certificate"),
    ],
)  # fmt: skip
async def test_the_field_that_is_wrong_is_named(
    api: Api, world: World, field: str, value: object
) -> None:
    body = CARRIER | {field: value}
    refused = await api.send(world.ours.founder, "POST", "/api/carriers", body)
    assert refused.status_code == 422, refused.text
    # A NUL is refused of the whole body, before anything looks at fields.
    wanted = "body" if isinstance(value, str) and "\0" in value else field
    assert [each["field"] for each in refused.json()["errors"]] == [wanted]


@pytest.mark.parametrize(
    "host",
    [
        "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fd00::1",
        "::ffff:10.0.0.1", "64:ff9b::a00:1", "fe80::1%lo", "0x0a000001", "167772161", "10.1",
        "224.0.0.1", " 10.0.0.1 ",
    ],
)  # fmt: skip
async def test_nobody_says_that_a_carrier_is_in_our_own_network(
    api: Api, world: World, host: str
) -> None:
    founder = world.ours.founder
    body = CARRIER | {"host": host}
    made = await api.post(founder, "/api/carriers", CARRIER | {"host": "93.184.216.34"})
    body["password"] = "secret-1"
    for method, path in (("POST", "/api/carriers"), ("PUT", f"/api/carriers/{made['id']}")):
        refused = await api.send(founder, method, path, body)
        assert refused.status_code == 422, refused.text
        [error] = refused.json()["errors"]
        assert error["field"] == "host"
        assert "HUBBUB_CARRIER_NETWORKS" in error["message"]
    allowed = await api.post(
        founder, "/api/carriers", CARRIER | {"name": "Near", "host": "127.0.0.2"}
    )
    assert allowed["host"] == "127.0.0.2", "the operator of the tests has named this network"


@pytest.mark.parametrize("changes", [{"host": "93.184.216.35"}, {"tls": False}])
async def test_a_password_goes_nowhere_else_unless_it_is_given_again(
    api: Api, world: World, changes: dict[str, Any]
) -> None:
    """Or whoever may set carriers up would have it sent to a server of his own."""
    founder, first = world.ours.founder, CHANGED | {"password": "secret-1"}
    made = await api.post(founder, "/api/carriers", first)
    path = f"/api/carriers/{made['id']}"
    refused = await api.send(founder, "PUT", path, CHANGED | changes)
    assert refused.status_code == 422, refused.text
    assert [each["field"] for each in refused.json()["errors"]] == ["password"]
    assert "again" in refused.json()["detail"]
    await api.put(founder, path, CHANGED | {"host": " SMPP.example.net "})
    changed = await api.put(founder, path, CHANGED | changes | {"password": "secret-1"})
    assert changes.items() <= changed.items()


async def test_one_that_is_there_already_can_be_switched_off_and_renamed(
    api: Api, world: World
) -> None:
    """As after an upgrade: it is not connected to any more, and can still be changed."""
    founder = world.ours.founder
    made = await api.post(founder, "/api/carriers", CARRIER | {"host": "93.184.216.34"})
    await world.sql(world.ours, "UPDATE smpp_connections SET host = '10.0.0.1'")
    body = CARRIER | {"host": "10.0.0.1", "name": "Abroad", "enabled": False}
    changed = await api.put(founder, f"/api/carriers/{made['id']}", body)
    assert (changed["name"], changed["enabled"]) == ("Abroad", False)


async def test_of_two_editors_the_slower_one_is_told(api: Api, world: World) -> None:
    founder = world.ours.founder
    made = await api.post(founder, "/api/carriers", CARRIER)
    path, seen = f"/api/carriers/{made['id']}", {"version": made["version"]}
    answers = await asyncio.gather(
        *(api.send(founder, "PUT", path, CHANGED | seen | {"name": f"By {n}"}) for n in range(4))
    )
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
    (done,) = [each.json() for each in answers if each.status_code == 200]
    refused = next(each.json() for each in answers if each.status_code == 409)
    assert (refused["code"], "change it again" in refused["detail"]) == ("stale", True)
    shown = (await api.get(founder, "/api/carriers"))["items"]
    assert [each["name"] for each in shown if each["id"] == made["id"]] == [done["name"]]
    # Whoever has looked again may, and who looks at nothing means whatever it is now.
    again = await api.put(founder, path, CHANGED | {"version": done["version"]})
    assert again["version"] == done["version"] + 1
    assert (await api.put(founder, path, CHANGED))["version"] == done["version"] + 2
    far = await api.send(founder, "PUT", path, CHANGED | {"version": 2**63})
    assert far.status_code == 422


async def test_one_account_does_not_keep_all_workers_busy(
    api: Api, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "MOST_CARRIERS", 3)
    founder = world.ours.founder
    for n in range(2):
        await api.post(founder, "/api/carriers", CARRIER | {"name": f"Carrier {n}"})
    refused = await api.send(founder, "POST", "/api/carriers", CARRIER)
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_carriers")


async def test_it_is_removed_once_however_many_remove_it(api: Api, world: World) -> None:
    founder = world.ours.founder
    made = await api.post(founder, "/api/carriers", CARRIER)
    path = f"/api/carriers/{made['id']}"
    answers = await asyncio.gather(*(api.send(founder, "DELETE", path) for _ in range(4)))
    assert sorted(each.status_code for each in answers) == [204, 404, 404, 404]
    removed = "SELECT count(*)::int FROM events WHERE kind = 'carrier.removed'"
    assert await world.sql(world.ours, removed) == [(1,)]


async def test_one_in_use_cannot_be_removed(api: Api, world: World) -> None:
    founder = world.ours.founder
    path = f"/api/carriers/{world.ours.carrier.hex}"
    refused = await api.send(founder, "DELETE", path)
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    assert "Switch it off" in refused.json()["detail"]
    # And nothing of it is gone.
    assert len((await api.get(founder, "/api/carriers"))["items"]) == 1


async def test_what_the_protocol_left_behind_does_not_keep_a_carrier(
    api: Api, world: World
) -> None:
    founder = world.ours.founder
    made = await api.post(founder, "/api/carriers", CARRIER)
    for table, columns, values in (
        ("sms_answers", "id, digest", "gen_random_uuid(), 'x'"),
        ("sms_receipts", "carrier_message_id, state", "'1', 'delivered'"),
        ("rejected_inbound", "id, reason, bytes", "gen_random_uuid(), 'strange', 'x'"),
    ):
        await world.sql(
            world.ours,
            f"INSERT INTO {table} (account_id, carrier_id, {columns}) VALUES (%s, %s, {values})",
            world.ours.id,
            made["id"],
        )
    gone = await api.send(founder, "DELETE", f"/api/carriers/{made['id']}")
    assert gone.status_code == 204, gone.text
    left = await world.sql(world.ours, "SELECT name FROM leases WHERE name LIKE %s",
                           f"carrier:{made['id']}")  # fmt: skip
    assert left == []


async def test_another_account_has_no_such_carrier(api: Api, world: World) -> None:
    path = f"/api/carriers/{world.ours.carrier.hex}"
    for method, body in (("PUT", CHANGED), ("DELETE", None)):
        refused = await api.send(world.theirs.founder, method, path, body)
        assert refused.status_code == 404
