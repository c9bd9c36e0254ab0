"""Sends what is in the outbox: composes each mail, hands it over, and keeps what became of it."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr

import structlog

from hubbub.kernel.accounts import is_demo
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.mail.letters import Letter, UnmailableError, message_of
from hubbub.kernel.mail.repository import (
    Mail,
    lock_mail,
    mail_dropped,
    mail_failed,
    mail_sent,
    mail_waits,
)
from hubbub.kernel.mail.servers import MailServer, mail_server_of
from hubbub.kernel.mail.smtp import RefusedError, TroubleError, hand_over
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import simulator_ports
from hubbub.kernel.timers import Timer

log = structlog.get_logger()

LADDER = tuple(
    timedelta(minutes=each) for each in (0.5, 2, 5, 15, 30, 60, 120, 240, 480, 720, 720, 720)
)
"""The pauses between attempts, each shortened or lengthened by chance; about two days in all."""
NO_SERVER = "No mail server is set up here. Whoever runs Hubbub sets HUBBUB_SMTP_URL."


@dataclass(frozen=True, slots=True)
class Composing:
    """What a composer needs to know of the installation."""

    origin: str
    organiser: str = "no-reply@localhost"
    """Who invites to appointments: the operator, or else the sender of all mail."""


Composer = Callable[[Transaction, Mail, Composing], Awaitable[Letter | None]]
"""The letter of a mail as things are now; None when there is nothing to tell any more."""


class Postman:
    """Carries one mail after the other; `carry` is the work of a timer."""

    def __init__(
        self, database: Database, settings: Settings, composers: Mapping[str, Composer]
    ) -> None:
        self._database = database
        self._settings = settings
        self._composers = composers

    async def carry(self, timer: Timer) -> timedelta | None:
        """Try once. When to try again, or None when it is done one way or the other."""
        assert timer.subject_id is not None
        async with self._database.transaction(timer.account_id) as tx:
            mail = await lock_mail(tx, timer.subject_id)
            if mail is None or mail.state != "queued":
                return None
            letter = await self._letter(tx, mail)
            if letter is None:
                await mail_dropped(tx, mail.id)
                return None
        try:
            await hand_over(self._server(), message_of(letter, mail.id, self._sender()))
        except (RefusedError, UnmailableError) as error:
            return await self._failed(mail, str(error))
        except TroubleError as error:
            return await self._waits(mail, str(error))
        async with self._database.transaction(mail.account_id) as tx:
            await mail_sent(tx, mail.id)
        log.info("mail.sent", mail=mail.id.hex, kind=mail.kind)
        return None

    async def _letter(self, tx: Transaction, mail: Mail) -> Letter | None:
        # Whoever looks at a demo must not be able to write to people: only the catcher gets it.
        if self._settings.smtp_url is not None and await is_demo(tx):
            return None
        return await self._composers[mail.kind](tx, mail, self._composing())

    async def _failed(self, mail: Mail, reason: str) -> None:
        log.warning("mail.failed", mail=mail.id.hex, kind=mail.kind, attempts=mail.attempts + 1)
        async with self._database.transaction(mail.account_id) as tx:
            await mail_failed(tx, mail.id, reason)

    async def _waits(self, mail: Mail, reason: str) -> timedelta | None:
        if mail.attempts >= len(LADDER):
            return await self._failed(mail, reason)
        pause = LADDER[mail.attempts] * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
        async with self._database.transaction(mail.account_id) as tx:
            await mail_waits(tx, mail.id, reason, pause)
        return pause

    def _composing(self) -> Composing:
        organiser = self._settings.operator_email or parseaddr(self._sender())[1]
        return Composing(self._settings.origin, organiser)

    def _server(self) -> MailServer:
        if self._settings.smtp_url is not None:
            return mail_server_of(self._settings.smtp_url.get_secret_value())
        ports = simulator_ports(self._settings.home) if self._settings.simulator else None
        if ports is None or ports.mail is None:
            raise TroubleError(NO_SERVER)
        return MailServer("127.0.0.1", ports.mail, "offered")

    def _sender(self) -> str:
        if self._settings.mail_from is not None:
            return self._settings.mail_from
        host = self._settings.origin.partition("://")[2].partition(":")[0].strip("[]")
        return f"Hubbub <no-reply@{host if '.' in host else 'localhost'}>"
