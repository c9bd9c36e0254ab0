"""How the simulated Twilio brings texts and receipts: signed forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from hubbub.channels.sms.adapters.twilio.kind import TWILIO
from hubbub.channels.sms.adapters.twilio.signing import signature_of
from hubbub.simulator.over_http.models import Call, FromPhone, Held, Sent
from hubbub.simulator.over_http.twilio.admitting import VERSION
from hubbub.simulator.over_http.twilio.shapes import LOST

FORM: Final = "application/x-www-form-urlencoded; charset=utf-8"


@dataclass(frozen=True, slots=True)
class TwilioTelling:
    """`Telling`."""

    key: bytes

    def text(self, text: FromPhone, held: Held) -> Call | None:
        url = held.settings.get("SmsUrl")
        sid = f"SM{text.key}"
        said = [
            ("ToCountry", ""), ("SmsMessageSid", sid), ("NumMedia", "0"), ("SmsSid", sid),
            ("SmsStatus", "received"), ("Body", text.text), ("To", text.number),
            ("NumSegments", "1"), ("MessageSid", sid), ("From", text.phone),
        ]  # fmt: skip
        return self._call(held.owner, url, said) if url else None

    def receipt(self, sent: Sent) -> Call | None:
        url = sent.extra.get("StatusCallback")
        said = [
            ("SmsSid", sent.key), ("SmsStatus", sent.state), ("MessageStatus", sent.state),
            ("To", sent.phone), ("MessageSid", sent.key), ("From", sent.number),
        ]  # fmt: skip
        if sent.state == "undelivered":
            said.append(("ErrorCode", str(LOST)))
        return self._call(sent.owner, url, said) if url else None

    def _call(self, owner: str, url: str, said: Sequence[tuple[str, str]]) -> Call:
        account = TWILIO.simulated(self.key, owner.partition(":")[2])
        params = [*said, ("AccountSid", account["account_sid"]), ("ApiVersion", VERSION)]
        address = url.partition("#")[0]
        signature = signature_of(account["auth_token"], address, params)
        headers = {"Content-Type": FORM, "X-Twilio-Signature": signature}
        return Call(address, urlencode(params).encode(), headers)
