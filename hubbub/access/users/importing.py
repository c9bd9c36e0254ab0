"""Creates users of a CSV: first as a trial that changes nothing, then for good, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.users.cleaning import Details
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.import_rows import Row, rows_in
from hubbub.access.users.repository import User, all_roles, seats
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import FieldError, Invalid, Problem

CHUNK = 25
"""Rows in one transaction, which holds the lock on the account while it lasts."""
NO_SEATS = FieldError("seat", "You may not give seats. Write no, or leave the cell empty.")


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became, or would become, of one row."""

    line: int
    name: str
    email: str
    username: str
    user_id: UUID | None
    is_seated: bool
    errors: Sequence[FieldError]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """All rows, and how many seats they want of how many free ones."""

    rows: list[RowResult]
    seats_wanted: int
    seats_free: int


@dataclass(frozen=True, slots=True)
class Import:
    """`is_trial` undoes everything again; `may_seat` is whether seats may be given."""

    text: str
    is_trial: bool
    may_seat: bool


class _UndoneError(Exception):
    """The end of a trial."""


async def import_users(
    database: Database, account_id: UUID, wanted: Import, by: Authority
) -> ImportResult:
    """Good rows become users, each with his mail; bad ones say what is wrong and hinder nobody.
    Invalid when the text is no table of users."""
    async with database.transaction(account_id) as tx:
        rows = rows_in(wanted.text, await all_roles(tx))
        total, used = await seats(tx)
    _check(rows, wanted.may_seat)
    results: list[RowResult] = []
    for start in range(0, len(rows), CHUNK):
        results += await _chunk(database, account_id, rows[start : start + CHUNK], wanted, by)
    return ImportResult(
        results, sum(row.wants_seat and not row.errors for row in rows), max(0, total - used)
    )


def _check(rows: Sequence[Row], may_seat: bool) -> None:
    """What one row cannot know: that another one is the same, and what the importer may do."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        for field in ("email", "username"):
            value = row.cells.get(field, "").casefold()
            first = seen.setdefault((field, value), row.line)
            if value and first != row.line:
                row.errors.append(FieldError(field, f"Line {first} has the same one."))
        if row.wants_seat and not may_seat:
            row.errors.append(NO_SEATS)


async def _chunk(
    database: Database, account_id: UUID, rows: Sequence[Row], wanted: Import, by: Authority
) -> list[RowResult]:
    results: list[RowResult] = []
    try:
        async with database.transaction(account_id) as tx:
            results = [await _one(tx, row, wanted, by) for row in rows]
            _undo_if(wanted.is_trial)
    except _UndoneError:
        pass
    return results


def _undo_if(is_trial: bool) -> None:
    if is_trial:
        raise _UndoneError


async def _one(tx: Transaction, row: Row, wanted: Import, by: Authority) -> RowResult:
    cells = row.cells
    user: User | None = None
    errors = list(row.errors)
    if not errors:
        try:
            async with tx.savepoint():
                user = await create_user(tx, _new(row), by)
        except Invalid as invalid:
            errors = list(invalid.errors)
        except Problem as problem:
            errors = [FieldError("roles", problem.detail)]
    return RowResult(
        line=row.line,
        name=cells.get("name", "")[:255],
        email=cells.get("email", "")[:254],
        username=cells.get("username", "")[:64] if user is None else user.username,
        user_id=None if user is None or wanted.is_trial else user.id,
        is_seated=user is not None and user.is_seated,
        errors=errors,
    )


def _new(row: Row) -> NewUser:
    cells = row.cells
    details = Details(cells.get("language"), cells.get("time_zone"), cells.get("phone"))
    return NewUser(
        cells.get("name", ""), cells.get("email", ""), None, row.role_ids, row.wants_seat,
        username=cells.get("username") or None, details=details,
    )  # fmt: skip
