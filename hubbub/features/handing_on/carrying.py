"""Brings a text to whom it is for: at least once, under an id that stays the same."""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from hubbub.features.handing_on.beginning import TIMER
from hubbub.features.handing_on.repository import (
    Delivery,
    Try,
    delivery_failed,
    delivery_handed_on,
    delivery_later,
    delivery_waits,
    lock_delivery,
    note_health,
    note_try,
)
from hubbub.features.handing_on.telling import LETTER, submit, told
from hubbub.features.numbers.configurations_repository import BodyFormat
from hubbub.features.numbers.configuring import secret_context
from hubbub.kernel.accounts import is_demo
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.ladder import pause_after, rest_after, wish_in
from hubbub.kernel.mail.outbox import queue_mail
from hubbub.kernel.outgoing import Answered, Outgoing, OutgoingRefused, Wanted
from hubbub.kernel.outside import Job
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.signing import headers_for
from hubbub.kernel.timers import Timer

MOST_ANSWER = 500
"""Bytes of the answer that the log shows."""
IN_DEMO = "A demo tells nothing to other servers."
REMOVED = "The number, and with it where its texts go, was removed."
GIVEN_UP = "It was tried for two days. Put the receiver right, then hand it on again."
SECOND = timedelta(seconds=1)

Body = Callable[[Delivery], bytes]
OURS: Mapping[BodyFormat, Body] = {"hubbub": told}


class Carrier:
    """The worker's part; `jobs` is the work of the timers. `bodies` makes what a server is told,
    by the form that was chosen for it."""

    def __init__(
        self,
        database: Database,
        outgoing: Outgoing,
        secrets: Secrets,
        bodies: Mapping[BodyFormat, Body] = OURS,
    ) -> None:
        self._database = database
        self._bodies = bodies
        self._outgoing = outgoing
        self._secrets = secrets

    @property
    def jobs(self) -> Mapping[str, Job]:
        return {TIMER: self.carry}

    async def carry(self, timer: Timer) -> timedelta | None:
        """Try once. When to try again, or None when it is done one way or the other."""
        assert timer.subject_id is not None
        async with self._database.transaction(timer.account_id) as tx:
            delivery = await lock_delivery(tx, timer.subject_id)
            if delivery is None:
                return None
            if await is_demo(tx):
                # Whoever looks at a demo must not be able to write to others.
                return await delivery_failed(tx, delivery.id, IN_DEMO)
            if delivery.action != "url":
                return await _give_away(tx, delivery)
            rest = _rest_of(delivery)
            if rest is not None:
                await delivery_waits(tx, delivery.id, rest)
                return rest
            if delivery.sealed_secret is None:
                return await delivery_failed(tx, delivery.id, REMOVED)
        tried, wish = await self._send(delivery, delivery.sealed_secret)
        async with self._database.transaction(timer.account_id) as tx:
            return await _settle(tx, delivery, tried, wish)

    async def _send(self, delivery: Delivery, sealed: str) -> tuple[Try, timedelta | None]:
        """What came of it, and how long the receiver wishes to be left in peace."""
        assert delivery.target is not None
        body = self._bodies[delivery.body_format](delivery)
        key = self._secrets.open(sealed, secret_context(delivery.configuration_id))
        headers = {
            **headers_for(delivery.id.hex, int(now().timestamp()), body, [key]),
            "Content-Type": "application/json",
            "User-Agent": "Hubbub-Webhooks/1",
        }
        request = Wanted("POST", delivery.target, headers, body, glance=MOST_ANSWER)
        began = time.monotonic()
        try:
            answered = await self._outgoing.send(request)
        except OutgoingRefused as refused:
            return Try(_since(began), error=str(refused)), None
        return _try_of(_since(began), answered), wish_in(answered.status, answered.headers)


async def _give_away(tx: Transaction, delivery: Delivery) -> None:
    """To the outbox, or to a connection, which see to it from here on and keep how it went."""
    if delivery.action == "email":
        mail_id = await queue_mail(tx, LETTER, delivery.id, address=delivery.target)
        return await delivery_handed_on(tx, delivery.id, mail_id=mail_id)
    sent = await submit(tx, delivery)
    if isinstance(sent, str):
        return await delivery_failed(tx, delivery.id, sent)
    return await delivery_handed_on(tx, delivery.id, message_id=sent)


async def _settle(
    tx: Transaction, delivery: Delivery, tried: Try, wish: timedelta | None
) -> timedelta | None:
    if await lock_delivery(tx, delivery.id) is None:
        return None
    await note_try(tx, delivery.id, tried)
    if tried.error is None:
        await note_health(tx, delivery.configuration_id, 0, None)
        return await delivery_handed_on(tx, delivery.id)
    in_row = (delivery.failures_in_row or 0) + 1
    await note_health(tx, delivery.configuration_id, in_row, rest_after(in_row, wish))
    pause = pause_after(delivery.failures + 1, wish)
    if pause is None:
        return await delivery_failed(tx, delivery.id, GIVEN_UP)
    await delivery_later(tx, delivery.id, pause)
    return pause


def _rest_of(delivery: Delivery) -> timedelta | None:
    """How long the receiver is still left in peace, because of other texts."""
    if delivery.rests_until is None or delivery.rests_until <= now():
        return None
    return max(SECOND, delivery.rests_until - now())


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def _try_of(milliseconds: int, answered: Answered) -> Try:
    status = answered.status
    error = None if 200 <= status < 300 else f"It answered with status {status}."
    text = answered.body.decode("utf-8", "replace")
    shown = "".join(each if each.isprintable() or each == "\n" else " " for each in text)
    return Try(milliseconds, status, error, shown)
