"""What there is to say of Infobip before an account has it."""

from collections.abc import Mapping
from typing import Final

from hubbub.channels.sms.adapters.carrier import CarrierKind, Setting
from hubbub.channels.sms.adapters.infobip.line import InfobipLine
from hubbub.channels.sms.adapters.infobip.selling import InfobipSeller
from hubbub.channels.sms.adapters.infobip.wire import Wire
from hubbub.channels.sms.simulated import secret_for

SETTINGS: Final = (
    Setting(
        "base_url",
        "Base URL",
        "On the first page of Infobip's portal, without https://. It ends with .api.infobip.com.",
        pattern=r"[0-9A-Za-z-]{1,40}\.api\.infobip\.com",
    ),
    Setting(
        "api_key",
        "API key",
        "Made in Infobip's portal, with the scopes sms:manage and numbers:manage.",
        is_secret=True,
        pattern=r"[0-9A-Za-z_.-]{16,200}",
    ),
    Setting(
        "webhook_password",
        "Password for reports",
        "Make one up, of 20 characters or more: Infobip brings it back with all that it reports.",
        is_secret=True,
        pattern=r"[!-~]{20,200}",
    ),
)


def simulated(key: bytes, system_id: str) -> Mapping[str, str]:
    """The system id can be read from the key again, so that the simulator needs no list."""
    secret = secret_for(key, "infobip", system_id)
    return {
        "base_url": "simulated.api.infobip.com",
        "api_key": f"{system_id.encode().hex()}-{secret[:32]}",
        "webhook_password": secret[32:],
    }


INFOBIP: Final = CarrierKind(
    kind="infobip",
    title="Infobip",
    settings=SETTINGS,
    open=lambda access: InfobipLine(Wire(access)),
    simulated=simulated,
    seller=lambda access: InfobipSeller(Wire(access)),
)
