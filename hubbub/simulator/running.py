"""Starts and stops the simulator: storage, SMPP, courier and the page."""

import asyncio
import contextlib
import signal
from collections.abc import Generator
from pathlib import Path
from typing import Final

import structlog
import uvicorn

from hubbub.channels.sms.adapters.asking import LOOPBACK
from hubbub.channels.sms.simulated import simulator_key
from hubbub.channels.sms.smpp.server import Peer, ServerRules, Smsc
from hubbub.kernel.ending import end
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.simulating import SimulatorPorts
from hubbub.simulator.api import Desk
from hubbub.simulator.carrier import Carrier
from hubbub.simulator.courier import Courier
from hubbub.simulator.hub import Hub
from hubbub.simulator.journal import Journal
from hubbub.simulator.mail_repository import MAIL_SCHEMA, MailRepository
from hubbub.simulator.mail_server import Envelope, MailServer
from hubbub.simulator.market.repository import MARKET_SCHEMA, MarketRepository
from hubbub.simulator.over_http.courier import HttpCourier
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.registry import PLAYED
from hubbub.simulator.over_http.repository import OVER_HTTP_SCHEMA, HttpRepository
from hubbub.simulator.ports import last_ports, listen_on, write_ports
from hubbub.simulator.repository import SCHEMA, Repository
from hubbub.simulator.site import site

_GOODBYE: Final = 2

log = structlog.get_logger(__name__)


class _Web(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Signals are ours."""
        yield


class Simulator:
    """A carrier with phones in `home`, on loopback; port 0 means the last one, or a free one."""

    def __init__(self, home: Path, *, http_port: int = 0, smpp_port: int = 0) -> None:
        self._home = home
        self._wanted = SimulatorPorts(http_port, smpp_port)
        self._hub = Hub()
        self._stack = contextlib.AsyncExitStack()
        self._wake = asyncio.Event()

    async def start(self) -> SimulatorPorts:
        """The ports it listens on; also written to `simulator.json`. OSError when one is taken."""
        try:
            return await self._start()
        except BaseException:
            await self._stack.aclose()
            raise

    async def stop(self) -> None:
        """Says goodbye to the contact centre and closes everything; what is owed stays owed."""
        await self._stack.aclose()

    async def _start(self) -> SimulatorPorts:
        self._home.mkdir(parents=True, exist_ok=True)
        key = simulator_key(self._home)
        schema = SCHEMA + MAIL_SCHEMA + MARKET_SCHEMA + OVER_HTTP_SCHEMA
        journal = Journal(self._home / "simulator.sqlite", schema)
        await journal.open()
        self._stack.push_async_callback(journal.close)
        repository = Repository(journal)
        carrier = Carrier(repository, key, await repository.knobs(), self._wake)
        last = last_ports(self._home)
        smsc = Smsc(
            ServerRules(
                carrier.authenticate, carrier.on_submit, self._peers_changed, self._peers_changed
            )
        )
        smpp = await smsc.start_on(listen_on(self._wanted.smpp, last.smpp if last else None))
        self._stack.push_async_callback(smsc.stop)
        await self._start_courier(Courier(repository, smsc, self._hub, self._wake))
        market, over_http = MarketRepository(journal), HttpRepository(journal)
        courier = HttpCourier(
            over_http,
            repository,
            {each.kind: each.telling(key) for each in PLAYED},
            Outgoing(LOOPBACK, keeps=True),
            self._hub,
        )
        await self._start_courier(courier)

        def wake() -> None:
            self._wake.set()
            courier.wake.set()

        desk = Desk(
            repository,
            carrier,
            self._hub,
            key,
            lambda: {peer.system_id for peer in smsc.peers},
            wake,
            MailRepository(journal),
            market,
            Exchange(over_http, market, carrier, self._hub, key, wake),
        )
        mail = await self._start_mail(desk.mails, last.mail if last else None)
        ports = SimulatorPorts(await self._serve(desk, last.http if last else None), smpp, mail)
        write_ports(self._home, ports)
        log.info("simulator.ready", http=ports.http, smpp=ports.smpp, mail=ports.mail)
        return ports

    async def _start_mail(self, mails: MailRepository, last: int | None) -> int:
        async def keep(envelope: Envelope) -> None:
            await mails.keep(envelope)
            self._hub.changed("mails")

        server = MailServer(keep)
        listener = listen_on(0, last)
        listening = await asyncio.start_server(server.talk, sock=listener)

        async def stop() -> None:
            listening.close()
            await server.stop()

        self._stack.push_async_callback(stop)
        return int(listener.getsockname()[1])

    async def _start_courier(self, courier: Courier | HttpCourier) -> None:
        running = asyncio.create_task(courier.run())

        async def stop() -> None:
            await end([running])
            await courier.stop()

        self._stack.push_async_callback(stop)

    async def _serve(self, desk: Desk, last: int | None) -> int:
        listener = listen_on(self._wanted.http, last)
        config = uvicorn.Config(
            site(desk),
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GOODBYE,
        )
        web = _Web(config)
        serving = asyncio.create_task(web.serve([listener]))

        async def stop() -> None:
            self._hub.close()
            web.should_exit = True
            await serving

        self._stack.push_async_callback(stop)
        return int(listener.getsockname()[1])

    def _peers_changed(self, _: Peer) -> None:
        self._hub.changed("numbers")
        self._wake.set()


async def main(home: Path, *, http_port: int = 0, smpp_port: int = 0) -> None:
    """Runs until SIGINT or SIGTERM."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    simulator = Simulator(home, http_port=http_port, smpp_port=smpp_port)
    await simulator.start()
    try:
        await stopping.wait()
    finally:
        await simulator.stop()
