"""What the operator does with a request: confirm it, decline it, or forget it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.plans.changing import Granted, change_plan
from hubbub.access.requests.repository import (
    NOBODY,
    Request,
    decide,
    forget_request,
    get_request,
    lock_request,
)
from hubbub.kernel.accounts import accounts_that_asked
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.mail.outbox import queue_mail

CONFIRMED = "request_confirmed"
DECLINED = "request_declined"
NO_REQUEST = "There is no such request; see `hubbub requests list`."


@dataclass(frozen=True, slots=True)
class Agreed:
    """When a demo is to be: one of the proposed times, counted from 1, or another moment."""

    proposal: int | None = None
    at: datetime | None = None


async def confirm_request(database: Database, request_id: UUID, agreed: Agreed) -> Request:
    """Grant what was asked for, and tell the asker; a demo can be moved by confirming it again."""
    account = await _account_of(database, request_id)
    async with database.transaction(account) as tx:
        request = await _locked(tx, request_id)
        at = _moment(request, agreed) if request.kind == "demo" else None
        if request.state == "confirmed" and at == request.agreed_at:
            return request
        if request.plan and request.seats and account != NOBODY:
            await change_plan(tx, Granted(request.plan, request.seats), SYSTEM_AUTHORITY)
        await decide(tx, request_id, "confirmed", at)
        await queue_mail(tx, CONFIRMED, request_id)
        return await _found(tx, request_id)


async def decline_request(database: Database, request_id: UUID) -> Request:
    """Tell the asker that it cannot be; an appointment that was agreed on is cancelled."""
    async with database.transaction(await _account_of(database, request_id)) as tx:
        request = await _locked(tx, request_id)
        if request.state == "declined":
            return request
        if request.kind == "plan" and request.state == "confirmed":
            raise Conflict(
                "This plan is granted already. Change it with `hubbub account plan`.",
                code="request_granted",
            )
        await decide(tx, request_id, "declined", request.agreed_at)
        await queue_mail(tx, DECLINED, request_id)
        return await _found(tx, request_id)


async def remove_request(database: Database, request_id: UUID) -> None:
    """Forget it, with everything that its asker wrote; mails about it that wait are dropped."""
    async with database.transaction(await _account_of(database, request_id)) as tx:
        await forget_request(tx, request_id)


async def find_request(database: Database, request_id: UUID) -> Request:
    async with database.transaction(await _account_of(database, request_id)) as tx:
        return await _found(tx, request_id)


def _moment(request: Request, agreed: Agreed) -> datetime:
    if agreed.at is not None:
        at = agreed.at
    else:
        number = agreed.proposal or 1
        if not 1 <= number <= len(request.times):
            raise Invalid([FieldError("time", f"Give a number from 1 to {len(request.times)}.")])
        at = request.times[number - 1]
    if at <= now():
        raise Invalid([FieldError("time", "This moment is over. Agree on a later one.")])
    return at


async def _account_of(database: Database, request_id: UUID) -> UUID:
    found = await accounts_that_asked(database, request_id)
    if not found:
        raise NotFound(NO_REQUEST)
    return found[0]


async def _locked(tx: Transaction, request_id: UUID) -> Request:
    request = await lock_request(tx, request_id)
    if request is None:
        raise NotFound(NO_REQUEST)
    return request


async def _found(tx: Transaction, request_id: UUID) -> Request:
    request = await get_request(tx, request_id)
    if request is None:
        raise NotFound(NO_REQUEST)
    return request
