"""Composes the mails about users. Links are made here, when a mail is sent, and stored nowhere."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from hubbub.access.accounts.repository import get_account
from hubbub.access.invites.repository import get_invite
from hubbub.access.links.making import FIRST_PASSWORD, INVITE, NEW_ADDRESS, RESET, make_link
from hubbub.access.links.repository import Purpose
from hubbub.access.mailing.of_requests import REQUEST_COMPOSERS
from hubbub.access.mailing.values import Told, harmless, link_to, told_about
from hubbub.access.telling import Notice
from hubbub.access.users.repository import names_of
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.mail.letters import Letter
from hubbub.kernel.mail.rendering import Reader, render
from hubbub.kernel.mail.repository import Mail
from hubbub.kernel.mail.sending import Composer, Composing


async def _welcome(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    told = await told_about(tx, mail.subject_id, by)
    if told is None:
        return None
    if told.user.has_password:
        return render("welcome_ready", told.reader, told.values)
    return await _with_link(tx, "welcome", told, by, FIRST_PASSWORD)


async def _reset(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    told = await told_about(tx, mail.subject_id, by)
    return None if told is None else await _with_link(tx, "reset", told, by, RESET)


async def _with_link(
    tx: Transaction, kind: str, told: Told, by: Composing, life: timedelta
) -> Letter:
    purpose: Purpose = "email" if kind == "confirm_email" else "password"
    token = await make_link(tx, purpose, told.user.id, life)
    extra: dict[str, str | datetime] = {"link": link_to(by, token), "expires": now() + life}
    return render(kind, told.reader, {**told.values, **extra})


async def _notice(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    told = await told_about(tx, mail.subject_id, by)
    if told is None:
        return None
    return render(mail.kind, told.reader, {**told.values, "at": mail.created_at})


async def _confirm_email(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    told = await told_about(tx, mail.subject_id, by)
    if told is None or told.user.pending_email is None:
        return None
    address = told.user.pending_email
    reader = replace(told.reader, address=address)
    there = Told(told.user, reader, {**told.values, "email": address})
    return await _with_link(tx, "confirm_email", there, by, NEW_ADDRESS)


async def _email_changed(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    told = await told_about(tx, mail.subject_id, by)
    if told is None or mail.address is None:
        return None
    return render("email_changed", replace(told.reader, address=mail.address), told.values)


async def _invite(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    invite = await get_invite(tx, mail.subject_id)
    if invite is None or invite.state != "pending":
        return None
    account = harmless((await get_account(tx)).name)
    names = await names_of(tx, [invite.invited_by]) if invite.invited_by else {}
    token = await make_link(tx, "invite", invite.id, min(INVITE, invite.expires_at - now()))
    values: dict[str, str | datetime] = {
        "account": account,
        "inviter": harmless(next(iter(names.values()), account)),
        "link": link_to(by, token),
        "expires": invite.expires_at,
    }
    return render("invite", Reader("", invite.email), values)


COMPOSERS: Mapping[str, Composer] = {
    "welcome": _welcome,
    "reset": _reset,
    "password_changed": _notice,
    "confirm_email": _confirm_email,
    "email_changed": _email_changed,
    "invite": _invite,
    **REQUEST_COMPOSERS,
    **{notice.value: _notice for notice in Notice},
}
"""What makes the letter of each kind of mail."""
