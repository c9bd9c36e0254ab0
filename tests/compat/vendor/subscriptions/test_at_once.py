"""Programs and people change what is just being told: one waits for the other, never both."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.compat.vendor.subscriptions.profiles_repository import take_slot
from hubbub.kernel.events import SYSTEM
from hubbub.reactions.webhooks.configuring import remove_webhook
from hubbub.reactions.webhooks.endpoints_repository import lock_endpoint
from tests.compat.vendor.sms.texts import program
from tests.compat.vendor.subscriptions.telling import PROFILES, SECURITIES, TALKS, security
from tests.features.conversations.test_starting_at_once import until_somebody_waits

if TYPE_CHECKING:
    from uuid import UUID

    from tests.compat.vendor.subscriptions.telling import Subscriber
    from tests.reactions.webhooks.office import Receiver

CREATED, STATUS = "CONVERSATION_CREATED", "CONVERSATION_STATUS_UPDATED"
PUT_PROFILE = ("PUT", f"{PROFILES}/P-S", {"rateLimit": 7})
PUT_SUBSCRIPTION = ("PUT", f"{TALKS}/S", {"events": [STATUS], "profile": {"profileId": "P-S"}})
REMOVAL = ("DELETE", f"{TALKS}/S", None)


async def only(subscriber: Subscriber, table: str) -> UUID:
    office = subscriber.office
    [(id_,)] = await office.world.sql(office.account, f"SELECT id FROM {table}")
    return id_


@pytest.mark.parametrize("change", [PUT_PROFILE, PUT_SUBSCRIPTION, REMOVAL])
async def test_a_change_waits_for_what_is_being_sent_and_does_not_hold_it_up(
    subscriber: Subscriber, receiver: Receiver, change: tuple[str, str, Any]
) -> None:
    office, by = subscriber.office, program(subscriber.office.account)
    await subscriber.subscribe(receiver, TALKS, CREATED, profile={"rateLimit": 5})
    endpoint = await only(subscriber, "webhook_endpoints")
    profile = await only(subscriber, "wire_profiles")
    async with office.database.transaction(office.account.id) as tx:
        # As a sender has both, one after the other.
        await lock_endpoint(tx, endpoint)
        changing = asyncio.create_task(subscriber.wire.ok(by, *change))
        await until_somebody_waits(office.world)
        await take_slot(tx, profile, timedelta(seconds=1))
    await changing


@pytest.mark.parametrize("change", [PUT_SUBSCRIPTION, REMOVAL])
async def test_a_webhook_that_is_removed_in_the_desk_is_no_subscription_any_more(
    subscriber: Subscriber, receiver: Receiver, change: tuple[str, str, Any]
) -> None:
    office, by = subscriber.office, program(subscriber.office.account)
    await subscriber.subscribe(receiver, TALKS, CREATED)
    endpoint = await only(subscriber, "webhook_endpoints")
    async with office.database.transaction(office.account.id) as tx:
        await lock_endpoint(tx, endpoint)
        changing = asyncio.create_task(subscriber.wire.send(by, *change))
        await until_somebody_waits(office.world)
        await remove_webhook(tx, endpoint, SYSTEM)
    assert (await changing).status_code == 404


async def test_two_programs_that_set_up_the_same_wait_for_each_other(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    """Each with a profile, its security and a subscription, in whatever order they come."""
    by = program(subscriber.office.account)
    await subscriber.subscribe(receiver, TALKS, CREATED)
    basic = security("BASIC", username="u", password="p")
    profile = {"profileId": "P-S", "webhook": {"notifyUrl": receiver.url}}
    again = {"subscriptionId": "S", "events": [CREATED], "profile": profile}
    deeds = [
        ("PUT", f"{PROFILES}/P-S", {**basic, "rateLimit": 7}), ("POST", TALKS, again),
        ("POST", PROFILES, {**profile, **basic}), PUT_SUBSCRIPTION,
        ("PUT", f"{SECURITIES}/A", {**basic["security"], "authId": None}),
    ]  # fmt: skip
    answers = await asyncio.gather(*(subscriber.wire.send(by, *deed) for deed in deeds * 6))
    assert {each.status_code for each in answers} <= {200, 201, 400, 404}
