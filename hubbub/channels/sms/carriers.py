"""Adds and changes SMPP carriers, removes any, and gives a new account its simulated one."""

import ssl
from dataclasses import dataclass
from uuid import UUID

from hubbub.access.events import AccountCreated
from hubbub.channels.sms.http_repository import delete_http_carrier, get_http_carrier
from hubbub.channels.sms.naming import clean_name
from hubbub.channels.sms.owning import lease_name
from hubbub.channels.sms.repository import (
    Connection,
    delete_connection,
    get_connection,
    put_connection,
)
from hubbub.channels.sms.simulated import simulated_number, simulated_system_id
from hubbub.channels.sms.smpp.endpoint import BindType, Endpoint, Tls
from hubbub.channels.sms.snapshots import carrier_snapshot, http_snapshot
from hubbub.channels.sms.staleness import check_version
from hubbub.features.numbers.adding import add_number
from hubbub.features.numbers.events import CarrierAdded, CarrierChanged, CarrierRemoved
from hubbub.features.numbers.repository import (
    Carrier,
    delete_carrier,
    insert_carrier,
    lock_carrier,
    update_carrier,
)
from hubbub.kernel import leases
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import Changes, made, removed
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.secrets import Secrets

SIMULATED_NAME = "Simulated carrier"
LONGEST_PASSWORD = 63
"""The specification says 8; carriers hand out longer ones and take them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says of a carrier. `password` is None to leave it as it is."""

    name: str
    host: str
    port: int
    system_id: str
    password: str | None
    system_type: str = ""
    bind: str = "transceiver"
    tls: bool = False
    tls_server_name: str | None = None
    tls_authorities: str | None = None
    window: int = 10
    per_second: int = 50
    enquire_seconds: int = 30
    enabled: bool = True
    version: int | None = None
    """That of the carrier that was looked at; without it, whatever it is now."""


async def add_carrier(tx: Transaction, wanted: Wanted, secrets: Secrets, by: Origin) -> Carrier:
    """The carrier; whoever owns it connects at once. Raises Invalid, Conflict."""
    await refuse_in_demo(tx, "A demo reaches nobody but the simulated carrier.")
    if wanted.password is None:
        raise Invalid([FieldError("password", "Give the password that the carrier gave you.")])
    _check(wanted)
    carrier = await insert_carrier(tx, clean_name(wanted.name), "smpp", wanted.enabled)
    sealed = secrets.seal(wanted.password, f"carrier:{carrier.id.hex}")
    connection = _connection(tx.account, carrier.id, wanted, sealed)
    await _begin(tx, carrier, connection, by)
    return carrier


async def _begin(tx: Transaction, carrier: Carrier, connection: Connection, by: Origin) -> None:
    await put_connection(tx, connection)
    await leases.offer(tx, lease_name(carrier.id), tx.account)
    changes = made(carrier_snapshot(carrier, connection))
    await record(tx, CarrierAdded(), Subject(carrier.id, carrier.version), by, changes)


async def change_carrier(
    tx: Transaction, carrier_id: UUID, wanted: Wanted, secrets: Secrets, by: Origin
) -> Carrier:
    """The carrier as it then is; its owner connects afresh. Raises NotFound, Invalid, Conflict."""
    carrier = await lock_carrier(tx, carrier_id)
    stored = await get_connection(tx, carrier_id)
    if carrier is None or stored is None:
        raise NotFound("There is no such carrier.")
    check_version(carrier, wanted.version)
    connection = stored
    if carrier.kind == "simulator":
        if (wanted.host, wanted.port, wanted.system_id) != _where(stored):
            raise Conflict("The simulator decides where it is.", code="simulated")
    else:
        _check(wanted)
        _check_password_stays(stored, wanted)
        sealed = stored.sealed_password
        if wanted.password is not None:
            sealed = secrets.seal(wanted.password, f"carrier:{carrier_id.hex}")
        connection = _connection(tx.account, carrier_id, wanted, sealed)
        await put_connection(tx, connection)
    changed = await update_carrier(tx, carrier_id, clean_name(wanted.name), wanted.enabled)
    assert changed is not None
    changes = Changes(carrier_snapshot(carrier, stored), carrier_snapshot(changed, connection))
    await record(tx, CarrierChanged(), Subject(carrier_id, changed.version), by, changes)
    return changed


async def wanted_of(tx: Transaction, carrier: Carrier) -> Wanted:
    """What is set for it now, the password left as it is. Raises NotFound."""
    stored = await get_connection(tx, carrier.id)
    if stored is None:
        raise NotFound("There is no such carrier.")
    return Wanted(
        name=carrier.name,
        host=stored.host,
        port=stored.port,
        system_id=stored.system_id,
        password=None,
        system_type=stored.system_type,
        bind=stored.bind,
        tls=stored.tls,
        tls_server_name=stored.tls_server_name,
        tls_authorities=stored.tls_authorities,
        window=stored.window_size,
        per_second=stored.per_second,
        enquire_seconds=stored.enquire_seconds,
        enabled=carrier.is_enabled,
        version=carrier.version,
    )


async def remove_carrier(tx: Transaction, carrier_id: UUID, by: Origin) -> None:
    """Raises NotFound, or Conflict while something refers to it."""
    carrier = await lock_carrier(tx, carrier_id)
    if carrier is None:
        raise NotFound("There is no such carrier.")
    stored = await get_http_carrier(tx, carrier_id)
    connection = await get_connection(tx, carrier_id)
    was = (
        carrier_snapshot(carrier, connection) if stored is None else http_snapshot(carrier, stored)
    )
    changes = removed(was)
    await delete_http_carrier(tx, carrier_id)
    await delete_connection(tx, carrier_id)
    await delete_carrier(tx, carrier_id)
    await leases.withdraw(tx, lease_name(carrier_id))
    await record(tx, CarrierRemoved(), Subject(carrier_id, carrier.version + 1), by, changes)


async def begin_with_simulated_carrier(
    tx: Transaction, _: AccountCreated, __: Subject, by: Origin
) -> None:
    """Hook, where the simulator runs: a carrier and one number, so that everything can be tried."""
    number = simulated_number(tx.account)
    carrier = await insert_carrier(tx, SIMULATED_NAME, "simulator", is_enabled=True)
    wanted = Wanted(SIMULATED_NAME, "127.0.0.1", 2775, simulated_system_id(tx.account), None)
    await _begin(tx, carrier, _connection(tx.account, carrier.id, wanted, "simulator"), by)
    await add_number(tx, number, carrier.id, by, "conversations")


def _where(stored: Connection) -> tuple[str, int, str]:
    return stored.host, stored.port, stored.system_id


def _connection(account_id: UUID, carrier_id: UUID, wanted: Wanted, sealed: str) -> Connection:
    return Connection(
        account_id=account_id,
        carrier_id=carrier_id,
        host=wanted.host.strip(),
        port=wanted.port,
        system_id=wanted.system_id,
        sealed_password=sealed,
        system_type=wanted.system_type,
        bind=wanted.bind,
        tls=wanted.tls,
        tls_server_name=wanted.tls_server_name or None,
        tls_authorities=wanted.tls_authorities or None,
        window_size=wanted.window,
        per_second=wanted.per_second,
        enquire_seconds=wanted.enquire_seconds,
    )


def _check(wanted: Wanted) -> None:
    host = wanted.host.strip()
    if not host or len(host) > 253 or not host.isprintable() or " " in host:
        raise Invalid([FieldError("host", "Give the name or the address of the carrier's server.")])
    _check_words(wanted)
    try:
        Endpoint(
            host, wanted.port, wanted.system_id, wanted.password or "x",
            bind_type=BindType(wanted.bind), system_type=wanted.system_type,
        )  # fmt: skip
    except ValueError as error:
        raise Invalid([FieldError("system_id", str(error))]) from error
    try:
        Tls(wanted.tls_server_name, wanted.tls_authorities or None).context()
    except (ssl.SSLError, ValueError, TypeError) as error:
        sentence = "This is no certificate. Give PEM text, which begins with -----BEGIN."
        raise Invalid([FieldError("tls_authorities", sentence)]) from error


def _check_password_stays(stored: Connection, wanted: Wanted) -> None:
    """Nobody who cannot know the password has it sent to a server of his own, nor where others
    read along."""
    is_elsewhere = wanted.host.strip().lower() != stored.host.lower()
    if wanted.password is None and (is_elsewhere or (stored.tls and not wanted.tls)):
        why = "to another server" if is_elsewhere else "without TLS"
        raise Invalid([FieldError("password", f"Give the password again: it would go {why}.")])


def _check_words(wanted: Wanted) -> None:
    """What the bind has room for, said of the field that has too much."""
    limits = (
        ("system_id", wanted.system_id, 1, 15),
        ("password", wanted.password or "", 0, LONGEST_PASSWORD),
        ("system_type", wanted.system_type, 0, 12),
    )
    for name, value, least, most in limits:
        if not least <= len(value) <= most or not value.isascii() or not value.isprintable():
            least_words = f"{least} to {most}" if least else f"at most {most}"
            sentence = (
                f"Use {least_words} letters, digits and signs, as the carrier gave it to you."
            )
            raise Invalid([FieldError(name, sentence)])
