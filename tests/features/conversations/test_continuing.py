"""Conversations whose number is not the account's any more: nothing goes out from it, and they are
continued from another sender."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from hubbub.features.numbers.adding import add_number, remove_number
from hubbub.kernel.events import SYSTEM
from tests.deeds import PHONES, Deeds
from tests.features.conversations.starts import PATH, begin, count, limit, name, number_id

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

OTHER = "+385915550199"
START = "conversations/allow-start-conversation"
ALL_SENDERS = "conversations/senders/all-available"


async def given_back(world: World, api: Api) -> tuple[Deeds, str]:
    """A conversation that the agent works on, over a number that is gone since."""
    deeds = Deeds(world, api, world.ours)
    id_ = await deeds.text_in(PHONES[0])
    assert (await deeds.assign(id_, world.ours.agent, world.ours.agent)).status_code == 200
    await remove(world)
    return deeds, id_


async def remove(world: World) -> None:
    gone = UUID(await number_id(world))
    async with world.database.transaction(world.ours.id) as tx:
        await remove_number(tx, gone, SYSTEM)


async def add(world: World, number: str = OTHER) -> UUID:
    async with world.database.transaction(world.ours.id) as tx:
        return (await add_number(tx, number, world.ours.carrier, SYSTEM)).id


async def go_on(world: World, api: Api, id_: str, sender: UUID, who: str = "agent") -> Any:
    body = {"sender_id": sender.hex}
    return await api.send(world.ours.people[who], "PUT", f"{PATH}/{id_}/sender", body)


async def test_no_answer_leaves_from_a_number_that_is_gone(world: World, api: Api) -> None:
    deeds, id_ = await given_back(world, api)
    shown = await api.get(world.ours.agent, f"{PATH}/{id_}")
    assert (shown["sender_held"], "reply" in shown["can"]) == (False, True)
    [listed] = (await api.get(world.ours.agent, PATH))["items"]
    assert listed["sender_held"] is False
    refused = await deeds.reply(id_, world.ours.agent)
    assert (refused.status_code, refused.json()["code"]) == (409, "sender_gone")
    assert "Continue from another sender" in refused.json()["detail"]
    assert await count(world, "messages", "direction = 'outbound'") == 0


async def test_nor_from_one_at_another_carrier(world: World, api: Api) -> None:
    deeds, id_ = await given_back(world, api)
    async with world.database.transaction(world.ours.id) as tx:
        await tx.execute(
            "INSERT INTO carriers (account_id, id, name, kind, is_enabled) "
            "VALUES (%s, gen_random_uuid(), 'Another', 'smpp', false)", (world.ours.id,)
        )  # fmt: skip
        other = await tx.value("SELECT id FROM carriers WHERE name = 'Another'", ())
        moved = await add_number(tx, world.ours.number, other, SYSTEM)
    assert (await deeds.reply(id_, world.ours.agent)).json()["code"] == "sender_gone"
    shown = (await go_on(world, api, id_, moved.id)).json()
    assert (shown["number"], shown["sender_held"]) == (world.ours.number, True)
    assert (await deeds.reply(id_, world.ours.agent)).status_code == 201
    assert await count(world, "sms_parts", f"carrier_id = '{other}'") == 1


async def test_it_goes_on_from_another_sender(world: World, api: Api) -> None:
    deeds, id_ = await given_back(world, api)
    other = await add(world)
    answer = await go_on(world, api, id_, other)
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["number"], shown["sender_held"]) == (OTHER, True)
    assert (await deeds.reply(id_, world.ours.agent)).status_code == 201
    assert await count(world, "messages", f"direction = 'outbound' AND number = '{OTHER}'") == 1
    again = await go_on(world, api, id_, other)
    assert (again.status_code, again.json()["version"]) == (200, shown["version"] + 1)
    items = (await api.get(world.ours.agent, f"{PATH}/{id_}/timeline"))["items"]
    kinds = [each.get("kind", each["type"]) for each in items]
    assert kinds == ["created", "message", "assigned", "sender", "message"]
    [(data,)] = await world.sql(
        world.ours,
        "SELECT data::text FROM events WHERE account_id = %s AND kind = %s",
        world.ours.id, "conversation.sender_changed",
    )  # fmt: skip
    assert OTHER not in data


async def test_only_who_answers_there_and_may_use_the_sender(world: World, api: Api) -> None:
    deeds, id_ = await given_back(world, api)
    other = await add(world)
    for who in ("viewer", "seatless", "setup"):
        refused = await go_on(world, api, id_, other, who)
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    # A colleague who sees it does not work on it.
    assert (await go_on(world, api, id_, other, "colleague")).status_code == 403
    await limit(world, other, world.ours.billing)
    refused = await go_on(world, api, id_, other)
    assert refused.json()["missing_permission"]["key"] == ALL_SENDERS
    assert (await go_on(world, api, id_, UUID(int=1))).status_code == 422
    assert (await deeds.reply(id_, world.ours.agent)).status_code == 409
    assert (await go_on(world, api, id_, other, "supervisor")).status_code == 200


async def test_what_is_still_ours_stays(world: World, api: Api) -> None:
    deeds = Deeds(world, api, world.ours)
    id_ = await deeds.text_in(PHONES[0])
    await deeds.assign(id_, world.ours.agent, world.ours.agent)
    refused = await go_on(world, api, id_, await add(world))
    assert (refused.status_code, refused.json()["code"]) == (409, "sender_held")


async def test_a_name_that_was_removed_goes_on(world: World, api: Api) -> None:
    named = await name(world)
    begun = await begin(world, api, world.ours.agent, sender_id=named.hex)
    id_ = begun.json()["conversation_id"]
    path = f"/api/senders/names/{named.hex}?version=1"
    assert (await api.send(world.ours.founder, "DELETE", path)).status_code == 204
    assert (await api.get(world.ours.agent, f"{PATH}/{id_}"))["sender_held"] is True
    assert (await Deeds(world, api, world.ours).reply(id_, world.ours.agent)).status_code == 201


async def test_what_failed_is_not_sent_again_from_there(world: World, api: Api) -> None:
    deeds = Deeds(world, api, world.ours)
    id_ = await deeds.text_in(PHONES[0])
    await deeds.assign(id_, world.ours.agent, world.ours.agent)
    message = (await deeds.reply(id_, world.ours.agent)).json()["id"]
    async with world.database.transaction(world.ours.id) as tx:
        await tx.execute("UPDATE messages SET status = 'failed' WHERE id = %s", (UUID(message),))
    await remove(world)
    other = await add(world)
    assert (await go_on(world, api, id_, other)).status_code == 200
    path = f"{PATH}/{id_}/messages/{message}/retry"
    refused = await api.send(world.ours.agent, "POST", path)
    assert (refused.status_code, refused.json()["code"]) == (409, "sender_gone")
