"""Composes the mails about requests. What goes to the asker carries none of his words: anybody can
type anybody's address."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, timedelta

from hubbub.access.mailing.values import harmless
from hubbub.access.requests.repository import Request, get_request
from hubbub.kernel.database import Transaction
from hubbub.kernel.mail.invitations import Invitation
from hubbub.kernel.mail.letters import Letter
from hubbub.kernel.mail.rendering import Reader, render
from hubbub.kernel.mail.repository import Mail
from hubbub.kernel.mail.sending import Composer, Composing

NOTHING = "–"
LENGTH = timedelta(minutes=30)
SUMMARY = "Hubbub: demo"
KINDS = {"demo": "a demo", "contact": "an answer", "plan": "a plan"}


async def _arrived(tx: Transaction, mail: Mail, _: Composing) -> Letter | None:
    request = await get_request(tx, mail.subject_id)
    if request is None or mail.address is None:
        return None
    times = ", ".join(f"{each.astimezone(UTC):%Y-%m-%d %H:%M} UTC" for each in request.times)
    values = {
        "what": KINDS[request.kind], "id": request.id.hex, "name": harmless(request.name),
        "email": request.email, "organisation": harmless(request.organisation or NOTHING),
        "note": request.note or NOTHING, "plan": request.plan or NOTHING,
        "seats": str(request.seats or NOTHING), "times": times or NOTHING,
    }  # fmt: skip
    return render("request_arrived", Reader("", mail.address), values)


async def _received(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    request = await get_request(tx, mail.subject_id)
    if request is None:
        return None
    return render("request_received", _reader(request), {"origin": by.origin})


async def _confirmed(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    request = await get_request(tx, mail.subject_id)
    if request is None or request.state != "confirmed":
        return None
    if request.agreed_at is not None:
        letter = render("demo_confirmed", _reader(request), {"at": request.agreed_at})
        return _inviting(letter, request, mail, by)
    kind = "contact_confirmed" if request.seats is None else "request_confirmed"
    return render(kind, _reader(request), {"origin": by.origin})


async def _declined(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    request = await get_request(tx, mail.subject_id)
    if request is None or request.state != "declined":
        return None
    letter = render("request_declined", _reader(request), {"origin": by.origin})
    return letter if request.agreed_at is None else _inviting(letter, request, mail, by)


def _reader(request: Request) -> Reader:
    return Reader("", request.email, None, request.time_zone)


def _inviting(letter: Letter, request: Request, mail: Mail, by: Composing) -> Letter:
    assert request.agreed_at is not None
    host = by.origin.partition("://")[2]
    invitation = Invitation(
        method="CANCEL" if request.state == "declined" else "REQUEST",
        uid=f"{request.id.hex}@{host}", sequence=request.sequence - 1,
        starts_at=request.agreed_at, length=LENGTH, written_at=mail.created_at,
        summary=SUMMARY, organiser=by.organiser, attendee=request.email,
    )  # fmt: skip
    return replace(letter, invitation=invitation)


REQUEST_COMPOSERS: Mapping[str, Composer] = {
    "request_arrived": _arrived,
    "request_received": _received,
    "request_confirmed": _confirmed,
    "request_declined": _declined,
}
"""What makes the letter of each kind of mail about a request."""
