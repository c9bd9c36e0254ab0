"""The list of users over HTTP: pages, CSV out and in. Its router comes before that of one user."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.gate import Router, any_of
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.access.shapes import UserPage
from hubbub.access.users.exporting import export_users
from hubbub.access.users.importing import Import, RowResult, import_users
from hubbub.access.users.listing_repository import Filters, Sort, State, key_of, page_of_users
from hubbub.access.users.shapes import Imported, ImportedRow, ShownFieldError
from hubbub.access.users.showing import show_users
from hubbub.kernel.answers import answer
from hubbub.kernel.bodies import Input
from hubbub.kernel.clock import now
from hubbub.kernel.pages import decode_cursor, encode_cursor

user_list_router = Router("/api/users", "users")

READ_USERS = any_of(may.SEE_USERS, may.MANAGE_USERS, may.MANAGE_ROLES, may.MANAGE_SEATS)
GIVE_SEATS = any_of(may.MANAGE_SEATS, may.MANAGE_LICENCES)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The query that list and export share."""

    q: Annotated[str | None, Query(max_length=100)] = None
    role: Annotated[UUID | None, Query()] = None
    seat: Annotated[bool | None, Query()] = None
    state: Annotated[State | None, Query()] = None
    sort: Annotated[Sort, Query()] = "name"

    @property
    def filters(self) -> Filters:
        search = self.q.replace("\0", "").strip() if self.q else None
        return Filters(search or None, self.role, self.seat, self.state, self.sort)


WantedUsers = Annotated[Wanted, Depends()]


class ImportInput(Input):
    csv: str = Field(max_length=900_000)
    trial: bool = True


@user_list_router.get("", needs=READ_USERS, response_model=UserPage)
async def get_users(
    actor: CurrentActor,
    database: TheDatabase,
    wanted: WantedUsers,
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Users that fit, in order."""
    filters = wanted.filters
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else None
    async with database.transaction(actor.account_id) as tx:
        users = await page_of_users(tx, filters, after, limit + 1)
        shown = await show_users(tx, users[:limit])
    following = encode_cursor(key_of(users[limit - 1], filters.sort)) if users[limit:] else None
    return answer(UserPage(shown, following))


@user_list_router.get("/export", needs=READ_USERS, response_class=StreamingResponse)
async def get_users_csv(
    actor: CurrentActor, database: TheDatabase, wanted: WantedUsers
) -> Response:
    """All users that fit, as CSV."""
    lines = export_users(database, actor, wanted.filters, READ_USERS.permissions)
    name = f"users-{now():%Y-%m-%d}.csv"
    return StreamingResponse(
        lines,
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@user_list_router.post("/import", needs=may.MANAGE_USERS, response_model=Imported)
async def post_users_csv(body: ImportInput, actor: CurrentActor, database: TheDatabase) -> Response:
    """Create the users of a CSV; with `trial`, only say what would come of it."""
    may_seat = actor.effective.allows_any(GIVE_SEATS.permissions)
    wanted = Import(body.csv, body.trial, may_seat)
    done = await import_users(database, actor.account_id, wanted, authority_of(actor))
    rows = [_shown(row) for row in done.rows]
    bad = sum(1 for row in rows if row.errors)
    return answer(Imported(rows, len(rows) - bad, bad, done.seats_wanted, done.seats_free))


def _shown(row: RowResult) -> ImportedRow:
    errors = [ShownFieldError(each.field, each.message) for each in row.errors]
    return ImportedRow(
        row.line, row.name, row.email, row.username, row.user_id, row.is_seated, errors
    )
