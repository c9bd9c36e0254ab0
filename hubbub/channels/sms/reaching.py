"""From a stored carrier to the address and credentials to connect with."""

from dataclasses import dataclass

from hubbub.channels.sms.repository import get_connection
from hubbub.channels.sms.simulated import password_for, simulator_key
from hubbub.channels.sms.smpp.endpoint import BindType, Endpoint, Tls
from hubbub.channels.sms.smpp.session import Limits
from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.accounts import is_demo
from hubbub.kernel.database import Transaction
from hubbub.kernel.secrets import Secrets, SecretUnreadable
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import simulator_ports


@dataclass(frozen=True, slots=True)
class Inventory:
    """Where the simulator wants to be told our numbers."""

    url: str
    password: str


@dataclass(frozen=True, slots=True)
class Reached:
    endpoint: Endpoint
    inventory: Inventory | None = None


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
            per_second=float(stored.per_second), limits=limits,
        )  # fmt: skip
    except ValueError as error:
        return str(error)
    return Reached(endpoint)


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
