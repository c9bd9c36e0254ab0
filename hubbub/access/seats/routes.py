"""Seats over HTTP: holders, suggestions, many at once, and the log."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from hubbub.access.authority import authority_of
from hubbub.access.events import SeatGiven, SeatTaken
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.seats.assigning import assign_seats
from hubbub.access.seats.repository import SeatChange, Wanted, page_of_seats, seat_changes
from hubbub.access.seats.shapes import SeatHolders, SeatLog, ShownSeatChange
from hubbub.access.seats.showing import show_seats
from hubbub.access.shapes import Seats
from hubbub.access.users.list_routes import GIVE_SEATS
from hubbub.access.users.repository import seats
from hubbub.access.users.routes import SEE_SEATS
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.pages import decode_cursor, encode_cursor

router = Router("/api/seats", "seats")

LOGGED = (SeatGiven.kind, SeatTaken.kind)
RoleFilter = Literal["viewer", "agent", "supervisor", "setup", "analytics", "none"]


class SeatsInput(Input):
    give: list[UUID] = Field(default_factory=list, max_length=500)
    take: list[UUID] = Field(default_factory=list, max_length=500)


@router.get("/holders", needs=SEE_SEATS, response_model=SeatHolders)
async def get_seat_holders(  # noqa: PLR0913, PLR0917 - one parameter a query field
    actor: CurrentActor,
    database: TheDatabase,
    seat: bool | None = None,
    role: RoleFilter | None = None,
    q: Annotated[str | None, Query(max_length=100)] = None,
    days: Annotated[int, Query(ge=1, le=3650)] = 30,
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Users by name with their seats; `role=none` finds those with custom roles only."""
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else None
    search = q.replace("\0", "").strip() if q else None
    async with database.transaction(actor.account_id) as tx:
        found = await page_of_seats(tx, Wanted(seat, role, search, after, limit + 1))
        shown = await show_seats(tx, found[:limit], days)
    following = None
    if len(found) > limit:
        following = encode_cursor((found[limit - 1].name.lower(), found[limit - 1].id))
    return answer(SeatHolders(shown, following))


@router.put("", needs=GIVE_SEATS, response_model=Seats)
async def put_seats(body: SeatsInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Give and take several seats at once. Refused as a whole when there are not enough."""
    async with database.transaction(actor.account_id, is_long=True) as tx:
        await assign_seats(tx, set(body.give), set(body.take), authority_of(actor))
        total, used = await seats(tx)
    return answer(Seats(total, used, max(0, total - used)))


@router.get("/log", needs=SEE_SEATS, response_model=SeatLog)
async def get_seat_log(
    actor: CurrentActor,
    database: TheDatabase,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Who gave which seat, and took it, and when; the newest first."""
    before = decode_cursor(cursor, int) if cursor else None
    async with database.transaction(actor.account_id) as tx:
        found = await seat_changes(tx, LOGGED, before, limit + 1)
    following = encode_cursor(found[limit - 1].seq) if len(found) > limit else None
    return answer(SeatLog([_shown(each) for each in found[:limit]], following))


def _shown(change: SeatChange) -> ShownSeatChange:
    return ShownSeatChange(
        at=change.at,
        act="given" if change.kind == SeatGiven.kind else "taken",
        user_id=change.user_id,
        user=change.user_name,
        actor=change.actor_name,
        actor_kind=change.actor_kind,
    )
