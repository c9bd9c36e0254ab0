"""What there is to say of Twilio before an account has it."""

from collections.abc import Mapping
from typing import Final

from hubbub.channels.sms.adapters.carrier import CarrierKind, Setting
from hubbub.channels.sms.adapters.twilio.line import TwilioLine
from hubbub.channels.sms.adapters.twilio.selling import TwilioSeller
from hubbub.channels.sms.adapters.twilio.wire import Wire
from hubbub.channels.sms.simulated import secret_for

SETTINGS: Final = (
    Setting(
        "account_sid",
        "Account SID",
        "On the first page of Twilio's console. It begins with AC.",
        pattern="AC[0-9a-fA-F]{32}",
    ),
    Setting(
        "auth_token",
        "Auth token",
        "The primary one, below the account SID: Twilio signs with it.",
        is_secret=True,
        pattern="[0-9a-fA-F]{32}",
    ),
)


def simulated(key: bytes, system_id: str) -> Mapping[str, str]:
    """The system id can be read from the SID again, so that the simulator needs no list."""
    written = system_id.encode().hex().ljust(32, "0")
    return {
        "account_sid": f"AC{written}",
        "auth_token": secret_for(key, "twilio", system_id)[:32],
    }


TWILIO: Final = CarrierKind(
    kind="twilio",
    title="Twilio",
    settings=SETTINGS,
    open=lambda access: TwilioLine(Wire(access)),
    simulated=simulated,
    seller=lambda access: TwilioSeller(Wire(access)),
)
