"""Makes the request of a delivery: with today's rights, today's object and the valid secrets."""

from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.ladder import LADDER
from hubbub.kernel.lanes import Delivery
from hubbub.kernel.outgoing import Wanted as Request
from hubbub.kernel.posting import MOST_ANSWER, Bundle, Post
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.signing import headers_for
from hubbub.reactions.webhooks.composing import compose
from hubbub.reactions.webhooks.configuring import headers_of, old_secret_context, secret_context
from hubbub.reactions.webhooks.deciding import has_lost_key, owner_of
from hubbub.reactions.webhooks.deliveries_repository import (
    end_delivery,
    is_ours,
    let_go,
    take_along,
    try_later,
)
from hubbub.reactions.webhooks.endpoints_repository import Endpoint, lock_endpoint
from hubbub.reactions.webhooks.kinds import TEST
from hubbub.reactions.webhooks.switching import stop_by_itself
from hubbub.reactions.webhooks.wires import NO_WIRES, Wire, Wires

MOST_TOGETHER = 100
"""So many are written down in one transaction."""


async def prepare(
    tx: Transaction, delivery: Delivery, secrets: Secrets, wires: Wires = NO_WIRES
) -> Bundle | None:
    """The request, with what goes along; None when nothing is to be sent, of which the rows then
    tell."""
    endpoint = await lock_endpoint(tx, delivery.endpoint_id)
    if endpoint is None or not await is_ours(tx, delivery):
        return None
    actor = await owner_of(tx, endpoint)
    if actor is None:
        reason = "key" if await has_lost_key(tx, endpoint) else "owner"
        await stop_by_itself(tx, endpoint.id, "paused", reason)
        if delivery.kind == TEST:
            await end_delivery(tx, delivery, "withheld", 0)
        else:
            await try_later(tx, delivery, delivery.failures, LADDER[0])
        return None
    if endpoint.wire is None:
        bundle = await _own(tx, actor, (endpoint, delivery), secrets)
    else:
        bundle = await _foreign(tx, actor, delivery, wires[endpoint.wire])
    if bundle is None:
        await end_delivery(tx, delivery, "withheld", delivery.failures)
    return bundle


async def _foreign(tx: Transaction, actor: Actor, delivery: Delivery, wire: Wire) -> Bundle | None:
    endpoint_id, along = delivery.endpoint_id, list[Delivery]()
    if delivery.kind != TEST:
        room = min(await wire.room(tx, endpoint_id, delivery.kind), MOST_TOGETHER)
        along = await take_along(tx, delivery, room - 1) if room > 1 else []
    bundle = await wire.make(tx, actor, endpoint_id, [delivery, *along])
    told = {each.id for each in bundle.deliveries} if bundle else set[UUID]()
    # Each of them ends by itself what is not to be told any more.
    await let_go(tx, [each for each in along if each.id not in told])
    return bundle


async def _own(
    tx: Transaction, actor: Actor, what: tuple[Endpoint, Delivery], secrets: Secrets
) -> Bundle | None:
    endpoint, delivery = what
    body = await compose(tx, actor, delivery)
    if body is None:
        return None
    headers = {
        **headers_of(endpoint, secrets),
        **headers_for(delivery.id.hex, int(now().timestamp()), body, _keys(endpoint, secrets)),
        "Content-Type": "application/json",
        "User-Agent": "Hubbub-Webhooks/1",
    }
    request = Request("POST", endpoint.url, headers, body, glance=MOST_ANSWER)
    return Bundle(Post(request), [delivery])


def _keys(endpoint: Endpoint, secrets: Secrets) -> list[str]:
    assert endpoint.sealed_secret is not None
    keys = [secrets.open(endpoint.sealed_secret, secret_context(endpoint.id))]
    until = endpoint.old_secret_until
    if endpoint.sealed_old_secret is not None and until is not None and until > now():
        keys.append(secrets.open(endpoint.sealed_old_secret, old_secret_context(endpoint.id)))
    return keys
