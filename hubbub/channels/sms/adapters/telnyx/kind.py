"""What there is to say of Telnyx before an account has it."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hubbub.channels.sms.adapters.carrier import CarrierKind, Setting
from hubbub.channels.sms.adapters.telnyx.line import TelnyxLine
from hubbub.channels.sms.adapters.telnyx.selling import TelnyxSeller
from hubbub.channels.sms.adapters.telnyx.wire import Wire
from hubbub.channels.sms.simulated import secret_for

SETTINGS: Final = (
    Setting(
        "api_key",
        "API key",
        "In Telnyx's portal under API keys. It begins with KEY.",
        is_secret=True,
        pattern=r"KEY[0-9A-Za-z_-]{10,150}",
    ),
    Setting(
        "public_key",
        "Public key",
        "In the same place, under Public key: Telnyx signs with its other half.",
        pattern=r"[A-Za-z0-9+/]{43}=",
    ),
    Setting(
        "messaging_profile_id",
        "Messaging profile ID",
        "Of a messaging profile for Hubbub alone: texts to all numbers in it will come here.",
        pattern=r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    ),
)


def simulated(key: bytes, system_id: str) -> Mapping[str, str]:
    """The system id can be read from the key again, so that the simulator needs no list."""
    secret = secret_for(key, "telnyx", system_id)
    public = simulated_signer(key, system_id).public_key().public_bytes_raw()
    return {
        "api_key": f"KEY{system_id.encode().hex()}_{secret[:32]}",
        "public_key": b64encode(public).decode(),
        "messaging_profile_id": str(UUID(secret[32:])),
    }


def simulated_signer(key: bytes, system_id: str) -> Ed25519PrivateKey:
    """What the simulator signs with for this account."""
    seed = bytes.fromhex(secret_for(key, "telnyx-signing", system_id))
    return Ed25519PrivateKey.from_private_bytes(seed)


TELNYX: Final = CarrierKind(
    kind="telnyx",
    title="Telnyx",
    settings=SETTINGS,
    open=lambda access: TelnyxLine(Wire(access)),
    simulated=simulated,
    seller=lambda access: TelnyxSeller(Wire(access)),
)
