"""The mail about a webhook that has stopped by itself, and the figures of all webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from prometheus_client import CollectorRegistry

from hubbub.kernel.events import SYSTEM
from hubbub.kernel.figures import count_figures
from hubbub.kernel.mail.repository import Mail, newest_mails
from hubbub.kernel.mail.sending import Composing
from hubbub.reactions.webhooks.figures_repository import FIGURES
from hubbub.reactions.webhooks.switching import MAIL, set_state, stop_by_itself
from hubbub.reactions.webhooks.telling import WEBHOOK_COMPOSERS
from tests.api import IN_PROCESS

if TYPE_CHECKING:
    from hubbub.kernel.database import Transaction
    from hubbub.kernel.mail.letters import Letter
    from hubbub.reactions.webhooks.endpoints_repository import Reason, State
    from tests.reactions.webhooks.office import Office, Receiver

CUSTOMER = "+385911111111"


async def letter_of(tx: Transaction, mail: Mail) -> Letter | None:
    return await WEBHOOK_COMPOSERS[MAIL](tx, mail, Composing(IN_PROCESS))


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        ("paused", "failing", "three days"), ("off", "gone", "410"),
        ("paused", "owner", "may not manage"), ("off", "too_many", "100,000"),
    ],
)  # fmt: skip
async def test_administrators_are_told_why_it_stopped_and_where_to_look(
    office: Office, receiver: Receiver, state: State, reason: Reason, words: str
) -> None:
    webhook = await office.webhook(receiver.url)
    id_ = UUID(webhook["id"])
    async with office.database.transaction(office.account.id) as tx:
        await stop_by_itself(tx, id_, state, reason)
        await stop_by_itself(tx, id_, state, reason)
    async with office.database.transaction(office.account.id) as tx:
        mails = [each for each in await newest_mails(tx, 20) if each.kind == MAIL]
        told = {each.address for each in mails}
        letter = await letter_of(tx, mails[0])
    people = office.account
    assert told == {people.founder.email, people.administrator.email}
    assert len(mails) == 2, "once, however often it stops"
    assert letter is not None
    assert words in letter.text
    assert f"/desk/account/webhooks/{webhook['id']}" in letter.text
    async with office.database.transaction(office.account.id) as tx:
        changed = await set_state(tx, id_, "on", 2, SYSTEM)
        assert changed.state == "on"
        assert await letter_of(tx, mails[0]) is None, "there is nothing to tell any more"


async def test_figures_say_what_waits_what_failed_and_how_old_it_is(
    office: Office, receiver: Receiver
) -> None:
    await office.webhook(receiver.url)
    async with office.queueing():
        await office.world.text_in(office.account, CUSTOMER)
        await office.queued(2)
    await office.world.sql(
        office.account,
        "UPDATE webhook_deliveries SET occurred_at = now() - interval '1 hour' "
        "WHERE next_at IS NOT NULL",
    )
    registry = CollectorRegistry()
    await count_figures(office.database, FIGURES, registry)
    value = registry.get_sample_value
    assert value("hubbub_webhooks", {"state": "on"}) == 1
    assert value("hubbub_webhook_deliveries", {"state": "waiting"}) == 2
    assert value("hubbub_webhook_deliveries", {"state": "failed"}) == 0
    oldest = value("hubbub_webhook_oldest_seconds", {"state": "waiting"})
    assert oldest is not None
    assert 3600 <= oldest < 3700
