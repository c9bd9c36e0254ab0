"""How an account lets people in, over HTTP: its settings, who has a second factor, from where."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.admission.addresses import parse_networks
from hubbub.access.admission.changing import change_sign_in_settings, change_user_networks
from hubbub.access.admission.people_repository import (
    FactorsOfUser,
    count_factors,
    factors_of_users,
)
from hubbub.access.admission.repository import (
    SignInSettings,
    UserNetworks,
    get_sign_in_settings,
    get_user_networks,
)
from hubbub.access.authority import authority_of
from hubbub.access.factors.confirming import check_confirmed, session_in
from hubbub.access.factors.resetting import reset_second_factor
from hubbub.access.gate import Router, any_of
from hubbub.access.identity import (
    CurrentActor,
    CurrentIdentity,
    Identity,
    TheDatabase,
    address_of,
)
from hubbub.access.users.finding import find
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.forwarding import parse_address
from hubbub.kernel.pages import decode_cursor, encode_cursor

settings_router = Router("/api/sign-in-settings", "sign-in settings")
user_router = Router("/api/users/{user_id}", "users")

SEE_FACTORS = any_of(may.MANAGE_SIGN_IN, may.MANAGE_USERS)


@dataclass(frozen=True, slots=True)
class ShownSignInSettings:
    """`your_address` is from where the asker comes, and `yours_is_openid` by what."""

    short_name: str | None
    requires_second_factor: bool
    allows_passwords: bool
    networks: list[str]
    idle_minutes: int
    absolute_minutes: int
    version: int
    your_address: str | None
    yours_is_openid: bool


@dataclass(frozen=True, slots=True)
class ShownNetworks:
    networks: list[str]
    version: int


@dataclass(frozen=True, slots=True)
class FactorsOfUsers:
    """Users by name. `without` counts the enabled ones who have no second factor."""

    items: list[FactorsOfUser]
    next: str | None
    without: int
    total: int


class SettingsInput(Input):
    short_name: str | None = Field(None, max_length=100)
    requires_second_factor: bool
    allows_passwords: bool
    networks: list[str] = Field(max_length=200)
    idle_minutes: int
    absolute_minutes: int
    version: int


class NetworksInput(Input):
    networks: list[str] = Field(max_length=200)
    version: int


@settings_router.get("", needs=may.MANAGE_SIGN_IN, response_model=ShownSignInSettings)
async def get_settings(
    request: Request, identity: CurrentIdentity, database: TheDatabase
) -> Response:
    async with database.transaction(identity.actor.account_id) as tx:
        found = await get_sign_in_settings(tx)
    return answer(_show(request, identity, found))


@settings_router.put("", needs=may.MANAGE_SIGN_IN, response_model=ShownSignInSettings)
async def put_settings(
    body: SettingsInput, request: Request, identity: CurrentIdentity, database: TheDatabase
) -> Response:
    """Change how people sign in; ranges that leave out one's own address are refused."""
    session = session_in(identity)
    new = SignInSettings(
        short_name=(body.short_name or "").strip().lower() or None,
        requires_second_factor=body.requires_second_factor,
        allows_passwords=body.allows_passwords,
        networks=parse_networks(body.networks),
        idle_minutes=body.idle_minutes,
        absolute_minutes=body.absolute_minutes,
        version=body.version,
    )
    by = authority_of(identity.actor)
    async with database.transaction(session.account_id) as tx:
        await check_confirmed(tx, session)
        changed = await change_sign_in_settings(tx, new, address_of(request), session.method, by)
    return answer(_show(request, identity, changed))


def _show(request: Request, identity: Identity, found: SignInSettings) -> ShownSignInSettings:
    address = parse_address(address_of(request))
    return ShownSignInSettings(
        short_name=found.short_name,
        requires_second_factor=found.requires_second_factor,
        allows_passwords=found.allows_passwords,
        networks=[str(each) for each in found.networks],
        idle_minutes=found.idle_minutes,
        absolute_minutes=found.absolute_minutes,
        version=found.version,
        your_address=None if address is None else str(address),
        yours_is_openid=identity.session is not None and identity.session.method == "openid",
    )


@settings_router.get("/second-factors", needs=SEE_FACTORS, response_model=FactorsOfUsers)
async def get_second_factors(
    actor: CurrentActor,
    database: TheDatabase,
    without: bool = False,
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Who has a second factor, and who not."""
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else None
    async with database.transaction(actor.account_id) as tx:
        found = await factors_of_users(tx, without=without, after=after, limit=limit + 1)
        total, lacking = await count_factors(tx)
    following = None
    if len(found) > limit:
        last = found[limit - 1]
        following = encode_cursor((last.name.lower(), last.id))
    return answer(FactorsOfUsers(found[:limit], following, lacking, total))


@user_router.delete("/second-factor", needs=may.MANAGE_USERS, status_code=204)
async def delete_second_factor(
    user_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Take somebody's second factors away, which signs him out everywhere."""
    async with database.transaction(actor.account_id) as tx:
        await reset_second_factor(tx, user_id, authority_of(actor))
    return nothing()


@user_router.get("/networks", needs=may.MANAGE_USERS, response_model=ShownNetworks)
async def get_networks(user_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """From where a user may come; from everywhere when there are none."""
    async with database.transaction(actor.account_id) as tx:
        await find(tx, user_id)
        return answer(_networks(await get_user_networks(tx, user_id)))


@user_router.put("/networks", needs=may.MANAGE_USERS, response_model=ShownNetworks)
async def put_networks(
    user_id: UUID,
    body: NetworksInput,
    request: Request,
    actor: CurrentActor,
    database: TheDatabase,
) -> Response:
    """Let a user come from these ranges only."""
    new = UserNetworks(parse_networks(body.networks), body.version)
    async with database.transaction(actor.account_id) as tx:
        changed = await change_user_networks(
            tx, user_id, new, address_of(request), authority_of(actor)
        )
    return answer(_networks(changed))


def _networks(found: UserNetworks) -> ShownNetworks:
    return ShownNetworks([str(each) for each in found.networks], found.version)
