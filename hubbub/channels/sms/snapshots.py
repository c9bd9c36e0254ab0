"""What the audit tells of a carrier: every setting, and of secrets only that they changed."""

import hashlib

from hubbub.channels.sms.http_repository import HttpCarrier
from hubbub.channels.sms.repository import Connection
from hubbub.features.numbers.repository import Carrier
from hubbub.kernel.audit.changes import Personal, Snapshot


def carrier_snapshot(carrier: Carrier, connection: Connection | None) -> Snapshot:
    """The audited fields of a carrier; the password as a mark that differs when it does."""
    about: Snapshot = {
        "name": Personal(carrier.name),
        "kind": carrier.kind,
        "enabled": carrier.is_enabled,
    }
    if connection is None:
        return about
    return {
        **about,
        "host": Personal(connection.host),
        "port": connection.port,
        "system_id": Personal(connection.system_id),
        "password": _mark(connection.sealed_password),
        "system_type": Personal(connection.system_type or None),
        "bind": connection.bind,
        "tls": connection.tls,
        "tls_server_name": Personal(connection.tls_server_name),
        "tls_authorities": _mark(connection.tls_authorities),
        "window": connection.window_size,
        "per_second": connection.per_second,
        "enquire_seconds": connection.enquire_seconds,
    }


def http_snapshot(carrier: Carrier, stored: HttpCarrier) -> Snapshot:
    """The same of one over HTTP, whatever its kind asks for."""
    return {
        "name": Personal(carrier.name),
        "kind": carrier.kind,
        "enabled": carrier.is_enabled,
        "simulated": stored.is_simulated,
        "per_second": stored.per_second,
        "secrets": _mark(stored.sealed_secrets),
        **{name: Personal(value) for name, value in stored.settings.items()},
    }


def _mark(secret: str | None) -> str | None:
    # Of the sealed form, which is random: nothing can be guessed from it.
    return None if secret is None else hashlib.sha256(secret.encode()).hexdigest()[:8]
