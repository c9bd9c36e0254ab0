"""Hands a message to a mail server, and tells a refusal for good from a trouble that passes."""

import ssl
from email.message import EmailMessage
from email.utils import parseaddr

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from hubbub.kernel.mail.servers import MailServer

SECONDS = 30.0
OURS = (SMTPAuthenticationError, SMTPSenderRefused, SMTPHeloError, SMTPConnectError)


class RefusedError(Exception):
    """The server will never take this message (RFC 5321: 5yz)."""


class TroubleError(Exception):
    """It did not work now and may work later."""


async def hand_over(server: MailServer, message: EmailMessage) -> None:
    """Raises RefusedError for what will never work, TroubleError for what may work later."""
    client = SMTP(
        hostname=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        use_tls=server.security == "tls",
        start_tls=_start_tls(server),
        tls_context=ssl.create_default_context(),
        timeout=SECONDS,
    )
    try:
        async with client:
            await client.send_message(message, sender=parseaddr(message["From"])[1])
    except (SMTPException, OSError, ssl.SSLError) as error:
        raise _judged(error) from error


def _start_tls(server: MailServer) -> bool | None:
    if server.security == "tls":
        return False
    return True if server.security == "starttls" else None


def _judged(error: Exception) -> RefusedError | TroubleError:
    if isinstance(error, SMTPRecipientsRefused) and error.recipients:
        error = error.recipients[0]
    if isinstance(error, SMTPNotSupported):
        return RefusedError(f"The mail server cannot do this: {error.message}")
    if not isinstance(error, SMTPResponseException):
        return TroubleError(f"The mail server cannot be reached ({type(error).__name__}).")
    said = f"{error.code} {error.message}".replace("\n", " ")[:300]
    # A wrong password or sender is for whoever runs Hubbub to mend; the mail itself is good.
    if isinstance(error, OURS) or error.code == 530:
        return TroubleError(f"The mail server did not let us in: {said}")
    if 500 <= error.code < 600:
        return RefusedError(f"The mail server refused it: {said}")
    return TroubleError(f"The mail server asked to wait: {said}")
