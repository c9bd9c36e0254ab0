"""A webhook is told what whom it acts for may see: the same decision as for his screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.disabling import set_enabled
from hubbub.kernel.mail.repository import newest_mails
from tests.reactions.webhooks.office import always, listening
from tests.waiting import until

if TYPE_CHECKING:
    from tests.reactions.webhooks.office import Office, Receiver
    from tests.world import Person

CUSTOMER, ANOTHER = "+385911111111", "+385912222222"
ADMINISTRATOR, AGENT = "administrator", "agent"
TOLD = ("conversation.created", "conversation.message_added", "person.met")


async def give(office: Office, person: Person, *roles: str) -> None:
    wanted = frozenset(office.account.roles[each] for each in roles)
    async with office.database.transaction(person.account_id) as tx:
        await change_roles(tx, person.user_id, wanted, SYSTEM_AUTHORITY)


async def test_only_what_its_owner_may_see_is_told(office: Office, receiver: Receiver) -> None:
    owner = office.account.administrator
    await give(office, owner, ADMINISTRATOR, AGENT)
    await office.webhook(receiver.url, *TOLD, by=owner)
    # Is told all, so that one sees when the first facts have been decided on.
    async with listening() as everything:
        await office.webhook(everything.url, *TOLD)
        async with office.working():
            await office.world.text_in(office.account, CUSTOMER, "not for him")
            await office.ended(3)
        assert receiver.heard == []
    async with office.working():
        await office.world.put_into_queue(owner, office.account.general, "viewer")
        seen = await office.world.text_in(office.account, ANOTHER, "for him")
        await until(lambda: len(receiver.heard) == 3)
    assert {each.body["type"] for each in receiver.heard} == set(TOLD)
    assert b"not for him" not in b"".join(each.raw for each in receiver.heard)
    told = {
        each.body["data"]["conversation"]["id"]
        for each in receiver.heard
        if each.body["data"].get("conversation")
    }
    assert told == {seen.hex}


async def test_nothing_leaves_once_the_right_is_gone(office: Office, receiver: Receiver) -> None:
    owner = office.account.administrator
    await give(office, owner, ADMINISTRATOR, AGENT)
    await office.world.put_into_queue(owner, office.account.general, "agent")
    await office.webhook(receiver.url, *TOLD, by=owner)
    async with office.queueing():
        await office.world.text_in(office.account, CUSTOMER, "a secret")
        await office.queued(3)
    await office.world.put_into_queue(owner, office.account.general, None)
    async with office.working():
        await office.ended(3)
    assert await office.rows() == [("withheld",)] * 3
    assert receiver.heard == []


async def test_it_stops_when_its_owner_may_not_manage_webhooks_and_another_takes_it_over(
    office: Office, receiver: Receiver
) -> None:
    owner, founder = office.account.administrator, office.account.founder
    await give(office, owner, ADMINISTRATOR, "supervisor")
    webhook = await office.webhook(receiver.url, *TOLD, by=owner)
    path = f"/api/webhooks/{webhook['id']}"
    async with office.queueing():
        await office.world.text_in(office.account, CUSTOMER, "a secret")
        await office.queued(3)
    await give(office, owner, "supervisor")
    async with office.working():
        await office.is_in_state("paused")
        stopped = await office.api.get(founder, path)
        assert (stopped["state"], stopped["reason"]) == ("paused", "owner")
        assert stopped["acts_for"]["is_able"] is False
        assert receiver.heard == []
        async with office.database.transaction(office.account.id) as tx:
            mails = await newest_mails(tx, 10)
        addresses = {each.address for each in mails if each.kind == "webhook_stopped"}
        assert addresses == {founder.email}
        body = {"name": "CRM", "url": receiver.url, "kinds": list(TOLD)}
        taken = await office.api.put(founder, path, {**body, "version": stopped["version"]})
        assert taken["acts_for"]["id"] == founder.user_id.hex
        await office.api.put(founder, f"{path}/state", {"state": "on", "version": taken["version"]})
        await office.make_due()
        await office.ended(3)
    assert {each.body["type"] for each in receiver.heard} == set(TOLD)


async def test_a_disabled_owner_is_told_nothing(office: Office, receiver: Receiver) -> None:
    owner = office.account.administrator
    await give(office, owner, ADMINISTRATOR, "supervisor")
    await office.webhook(receiver.url, by=owner)
    async with office.queueing():
        await office.world.text_in(office.account, CUSTOMER)
        await office.queued(2)
    async with office.database.transaction(office.account.id) as tx:
        await set_enabled(tx, owner.user_id, False, SYSTEM_AUTHORITY)
    async with office.working():
        await office.world.text_in(office.account, ANOTHER)
        await office.is_in_state("paused")
    assert receiver.heard == []


async def test_a_key_gives_a_webhook_no_more_than_it_has(
    office: Office, receiver: Receiver
) -> None:
    body = {"name": "Key", "scopes": ["account/webhooks/manage"]}
    key = (await office.api.post(office.account.founder, "/api/api-keys", body))["key"]
    made = {"name": "By key", "url": receiver.url, "kinds": list(TOLD)}
    await office.api.post(key, "/api/webhooks", made)
    await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(1)
    assert await office.rows("kind") == [("conversation.created",)]


async def test_what_a_server_sends_back_is_shown_to_whom_the_fact_would_be_told(
    office: Office, receiver: Receiver
) -> None:
    receiver.answer = always(b"HTTP/1.1 200 OK\r\n\r\nGot: where is my parcel?")
    webhook = await office.webhook(receiver.url, "conversation.message_added")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER, "where is my parcel?")
        await office.ended(1)
    log = f"/api/webhooks/{webhook['id']}/deliveries"
    # Manages webhooks, and sees no conversation.
    blind, founder = office.account.administrator, office.account.founder
    [listed] = (await office.api.get(blind, log))["items"]
    for reader, answer in ((founder, "Got: where is my parcel?"), (blind, None)):
        found = await office.api.get(reader, f"{log}/{listed['id']}")
        assert [each["answer"] for each in found["attempts"]] == [answer]
        assert found["attempts"][0]["status"] == 200
