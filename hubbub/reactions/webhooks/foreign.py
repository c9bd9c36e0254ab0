"""Sets up webhooks that are told in the words of a foreign interface, for a program of whoever
asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.catalogue import keys_in
from hubbub.access.users.repository import lock_account
from hubbub.kernel.audit.changes import Changes, made
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import NotFound
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.quotas import check_room
from hubbub.reactions.webhooks.configuring import NONE, snapshot
from hubbub.reactions.webhooks.endpoints_repository import (
    Configured,
    Endpoint,
    configure_endpoint,
    insert_endpoint,
    lock_endpoint,
)
from hubbub.reactions.webhooks.events import WebhookAdded, WebhookChanged


@dataclass(frozen=True, slots=True)
class Foreign:
    """What such a webhook is to be; what is sent, and how it is signed, the interface knows."""

    wire: str
    name: str
    url: str
    kinds: Sequence[str]
    header_names: Sequence[str]


async def add_foreign(tx: Transaction, wanted: Foreign, owner: Actor) -> Endpoint:
    """Raises Conflict."""
    await lock_account(tx)
    await check_room(tx, "webhooks")
    endpoint = await insert_endpoint(tx, new_id(), _configured(wanted, owner), None)
    event = WebhookAdded(kinds=endpoint.kinds, acts_for=owner.user_id)
    subject = Subject(endpoint.id, endpoint.version)
    await record(tx, event, subject, owner.origin, made(snapshot(endpoint)))
    return endpoint


async def change_foreign(
    tx: Transaction, endpoint_id: UUID, wanted: Foreign, owner: Actor
) -> Endpoint:
    """It acts for `owner` from then on. Raises NotFound."""
    before = await lock_endpoint(tx, endpoint_id)
    if before is None:
        raise NotFound(NONE)
    after = await configure_endpoint(tx, endpoint_id, _configured(wanted, owner))
    was, now = snapshot(before), snapshot(after)
    changed = [each for each in now if was[each] != now[each]]
    event = WebhookChanged(changed=changed, kinds=after.kinds, acts_for=after.acts_for)
    await record(tx, event, Subject(after.id, after.version), owner.origin, Changes(was, now))
    return after


def _configured(wanted: Foreign, owner: Actor) -> Configured:
    return Configured(
        name=wanted.name,
        url=wanted.url,
        kinds=list(wanted.kinds),
        acts_for=owner.user_id,
        scopes=None if owner.key_id is None else list(keys_in(owner.effective.raw)),
        header_names=list(wanted.header_names),
        sealed_headers=None,
        wire=wanted.wire,
        key_id=owner.key_id,
    )
