"""Subscriptions over the wire."""

from typing import Annotated

from fastapi import Query
from pydantic import Field
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase, TheSecrets
from hubbub.compat.vendor.subscriptions.channels import check_channel
from hubbub.compat.vendor.subscriptions.endpoints import endpoints_of
from hubbub.compat.vendor.subscriptions.profile_bodies import read_profile
from hubbub.compat.vendor.subscriptions.subscription_bodies import (
    ChangedSubscriptionBody,
    NewSubscriptionBody,
)
from hubbub.compat.vendor.subscriptions.subscriptions import (
    Office,
    add_subscription,
    find_subscription,
    put_subscription,
    remove_subscription,
    show_subscription,
    show_subscription_reference,
)
from hubbub.compat.vendor.subscriptions.subscriptions_repository import (
    Narrow,
    page_of_subscriptions,
)
from hubbub.compat.vendor.subscriptions.wire import MANAGES, SUBSCRIPTIONS, Page
from hubbub.compat.vendor.wire import HIDDEN, bare
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import unstorable
from hubbub.kernel.secrets import Secrets

router = Router(SUBSCRIPTIONS, "compat")

Several = Annotated[list[str], Field(default_factory=list[str], max_length=20)]


class _Listed(Page):
    application_id: Several
    entity_id: Several
    calls_configuration_id: Several
    resource: Several
    user: Several

    @property
    def finds_nothing(self) -> bool:
        """Whether something is asked for that no subscription can have here."""
        texts = (*self.application_id, *self.entity_id, *self.resource)
        unkept = any(unstorable(each) for each in texts)
        return bool(self.calls_configuration_id or self.user or unkept)


@router.get("", needs=MANAGES, **HIDDEN)
async def wire_get_subscriptions(
    channel: str, asked: Annotated[_Listed, Query()], actor: CurrentActor, database: TheDatabase
) -> Response:
    check_channel(channel)
    if asked.finds_nothing:
        return answer(asked.of([], 0))
    numbers = [bare(each.strip()) for each in asked.resource]
    narrow = Narrow(channel, asked.application_id, asked.entity_id, numbers)
    async with database.transaction(actor.account_id) as tx:
        found, total = await page_of_subscriptions(tx, narrow, asked.size, asked.offset)
    return answer(asked.of([show_subscription(each) for each in found], total))


@router.post("", needs=MANAGES, status_code=201, **HIDDEN)
async def wire_post_subscription(
    channel: str,
    body: NewSubscriptionBody,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    check_channel(channel)
    draft = await read_profile(request.app.state.outgoing, body.profile, "profile.")
    by = _office(request, actor, secrets)
    async with database.transaction(actor.account_id) as tx:
        name, to = (channel, body.subscription_id), (body.profile.profile_id, draft)
        made = await add_subscription(tx, name, body, to, by)
    return answer(show_subscription_reference(made), 201)


@router.get("/{subscription_id}", needs=MANAGES, **HIDDEN)
async def wire_get_subscription(
    channel: str, subscription_id: str, actor: CurrentActor, database: TheDatabase
) -> Response:
    async with database.transaction(actor.account_id) as tx:
        return answer(show_subscription(await find_subscription(tx, channel, subscription_id)))


@router.put("/{subscription_id}", needs=MANAGES, **HIDDEN)
async def wire_put_subscription(
    channel: str,
    subscription_id: str,
    body: ChangedSubscriptionBody,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    by = _office(request, actor, request.app.state.secrets)
    async with database.transaction(actor.account_id) as tx:
        name, profile_id = (channel, subscription_id), body.profile.profile_id
        changed = await put_subscription(tx, name, body, profile_id, by)
    return answer(show_subscription_reference(changed))


@router.delete("/{subscription_id}", needs=MANAGES, **HIDDEN)
async def wire_delete_subscription(
    channel: str,
    subscription_id: str,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    by = _office(request, actor, secrets)
    async with database.transaction(actor.account_id, is_long=True) as tx:
        gone = await remove_subscription(tx, (channel, subscription_id), by)
    return answer(show_subscription_reference(gone))


def _office(connection: HTTPConnection, actor: Actor, secrets: Secrets) -> Office:
    return Office(actor, endpoints_of(connection), secrets)
