"""Users, seats and the catalogue over HTTP."""

from typing import Literal
from uuid import UUID

from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.catalogue import PERMISSIONS, SECTIONS
from hubbub.access.gate import SIGNED_IN, Router, any_of
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.password_rules import check_new_password
from hubbub.access.passwords import hash_password
from hubbub.access.refusing import forbidden
from hubbub.access.shapes import (
    Catalogue,
    PermissionSection,
    Seats,
    ShownPermission,
    ShownUser,
)
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.cleaning import Details
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.finding import find
from hubbub.access.users.giving_seats import set_seat
from hubbub.access.users.list_routes import GIVE_SEATS, READ_USERS
from hubbub.access.users.repository import seats
from hubbub.access.users.showing import show_users
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input

users_router = Router("/api/users", "users")
seats_router = Router("/api/seats", "seats")
permissions_router = Router("/api/permissions", "roles")

SEE_SEATS = any_of(may.MANAGE_SEATS, may.MANAGE_LICENCES, may.SEE_LICENCES)


class UserInput(Input):
    name: str = Field(max_length=1000)
    email: str = Field(max_length=1000)
    username: str | None = Field(None, max_length=1000)
    password: str | None = Field(None, max_length=1000)
    language: str | None = Field(None, max_length=100)
    time_zone: str | None = Field(None, max_length=100)
    phone: str | None = Field(None, max_length=100)
    role_ids: list[UUID] = Field(max_length=100)
    seat: bool = True
    join_default_queue: bool = True


class RolesInput(Input):
    role_ids: list[UUID] = Field(max_length=100)


class SeatInput(Input):
    seat: bool


class StateInput(Input):
    state: Literal["enabled", "disabled"]


@users_router.post("", needs=may.MANAGE_USERS, response_model=ShownUser, status_code=201)
async def post_user(body: UserInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Create a user, who gets a mail with a link to set his password. A script may give a first
    password instead. Without a free seat he is saved without one."""
    if body.seat and not actor.effective.allows_any(GIVE_SEATS.permissions):
        raise await forbidden(database, actor, may.MANAGE_SEATS)
    password_hash: str | None = None
    if body.password is not None:
        check_new_password(body.password, body.name, body.email, body.username or "")
        password_hash = await hash_password(body.password)
    new = NewUser(
        body.name, body.email, password_hash, frozenset(body.role_ids),
        wants_seat=body.seat, joins_queues=body.join_default_queue, username=body.username,
        details=Details(body.language, body.time_zone, body.phone),
    )  # fmt: skip
    async with database.transaction(actor.account_id) as tx:
        user = await create_user(tx, new, authority_of(actor))
        return answer((await show_users(tx, [user]))[0], 201)


@users_router.get("/{user_id}", needs=READ_USERS, response_model=ShownUser)
async def get_user(user_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    async with database.transaction(actor.account_id) as tx:
        return answer((await show_users(tx, [await find(tx, user_id)]))[0])


@users_router.put("/{user_id}/roles", needs=may.MANAGE_USERS, response_model=ShownUser)
async def put_roles(
    user_id: UUID, body: RolesInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Give a user exactly these roles."""
    async with database.transaction(actor.account_id) as tx:
        user = await change_roles(tx, user_id, frozenset(body.role_ids), authority_of(actor))
        return answer((await show_users(tx, [user]))[0])


@users_router.put("/{user_id}/seat", needs=GIVE_SEATS, response_model=ShownUser)
async def put_seat(
    user_id: UUID, body: SeatInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Give a user a seat, or take it away."""
    async with database.transaction(actor.account_id) as tx:
        user = await set_seat(tx, user_id, body.seat, authority_of(actor))
        return answer((await show_users(tx, [user]))[0])


@users_router.put("/{user_id}/state", needs=may.MANAGE_USERS, response_model=ShownUser)
async def put_state(
    user_id: UUID, body: StateInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Disable a user, which signs him out everywhere, or let him in again."""
    async with database.transaction(actor.account_id) as tx:
        user = await set_enabled(tx, user_id, body.state == "enabled", authority_of(actor))
        return answer((await show_users(tx, [user]))[0])


@seats_router.get("", needs=SEE_SEATS, response_model=Seats)
async def get_seats(actor: CurrentActor, database: TheDatabase) -> Response:
    async with database.transaction(actor.account_id) as tx:
        total, used = await seats(tx)
    return answer(Seats(total, used, max(0, total - used)))


@permissions_router.get("", needs=SIGNED_IN, response_model=Catalogue)
async def get_permissions() -> Response:
    """Every permission there is, with what it does."""
    return answer(
        Catalogue(
            [PermissionSection(each.id, each.title) for each in SECTIONS],
            [
                ShownPermission(
                    each.key, each.title, each.help, each.section, each.kind.value,
                    each.built, each.feature,
                )
                for each in PERMISSIONS
            ],
        )
    )  # fmt: skip
