"""Carries the rules of all accounts out, in chunks of 500; whatever ends half-way goes on."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from psycopg import Error as PsycopgError

from hubbub.access.accounts.repository import bump_account
from hubbub.features.numbers.orders.documents import remove_documents
from hubbub.features.numbers.orders.repository import lock_order, write_documents
from hubbub.features.people.erasing_repository import lock_person
from hubbub.features.privacy.erasing import STEP, erase_step
from hubbub.features.privacy.events import RetentionApplied
from hubbub.features.privacy.places import erase_messages
from hubbub.features.privacy.retention.old_repository import (
    aside_passed,
    conversations_emptied,
    erase_audit_values,
    erase_deliveries,
    is_silent,
    old_conversations,
    old_texts_aside,
    orders_with_files,
    silent_people,
    texts_in,
)
from hubbub.features.privacy.retention.rules_repository import (
    KINDS,
    Kind,
    advance_run,
    begin_run,
    get_rules,
)
from hubbub.kernel.accounts import accounts_everywhere
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction, is_out_of_reach
from hubbub.kernel.errors import Problem
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.files.files import Files

log = structlog.get_logger()

EVERY = timedelta(hours=1)
CHUNK = 500
MOST_CHUNKS = 500
"""Of one part in one turn."""
REST = 0.05
"""Seconds between chunks, so that those who work are not kept waiting."""

Chunk = Callable[[Transaction, datetime], Awaitable[int | None]]
"""Erase some of what is older than a moment; how much, or None when nothing is left."""


@dataclass(frozen=True, slots=True)
class CarryingOut:
    """The worker's part, under its lease."""

    database: Database
    files: Files

    async def keep(self) -> None:
        """Until cancelled, once an hour."""
        while True:
            try:
                await self.everywhere()
            except (PsycopgError, Problem, OSError) as error:
                log.warning("retention.waits", error=type(error).__name__)
            await asyncio.sleep(EVERY.total_seconds())

    async def everywhere(self) -> None:
        """A turn for each account and again, so that one with much to erase delays nobody else."""
        waiting = [(each.account_id, KINDS) for each in await accounts_everywhere(self.database)]
        while waiting:
            turns = [(each, await self._turn(each, kinds)) for each, kinds in waiting]
            waiting = [(each, kinds) for each, kinds in turns if kinds]

    async def _turn(self, account_id: UUID, kinds: Sequence[Kind]) -> Sequence[Kind]:
        """The parts that have more to erase."""
        return [kind for kind in kinds if not await self._try_part(account_id, kind)]

    async def _try_part(self, account_id: UUID, kind: Kind) -> bool:
        """Whether it is over for now: what fails is tried again in the next hour."""
        try:
            return await self._part(account_id, kind)
        except Exception as error:
            if is_out_of_reach(error):
                raise
            log.exception("retention.failed", account=account_id.hex, kind=kind)
            return True

    async def _part(self, account_id: UUID, kind: Kind) -> bool:
        """Some of what a part of the account's rule says; whether that was all."""
        async with self.database.transaction(account_id) as tx:
            days = (await get_rules(tx)).days(kind)
            if days is None:
                return True
            await begin_run(tx, kind)
        age = timedelta(days=days)
        chunk, before = self._chunks[kind], now() - age
        for _ in range(MOST_CHUNKS):
            async with self.database.transaction(account_id) as tx:
                # Looked at again for each chunk: who switches it off wants it to stop.
                days = (await get_rules(tx)).days(kind)
                is_off = days is None or timedelta(days=days) > age
                gone = None if is_off else await chunk(tx, before)
                whole = await advance_run(tx, kind, gone or 0, gone is None)
                if gone is None and whole:
                    await _tell(tx, kind, whole)
            await asyncio.sleep(REST)
            if gone is None:
                return True
        return False

    @property
    def _chunks(self) -> dict[Kind, Chunk]:
        return {
            "texts": _texts,
            "people": _People(self.files),
            "audit": _audit,
            "deliveries": _deliveries,
            "files": self._order_files,
        }

    async def _order_files(self, tx: Transaction, before: datetime) -> int | None:
        found = await orders_with_files(tx, before, CHUNK)
        for order_id in found:
            order = await lock_order(tx, order_id)
            if order is not None:
                await remove_documents(tx, self.files, order)
                await write_documents(tx, order_id, {})
        return len(found) or None


@dataclass(slots=True)
class _People:
    """A step of one person a chunk, so that nobody's row is locked for long; they are looked for
    many at once, since that means to look at all."""

    files: Files
    waiting: list[UUID] = field(default_factory=list[UUID])

    async def __call__(self, tx: Transaction, before: datetime) -> int | None:
        if not self.waiting:
            self.waiting = await silent_people(tx, before, CHUNK)
        if not self.waiting:
            return None
        person = await lock_person(tx, self.waiting[-1])
        # Much can have happened before the row was locked.
        if person is None or not await is_silent(tx, person.id, before):
            tx.after_commit.append(self._next)
            return 0
        if await erase_step(tx, self.files, person, "retention", SYSTEM) == STEP:
            return 0
        tx.after_commit.append(self._next)
        return 1

    def _next(self) -> None:
        self.waiting.pop()


async def _texts(tx: Transaction, before: datetime) -> int | None:
    conversations = await old_conversations(tx, before)
    if conversations:
        ids = await texts_in(tx, conversations, CHUNK)
        await erase_messages(tx, ids, "retention")
        if len(ids) < CHUNK:
            await conversations_emptied(tx, conversations)
        return len(ids)
    aside, last = await old_texts_aside(tx, before, CHUNK)
    if last is None:
        return None
    await erase_messages(tx, aside, "retention")
    await aside_passed(tx, last)
    return len(aside)


async def _audit(tx: Transaction, before: datetime) -> int | None:
    return await erase_audit_values(tx, before, CHUNK) or None


async def _deliveries(tx: Transaction, before: datetime) -> int | None:
    return await erase_deliveries(tx, before, CHUNK) or None


async def _tell(tx: Transaction, kind: Kind, erased: int) -> None:
    event = RetentionApplied(what=kind, erased=erased)
    await record(tx, event, Subject(tx.account, await bump_account(tx)), SYSTEM)
