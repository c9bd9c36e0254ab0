"""What happens is told once each, in order, signed so that a stranger's program can verify it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

from standardwebhooks.webhooks import Webhook

from hubbub.entrypoints.privacy import privacy_jobs
from hubbub.features.messages.reporting import report_status
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.jobs.running import run_next
from hubbub.reactions.webhooks.kinds import OFFERED
from tests.reactions.webhooks.office import BROKEN, NOTHING
from tests.waiting import until
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reactions.webhooks.office import Heard, Office, Receiver

CUSTOMER, ANOTHER = "+385911111111", "+385912222222"

SOMEBODY_ELSE = "+385915554443"


async def test_a_text_that_comes_in_is_told_and_a_strangers_program_believes_it(
    office: Office, receiver: Receiver
) -> None:
    webhook = await office.webhook(receiver.url)
    async with office.working():
        conversation = await office.world.text_in(office.account, CUSTOMER, "Where is my parcel?")
        await until(lambda: len(receiver.heard) == 2)
        await office.ended(2)
    created, added = receiver.heard
    assert Webhook(webhook["secret"]).verify(added.raw, added.headers) == added.body
    assert created.body["type"] == "conversation.created"
    assert added.body["type"] == "conversation.message_added"
    assert added.body["id"] == added.id
    assert added.body["account_id"] == office.account.id.hex
    assert added.body["subject_id"] == conversation.hex
    assert added.body["subject_version"] == 2
    data = added.body["data"]
    assert data["by"]["kind"] == "customer"
    assert data["fact"] == {"message_id": data["message"]["id"], "direction": "inbound"}
    assert data["message"]["text"] == "Where is my parcel?"
    # The object is what our API shows.
    shown = await office.api.get(office.account.founder, f"/api/conversations/{conversation.hex}")
    assert data["conversation"] == shown


async def test_a_failure_holds_back_only_what_comes_after_it_in_its_conversation(
    office: Office, receiver: Receiver
) -> None:
    refused: list[str] = []

    async def refuse_the_first(heard: Heard) -> bytes:
        if not refused:
            refused.append(heard.id)
        is_refused = heard.id == refused[0] and not office_is_well
        return BROKEN if is_refused else NOTHING

    office_is_well = False
    receiver.answer = refuse_the_first
    await office.webhook(receiver.url, "conversation.message_added")
    async with office.working():
        held = await office.world.text_in(office.account, CUSTOMER, "one")
        await until(lambda: refused)
        for text in ("two", "three"):
            await office.world.text_in(office.account, CUSTOMER, text)
        free = await office.world.text_in(office.account, ANOTHER, "elsewhere")
        await office.queued(4)
        await office.ended(1)
        told = [each.body["data"]["conversation"]["id"] for each in receiver.heard]
        assert told == [held.hex, free.hex]
        office_is_well = True
        await office.make_due()
        await office.ended(4)
    again = [each for each in receiver.heard[2:] if each.body["subject_id"] == held.hex]
    assert again[0].id == refused[0], "the same id once more"
    texts = [each.body["data"]["message"]["text"] for each in again]
    assert texts == ["one", "two", "three"]
    versions = [each.body["subject_version"] for each in again]
    assert versions == sorted(versions)


async def test_two_senders_at_once_send_each_once_and_in_order(
    office: Office, receiver: Receiver
) -> None:
    await office.webhook(receiver.url, "conversation.message_added")
    async with office.queueing():
        for number in range(8):
            for sender in (CUSTOMER, ANOTHER):
                await office.world.text_in(office.account, sender, f"{number}")
        await office.queued(16)
    async with office.working(senders=2):
        await office.ended(16)
    assert len(receiver.heard) == len({each.id for each in receiver.heard}) == 16
    for number in (CUSTOMER, ANOTHER):
        told = [
            each.body["data"]["message"]["text"]
            for each in receiver.heard
            if each.body["data"]["conversation"]["person"]["phone"] == number
        ]
        assert told == [str(each) for each in range(8)]


async def test_a_slow_endpoint_delays_only_itself(office: Office, receiver: Receiver) -> None:
    released = asyncio.Event()

    async def wait(heard: Heard) -> bytes:
        if heard.path == "/slow":
            await released.wait()
        return b"HTTP/1.1 200 OK\r\n\r\n"

    receiver.answer = wait
    slow = f"http://127.0.0.1:{receiver.port}/slow"
    await office.webhook(slow, "conversation.created")
    await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        for number in range(10):
            await office.world.text_in(office.account, f"+38591555000{number}")
        await until(lambda: sum(each.path == "/hook" for each in receiver.heard) == 10)
        assert sum(each.path == "/slow" for each in receiver.heard) <= 4, "its share"
        released.set()
        await office.ended(20)


async def test_what_was_under_way_at_the_end_of_a_sender_goes_once_more_and_first(
    office: Office, receiver: Receiver
) -> None:
    async def never(_: Heard) -> bytes:
        await asyncio.Event().wait()
        return b""

    receiver.answer = never
    await office.webhook(receiver.url, "conversation.message_added")
    async with office.working():
        for text in ("one", "two"):
            await office.world.text_in(office.account, CUSTOMER, text)
        await office.queued(2)
        await until(lambda: receiver.heard)
    receiver.answer = None
    async with office.working():
        await office.ended(2)
    texts = [each.body["data"]["message"]["text"] for each in receiver.heard]
    assert texts == ["one", "one", "two"]
    assert receiver.heard[0].id == receiver.heard[1].id


async def test_a_fact_read_twice_is_queued_once(office: Office, receiver: Receiver) -> None:
    await office.webhook(receiver.url, "conversation.created")
    async with office.queueing():
        await office.world.text_in(office.account, CUSTOMER)
        await office.queued(1)
    # As after a crash before the cursor was saved.
    async with office.database.engine() as tx:
        await tx.execute("UPDATE consumers SET xid = 0, seq = 0 WHERE name = 'webhooks'")
    async with office.working():
        await office.world.text_in(office.account, ANOTHER)
        await office.ended(2)
    assert len(await office.rows()) == len(receiver.heard) == 2


async def test_what_happened_before_there_was_a_webhook_is_not_told(
    office: Office, receiver: Receiver
) -> None:
    await office.world.text_in(office.account, CUSTOMER)
    await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        after = await office.world.text_in(office.account, ANOTHER)
        await office.ended(1)
    assert [each.body["subject_id"] for each in receiver.heard] == [after.hex]


async def _another(office: Office) -> dict[str, str]:
    """A number to go on from, in place of the one that there was."""
    [(id_,)] = await office.world.sql(
        office.account,
        "UPDATE numbers SET number = '+385915550199' WHERE number = %s RETURNING id",
        office.account.number,
    )
    return {"sender_id": id_.hex}


async def test_every_kind_can_be_told(office: Office, receiver: Receiver, tmp_path: Path) -> None:
    await office.webhook(receiver.url, *OFFERED)
    agent, say = office.account.agent, office.api.send
    async with office.working():
        conversation = await office.world.text_in(office.account, CUSTOMER)
        path = f"/api/conversations/{conversation.hex}"
        founder = office.account.founder
        mine = {"assignee_id": agent.user_id.hex}
        assert (await say(founder, "PUT", f"{path}/assignment", mine)).is_success
        assert (await say(founder, "PUT", f"{path}/priority", {"priority": "high"})).is_success
        assert (await say(founder, "PUT", f"{path}/topic", {"topic": "Parcel"})).is_success
        assert (await say(founder, "PUT", f"{path}/status", {"status": "solved"})).is_success
        status = await say(agent, "PUT", "/api/me/agent-status", {"status": "available"})
        assert status.is_success
        person = (await office.api.get(founder, path))["person"]["id"]
        assert (await say(founder, "PUT", f"/api/people/{person}", {"name": "Ana"})).is_success

        answer = {"client_id": "webhooks-1", "text": "On its way"}
        sent = await say(founder, "POST", f"{path}/messages", answer)
        assert sent.is_success, sent.text
        async with office.database.transaction(office.account.id) as tx:
            assert await report_status(tx, UUID(sent.json()["id"]), "sent", SYSTEM)
        other = await office.world.text_in(office.account, SOMEBODY_ELSE)
        assert (await say(founder, "PUT", f"{path}/sender", await _another(office))).is_success
        who = (await office.api.get(founder, f"/api/conversations/{other.hex}"))["person"]["id"]
        erasure = {"number": SOMEBODY_ELSE}
        assert (await say(founder, "POST", f"/api/people/{who}/erasure", erasure)).is_success
        while await run_next(office.database, privacy_jobs(settings_for(tmp_path))):
            pass
        await until(lambda: {each.body["type"] for each in receiver.heard} == set(OFFERED))
    by_kind = {each.body["type"]: each.body["data"] for each in receiver.heard}
    assert by_kind["message.status_changed"]["message"]["text"] == "On its way"
    assert by_kind["message.status_changed"]["fact"] == {"before": "queued", "after": "sent"}
    assert by_kind["person.renamed"]["person"]["name"] == "Ana"
    assert by_kind["agent.status_changed"]["agent"]["status"] == "available"
    assert by_kind["conversation.assigned"]["fact"]["after"] == agent.user_id.hex
