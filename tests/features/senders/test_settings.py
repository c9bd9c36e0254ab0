"""Senders in the settings: names, their queues, and what becomes of them when other things go."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hubbub.features.senders import naming
from hubbub.features.senders.choosing_queues import Chosen, choose_queues
from hubbub.features.senders.naming import add_name
from hubbub.features.senders.repository import all_senders
from hubbub.kernel.events import SYSTEM
from tests.features.conversations.test_starting_at_once import until_somebody_waits

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

PATH = "/api/senders"
NAMES = f"{PATH}/names"


async def shown(world: World, api: Api) -> dict[str, Any]:
    found = await api.get(world.ours.administrator, PATH)
    return {each["value"]: each for each in found["items"]}


async def named(world: World, api: Api, name: str = "My Shop") -> dict[str, Any]:
    body = {"name": name, "carrier_id": world.ours.carrier.hex}
    answer = await api.send(world.ours.administrator, "POST", NAMES, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_numbers_and_names_are_shown_with_carrier_and_queues(world: World, api: Api) -> None:
    made = await named(world, api, " My   Shop")
    found = await shown(world, api)
    assert list(found) == [world.ours.number, "My Shop"]
    assert found["My Shop"] == made == {
        "id": made["id"], "kind": "name", "value": "My Shop",
        "carrier_id": world.ours.carrier.hex, "carrier_name": "Carrier", "carrier_ready": False,
        "for_every_queue": True, "queues": [], "version": 1,
    }  # fmt: skip
    assert found[world.ours.number]["kind"] == "number"
    await world.sql(
        world.ours,
        "UPDATE carriers SET is_enabled = true, state = 'bound' WHERE account_id = %s",
        world.ours.id,
    )
    assert (await shown(world, api))["My Shop"]["carrier_ready"] is True


async def test_there_are_no_more_names_than_can_be_listed(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "MOST_NAMES", 3)
    ours = world.ours
    bodies = [{"name": f"Shop {n}", "carrier_id": ours.carrier.hex} for n in range(8)]
    answers = await asyncio.gather(
        *(api.send(ours.administrator, "POST", NAMES, body) for body in bodies)
    )
    assert sorted(each.status_code for each in answers) == [201] * 3 + [409] * 5
    refused = next(each.json() for each in answers if each.status_code == 409)
    assert (refused["code"], "Remove one first" in refused["detail"]) == ("too_many_names", True)


async def test_a_number_that_is_removed_while_its_queues_change_tells_of_both_in_order(
    world: World, api: Api
) -> None:
    ours = world.ours
    sender = (await shown(world, api))[ours.number]
    async with world.database.transaction(ours.id) as tx:
        await choose_queues(tx, UUID(sender["id"]), Chosen(False), None, SYSTEM)
        path = f"/api/numbers/{sender['id']}"
        removals = [
            asyncio.create_task(api.send(ours.administrator, "DELETE", path)) for _ in range(2)
        ]
        await until_somebody_waits(world)
    assert sorted([(await each).status_code for each in removals]) == [204, 404]
    told = await world.sql(
        ours, "SELECT kind, version FROM events WHERE subject_id = %s ORDER BY version",
        UUID(sender["id"]),
    )  # fmt: skip
    versions = [version for _, version in told]
    assert len(set(versions)) == len(versions), told
    assert [kind for kind, _ in told][-2:] == ["sender.queues_changed", "number.removed"]


@pytest.mark.parametrize(
    ("name", "carrier", "field"),
    [
        ("MY SHOP", None, "name"), ("12345", None, "name"), ("", None, "name"),
        ("Kuća", None, "name"), ("Twelve chars", None, "name"),
        ("Fine", "0" * 32, "carrier_id"),
    ],
)  # fmt: skip
async def test_what_cannot_be_a_name_is_refused(
    name: str, carrier: str | None, field: str, world: World, api: Api
) -> None:
    await named(world, api)
    body = {"name": name, "carrier_id": carrier or world.ours.carrier.hex}
    answer = await api.send(world.ours.administrator, "POST", NAMES, body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    theirs = {"name": "My Shop", "carrier_id": world.theirs.carrier.hex}
    other = await api.send(world.theirs.administrator, "POST", NAMES, theirs)
    assert other.status_code == 201, "another account has its own names"


async def test_queues_are_chosen_once_by_whoever_saw_the_newest(world: World, api: Api) -> None:
    ours = world.ours
    id_ = (await shown(world, api))[ours.number]["id"]
    path = f"{PATH}/{id_}/queues"
    body = {"for_every_queue": False, "queue_ids": [ours.billing.hex], "version": 1}
    answer = await api.send(ours.administrator, "PUT", path, body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["queues"] == [{"id": ours.billing.hex, "name": "Billing"}]
    assert answer.json()["version"] == 2
    stale = await api.send(ours.administrator, "PUT", path, body)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    same = await api.send(ours.administrator, "PUT", path, {**body, "version": 2})
    assert same.json()["version"] == 2, "nothing changed"
    for wrong in (
        {**body, "version": 2, "for_every_queue": True},
        {**body, "version": 2, "queue_ids": [world.theirs.general.hex]},
    ):
        refused = await api.send(ours.administrator, "PUT", path, wrong)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "queue_ids")
    nobody = {"for_every_queue": False, "queue_ids": [], "version": 2}
    assert (await api.send(ours.administrator, "PUT", path, nobody)).status_code == 200
    number = await api.get(ours.administrator, f"/api/numbers/{id_}")
    assert number["version"] == 3, "a number has one version, whatever changes"


async def test_it_stands_in_the_audit_by_name(world: World, api: Api) -> None:
    ours = world.ours
    made = await named(world, api)
    body = {"for_every_queue": False, "queue_ids": [ours.billing.hex], "version": 1}
    await api.send(ours.administrator, "PUT", f"{PATH}/{made['id']}/queues", body)
    gone = await api.send(ours.administrator, "DELETE", f"{NAMES}/{made['id']}?version=2")
    assert gone.status_code == 204
    found = (await api.get(ours.administrator, "/api/audit?limit=3"))["items"]
    assert [each["kind"] for each in found] == [
        "sender.removed", "sender.queues_changed", "sender.named",
    ]  # fmt: skip
    assert "Billing" in str(found[1])
    assert "My Shop" in str(found[2])


async def test_a_name_is_removed_and_a_number_is_not(world: World, api: Api) -> None:
    ours = world.ours
    made = await named(world, api)
    stale = await api.send(ours.administrator, "DELETE", f"{NAMES}/{made['id']}?version=7")
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    id_ = (await shown(world, api))[ours.number]["id"]
    number = await api.send(ours.administrator, "DELETE", f"{NAMES}/{id_}?version=1")
    assert (number.status_code, number.json()["code"]) == (409, "is_number")
    gone = await api.send(ours.administrator, "DELETE", f"{NAMES}/{made['id']}?version=1")
    assert gone.status_code == 204
    again = await api.send(ours.administrator, "DELETE", f"{NAMES}/{made['id']}?version=1")
    assert again.status_code == 404


async def test_what_is_deleted_takes_its_choice_along_and_nothing_else(
    world: World, api: Api
) -> None:
    ours = world.ours
    await named(world, api)
    in_use = await api.send(ours.administrator, "DELETE", f"/api/carriers/{ours.carrier.hex}")
    assert (in_use.status_code, in_use.json()["code"]) == (409, "in_use")
    for each in list((await shown(world, api)).values()):
        body = {
            "for_every_queue": False, "version": 1,
            "queue_ids": [ours.billing.hex, ours.general.hex],
        }  # fmt: skip
        await api.send(ours.administrator, "PUT", f"{PATH}/{each['id']}/queues", body)
    await world.sql(
        ours, "DELETE FROM memberships WHERE account_id = %s AND queue_id = %s", ours.id,
        ours.billing,
    )  # fmt: skip
    await world.sql(
        ours, "DELETE FROM queues WHERE account_id = %s AND id = %s", ours.id, ours.billing
    )
    found = await shown(world, api)
    assert [len(each["queues"]) for each in found.values()] == [1, 1]
    number = found[ours.number]["id"]
    assert (await api.send(ours.administrator, "DELETE", f"/api/numbers/{number}")).is_success
    assert list(await shown(world, api)) == ["My Shop"]
    [(left,)] = await world.sql(
        ours, "SELECT count(*) FROM sender_queues WHERE account_id = %s", ours.id
    )
    assert left == 1


async def test_what_cannot_text_is_no_sender(world: World) -> None:
    ours = world.ours
    await world.sql(
        ours, "UPDATE numbers SET capabilities = '{voice}' WHERE account_id = %s", ours.id
    )
    async with world.database.transaction(ours.id) as tx:
        await add_name(tx, "My Shop", ours.carrier, SYSTEM)
        assert [each.value for each in await all_senders(tx)] == ["My Shop"]
