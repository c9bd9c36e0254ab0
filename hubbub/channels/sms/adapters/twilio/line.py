"""Texts over Twilio: sends them, and hears what comes back."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from hubbub.channels.sms.adapters.carrier import (
    Forged,
    Heard,
    HeardReceipt,
    HeardText,
    Knock,
    Owned,
    Refused,
    Text,
    Thanks,
    Unreadable,
)
from hubbub.channels.sms.adapters.twilio.signing import is_signed
from hubbub.channels.sms.adapters.twilio.wire import (
    MOST_PAGES,
    Account,
    Incoming,
    IncomingPage,
    Message,
    Wire,
    words_of,
)
from hubbub.channels.sms.receipts import Outcome

OUTCOMES: Final = {
    "delivered": Outcome.DELIVERED,
    "read": Outcome.DELIVERED,
    "undelivered": Outcome.FAILED,
    "failed": Outcome.REJECTED,
    "canceled": Outcome.REJECTED,
}
LONGEST_VALIDITY: Final = 36_000
RETRIED: Final = "#rc=5&rp=all"
"""Twilio tries once, unless the address itself asks for more; a fragment is never sent."""
THANKS: Final = Thanks(media_type="text/xml", body=b"<Response/>")
SID: Final = re.compile(r"[A-Z]{2}[0-9a-fA-F]{32}")


@dataclass(frozen=True, slots=True)
class TwilioLine:
    """`Line`."""

    wire: Wire
    thanks: Thanks = THANKS

    async def check(self) -> None:
        account = await self.wire.get(Account, f"{self.wire.path('')}.json")
        if account.status != "active":
            raise Refused(
                f"Twilio says that this account is {account.status}. Its console says why.",
                "account",
                is_ours=True,
            )

    async def send(self, text: Text) -> str:
        callback = urlencode({"reference": text.reference})
        form = {
            "To": text.phone,
            "From": text.sender,
            "Body": text.text,
            "StatusCallback": f"{self.wire.access.door}/receipts?{callback}{RETRIED}",
        }
        if text.seconds is not None:
            form["ValidityPeriod"] = str(max(1, min(LONGEST_VALIDITY, int(text.seconds))))
        return (await self.wire.post(Message, self.wire.path("/Messages.json"), form)).sid

    def hear(self, knock: Knock) -> list[Heard]:
        params = _params(knock.body)
        signature = knock.headers.get("x-twilio-signature", "")
        if not is_signed(self.wire.token, knock.url, params, signature):
            raise Forged("X-Twilio-Signature does not fit the address and what was sent.")
        said = dict(params)
        if said.get("AccountSid", self.wire.account) != self.wire.account:
            raise Forged("It is about another account.")
        sid = said.get("MessageSid") or said.get("SmsSid") or ""
        if not SID.fullmatch(sid):
            raise Unreadable("It names no message.")
        if knock.place == "texts":
            return [_text(sid, said)]
        outcome = OUTCOMES.get(said.get("MessageStatus", ""), Outcome.PENDING)
        code = said.get("ErrorCode") or None
        reference = knock.query.get("reference")
        return [HeardReceipt(outcome, reference, sid, code if code is None else code[:50])]

    async def owned(self) -> list[Owned]:
        return [self._owned(each) for each in await all_numbers(self.wire)]

    async def lead_here(self, number_key: str) -> None:
        path = self.wire.path(f"/IncomingPhoneNumbers/{number_key}.json")
        form = leading(self.wire.access.door)
        if (await self.wire.get(Incoming, path)).sms_application_sid:
            # It has precedence over an address. Twilio takes nothing as the word for none.
            form["SmsApplicationSid"] = ""
        await self.wire.post(Incoming, path, form)

    def _owned(self, number: Incoming) -> Owned:
        here = f"{self.wire.access.door}/texts"
        is_led = (number.sms_url or "").partition("#")[0] == here
        return Owned(
            number.sid,
            number.phone_number,
            words_of(number.capabilities),
            answers_here=is_led and not number.sms_application_sid,
        )


def leading(door: str) -> dict[str, str]:
    """What a number is told so that its texts come to this door."""
    return {"SmsUrl": f"{door}/texts{RETRIED}", "SmsMethod": "POST"}


async def all_numbers(wire: Wire, **query: str) -> list[Incoming]:
    """All that the account has, page by page."""
    found: list[Incoming] = []
    path, asked = wire.path("/IncomingPhoneNumbers.json"), {"PageSize": "100", **query}
    for _ in range(MOST_PAGES):
        page = await wire.get(IncomingPage, path, asked)
        found += page.incoming_phone_numbers
        if not page.next_page_uri:
            break
        path, _, rest = page.next_page_uri.partition("?")
        asked = dict(parse_qsl(rest))
    return found


def _params(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200)
    except ValueError as error:
        raise Forged("It is no form.") from error


def _text(sid: str, said: dict[str, str]) -> HeardText:
    sender, number = said.get("From", ""), said.get("To", "")
    if not sender or not number:
        raise Unreadable("It does not say from whom it is, or for whom.")
    return HeardText(sid, sender, number, said.get("Body", ""))
