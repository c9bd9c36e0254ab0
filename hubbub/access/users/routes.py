"""Users, seats and the catalogue over HTTP."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.catalogue import PERMISSIONS, SECTIONS
from hubbub.access.gate import SIGNED_IN, Router, any_of
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.passwords import check_new_password, hash_password
from hubbub.access.refusing import forbidden
from hubbub.access.shapes import (
    Catalogue,
    PermissionSection,
    Seats,
    ShownPermission,
    ShownUser,
    UserPage,
)
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.finding import find
from hubbub.access.users.giving_seats import set_seat
from hubbub.access.users.repository import page_of_users, seats
from hubbub.access.users.showing import show_users
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.pages import decode_cursor, encode_cursor

users_router = Router("/api/users", "users")
seats_router = Router("/api/seats", "seats")
permissions_router = Router("/api/permissions", "roles")

READ_USERS = any_of(may.SEE_USERS, may.MANAGE_USERS, may.MANAGE_ROLES, may.MANAGE_SEATS)
GIVE_SEATS = any_of(may.MANAGE_SEATS, may.MANAGE_LICENCES)
SEE_SEATS = any_of(may.MANAGE_SEATS, may.MANAGE_LICENCES, may.SEE_LICENCES)


class UserInput(Input):
    name: str = Field(max_length=1000)
    email: str = Field(max_length=1000)
    password: str = Field(max_length=1000)
    role_ids: list[UUID] = Field(max_length=100)
    seat: bool = True
    join_default_queue: bool = True


class RolesInput(Input):
    role_ids: list[UUID] = Field(max_length=100)


class SeatInput(Input):
    seat: bool


class StateInput(Input):
    state: Literal["enabled", "disabled"]


@users_router.get("", needs=READ_USERS, response_model=UserPage)
async def get_users(
    actor: CurrentActor,
    database: TheDatabase,
    q: Annotated[str | None, Query(max_length=100)] = None,
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Users by name."""
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else None
    search = q.replace("\0", "").strip() if q else None
    async with database.transaction(actor.account_id) as tx:
        users = await page_of_users(tx, search, after, limit + 1)
        shown = await show_users(tx, users[:limit])
    following = None
    if len(users) > limit:
        last = users[limit - 1]
        following = encode_cursor((last.name.lower(), last.id))
    return answer(UserPage(shown, following))


@users_router.post("", needs=may.MANAGE_USERS, response_model=ShownUser, status_code=201)
async def post_user(body: UserInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Create a user with a first password. Without a free seat he is saved without one."""
    if body.seat and not actor.effective.allows_any(GIVE_SEATS.permissions):
        raise await forbidden(database, actor, may.MANAGE_SEATS)
    check_new_password(body.password, body.name, body.email)
    new = NewUser(
        body.name, body.email, await hash_password(body.password), frozenset(body.role_ids),
        wants_seat=body.seat, joins_queues=body.join_default_queue,
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
