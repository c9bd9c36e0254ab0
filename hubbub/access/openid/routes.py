"""The providers of an account over HTTP, for whoever sets up how people sign in."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from fastapi import Request
from pydantic import Field
from starlette.requests import HTTPConnection
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.factors.confirming import check_confirmed, session_in
from hubbub.access.gate import Router
from hubbub.access.identity import (
    CurrentActor,
    CurrentIdentity,
    TheDatabase,
    TheSecrets,
    origin_of,
)
from hubbub.access.openid.discovering import Providers
from hubbub.access.openid.going import CALLBACK
from hubbub.access.openid.providing import (
    NOT_IN_DEMO,
    Wanted,
    add_provider,
    change_provider,
    check_provider,
    find_provider,
    remove_provider,
)
from hubbub.access.openid.repository import Provider, all_providers
from hubbub.access.users.repository import get_user, names_of
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import Id

router = Router("/api/openid-providers", "sign-in settings")


@dataclass(frozen=True, slots=True)
class ShownProvider:
    """A provider; its secret is never shown. `acts_for` set it up, and it gives no more rights
    than he has."""

    id: Id
    label: str
    issuer: str
    client_id: str
    has_secret: bool
    domains: list[str]
    creates_users: bool
    role_ids: list[Id]
    enabled: bool
    acts_for: str
    acts_for_enabled: bool
    version: int


@dataclass(frozen=True, slots=True)
class ShownProviders:
    """`redirect_uri` is what the provider asks for when this installation is registered there."""

    items: list[ShownProvider]
    redirect_uri: str


class ProviderInput(Input):
    label: str = Field(max_length=1000)
    issuer: str = Field(min_length=1, max_length=500)
    client_id: str = Field(max_length=1000)
    client_secret: str | None = Field(None, max_length=2000)
    domains: list[str] = Field(default_factory=list, max_length=200)
    creates_users: bool = False
    role_ids: list[UUID] = Field(default_factory=list, max_length=100)
    enabled: bool = True


class ChangedProviderInput(ProviderInput):
    version: int


def providers_of(connection: HTTPConnection) -> Providers:
    return cast(Providers, connection.app.state.openid)


def redirect_uri(connection: HTTPConnection) -> str:
    return origin_of(connection) + CALLBACK


@router.get("", needs=may.MANAGE_SIGN_IN, response_model=ShownProviders)
async def get_providers(request: Request, actor: CurrentActor, database: TheDatabase) -> Response:
    """All providers, in the order in which their buttons are shown."""
    async with database.transaction(actor.account_id) as tx:
        items = [await _show(tx, each) for each in await all_providers(tx)]
    return answer(ShownProviders(items, redirect_uri(request)))


async def _show(tx: Transaction, provider: Provider) -> ShownProvider:
    owner = await get_user(tx, provider.configured_by)
    names = await names_of(tx, [provider.configured_by])
    return ShownProvider(
        id=provider.id,
        label=provider.label,
        issuer=provider.issuer,
        client_id=provider.client_id,
        has_secret=provider.sealed_client_secret is not None,
        domains=provider.domains,
        creates_users=provider.creates_users,
        role_ids=list(provider.role_ids),
        enabled=provider.is_enabled,
        acts_for=names.get(provider.configured_by, ""),
        acts_for_enabled=owner is not None and owner.state == "enabled",
        version=provider.version,
    )


@router.post("", needs=may.MANAGE_SIGN_IN, response_model=ShownProvider, status_code=201)
async def post_provider(
    body: ProviderInput,
    request: Request,
    identity: CurrentIdentity,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    """Add a provider; it is asked for its description first."""
    # Who can name a provider can let in whom he likes; an open desk is not enough for that.
    session = session_in(identity)
    async with database.transaction(session.account_id) as tx:
        # Before anything is asked of a server that a stranger may have named.
        await refuse_in_demo(tx, NOT_IN_DEMO)
        await check_confirmed(tx, session)
    await check_provider(providers_of(request), body.issuer)
    by = authority_of(identity.actor)
    async with database.transaction(identity.actor.account_id) as tx:
        provider = await add_provider(tx, _wanted(body), secrets, by)
        return answer(await _show(tx, provider), 201)


@router.put("/{provider_id}", needs=may.MANAGE_SIGN_IN, response_model=ShownProvider)
async def put_provider(
    provider_id: UUID,
    body: ChangedProviderInput,
    identity: CurrentIdentity,
    database: TheDatabase,
    secrets: TheSecrets,
) -> Response:
    """Change a provider; it acts with the asker's rights from then on."""
    wanted = _wanted(body, body.version)
    by = authority_of(identity.actor)
    async with database.transaction(identity.actor.account_id) as tx:
        await find_provider(tx, provider_id)
        await check_confirmed(tx, session_in(identity))
        return answer(await _show(tx, await change_provider(tx, provider_id, wanted, secrets, by)))


@router.delete("/{provider_id}", needs=may.MANAGE_SIGN_IN, status_code=204)
async def delete_provider(
    provider_id: UUID, identity: CurrentIdentity, database: TheDatabase
) -> Response:
    """Remove a provider; nobody signs in with it any more."""
    async with database.transaction(identity.actor.account_id) as tx:
        await find_provider(tx, provider_id)
        await check_confirmed(tx, session_in(identity))
        await remove_provider(tx, provider_id, authority_of(identity.actor))
    return nothing()


def _wanted(body: ProviderInput, version: int = 0) -> Wanted:
    return Wanted(
        body.label, body.issuer.strip(), body.client_id, body.client_secret, body.domains,
        body.creates_users, body.role_ids, body.enabled, version,
    )  # fmt: skip
