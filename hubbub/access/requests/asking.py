"""Keeps what somebody asks the operator for, and tells both by mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.events import RequestMade
from hubbub.access.plans.changing import MOST_SEATS
from hubbub.access.requests.repository import Asked, Kind, insert_request
from hubbub.access.users.cleaning import Details, clean_details, clean_email, clean_name
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.mail.outbox import queue_mail

ARRIVED = "request_arrived"
RECEIVED = "request_received"
LONGEST_NOTE = 2000
MOST_TIMES = 3
FURTHEST = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody without an account typed."""

    kind: Kind
    name: str
    email: str
    organisation: str
    note: str
    plan: str | None
    times: list[datetime]
    time_zone: str


def clean_form(form: Form) -> Asked:
    """Made tidy; Invalid with a sentence for each field that makes no sense."""
    zone = clean_details(Details(time_zone=form.time_zone)).time_zone
    organisation = form.organisation.strip()
    return Asked(
        form.kind,
        clean_name(form.name),
        clean_email(form.email),
        organisation=clean_name(organisation, "organisation") if organisation else None,
        time_zone=zone,
        times=_clean_times(form.times) if form.kind == "demo" else [],
        note=clean_note(form.note),
        plan=form.plan,
    )


def clean_note(note: str) -> str | None:
    """Without control characters but line breaks; Invalid when it is too long."""
    tidy = "".join(each for each in note if each.isprintable() or each in "\n\t").strip()
    if len(tidy) > LONGEST_NOTE:
        raise Invalid([FieldError("note", f"Keep it to {LONGEST_NOTE} characters.")])
    return tidy or None


def _clean_times(times: list[datetime]) -> list[datetime]:
    if not 1 <= len(times) <= MOST_TIMES:
        raise Invalid([FieldError("times", f"Propose one to {MOST_TIMES} times.")])
    if any(each.tzinfo is None for each in times):
        raise Invalid([FieldError("times", "Give each time with its offset from UTC.")])
    moment = now()
    if any(not moment < each <= moment + FURTHEST for each in times):
        days = FURTHEST.days
        raise Invalid([FieldError("times", f"Propose times within the next {days} days.")])
    return sorted({each.replace(second=0, microsecond=0) for each in times})


async def ask(tx: Transaction, asked: Asked, operator: str | None) -> UUID:
    """The request's id. The operator gets a mail where his address is known; the asker too."""
    request_id = new_id()
    await insert_request(tx, request_id, asked)
    if operator is not None:
        await queue_mail(tx, ARRIVED, request_id, address=operator)
    await queue_mail(tx, RECEIVED, request_id)
    return request_id


@dataclass(frozen=True, slots=True)
class Raise:
    """Which plan and how many seats somebody wants for the account."""

    plan: str
    seats: int
    note: str


async def ask_for_plan(tx: Transaction, wanted: Raise, actor: Actor, operator: str | None) -> UUID:
    """As `ask`, for an account that is there; written to its audit."""
    await refuse_in_demo(tx, "A demo has no plan to raise.")
    if not 1 <= wanted.seats <= MOST_SEATS:
        raise Invalid([FieldError("seats", f"Give a number of seats from 1 to {MOST_SEATS}.")])
    asked = Asked(
        "plan", actor.name, actor.email, organisation=actor.account_name,
        note=clean_note(wanted.note), plan=wanted.plan, seats=wanted.seats, user_id=actor.user_id,
    )  # fmt: skip
    request_id = await ask(tx, asked, operator)
    event = RequestMade(account_id=tx.account, plan=wanted.plan, seats=wanted.seats)
    await record(tx, event, Subject(request_id, 1), actor.origin)
    return request_id
