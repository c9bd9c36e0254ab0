"""What happens is told once each, in order, signed so that a stranger's program can verify it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from standardwebhooks.webhooks import Webhook

from tests.reactions.webhooks.office import BROKEN, always
from tests.waiting import until

if TYPE_CHECKING:
    from tests.reactions.webhooks.office import Heard, Office, Receiver

CUSTOMER, ANOTHER = "+385911111111", "+385912222222"


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
