"""A worker that is cut off from the database lets go of its carrier before another can have it."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from hubbub.channels.sms.smpp.outcomes import Answer, UnansweredError
from hubbub.channels.sms.smpp.pdus import Address, Message, Status
from hubbub.channels.sms.smpp.server import Peer, ServerRules, Smsc
from hubbub.channels.sms.smpp.session import Limits
from tests.e2e.fleet import START_LIMIT, Fleet
from tests.e2e.invariants import GAPS
from tests.e2e.quick import LOST
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

NUMBER = "+385911111111"
LEASE = """
SELECT extract(epoch FROM until - clock_timestamp())::float8 FROM leases
WHERE name LIKE 'carrier:%%' AND until IS NOT NULL
"""
TEXTS = "SELECT text FROM messages WHERE direction = 'inbound'"


@dataclass
class Lines:
    """Two cables between this machine and a network namespace: one to the database, one to the
    carrier."""

    name: str
    database: str = "10.213.77.1"
    carrier: str = "10.213.78.1"

    def lay(self) -> None:
        _ip("netns", "add", self.name)
        self._inside("link", "set", "lo", "up")
        for end, address in (("d", self.database), ("c", self.carrier)):
            near, far = f"{self.name}{end}", f"{self.name}{end}x"
            _ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", self.name)
            _ip("addr", "add", f"{address}/24", "dev", near)
            _ip("link", "set", near, "up")
            self._inside("addr", "add", f"{address[:-1]}2/24", "dev", far)
            self._inside("link", "set", far, "up")

    def cut(self) -> None:
        """No packet to the database any more, and no word about it."""
        _ip("link", "set", f"{self.name}d", "down")

    def mend(self) -> None:
        """Packets go through again, but not those of connections from before, as when a database
        has moved to another host or a router has forgotten them."""
        far = f"{self.name}dx"
        self._inside("addr", "flush", "dev", far)
        self._inside("addr", "add", f"{self.database[:-1]}3/24", "dev", far)
        _ip("link", "set", f"{self.name}d", "up")

    def take_away(self) -> None:
        subprocess.run(["ip", "netns", "del", self.name], capture_output=True, check=False)

    def _inside(self, *words: str) -> None:
        _ip("-n", self.name, *words)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture
def lines() -> Iterator[Lines]:
    if os.geteuid() != 0 or not shutil.which("ip"):
        pytest.skip("Needs root and the program ip, for network namespaces.")
    made = Lines(f"hub{os.getpid() % 100_000}")
    try:
        made.lay()
    except subprocess.CalledProcessError as error:
        made.take_away()
        pytest.skip(f"No network namespaces here: {error.stderr.decode().strip()}")
    yield made
    made.take_away()


@pytest.fixture
def fleet(lines: Lines) -> Iterator[Fleet]:
    # After the lines, since it listens on their addresses too.
    made = Fleet(listen="0.0.0.0")
    try:
        made.prepare()
        yield made
    finally:
        made.remove()


@dataclass
class Carrier:
    """Brings a text every few milliseconds, each until it is answered with OK."""

    smsc: Smsc = field(init=False)
    answers: list[tuple[float, Peer, int]] = field(default_factory=list[tuple[float, Peer, int]])
    gone: dict[Peer, float] = field(default_factory=dict["Peer", float])
    taken: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        limits = Limits(response_timeout=60, enquire_every=1)
        self.smsc = Smsc(ServerRules(_welcome, _accept, on_gone=self._left, limits=limits))

    @property
    def peer(self) -> Peer | None:
        """The newest that can be brought texts."""
        return next((each for each in reversed(self.smsc.peers) if each.can_receive), None)

    async def bring_texts(self) -> None:
        count = 0
        async with asyncio.TaskGroup() as group:
            while True:
                count += 1
                group.create_task(self._insist(f"text {count}"))
                await asyncio.sleep(0.05)

    def last_ok(self, peer: Peer) -> float:
        return max(at for at, to, status in self.answers if to is peer and status == Status.OK)

    async def _insist(self, text: str) -> None:
        ours = Address(NUMBER.removeprefix("+"), 1, 1)
        message = Message(Address("385922222222", 1, 1), ours, text.encode())
        while True:
            peer = self.peer
            if peer is not None:
                with suppress(UnansweredError):
                    status = await peer.deliver(message)
                    self.answers.append((time.monotonic(), peer, status))
                    if status == Status.OK:
                        self.taken.append(text)
                        return
            await asyncio.sleep(0.1)

    def _left(self, peer: Peer) -> None:
        self.gone[peer] = time.monotonic()


async def _welcome(*_: object) -> int:
    return Status.OK


async def _accept(*_: object) -> Answer:
    return Answer(message_id="1")


@asynccontextmanager
async def carrier_for(fleet: Fleet, lines: Lines) -> AsyncGenerator[Carrier]:
    """Known to an account of ours."""
    carrier = Carrier()
    port = await carrier.smsc.start(lines.carrier, 0)
    made = fleet.command(
        "account", "create", "--name", "Acme", "--email", "ana@example.com",
        "--password", "correct horse battery", "--json",
    )  # fmt: skip
    ours = ("--account", made["account_id"], "--json")
    added = fleet.command(
        "carrier", "add", "smpp", "--name", "Far", "--host", lines.carrier, "--port", str(port),
        "--system-id", "us", "--password", "right", *ours,
    )  # fmt: skip
    fleet.command("number", "add", NUMBER, "--carrier", added["carrier_id"], *ours)
    bringing = asyncio.create_task(carrier.bring_texts())
    try:
        yield carrier
    finally:
        bringing.cancel()
        await asyncio.gather(bringing, return_exceptions=True)
        await carrier.smsc.stop()


async def test_it_lets_go_before_its_lease_can_be_taken(fleet: Fleet, lines: Lines) -> None:
    far = fleet.start(
        "worker", before=("ip", "netns", "exec", lines.name),
        **fleet.reached_at(lines.database),
    )  # fmt: skip
    async with carrier_for(fleet, lines) as carrier:
        await until(lambda: len(carrier.taken) > 20, START_LIMIT)
        first = carrier.peer
        assert first is not None
        fleet.start("worker")
        lines.cut()
        # Whatever renewal was on its way has come or never will.
        await asyncio.sleep(0.3)
        lost_at = time.monotonic() + fleet.rows(LEASE)[0][0]
        await until(lambda: first in carrier.gone, 3 * LOST)
        assert carrier.last_ok(first) < lost_at
        late = carrier.gone[first] - lost_at
        assert late < 0, f"still connected {late:.1f} s after the lease was over"
        await until(lambda: carrier.peer is not None, START_LIMIT)
        second = carrier.peer
        assert second is not None
        assert time.monotonic() >= lost_at
        before = len(carrier.taken)
        await until(lambda: len(carrier.taken) > before + 20)
        lines.mend()
        # Healed, it is as good as any: it follows when the other one dies.
        other = fleet.nodes[-1]
        assert fleet.holder("carrier:") is other
        fleet.kill(other)
        await until(lambda: carrier.peer not in (None, second), LOST + 15)
        assert fleet.holder("carrier:") is far
        before = len(carrier.taken)
        await until(lambda: len(carrier.taken) > before + 20)
        taken = list(carrier.taken)
    kept = [row[0] for row in fleet.rows(TEXTS)]
    assert len(kept) == len(set(kept)), "a text is there twice"
    assert set(taken) <= set(kept), "an answered text is lost"
    assert fleet.rows(GAPS) == []
