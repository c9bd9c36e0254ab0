"""Adds, changes and removes endpoints, and rotates their secrets.

An endpoint acts for whoever set it up last: it is told what he may see, and nobody can turn what
another may see to an address of his own.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.catalogue import keys_in
from hubbub.access.users.repository import lock_account
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import Changes, Personal, Ref, Snapshot, made, removed
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused, origin_of
from hubbub.kernel.own_headers import clean_headers
from hubbub.kernel.quotas import check_room
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.signing import new_secret
from hubbub.reactions.webhooks.endpoints_repository import (
    Configured,
    Endpoint,
    configure_endpoint,
    delete_endpoint,
    get_endpoint,
    insert_endpoint,
    lock_endpoint,
    rotate_secret,
)
from hubbub.reactions.webhooks.events import (
    WebhookAdded,
    WebhookChanged,
    WebhookRemoved,
    WebhookSecretRotated,
)
from hubbub.reactions.webhooks.kinds import OFFERED

MOST_OLD_HOURS = 168
NONE = "There is no such webhook."
STALE = "Somebody else changed this webhook meanwhile. Look at it again and repeat the change."
FOREIGN = (
    "A program set this webhook up as a subscription. Change it there; here it can be paused, "
    "switched off, tested and removed."
)
IN_DEMO = "A demo sends nothing to other programs."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants an endpoint to be. A header whose value is None keeps the one it has."""

    name: str
    url: str
    kinds: Sequence[str]
    headers: Mapping[str, str | None] = field(default_factory=dict[str, str | None])


def secret_context(endpoint_id: UUID) -> str:
    return f"webhook:{endpoint_id.hex}"


def old_secret_context(endpoint_id: UUID) -> str:
    return f"webhook_old:{endpoint_id.hex}"


def headers_context(endpoint_id: UUID) -> str:
    return f"webhook_headers:{endpoint_id.hex}"


async def check_address(outgoing: Outgoing, url: str) -> None:
    """Invalid when nothing may be sent there. It is looked at again each time that something is
    sent, since a name can come to mean another address."""
    if len(url) > 2000:
        raise Invalid([FieldError("url", "Use at most 2,000 characters.")])
    try:
        await outgoing.check(url.strip())
    except OutgoingRefused as error:
        raise Invalid([FieldError("url", str(error))]) from error


async def add_webhook(
    tx: Transaction, wanted: Wanted, secrets: Secrets, owner: Actor, by: Origin
) -> tuple[Endpoint, str]:
    """The endpoint, and its secret, which cannot be had again. The caller has checked the
    address. Raises Invalid, Conflict."""
    await refuse_in_demo(tx, IN_DEMO)
    await lock_account(tx)
    await check_room(tx, "webhooks")
    endpoint_id, secret = new_id(), new_secret()
    new = _configured(wanted, endpoint_id, None, secrets, owner)
    sealed = secrets.seal(secret, secret_context(endpoint_id))
    endpoint = await insert_endpoint(tx, endpoint_id, new, sealed)
    event = WebhookAdded(kinds=new.kinds, acts_for=owner.user_id)
    await record(tx, event, _subject(endpoint), by, made(snapshot(endpoint)))
    return endpoint, secret


async def change_webhook(
    tx: Transaction, endpoint_id: UUID, wanted: Wanted, version: int, secrets: Secrets, owner: Actor
) -> Endpoint:
    """The endpoint as it then is, acting for `owner`. Raises NotFound, Invalid, Conflict."""
    await refuse_in_demo(tx, IN_DEMO)
    before = await find_for_change(tx, endpoint_id, version)
    _check_own(before)
    new = _configured(wanted, endpoint_id, before, secrets, owner)
    after = await configure_endpoint(tx, endpoint_id, new)
    was, now = snapshot(before), snapshot(after)
    changed = [each for each in now if was[each] != now[each]]
    event = WebhookChanged(changed=changed, kinds=after.kinds, acts_for=after.acts_for)
    await record(tx, event, _subject(after), owner.origin, Changes(was, now))
    return after


async def rotate(
    tx: Transaction, endpoint_id: UUID, old_hours: int, secrets: Secrets, by: Origin
) -> tuple[Endpoint, str]:
    """The new secret; the old one signs beside it for so many hours. Raises NotFound, Invalid."""
    if not 0 <= old_hours <= MOST_OLD_HOURS:
        raise Invalid([FieldError("old_hours", f"Choose 0 to {MOST_OLD_HOURS} hours.")])
    before = await lock_endpoint(tx, endpoint_id)
    if before is None:
        raise NotFound(NONE)
    _check_own(before)
    secret, old = new_secret(), None
    if old_hours and before.sealed_secret is not None:
        was = secrets.open(before.sealed_secret, secret_context(endpoint_id))
        old = secrets.seal(was, old_secret_context(endpoint_id))
    sealed = secrets.seal(secret, secret_context(endpoint_id))
    after = await rotate_secret(tx, endpoint_id, sealed, old, timedelta(hours=old_hours))
    await record(tx, WebhookSecretRotated(old_hours=old_hours), _subject(after), by)
    return after, secret


async def remove_webhook(tx: Transaction, endpoint_id: UUID, by: Origin) -> None:
    """With all that waits for it, and its log. Raises NotFound."""
    endpoint = await lock_endpoint(tx, endpoint_id)
    if endpoint is None:
        raise NotFound(NONE)
    await delete_endpoint(tx, endpoint_id)
    subject = Subject(endpoint_id, endpoint.version + 1)
    await record(tx, WebhookRemoved(), subject, by, removed(snapshot(endpoint)))


async def find_webhook(tx: Transaction, endpoint_id: UUID) -> Endpoint:
    """Raises NotFound."""
    endpoint = await get_endpoint(tx, endpoint_id)
    if endpoint is None:
        raise NotFound(NONE)
    return endpoint


async def find_for_change(tx: Transaction, endpoint_id: UUID, version: int) -> Endpoint:
    """Locked, and as its changer saw it. Raises NotFound, Conflict."""
    endpoint = await lock_endpoint(tx, endpoint_id)
    if endpoint is None:
        raise NotFound(NONE)
    if endpoint.version != version:
        raise Conflict(STALE, code="stale")
    return endpoint


def _check_own(endpoint: Endpoint) -> None:
    if endpoint.wire is not None:
        raise Conflict(FOREIGN, code="set_up_by_program")


def headers_of(endpoint: Endpoint, secrets: Secrets) -> dict[str, str]:
    """Its own headers, opened."""
    if endpoint.sealed_headers is None:
        return {}
    return json.loads(secrets.open(endpoint.sealed_headers, headers_context(endpoint.id)))


def snapshot(endpoint: Endpoint) -> Snapshot:
    """What the audit tells of an endpoint: never a secret, nor the value of a header."""
    return {
        "name": Personal(endpoint.name),
        "url": Personal(endpoint.url),
        "kinds": sorted(endpoint.kinds),
        "headers": Personal(", ".join(endpoint.header_names) or None),
        "acts_for": Ref("user", endpoint.acts_for),
    }


def _subject(endpoint: Endpoint) -> Subject:
    return Subject(endpoint.id, endpoint.version)


def _configured(
    wanted: Wanted, endpoint_id: UUID, before: Endpoint | None, secrets: Secrets, owner: Actor
) -> Configured:
    name = " ".join(wanted.name.split())
    if not 1 <= len(name) <= 100 or not name.isprintable():
        raise Invalid([FieldError("name", "Give a name of 1 to 100 characters.")])
    unknown = [each for each in wanted.kinds if each not in OFFERED]
    if unknown or not wanted.kinds:
        said = f"There is no event “{unknown[0][:60]}”." if unknown else "Choose an event."
        raise Invalid([FieldError("kinds", said)])
    kept = headers_of(before, secrets) if before else {}
    if before is not None and origin_of(before.url) != origin_of(wanted.url.strip()):
        _refuse_kept(wanted.headers)
    headers = clean_headers(wanted.headers, kept)
    sealed = secrets.seal(json.dumps(headers), headers_context(endpoint_id)) if headers else None
    return Configured(
        name=name,
        url=wanted.url.strip(),
        kinds=[each for each in OFFERED if each in set(wanted.kinds)],
        acts_for=owner.user_id,
        scopes=None if owner.key_id is None else list(keys_in(owner.effective.raw)),
        header_names=list(headers),
        sealed_headers=sealed,
    )


def _refuse_kept(headers: Mapping[str, str | None]) -> None:
    """Nobody who cannot know a value has it sent to a server of his own."""
    kept = next((name for name, value in headers.items() if value is None), None)
    if kept is not None:
        said = f"Give the value of “{kept[:60]}” again: it would go to another server."
        raise Invalid([FieldError("headers", said)])
