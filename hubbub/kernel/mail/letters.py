"""A letter: to whom, subject, plain text and HTML, made into a message that nobody can inject."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from uuid import UUID

from hubbub.kernel.clock import now
from hubbub.kernel.mail.invitations import Invitation, calendar_of

LONGEST_SUBJECT = 200
NO_ADDRESS = "This is not an address that mail can be sent to."


class UnmailableError(Exception):
    """This can never be sent as it is; the text says why."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person gets. Plain text always stands beside the HTML."""

    name: str
    address: str
    subject: str
    text: str
    html: str
    language: str = "en"
    invitation: Invitation | None = None


def message_of(letter: Letter, mail_id: UUID, sender: str) -> EmailMessage:
    """The message. Its id stays the same over every attempt, so that a repeat can be told."""
    message = EmailMessage()
    from_name, from_address = parseaddr(sender)
    message["From"] = _address(from_name, from_address)
    message["To"] = _address(letter.name, letter.address)
    message["Subject"] = one_line(letter.subject)[:LONGEST_SUBJECT]
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<{mail_id.hex}@{from_address.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    if letter.invitation is not None:
        # Beside the words and last, which is where mail programs look for it.
        message.add_alternative(
            calendar_of(letter.invitation),
            subtype="calendar",
            params={"method": letter.invitation.method},
        )
    return message


def _address(name: str, address: str) -> Address:
    local, at, domain = address.rpartition("@")
    is_tidy = address.isprintable() and not any(each.isspace() for each in address)
    if not (local and at and domain and is_tidy):
        raise UnmailableError(NO_ADDRESS)
    try:
        # The domain as the wire has it; the part before it stays as it was written.
        domain = domain if domain.isascii() else domain.encode("idna").decode()
        return Address(one_line(name), local, domain)
    except (ValueError, IndexError) as error:
        raise UnmailableError(NO_ADDRESS) from error


def one_line(text: str) -> str:
    """Without line breaks and control characters, with which a header could be made up."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
