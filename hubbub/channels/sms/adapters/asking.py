"""Sends the requests of a line: over the guarded way out, or to the simulator of this machine."""

from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from hubbub.channels.sms.adapters.carrier import Answer, Asked, Asking, Unanswered
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused, Wanted
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import simulator_ports

LOOPBACK: Final = (ip_network("127.0.0.0/8"),)


@dataclass(frozen=True, slots=True)
class Asker:
    """`Asking`, where the carrier really is."""

    outgoing: Outgoing

    async def __call__(self, address: str, asked: Asked, /) -> Answer:
        if not asked.path.startswith("/"):
            # Some carriers say where their next page is. It would become part of the server's name,
            # and that server would be shown what we sign in with.
            raise Unanswered("The carrier names a page that has no path.", written=False)
        query = f"?{urlencode(asked.query)}" if asked.query else ""
        url = f"{address}{asked.path}{query}"
        try:
            found = await self.outgoing.send(Wanted(asked.method, url, asked.headers, asked.body))
        except OutgoingRefused as refused:
            raise Unanswered(str(refused), written=refused.written) from refused
        headers = {name.lower(): value for name, value in found.headers.items()}
        return Answer(found.status, headers, found.body)


@dataclass(frozen=True, slots=True)
class SimulatedAsker:
    """`Asking` of the carrier that the simulator pretends to be, wherever that is just now: all
    addresses of the carrier are one there."""

    to_simulator: Asker
    home: Path
    kind: str

    async def __call__(self, _: str, asked: Asked, /) -> Answer:
        ports = simulator_ports(self.home)
        if ports is None:
            raise Unanswered("The simulator is not running.", written=False)
        address = f"http://127.0.0.1:{ports.http}/simulator/carriers/{self.kind}"
        return await self.to_simulator(address, asked)


@dataclass(frozen=True, slots=True)
class WaysOut:
    """For the requests of the lines that are opened together."""

    settings: Settings
    outgoing: Outgoing
    to_simulator: Outgoing

    @classmethod
    def begin(cls, settings: Settings, *, keeps: bool = False) -> "WaysOut":
        """One that `keeps` connections open has to be closed."""
        return cls(
            settings,
            Outgoing(settings.outgoing_networks, keeps=keeps),
            Outgoing(LOOPBACK, keeps=keeps),
        )

    async def close(self) -> None:
        await self.outgoing.close()
        await self.to_simulator.close()

    def to(self, kind: str, *, is_simulated: bool) -> Asking:
        if is_simulated:
            return SimulatedAsker(Asker(self.to_simulator), self.settings.home, kind)
        return Asker(self.outgoing)
