"""From a stored carrier to the address and credentials to connect with."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from hubbub.channels.sms.repository import get_connection
from hubbub.channels.sms.simulated import password_for, simulator_key
from hubbub.channels.sms.smpp.endpoint import BindType, Endpoint, Find, NoWayError, Tls
from hubbub.channels.sms.smpp.session import Limits
from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.accounts import is_demo
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.reachable import NotAllowed, NotReachable, Reachable
from hubbub.kernel.secrets import Secrets, SecretUnreadable
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import simulator_ports

LOOK_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Inventory:
    """Where the simulator wants to be told our numbers."""

    url: str
    password: str


@dataclass(frozen=True, slots=True)
class Reached:
    endpoint: Endpoint
    inventory: Inventory | None = None


def carriers_reachable(settings: Settings) -> Reachable:
    """Where SMPP carriers may be."""
    return Reachable(settings.carrier_networks, "HUBBUB_CARRIER_NETWORKS")


async def check_host(settings: Settings, host: str, port: int) -> None:
    """Invalid for a host in a private network that the operator has not named. One that cannot be
    found may be found later; where it then leads is looked at for each connection."""
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            await carriers_reachable(settings).addresses(host.strip(), port)
    except NotAllowed as error:
        raise Invalid([FieldError("host", str(error))]) from error
    except (NotReachable, TimeoutError):
        return


async def reach(
    tx: Transaction, carrier: Carrier, secrets: Secrets, settings: Settings
) -> Reached | str:
    """How to connect, or in a sentence why that is not possible now."""
    stored = await get_connection(tx, carrier.id)
    if stored is None:
        return "It has no connection settings."
    limits = Limits(window=stored.window_size, enquire_every=float(stored.enquire_seconds))
    if carrier.kind == "simulator":
        return _simulator(stored.system_id, settings, limits)
    if await is_demo(tx):
        # It cannot have been added; whatever put it there, nothing of a demo leaves this machine.
        return "A demo reaches nobody but the simulated carrier."
    try:
        password = secrets.open(stored.sealed_password, f"carrier:{carrier.id.hex}")
    except SecretUnreadable as error:
        return f"Its password cannot be read: {error}. Enter it again."
    tls = Tls(stored.tls_server_name, stored.tls_authorities) if stored.tls else None
    try:
        endpoint = Endpoint(
            stored.host, stored.port, stored.system_id, password,
            bind_type=BindType(stored.bind), system_type=stored.system_type, tls=tls,
            per_second=float(stored.per_second), limits=limits, find=_finding(settings),
        )  # fmt: skip
    except ValueError as error:
        return str(error)
    return Reached(endpoint)


def _finding(settings: Settings) -> Find:
    reachable = carriers_reachable(settings)

    async def find(host: str, port: int) -> Sequence[str]:
        try:
            return [str(each) for each in await reachable.addresses(host, port)]
        except NotReachable as error:
            raise NoWayError(str(error)) from error

    return find


def _simulator(system_id: str, settings: Settings, limits: Limits) -> Reached | str:
    ports = simulator_ports(settings.home)
    if ports is None:
        return "The simulator is not running."
    password = password_for(simulator_key(settings.home), system_id)
    endpoint = Endpoint(
        "127.0.0.1", ports.smpp, system_id, password, limits=limits,
        first_retry=0.2, longest_retry=2.0,
    )  # fmt: skip
    url = f"http://127.0.0.1:{ports.http}/simulator/api/inventory/{system_id}"
    return Reached(endpoint, Inventory(url, password))
