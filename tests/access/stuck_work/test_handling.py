"""Stuck work is seen by who looks after the account, tried again, or passed over with a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from hubbub.kernel.clock import now
from hubbub.kernel.consuming import Consumer, retry_parked
from hubbub.kernel.events import Recorded
from hubbub.kernel.parking import Parking

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Account, Person, World

SECRET = "+385911234567 said Kirschkernkissen"
PATH = "/api/stuck-work"


async def park_conversation(world: World, account: Account, reader: str) -> UUID:
    """All facts of a new conversation, the first because its reader failed."""
    conversation = await world.text_in(account, "+385911234567")
    await world.text_in(account, "+385911234567")
    parking = Parking(world.database, reader)
    rows = await world.sql(
        account,
        "SELECT account_id, seq, xid::text::bigint, at, kind, subject_id, version, within_id, "
        "actor_kind, actor_id, depth, data FROM events WHERE account_id = %s AND subject_id = %s "
        "ORDER BY seq",
        account.id, conversation,
    )  # fmt: skip
    facts = [Recorded(*row) for row in rows]
    await parking.park(facts[0], ValueError(SECRET), 3)
    for fact in facts[1:]:
        await parking.wait(fact)
    assert len(facts) == 3
    return conversation


async def test_what_is_stuck_is_seen_without_its_text_tried_again_and_skipped(
    world: World, api: Api
) -> None:
    ours, founder = world.ours, world.ours.founder
    assert await api.get(founder, PATH) == {"items": [], "total": 0}
    conversation = await park_conversation(world, ours, "webhooks")
    await park_conversation(world, world.theirs, "webhooks")
    told = await api.get(founder, PATH)
    [item] = told["items"]
    assert told["total"] == 3
    assert (item["reader"], item["kind"], item["error"], item["tries"], item["behind"]) == (
        "webhooks", "conversation.created", "ValueError", 3, 2,
    )  # fmt: skip
    kept = "SELECT error FROM parked_events WHERE account_id = %s ORDER BY event_seq LIMIT 1"
    assert await world.sql(ours, kept, ours.id) == [("ValueError",)]

    handled: list[str] = []

    async def handle(event: Recorded) -> None:
        if event.kind == "conversation.created":
            raise RuntimeError
        handled.append(event.kind)

    consumer = Consumer("webhooks", handle, frozenset())
    assert await retry_parked(world.database, consumer) == 0
    which = {"reader": "webhooks", "subject_id": conversation.hex}
    await api.post(founder, f"{PATH}/retries", which)
    assert await retry_parked(world.database, consumer) == 0
    [again] = (await api.get(founder, PATH))["items"]
    assert (again["tries"], again["error"]) == (4, "RuntimeError")

    skip = {**which, "number": item["number"], "reason": "  "}
    assert (await api.send(founder, "POST", f"{PATH}/skips", skip)).status_code == 422
    other = {**skip, "reason": "Not wanted", "number": item["number"] + 1}
    assert (await api.send(founder, "POST", f"{PATH}/skips", other)).status_code == 404
    rest = await api.post(founder, f"{PATH}/skips", {**skip, "reason": "Known to the shop"})
    assert [each["kind"] for each in rest["items"]] == ["conversation.message_added"]
    # Those behind it go on by themselves, and other accounts' stay as they are.
    assert await retry_parked(world.database, consumer) == 2
    assert handled == ["conversation.message_added"] * 2
    assert await api.get(founder, PATH) == {"items": [], "total": 0}
    assert (await api.get(world.theirs.founder, PATH))["total"] == 3
    [entry] = (await api.get(founder, "/api/audit?kind=work.skipped"))["items"]
    assert entry["changes"][0]["after"]["values"] == ["Known to the shop"]


async def test_what_it_is_about_is_named_to_who_sees_it(world: World, api: Api) -> None:
    ours = world.ours
    conversation = await park_conversation(world, ours, "webhooks")
    [(message, number)] = await world.sql(
        ours,
        "SELECT m.id, n.id FROM messages m JOIN numbers n USING (account_id) "
        "WHERE m.account_id = %s LIMIT 1", ours.id
    )  # fmt: skip
    parking = Parking(world.database, "webhooks")
    for kind, about in (("message.status_changed", message), ("number.added", number)):
        fact = Recorded(ours.id, 1, 1, now(), kind, about, 1, None, "system", None, 0, {})
        await parking.park(fact, ValueError(), 1)

    async def told(who: Person) -> dict[str, Any]:
        return {each["kind"]: each["about"] for each in (await api.get(who, PATH))["items"]}

    seen = await told(ours.founder)
    named = seen["conversation.created"]
    assert (named["kind"], named["id"], named["exists"]) == ("conversation", conversation.hex, True)
    assert named["name"].startswith("SMS of ")
    assert seen["message.status_changed"] == named
    assert seen["number.added"]["name"] == ours.number
    # Who looks after the account alone sees its numbers, and none of its conversations.
    assert await told(ours.administrator) == {
        "conversation.created": None, "message.status_changed": None,
        "number.added": seen["number.added"],
    }  # fmt: skip


async def test_what_must_not_be_passed_over_is_not(world: World, api: Api) -> None:
    ours, founder = world.ours, world.ours.founder
    await park_conversation(world, ours, "somebody-else")
    [item] = (await api.get(founder, PATH))["items"]
    assert not item["is_skippable"]
    body = {key: item[key] for key in ("reader", "subject_id", "number")} | {"reason": "x"}
    refused = await api.send(founder, "POST", f"{PATH}/skips", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_skippable")
