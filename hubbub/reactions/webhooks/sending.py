"""Sends what is due: a few at once, under a lease each, and keeps how it went.

Any number of processes do this side by side. One that dies leaves its leases to run out; what it
had under way goes once more, under the same id and still before what comes after it.
"""

import asyncio
import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import structlog
from psycopg import Error as PsycopgError

from hubbub.kernel.database import Database, is_out_of_reach
from hubbub.kernel.ending import end
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.lanes import Delivery, give_back, take_deliveries
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused
from hubbub.kernel.posting import Post
from hubbub.kernel.secrets import Secrets
from hubbub.reactions.webhooks.preparing import prepare
from hubbub.reactions.webhooks.settling import OURS_FAILED, Result, settle
from hubbub.reactions.webhooks.wires import NO_WIRES, Wires

log = structlog.get_logger()

AT_ONCE = 32
LOOK_SECONDS = 0.5
MOST_SECONDS = 55
"""Of one attempt, with all that belongs to it: less than it is lent for."""


class Sender:
    """One process's part of the sending."""

    def __init__(
        self, database: Database, secrets: Secrets, outgoing: Outgoing, wires: Wires = NO_WIRES
    ) -> None:
        self._database = database
        self._secrets = secrets
        self._outgoing = outgoing
        self._wires = wires
        self._due = asyncio.Event()
        self._under_way: dict[asyncio.Task[None], Delivery] = {}

    def poke(self) -> None:
        """Look at once."""
        self._due.set()

    async def run(self) -> None:
        """Until cancelled; what is under way then is given back."""
        try:
            while True:
                await self._look()
                await self._rest()
        finally:
            left = dict(self._under_way)
            await end(left)
            await self._give_back([each for task, each in left.items() if task.cancelled()])

    async def _look(self) -> None:
        self._due.clear()
        room = AT_ONCE - len(self._under_way)
        if room <= 0:
            return
        try:
            taken = await take_deliveries(self._database, room)
        except (PsycopgError, Unavailable) as error:
            log.warning("webhooks.waiting", error=type(error).__name__)
            return
        for delivery in taken:
            task = asyncio.create_task(self._deliver(delivery))
            self._under_way[task] = delivery
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        # There is room now, and perhaps the next of its lane is due.
        self._due.set()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._due.wait()
        except TimeoutError:
            return

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            sent = await self._send(delivery)
            if sent is not None:
                async with self._database.transaction(delivery.account_id) as tx:
                    await settle(tx, *sent)
        except Exception as error:
            # Its lease runs out, and it goes once more.
            if is_out_of_reach(error):
                log.warning("webhooks.waiting", error=type(error).__name__)
            else:
                log.exception("webhook.failed", delivery=delivery.id.hex)

    async def _send(self, delivery: Delivery) -> tuple[Sequence[Delivery], Result] | None:
        """What was sent together, and what came of it; None when there is nothing to send."""
        try:
            async with self._database.transaction(delivery.account_id) as tx:
                bundle = await prepare(tx, delivery, self._secrets, self._wires)
        except Exception as error:
            if is_out_of_reach(error):
                raise
            log.exception("webhook.not_made", delivery=delivery.id.hex, kind=delivery.kind)
            return [delivery], Result(0, error=OURS_FAILED, is_ours=True)
        return None if bundle is None else (bundle.deliveries, await self._ask(bundle.post))

    async def _ask(self, post: Post) -> Result:
        began = time.monotonic()
        answered = error = None
        try:
            async with asyncio.timeout(MOST_SECONDS):
                answered = await post.send(self._outgoing)
        except OutgoingRefused as refused:
            error = str(refused)
        except TimeoutError:
            error = f"There was no whole answer within {MOST_SECONDS} seconds."
        return Result(round((time.monotonic() - began) * 1000), answered, error)

    async def _give_back(self, left: list[Delivery]) -> None:
        if not left:
            return
        try:
            await give_back(self._database, left)
        except (PsycopgError, Unavailable):
            log.warning("webhooks.not_given_back", count=len(left))


class Names:
    """Resolves names in threads of its own, so that those that take long hold up nothing else in
    the process."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE * 2, thread_name_prefix="webhook-names")

    async def resolve(self, host: str, port: int) -> list[str]:
        """Every address of a name."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _addresses, host, port)
        return list(dict.fromkeys(found))


def _addresses(host: str, port: int) -> list[str]:
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
