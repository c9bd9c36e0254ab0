"""Reads the rows of a CSV with users: which column is what, and which roles are meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from hubbub.access.users.repository import StoredRole
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.spreadsheets import UnreadableError, table_in

MOST_ROWS = 1000
COLUMNS: Mapping[str, str] = {
    "name": "name", "full name": "name", "email": "email", "e-mail": "email",
    "e-mail address": "email", "username": "username", "user name": "username",
    "roles": "roles", "role": "roles", "seat": "seat", "language": "language",
    "time zone": "time_zone", "phone": "phone",
}  # fmt: skip
"""What the heading of a column may be."""
IGNORED = frozenset({"state", "last sign-in", "created"})
"""Columns of our own export that say nothing to an import."""
YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"no", "n", "false", "0", ""})


@dataclass(slots=True)
class Row:
    """One user to be, and what is wrong with him so far."""

    line: int
    cells: dict[str, str]
    role_ids: frozenset[UUID] = frozenset()
    wants_seat: bool = False
    errors: list[FieldError] = field(default_factory=list[FieldError])


def rows_in(text: str, roles: Mapping[UUID, StoredRole]) -> list[Row]:
    """The rows under the heading. Invalid for what is no table or has a column that we do not
    know; what is wrong with a single row stands in it."""
    try:
        table = table_in(text, MOST_ROWS + 1)
    except UnreadableError as error:
        raise Invalid([FieldError("csv", str(error))]) from error
    if len(table) < 2:
        raise Invalid([FieldError("csv", "There are no rows under the heading.")])
    names = _columns(table[0][1])
    return [_row(line, cells, names, roles) for line, cells in table[1:]]


def _columns(heading: list[str]) -> list[str | None]:
    names: list[str | None] = []
    for each in heading:
        plain = " ".join(each.casefold().replace("_", " ").split())
        if plain not in COLUMNS and plain not in IGNORED:
            known = "name, email, user name, roles, seat, language, time zone, phone"
            raise Invalid(
                [FieldError("csv", f"There is no column “{each[:60]}”. There are: {known}.")]
            )
        names.append(COLUMNS.get(plain))
    for needed in ("name", "email"):
        if needed not in names:
            raise Invalid([FieldError("csv", f"The first line has to name a column “{needed}”.")])
    return names


def _row(
    line: int, cells: list[str], names: list[str | None], roles: Mapping[UUID, StoredRole]
) -> Row:
    found = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    row = Row(line, found)
    if len(cells) > len(names):
        row.errors.append(FieldError("row", "There are more cells than columns."))
    wanted = [each.strip() for each in found.get("roles", "").replace("|", ";").split(";")]
    chosen: set[UUID] = set()
    for each in filter(None, wanted):
        role_id = role_named(each, roles)
        if role_id is None:
            row.errors.append(FieldError("roles", f"There is no role “{each[:60]}”."))
        else:
            chosen.add(role_id)
    row.role_ids = frozenset(chosen)
    seat = found.get("seat", "").casefold()
    if seat not in YES | NO:
        row.errors.append(FieldError("seat", "Write yes or no for the seat."))
    row.wants_seat = seat in YES
    return row


def role_named(name: str, roles: Mapping[UUID, StoredRole]) -> UUID | None:
    """By its name, or by how its name begins where only one begins so, in any case."""
    wanted = name.strip().casefold()
    beginning: list[UUID] = []
    for role_id, stored in roles.items():
        known = stored.role.name.casefold()
        if known == wanted:
            return role_id
        if wanted and known.startswith(f"{wanted} "):
            beginning.append(role_id)
    return beginning[0] if len(beginning) == 1 else None
