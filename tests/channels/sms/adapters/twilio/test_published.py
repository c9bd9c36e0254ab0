"""What our adapter asks of Twilio and what the simulator answers, held against the document that
Twilio publishes, by a proxy that others wrote; skipped where npm has neither."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hubbub.channels.sms.adapters.asking import LOOPBACK, Asker
from hubbub.channels.sms.adapters.carrier import Answer, Asked, Refused, Text
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.features.numbers.selling import Purchase, Releasing, Search
from hubbub.kernel.outgoing import Outgoing
from tests.channels.sms.adapters.stands import access_to
from tests.e2e.ports import free_port
from tests.simulator.conftest import PHONE, simulator_in

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from hubbub.channels.sms.adapters.carrier import Access

PACKAGES = ("@stoplight/prism-cli@5.16.0", "@twilio/cli-core@9.0.0")
DOCUMENTS = ("twilio_api_v2010", "twilio_pricing_v1", "twilio_numbers_v2")
ACCOUNT = "/2010-04-01/Accounts/{AccountSid}"
PATHS = (
    "/2010-04-01/Accounts/{Sid}.json", f"{ACCOUNT}/Messages.json",
    f"{ACCOUNT}/IncomingPhoneNumbers.json", f"{ACCOUNT}/IncomingPhoneNumbers/{{Sid}}.json",
    f"{ACCOUNT}/AvailablePhoneNumbers.json",
    f"{ACCOUNT}/AvailablePhoneNumbers/{{CountryCode}}/Local.json",
    f"{ACCOUNT}/AvailablePhoneNumbers/{{CountryCode}}/Mobile.json",
    f"{ACCOUNT}/AvailablePhoneNumbers/{{CountryCode}}/TollFree.json",
    "/v1/PhoneNumbers/Countries/{IsoCountry}", "/v2/RegulatoryCompliance/Regulations",
)  # fmt: skip
"""All that we ask for; of anything else the proxy says that there is no such path."""
COMPLAINT = b"stoplight.io/prism/errors"


@pytest.fixture(scope="module")
def modules() -> Path:
    """Kept beside what else was installed for this checkout, since it takes a minute."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("Needs node and npm on the path.")
    home = Path(sys.prefix) / "npm" / "-".join(each.rsplit("@", 1)[1] for each in PACKAGES)
    done = home / "done"
    if done.exists():
        return home / "node_modules"
    home.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--prefix", home, *PACKAGES, "--ignore-scripts", "--no-audit"]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=180, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm took over three minutes to install the proxy.")
    if ended.returncode:
        pytest.skip("npm could not install the proxy and Twilio's document.")
    done.touch()
    return home / "node_modules"


def published(modules: Path) -> dict[str, object]:
    """The part of Twilio's documents that is about what we use, as one."""
    folder = modules / "@twilio/cli-core/src/services/twilio-api"
    # Its own examples have addresses without a server where it says that they have one.
    texts = [(folder / f"{name}.json").read_text() for name in DOCUMENTS]
    found = [json.loads(re.sub(r'"format": ?"uri"', '"format":"uri-reference"', t)) for t in texts]
    paths = {path: each["paths"][path] for each in found for path in PATHS if path in each["paths"]}
    assert sorted(paths) == sorted(PATHS)
    components: dict[str, dict[str, object]] = {}
    for each in found:
        for kind, members in each["components"].items():
            components.setdefault(kind, {}).update(members)
    return {**found[0], "paths": paths, "components": components}


@dataclass
class Proxied:
    """`Asking`, through the proxy; what it complains of fails the test."""

    asker: Asker
    address: str
    seen: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])

    async def __call__(self, _: str, asked: Asked, /) -> Answer:
        answer = await self.asker(self.address, asked)
        assert COMPLAINT not in answer.body, f"{asked.method} {asked.path}: {answer.body.decode()}"
        self.seen.add((asked.method, answer.status))
        return answer


@asynccontextmanager
async def proxy(modules: Path, home: Path, upstream: str) -> AsyncGenerator[Proxied]:
    document = home / "twilio.json"
    document.write_text(json.dumps(published(modules)))
    port = free_port()
    script = modules / "@stoplight/prism-cli/dist/index.js"
    process = await asyncio.create_subprocess_exec(
        "node", str(script), "proxy", str(document), upstream, "--errors", "--port", str(port),
        "--multiprocess", "false",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    said = b""
    try:
        async with asyncio.timeout(60):
            while b"is listening" not in said:
                line = await process.stdout.readline()
                assert line, said.decode()
                said += line
        draining = asyncio.create_task(process.stdout.read())
        yield Proxied(Asker(Outgoing(LOOPBACK)), f"http://127.0.0.1:{port}")
        draining.cancel()
    finally:
        process.kill()
        await process.wait()


async def test_each_request_and_each_answer_is_as_twilio_publishes(
    modules: Path, tmp_path: Path
) -> None:
    async with simulator_in(tmp_path) as world:
        await world.turn()
        upstream = f"http://127.0.0.1:{world.ports.http}/simulator/carriers/twilio"
        async with proxy(modules, tmp_path, upstream) as asking:
            door = "https://desk.example.com/carriers/door"
            access = replace(access_to("twilio", tmp_path, door), ask=asking)
            await use(access)
            methods = {method for method, _ in asking.seen}
    assert methods == {"GET", "POST", "DELETE"}
    assert {200, 201, 204} <= {status for _, status in asking.seen}


async def use(access: Access) -> None:
    """All that there is in the adapter."""
    kind = KINDS["twilio"]
    assert kind.seller is not None
    line, seller = kind.open(access), kind.seller(access)
    await line.check()
    assert len(await seller.markets()) > 5
    for country, of in (("US", "long"), ("US", "toll_free"), ("GB", "mobile")):
        offers = await seller.search(Search(country, frozenset({"sms"}), of))  # pyright: ignore[reportArgumentType]
        assert offers
        assert await seller.find(offers[0].key) == offers[0]
        details = {each.name: f"BU{'0' * 32}" for each in offers[0].requirements}
        purchase = Purchase(uuid4().hex, offers[0], details)
        bought = await seller.buy(purchase)
        assert bought.state == "bought", bought
        assert await seller.look(purchase) == bought
    owned = await line.owned()
    assert len(owned) == 3
    await line.lead_here(owned[0].key)
    text = Text(f"{uuid4().hex}-1-1", owned[0].number, PHONE, "Hello", seconds=90)
    assert await line.send(text)
    with pytest.raises(Refused):
        await line.send(replace(text, sender="+12025550199"))
    assert isinstance(seller, Releasing)
    for each in owned:
        await seller.release(each.key)
    assert await line.owned() == []
