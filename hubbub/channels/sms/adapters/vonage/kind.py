"""What there is to say of Vonage before an account has it."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from hubbub.channels.sms.adapters.carrier import CarrierKind, Setting
from hubbub.channels.sms.adapters.vonage.line import VonageLine
from hubbub.channels.sms.adapters.vonage.selling import VonageSeller
from hubbub.channels.sms.adapters.vonage.wire import Wire
from hubbub.channels.sms.simulated import secret_for

SETTINGS: Final = (
    Setting(
        "api_key",
        "API key",
        "In Vonage's dashboard under API settings.",
        pattern="[0-9a-zA-Z]{8,64}",
    ),
    Setting(
        "api_secret",
        "API secret",
        "In the same place, under API key secret.",
        is_secret=True,
        pattern="[!-~]{8,64}",
    ),
    Setting(
        "signature_secret",
        "Signature secret",
        "In the same place: Vonage signs with it. Set the type of the messaging API there to "
        "Messages API.",
        is_secret=True,
        pattern="[!-~]{16,64}",
    ),
    Setting(
        "application_id",
        "Application ID",
        "Of an application for Hubbub alone: texts to all numbers in it will come here.",
        pattern="[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    ),
)


def simulated(key: bytes, system_id: str) -> Mapping[str, str]:
    """The system id can be read from the key again, so that the simulator needs no list."""
    secret = secret_for(key, "vonage", system_id)
    return {
        "api_key": system_id.encode().hex().ljust(8, "0"),
        "api_secret": secret[:32],
        "signature_secret": secret_for(key, "vonage-signing", system_id),
        "application_id": str(UUID(secret[32:])),
    }


VONAGE: Final = CarrierKind(
    kind="vonage",
    title="Vonage",
    settings=SETTINGS,
    open=lambda access: VonageLine(Wire(access)),
    simulated=simulated,
    seller=lambda access: VonageSeller(Wire(access)),
)
