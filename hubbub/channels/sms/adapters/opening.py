"""Opens the line to a carrier from what is stored of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from hubbub.channels.sms.adapters.asking import WaysOut
from hubbub.channels.sms.adapters.carrier import Access, CarrierKind
from hubbub.channels.sms.http_repository import HttpCarrier
from hubbub.channels.sms.simulated import simulated_system_id, simulator_key
from hubbub.kernel.secrets import Secrets, SecretUnreadable
from hubbub.kernel.settings import Settings

SECRETS = "carrier_settings"
DOOR = "carrier_door"


class Unopened(Exception):
    """Why there is no line, in a sentence."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens what is sealed. `ways` are closed by whoever made them."""

    settings: Settings
    secrets: Secrets
    ways: WaysOut

    def access(self, kind: CarrierKind, stored: HttpCarrier) -> Access:
        """Raises Unopened."""
        try:
            door = door_of(self.secrets, stored)
            given = self._given(kind, stored)
        except SecretUnreadable as error:
            raise Unopened(
                f"What the carrier gave you cannot be read: {error}. Enter it again."
            ) from error
        asking = self.ways.to(kind.kind, is_simulated=stored.is_simulated)
        return Access(given, door_address(self.settings, door, stored), asking)

    def _given(self, kind: CarrierKind, stored: HttpCarrier) -> Mapping[str, str]:
        if stored.is_simulated:
            key = simulator_key(self.settings.home)
            return kind.simulated(key, simulated_system_id(stored.account_id))
        return {**stored.settings, **secrets_of(self.secrets, stored)}


def secrets_of(secrets: Secrets, stored: HttpCarrier) -> dict[str, str]:
    """Raises SecretUnreadable."""
    opened = secrets.open(stored.sealed_secrets, f"{SECRETS}:{stored.carrier_id.hex}")
    return json.loads(opened)


def door_of(secrets: Secrets, stored: HttpCarrier) -> str:
    """Raises SecretUnreadable."""
    return secrets.open(stored.sealed_door, f"{DOOR}:{stored.carrier_id.hex}")


def origin_for(settings: Settings, stored: HttpCarrier) -> str:
    """The address of this installation, as the carrier calls it: the simulator is on the same
    machine, wherever people reach it."""
    return settings.local_origin if stored.is_simulated else settings.origin


def door_address(settings: Settings, door: str, stored: HttpCarrier) -> str:
    """Where the carrier reports."""
    return f"{origin_for(settings, stored)}/carriers/{door}"
