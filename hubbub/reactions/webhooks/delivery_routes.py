"""The log of a webhook over HTTP: how deliveries went, sending them again, and trying it out."""

from datetime import UTC
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.kernel.answers import answer
from hubbub.kernel.pages import decode_cursor, encode_cursor
from hubbub.reactions.webhooks.configuring import find_webhook
from hubbub.reactions.webhooks.log_repository import Filter, list_deliveries
from hubbub.reactions.webhooks.replaying import (
    find_delivery,
    replay,
    replay_failed,
    replays_of,
    send_test,
)
from hubbub.reactions.webhooks.shapes import (
    DeliveryKey,
    DeliveryWithAttempts,
    LogQuery,
    ReplayInput,
    ShownDeliveries,
    ShownDelivery,
    ShownReplay,
    ShownReplays,
)
from hubbub.reactions.webhooks.showing import show_attempts, show_delivery, show_replay

router = Router("/api/webhooks/{webhook_id}", "webhooks")


@router.post("/test", needs=may.MANAGE_WEBHOOKS, response_model=ShownDelivery, status_code=202)
async def post_webhook_test(
    webhook_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Send a `webhook.test`, once, also while the webhook is paused or off."""
    async with database.transaction(actor.account_id) as tx:
        return answer(show_delivery(await send_test(tx, webhook_id, actor.origin)), 202)


@router.get("/deliveries", needs=may.MANAGE_WEBHOOKS, response_model=ShownDeliveries)
async def get_webhook_deliveries(
    webhook_id: UUID,
    asked: Annotated[LogQuery, Query()],
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """The log, the newest first. It holds no texts: what is sent is made anew each time."""
    key = decode_cursor(asked.cursor, DeliveryKey) if asked.cursor else None
    limit, after = asked.limit, (key.at, key.id) if key else None
    wanted = Filter(asked.state, asked.kind, after, limit + 1)
    async with database.transaction(actor.account_id) as tx:
        await find_webhook(tx, webhook_id)
        found = await list_deliveries(tx, webhook_id, wanted)
    items = [show_delivery(each) for each in found[:limit]]
    more = len(found) > limit
    following = encode_cursor(DeliveryKey(items[-1].created_at, items[-1].id)) if more else None
    return answer(ShownDeliveries(items, following))


@router.get(
    "/deliveries/{delivery_id}", needs=may.MANAGE_WEBHOOKS, response_model=DeliveryWithAttempts
)
async def get_webhook_delivery(
    webhook_id: UUID, delivery_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """One delivery with its attempts, and the beginning of what was answered."""
    async with database.transaction(actor.account_id) as tx:
        await find_webhook(tx, webhook_id)
        found = await find_delivery(tx, webhook_id, delivery_id)
        return answer(await show_attempts(tx, found, actor))


@router.post(
    "/deliveries/{delivery_id}/replay",
    needs=may.MANAGE_WEBHOOKS,
    response_model=ShownDelivery,
    status_code=202,
)
async def post_webhook_replay(
    webhook_id: UUID, delivery_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Send a delivery once more, under the same id; one that waits already is left alone."""
    async with database.transaction(actor.account_id) as tx:
        return answer(show_delivery(await replay(tx, webhook_id, delivery_id, actor.origin)), 202)


@router.post("/replays", needs=may.MANAGE_WEBHOOKS, response_model=ShownReplay, status_code=202)
async def post_webhook_replays(
    webhook_id: UUID, body: ReplayInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Send once more all that failed since a moment, up to 10,000 of them, the oldest first."""
    since = body.since if body.since.tzinfo else body.since.replace(tzinfo=UTC)
    async with database.transaction(actor.account_id) as tx:
        job = await replay_failed(tx, webhook_id, since, actor.user_id, actor.origin)
    return answer(show_replay(job), 202)


@router.get("/replays", needs=may.MANAGE_WEBHOOKS, response_model=ShownReplays)
async def get_webhook_replays(
    webhook_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """The replays that one began, the newest first, with how far they are."""
    async with database.transaction(actor.account_id) as tx:
        await find_webhook(tx, webhook_id)
        found = await replays_of(tx, webhook_id, actor.user_id)
    return answer(ShownReplays([show_replay(each) for each in found[:10]]))
