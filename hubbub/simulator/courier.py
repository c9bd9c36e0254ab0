"""Brings texts and receipts to the contact centre, again and again until it says OK."""

import asyncio
import random
import sqlite3
import time
from asyncio import Task
from typing import Final

import structlog

from hubbub.channels.sms.smpp.codec import decode_message
from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pacing import jittered
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.channels.sms.smpp.server import Peer, Smsc
from hubbub.simulator.hub import Hub
from hubbub.simulator.models import Delivery
from hubbub.simulator.repository import Repository

_AT_ONCE: Final = 50
_SWEEP: Final = 1.0
_FIRST_RETRY: Final = 0.25
_LONGEST_RETRY: Final = 15.0

log = structlog.get_logger(__name__)


class Courier:
    """`run` until cancelled; setting `wake` makes it look at once."""

    def __init__(self, repository: Repository, smsc: Smsc, hub: Hub, wake: asyncio.Event) -> None:
        self._repository = repository
        self._smsc = smsc
        self._hub = hub
        self._wake = wake
        self._under_way: dict[str, Task[None]] = {}

    async def run(self) -> None:
        """Looks whenever it is woken, when something falls due, and each second as a net."""
        while True:
            self._wake.clear()
            try:
                wait = await self._round()
            except sqlite3.Error as error:
                log.error("simulator.storage", error=str(error))  # noqa: TRY400
                wait = _SWEEP
            try:
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def stop(self) -> None:
        """Lets go of what is under way; it is still owed."""
        for task in list(self._under_way.values()):
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _round(self) -> float:
        phones, following = await self._repository.land(time.time())
        for phone in set(phones):
            self._hub.changed(f"phone:{phone}")
        receivers = [peer for peer in self._smsc.peers if peer.can_receive]
        for system_id in {peer.system_id for peer in receivers}:
            theirs = [peer for peer in receivers if peer.system_id == system_id]
            await self._send_due(system_id, theirs)
        return min(_SWEEP, max(0.0, following - time.time())) if following else _SWEEP

    async def _send_due(self, system_id: str, peers: list[Peer]) -> None:
        most = _AT_ONCE + len(self._under_way)
        for delivery in await self._repository.due_deliveries(system_id, time.time(), most):
            lane = f"{system_id} {delivery.lane}"
            if lane not in self._under_way and len(self._under_way) < _AT_ONCE:
                peer = random.choice(peers)  # noqa: S311
                self._under_way[lane] = asyncio.create_task(self._send(lane, delivery, peer))

    async def _send(self, lane: str, delivery: Delivery, peer: Peer) -> None:
        try:
            if await self._is_taken(delivery, peer):
                phone = await self._repository.delivered(delivery.id)
                if phone:
                    self._hub.changed(f"phone:{phone}")
            else:
                pause = jittered(delivery.attempts + 1, _FIRST_RETRY, _LONGEST_RETRY)
                await self._repository.postpone(delivery.id, time.time() + pause)
                asyncio.get_running_loop().call_later(pause, self._wake.set)
        except sqlite3.Error as error:
            log.error("simulator.storage", error=str(error))  # noqa: TRY400
        finally:
            del self._under_way[lane]
            self._wake.set()

    async def _is_taken(self, delivery: Delivery, peer: Peer) -> bool:
        try:
            return await peer.deliver(decode_message(delivery.body)) == Status.OK
        except UnansweredError:
            return False
