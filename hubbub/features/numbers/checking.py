"""What can be set for a number, and what each action needs: judged before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.access.users.cleaning import clean_email
from hubbub.features.numbers.configurations_repository import BodyFormat, Channel
from hubbub.features.numbers.deciding import Action, fold_keyword
from hubbub.features.people.phones import parse_number
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused

ACTIONS: Mapping[Channel, tuple[Action, ...]] = {
    "sms": ("conversations", "url", "email", "smpp", "pull", "default", "none"),
    "voice": ("conversations", "phone", "url", "message", "default", "none"),
}
LEADS_AWAY = frozenset[Action]({"url", "email", "smpp"})
"""Whoever sets one of these decides who reads the texts."""

LONGEST_URL = 2000
LONGEST_MESSAGE = 1400
LONGEST_KEYWORD = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody sets. Without a number it is the account's, without a keyword the default;
    `id` names a keyword that is there, `version` what was looked at (0 for what is not there)."""

    number_id: UUID | None
    channel: Channel
    action: Action
    target: str | None = None
    carrier_id: UUID | None = None
    keyword: str | None = None
    id: UUID | None = None
    version: int | None = None
    new_secret: bool = False
    body_format: BodyFormat = "hubbub"


async def check_wanted(wanted: Wanted, outgoing: Outgoing) -> Wanted:
    """With its values as they are stored; Invalid for what cannot be. An address is judged again
    whenever something is sent there."""
    if wanted.action not in ACTIONS[wanted.channel]:
        raise _wrong("action", "Take one of the actions that there are for this channel.")
    if wanted.number_id is None and wanted.action == "default":
        raise _wrong("action", "This is the default already. Say where texts go.")
    if wanted.action == "smpp" and wanted.carrier_id is None:
        raise _wrong("carrier_id", "Choose the connection that texts are handed to.")
    if wanted.action == "url":
        await _check_url(outgoing, (wanted.target or "").strip())
    return replace(
        wanted,
        keyword=None if wanted.keyword is None else clean_keyword(wanted.keyword),
        target=_target(wanted.action, (wanted.target or "").strip()),
        carrier_id=wanted.carrier_id if wanted.action == "smpp" else None,
        body_format=_format(wanted),
    )


def clean_keyword(text: str) -> str:
    """As it is compared with the first word of a text."""
    folded = fold_keyword(text) if len(text) <= LONGEST_KEYWORD else None
    if folded is None or len(folded) > 2 * LONGEST_KEYWORD:
        message = f"Give one word of at most {LONGEST_KEYWORD} characters, such as JOIN."
        raise _wrong("keyword", message)
    return folded


def _format(wanted: Wanted) -> BodyFormat:
    """Only a server is told of a text in a form."""
    is_told = wanted.action == "url" and wanted.channel == "sms"
    return wanted.body_format if is_told else "hubbub"


async def _check_url(outgoing: Outgoing, url: str) -> None:
    if not url or len(url) > LONGEST_URL:
        raise _wrong("target", f"Give an address of at most {LONGEST_URL:,} characters.")
    try:
        await outgoing.check(url)
    except OutgoingRefused as error:
        raise _wrong("target", str(error)) from error


def _target(action: Action, text: str) -> str | None:
    match action:
        case "url":
            return text
        case "email":
            return _email(text)
        case "phone":
            return parse_number(text, "target")
        case "message":
            if not 1 <= len(text) <= LONGEST_MESSAGE:
                message = f"Write what callers hear, in at most {LONGEST_MESSAGE:,} characters."
                raise _wrong("target", message)
            return text
        case _:
            return None


def _email(text: str) -> str:
    try:
        return clean_email(text)
    except Invalid as error:
        raise Invalid([FieldError("target", each.message) for each in error.errors]) from error


def _wrong(field: str, message: str) -> Invalid:
    return Invalid([FieldError(field, message)])
