"""Brings reports, and texts that came in, to the addresses that programs gave for them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog

from hubbub.compat.vendor.sms.inbox_repository import came_in
from hubbub.compat.vendor.sms.pushes_repository import (
    TIMERS,
    Kind,
    Push,
    count_due,
    due_in,
    pushes_arrived,
    pushes_failed,
    take_pushes,
)
from hubbub.compat.vendor.sms.reports_repository import told_of
from hubbub.compat.vendor.sms.shapes import inbox, report
from hubbub.kernel.accounts import is_demo
from hubbub.kernel.answers import encode
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.ladder import pause_after, wish_in
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused, Wanted
from hubbub.kernel.outside import Job
from hubbub.kernel.timers import Timer

log = structlog.get_logger()

MOST_FAILURES = 7
"""About ten hours; whoever cannot be reached for so long can still pull what was meant for him."""


class Pusher:
    """Sends what is due, a hundred at once, in the shape of the interface."""

    def __init__(self, database: Database, outgoing: Outgoing) -> None:
        self._database = database
        self._outgoing = outgoing

    @property
    def jobs(self) -> dict[str, Job]:
        """The work of the timers."""
        return {TIMERS["report"]: self._carry_report, TIMERS["inbound"]: self._carry_inbound}

    async def _carry_report(self, timer: Timer) -> timedelta | None:
        return await self._carry(timer, "report")

    async def _carry_inbound(self, timer: Timer) -> timedelta | None:
        return await self._carry(timer, "inbound")

    async def _carry(self, timer: Timer, kind: Kind) -> timedelta | None:
        """Try once. When to look again, or None when this text has arrived or is given up."""
        assert timer.subject_id is not None
        async with self._database.transaction(timer.account_id) as tx:
            pushes = await take_pushes(tx, kind, timer.subject_id)
            if not pushes:
                return await due_in(tx, kind, timer.subject_id)
            if await is_demo(tx):
                # Whoever looks at a demo must not be able to write to other servers.
                await pushes_failed(tx, kind, [(each, None) for each in pushes])
                return None
            body = await _body(tx, kind, pushes)
        has_arrived, wish = await self._send(pushes[0].url, body)
        async with self._database.transaction(timer.account_id) as tx:
            if has_arrived:
                await pushes_arrived(tx, kind, pushes)
            else:
                await pushes_failed(tx, kind, [(each, _pause(each, wish)) for each in pushes])
            return await due_in(tx, kind, timer.subject_id)

    async def _send(self, url: str, body: bytes) -> tuple[bool, timedelta | None]:
        """Whether it has arrived, and how long the server wishes to be left in peace."""
        headers = {"Content-Type": "application/json", "User-Agent": "Hubbub"}
        try:
            answered = await self._outgoing.send(Wanted("POST", url, headers, body, glance=0))
        except OutgoingRefused as refused:
            log.info("wire.push_failed", reason=str(refused))
            return False, None
        if 200 <= answered.status < 300:
            return True, None
        log.info("wire.push_failed", status=answered.status)
        return False, wish_in(answered.status, answered.headers)


def _pause(push: Push, wish: timedelta | None) -> timedelta | None:
    failures = push.failures + 1
    return None if failures > MOST_FAILURES else pause_after(failures, wish)


async def _body(tx: Transaction, kind: Kind, pushes: Sequence[Push]) -> bytes:
    ids = [each.message_id for each in pushes]
    told: dict[str, Any]
    if kind == "report":
        told = {"results": [report(each, pushes[0].api) for each in await told_of(tx, ids)]}
    else:
        told = inbox(await came_in(tx, ids), await count_due(tx, kind, pushes[0].url))
    return encode(told)
