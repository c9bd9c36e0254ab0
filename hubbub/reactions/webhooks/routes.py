"""Webhooks over HTTP: for whoever may manage them."""

from uuid import UUID

from fastapi import Request
from starlette.requests import HTTPConnection
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheSecrets
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.quotas import get_quotas
from hubbub.kernel.settings import Settings
from hubbub.reactions.webhooks.configuring import (
    Wanted,
    add_webhook,
    change_webhook,
    check_address,
    find_webhook,
    remove_webhook,
    rotate,
)
from hubbub.reactions.webhooks.endpoints_repository import all_endpoints
from hubbub.reactions.webhooks.kinds import OFFERED
from hubbub.reactions.webhooks.shapes import (
    ChangedWebhookInput,
    Kind,
    RotateInput,
    ShownWebhook,
    ShownWebhooks,
    StateInput,
    WebhookInput,
    WebhookWithSecret,
)
from hubbub.reactions.webhooks.showing import show_webhook, show_webhooks
from hubbub.reactions.webhooks.switching import set_state

router = Router("/api/webhooks", "webhooks")


@router.get("", needs=may.MANAGE_WEBHOOKS, response_model=ShownWebhooks)
async def get_webhooks(request: Request, actor: CurrentActor, database: TheDatabase) -> Response:
    """All webhooks of the account, the oldest first."""
    async with database.transaction(actor.account_id) as tx:
        items = await show_webhooks(tx, await all_endpoints(tx))
        most = (await get_quotas(tx)).most("webhooks")
    kinds = [Kind(key, text) for key, text in OFFERED.items()]
    days = _settings(request).webhook_log_days
    return answer(ShownWebhooks(items, kinds, most, days))


@router.post("", needs=may.MANAGE_WEBHOOKS, response_model=WebhookWithSecret, status_code=201)
async def post_webhook(
    body: WebhookInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    """Add a webhook. It acts for the asker: it is told what he may see, as long as he may."""
    wanted = _wanted(body)
    await check_address(_outgoing(request), body.url)
    async with database.transaction(actor.account_id) as tx:
        endpoint, secret = await add_webhook(tx, wanted, secrets, actor, actor.origin)
        return answer(WebhookWithSecret(await show_webhook(tx, endpoint), secret), 201)


@router.get("/{webhook_id}", needs=may.MANAGE_WEBHOOKS, response_model=ShownWebhook)
async def get_webhook(webhook_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """One webhook, with how it has been."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await show_webhook(tx, await find_webhook(tx, webhook_id)))


@router.put("/{webhook_id}", needs=may.MANAGE_WEBHOOKS, response_model=ShownWebhook)
async def put_webhook(
    webhook_id: UUID,
    body: ChangedWebhookInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    """Change a webhook; it acts for the asker from then on."""
    wanted = _wanted(body)
    async with database.transaction(actor.account_id) as tx:
        await find_webhook(tx, webhook_id)
    await check_address(_outgoing(request), body.url)
    async with database.transaction(actor.account_id) as tx:
        changed = await change_webhook(tx, webhook_id, wanted, body.version, secrets, actor)
        return answer(await show_webhook(tx, changed))


@router.delete("/{webhook_id}", needs=may.MANAGE_WEBHOOKS, status_code=204)
async def delete_webhook(webhook_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Remove a webhook, with what waits for it and its log."""
    async with database.transaction(actor.account_id, is_long=True) as tx:
        await remove_webhook(tx, webhook_id, actor.origin)
    return nothing()


@router.put("/{webhook_id}/state", needs=may.MANAGE_WEBHOOKS, response_model=ShownWebhook)
async def put_webhook_state(
    webhook_id: UUID, body: StateInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """On; paused, so that what happens waits; or off, so that what happens is not kept."""
    async with database.transaction(actor.account_id) as tx:
        changed = await set_state(tx, webhook_id, body.state, body.version, actor.origin)
        return answer(await show_webhook(tx, changed))


@router.post("/{webhook_id}/secret", needs=may.MANAGE_WEBHOOKS, response_model=WebhookWithSecret)
async def post_webhook_secret(
    webhook_id: UUID,
    body: RotateInput,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    """Make a new secret. For a while both sign, so that nothing is refused on the way over."""
    async with database.transaction(actor.account_id) as tx:
        endpoint, secret = await rotate(tx, webhook_id, body.old_hours, secrets, actor.origin)
        return answer(WebhookWithSecret(await show_webhook(tx, endpoint), secret))


def _wanted(body: WebhookInput) -> Wanted:
    names = [each.name.strip() for each in body.headers]
    if len(set(names)) < len(names):
        raise Invalid([FieldError("headers", "A header stands here twice.")])
    headers = dict(zip(names, (each.value for each in body.headers), strict=True))
    return Wanted(body.name, body.url, body.kinds, headers)


def _outgoing(connection: HTTPConnection) -> Outgoing:
    return connection.app.state.outgoing


def _settings(connection: HTTPConnection) -> Settings:
    return connection.app.state.settings
