"""Tells the owners of numbers over HTTP of texts and receipts, until they have said OK."""

import asyncio
import sqlite3
import time
from asyncio import Task
from collections.abc import Mapping
from typing import Final, Protocol

import structlog

from hubbub.channels.sms.smpp.pacing import jittered
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused, Wanted
from hubbub.simulator.hub import Hub
from hubbub.simulator.over_http.models import Call, FromPhone, Held, Owed, Sent
from hubbub.simulator.over_http.repository import HttpRepository
from hubbub.simulator.repository import Repository

_AT_ONCE: Final = 50
_SWEEP: Final = 1.0
_FIRST_RETRY: Final = 0.25
_LONGEST_RETRY: Final = 15.0

log = structlog.get_logger(__name__)


class Telling(Protocol):
    """In the words of one carrier. None where nobody is to be told: a text stays owed then, and
    a receipt is forgotten."""

    def text(self, text: FromPhone, held: Held) -> Call | None: ...
    def receipt(self, sent: Sent) -> Call | None: ...


class HttpCourier:
    """`run` until cancelled; setting `wake` makes it look at once. `telling` is by kind."""

    def __init__(
        self,
        repository: HttpRepository,
        texts: Repository,
        telling: Mapping[str, Telling],
        outgoing: Outgoing,
        hub: Hub,
    ) -> None:
        self._repository = repository
        self._texts = texts
        self._telling = telling
        self._outgoing = outgoing
        self._hub = hub
        self.wake = asyncio.Event()
        self._under_way: dict[str, Task[None]] = {}

    async def run(self) -> None:
        while True:
            self.wake.clear()
            try:
                wait = await self._round()
            except sqlite3.Error as error:
                log.error("simulator.storage", error=str(error))  # noqa: TRY400
                wait = _SWEEP
            try:
                async with asyncio.timeout(wait):
                    await self.wake.wait()
            except TimeoutError:
                continue

    async def stop(self) -> None:
        """Lets go of what is under way; it is still owed."""
        for task in list(self._under_way.values()):
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._outgoing.close()

    async def _round(self) -> float:
        most = _AT_ONCE + len(self._under_way)
        owed, following = await self._repository.owed(time.time(), most)
        for each in owed:
            lane = f"{each.owner} {each.lane}"
            if lane not in self._under_way and len(self._under_way) < _AT_ONCE:
                self._under_way[lane] = asyncio.create_task(self._tell(lane, each))
        if following is None or following <= time.time():
            # What is due and not begun waits for its lane, whose end wakes us.
            return _SWEEP
        return min(_SWEEP, following - time.time())

    async def _tell(self, lane: str, owed: Owed) -> None:
        try:
            if await self._is_told(owed):
                phone = await self._texts.delivered(owed.id)
                if phone:
                    self._hub.changed(f"phone:{phone}")
            else:
                pause = jittered(owed.attempts + 1, _FIRST_RETRY, _LONGEST_RETRY)
                await self._texts.postpone(owed.id, time.time() + pause)
        except sqlite3.Error as error:
            log.error("simulator.storage", error=str(error))  # noqa: TRY400
        finally:
            del self._under_way[lane]
            self.wake.set()

    async def _is_told(self, owed: Owed) -> bool:
        telling = self._telling.get(owed.owner.partition(":")[0])
        if telling is None:
            return True
        if owed.text is not None:
            held = await self._repository.find(owed.owner, owed.text.number)
            # Where the number is nobody's any more, nobody is left to be told.
            return held is None or await self._is_heard(telling.text(owed.text, held))
        sent = await self._repository.sent(owed.owner, owed.sent_key or "")
        call = None if sent is None else telling.receipt(sent)
        return call is None or await self._is_heard(call)

    async def _is_heard(self, call: Call | None) -> bool:
        if call is None:
            return False
        wanted = Wanted("POST", call.url.partition("#")[0], call.headers, call.body, glance=1)
        try:
            answer = await self._outgoing.send(wanted)
        except OutgoingRefused:
            return False
        return 200 <= answer.status < 300
