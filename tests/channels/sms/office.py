"""A worker that owns our carrier on a real database, and the carrier at the other end of TCP."""

from __future__ import annotations

import asyncio
import dataclasses
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hubbub.channels.sms import owning
from hubbub.channels.sms.carriers import Wanted, change_carrier
from hubbub.channels.sms.reaching import Reached, reach
from hubbub.channels.sms.segments import count_segments
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pdus import Address, Message, Status
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.repository import NewMessage, get_message, insert_messages
from hubbub.features.people.repository import meet
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.leases import Lease, LeaseHolder
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.signals import Signals
from hubbub.kernel.tail import Tail
from hubbub.kernel.waking import Waker
from tests.channels.sms.smpp.wire import QUICK, Carrier, carrier, eventually
from tests.world import Account, World, settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path
    from uuid import UUID

    import pytest

    from hubbub.kernel.database import DatabaseAddress

PATIENT = dataclasses.replace(QUICK, response_timeout=30)
PHONE = "+385912345678"
RECEIPT = 0x04
WAITING = """
SELECT count(*)::int FROM pg_stat_activity
WHERE wait_event_type = 'Lock' AND datname = current_database()
"""
"""How many of the transactions of this test wait for another."""
Row = tuple[Any, ...]


def be_quick(monkeypatch: pytest.MonkeyPatch, **limits: float) -> None:
    """Short times between our side and the carrier, for which a customer would have no use."""

    async def quick(*given: Any) -> Reached | str:
        reached = await reach(*given)
        if isinstance(reached, str):
            return reached
        times = dataclasses.replace(
            QUICK, window=reached.endpoint.limits.window, **limits  # pyright: ignore[reportArgumentType]
        )  # fmt: skip
        endpoint = dataclasses.replace(
            reached.endpoint, limits=times, first_retry=0.02, longest_retry=0.2
        )
        return dataclasses.replace(reached, endpoint=endpoint)

    monkeypatch.setattr(owning, "reach", quick)


@dataclass
class Office:
    """One account with its carrier; `worker` begins to own it."""

    world: World
    address: DatabaseAddress
    home: Path
    carrier: Carrier

    @property
    def ours(self) -> Account:
        return self.world.ours

    async def connect(self, port: int | None = None, **changes: object) -> None:
        """Say where the carrier is, which the world's own is not, and switch it on."""
        values: dict[str, Any] = {"per_second": 1000, "password": "right"} | changes
        wanted = Wanted("Carrier", "127.0.0.1", port or self.carrier.port, "us", **values)
        secrets = load_secrets(settings_for(self.home))
        async with self.world.database.transaction(self.ours.id) as tx:
            await change_carrier(tx, self.ours.carrier, wanted, secrets, SYSTEM)

    @asynccontextmanager
    async def worker(self, name: str = "one") -> AsyncGenerator[Database]:
        """A worker, as far as carriers are concerned, with a pool of its own."""
        database = Database(self.address, size=4)
        await database.open()
        waker, tail = Waker(self.address.direct), Tail(database)
        database.when_events(waker.wake)
        signals = Signals(tail)
        settings = settings_for(self.home)
        owner = owning.CarrierOwner(database, signals, load_secrets(settings), settings)
        holder = LeaseHolder(database, name)
        works = (
            waker.run(), tail.listen(), signals.run(), holder.run(owning.PREFIX, owner.run),
        )  # fmt: skip
        tasks = [asyncio.ensure_future(work) for work in works]
        try:
            yield database
        finally:
            for task in reversed(tasks):
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await database.close()

    async def bound(self) -> None:
        """The carrier has somebody to bring texts to."""
        await eventually(lambda: any(peer.can_receive for peer in self.carrier.peers))

    async def insist(self, text: str) -> None:
        """Bring a text as a carrier does: again on every connection until the answer is OK."""
        async with asyncio.timeout(30):
            while True:
                with suppress(UnansweredError, IndexError):
                    if await self.deliver(self.text(text)) == Status.OK:
                        return
                await asyncio.sleep(0.02)

    async def deliver(self, message: Message) -> int:
        """As the carrier does; the status of the answer."""
        return await self.carrier.peers[-1].deliver(message)

    async def texts(self) -> list[str]:
        """What customers wrote, as it is stored."""
        rows = await self.rows("SELECT text FROM messages WHERE direction = 'inbound'")
        return sorted(row[0] for row in rows)

    async def rows(self, statement: str, *params: object) -> list[Row]:
        return await self.world.sql(self.ours, statement, *params)

    async def until_rows(self, statement: str, *expected: Row) -> None:
        """Until the rows are these; fails with what they were."""
        found: list[Row] = []
        try:
            async with asyncio.timeout(20):
                while (found := await self.rows(statement)) != list(expected):  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{found} instead of {expected}") from None

    async def write(
        self, text: str, phone: str = PHONE, *, is_queued: bool = True, **more: Any
    ) -> UUID:
        """A reply, stored and queued as `replying` does it."""
        number = more.pop("number", self.ours.number)
        async with self.world.database.transaction(self.ours.id) as tx:
            person, _ = (await meet(tx, [phone]))[phone]
            message = NewMessage(
                id=new_id(), channel="sms", direction="outbound", number=number,
                carrier_id=self.ours.carrier, person_id=person.id, text=text,
                author_kind="agent", author_id=None, client_id=None, status="queued",
                segments=count_segments(text).segments, **more,
            )  # fmt: skip
            await insert_messages(tx, [message])
            queued = MessageQueued(carrier_id=self.ours.carrier, attempt=1)
            if is_queued:
                await record(tx, queued, Subject(message.id, 1), SYSTEM)
        return message.id

    async def status(self, message_id: UUID) -> str:
        async with self.world.database.transaction(self.ours.id) as tx:
            message = await get_message(tx, message_id)
        assert message is not None
        return message.status

    async def until_status(self, message_id: UUID, wanted: str) -> None:
        found = ""
        try:
            async with asyncio.timeout(20):
                while (found := await self.status(message_id)) != wanted:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{found} instead of {wanted}") from None

    async def lease(self) -> Lease:
        """Take the carrier's lease, as a worker that has just begun."""
        name = owning.lease_name(self.ours.carrier)
        async with self.world.database.engine() as tx:
            fence = await tx.value(
                "UPDATE leases SET holder = 'test', fence = fence + 1, "
                "until = clock_timestamp() + interval '1 hour' WHERE name = %s RETURNING fence",
                (name,),
            )
        return Lease(name, self.ours.id, fence)

    def text(self, text: str | bytes, phone: str = PHONE, **values: object) -> Message:
        """What a customer writes to our number, as the wire has it."""
        data = text if isinstance(text, bytes) else text.encode("latin-1")
        to = Address(self.ours.number.removeprefix("+"), 1, 1)
        source = Address(phone.removeprefix("+"), 1, 1)
        return Message(source, to, data, **values)  # pyright: ignore[reportArgumentType]

    def receipt(self, message_id: str, state: str = "DELIVRD", phone: str = PHONE) -> Message:
        """A receipt for what the carrier knows by this id."""
        body = f"id:{message_id} sub:001 dlvrd:001 stat:{state} err:000 text:"
        return self.text(body, phone, esm_class=RECEIPT)


@asynccontextmanager
async def office(world: World, address: DatabaseAddress, home: Path) -> AsyncGenerator[Office]:
    """The carrier is up, nobody is connected yet."""
    async with carrier(PATIENT) as at_the_other_end:
        yield Office(world, address, home, at_the_other_end)
