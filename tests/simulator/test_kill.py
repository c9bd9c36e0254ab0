"""Kill -9 in the middle: what was accepted is there, and what is owed is still brought."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2

from hubbub.channels.sms.simulated import password_for, simulator_key
from hubbub.channels.sms.smpp.endpoint import Endpoint
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.kernel.simulating import SimulatorPorts, simulator_ports
from tests.channels.sms.smpp.wire import QUICK, connected, eventually
from tests.simulator.conftest import NUMBER, PHONE, Desk, reply

PROGRAM = (
    "import asyncio, pathlib, sys; from hubbub.simulator.running import main; "
    "asyncio.run(main(pathlib.Path(sys.argv[1])))"
)


@asynccontextmanager
async def killed_at_the_end(home: Path) -> AsyncGenerator[SimulatorPorts]:
    """A simulator in a process of its own that ends by SIGKILL."""
    (home / "simulator.json").unlink(missing_ok=True)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, str(home), stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(30):
            while (ports := simulator_ports(home)) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        yield ports
    finally:
        process.kill()
        await process.wait()


def endpoint(home: Path, port: int) -> Endpoint:
    password = password_for(simulator_key(home), "us")
    return Endpoint("127.0.0.1", port, "us", password, limits=QUICK, first_retry=0.02)


def client(port: int) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}/simulator/api")


async def test_nothing_accepted_is_lost(tmp_path: Path):
    password = {"X-Simulator-Password": password_for(simulator_key(tmp_path), "us")}
    refusing = Desk(statuses=[Status.TEMPORARY_ERROR] * 1000)
    async with killed_at_the_end(tmp_path) as ports, client(ports.http) as http:
        await http.put("/inventory/us", json={"numbers": [NUMBER]}, headers=password)
        await http.put("/knobs", json={"delay": 0})
        async with connected(endpoint(tmp_path, ports.smpp), refusing.on_deliver) as connection:
            await connection.bound()
            for count in range(5):
                body = {"from": PHONE, "to": NUMBER, "text": f"text {count}"}
                assert (await http.post("/texts", json=body)).status_code == 201
            ids = [(await reply(connection, f"reply {count}"))[0] for count in range(5)]
    taking = Desk()
    async with killed_at_the_end(tmp_path) as ports, client(ports.http) as http:
        async with connected(endpoint(tmp_path, ports.smpp), taking.on_deliver):
            await eventually(lambda: len(taking.parts) == 5 and len(taking.receipts) == 5)
        texts = (await http.get(f"/phones/{PHONE}")).json()["texts"]
    assert [part.text for part in taking.parts] == [f"text {count}" for count in range(5)]
    assert {receipt.message_id for receipt in taking.receipts} == set(ids)
    replies = [text["text"] for text in texts if not text["is_own"]]
    assert replies == [f"reply {count}" for count in range(5)]
