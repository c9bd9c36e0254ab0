"""Texts over Telnyx: sends them, and hears what comes back."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from hubbub.channels.sms.adapters.carrier import (
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
from hubbub.channels.sms.adapters.json_api import Meaningless, code_of, read
from hubbub.channels.sms.adapters.telnyx.signing import check_signature
from hubbub.channels.sms.adapters.telnyx.wire import (
    Accepted,
    Event,
    NumberForTexts,
    One,
    Page,
    Profile,
    Received,
    Reported,
    Wire,
)
from hubbub.channels.sms.receipts import Outcome

UNDER_WAY: Final = frozenset({"queued", "sending", "sent"})
OUTCOMES: Final = {
    "delivered": Outcome.DELIVERED,
    "delivery_failed": Outcome.FAILED,
    "sending_failed": Outcome.REJECTED,
    "expired": Outcome.EXPIRED,
}
RECEIPTS: Final = frozenset({"message.sent", "message.finalized"})
THANKS: Final = Thanks()


@dataclass(frozen=True, slots=True)
class TelnyxLine:
    """`Line`. How long a text is worth sending cannot be said to Telnyx."""

    wire: Wire
    thanks: Thanks = THANKS

    async def check(self) -> None:
        profile = await self._profile()
        if profile.enabled is False:
            raise Refused(
                "The messaging profile at Telnyx is switched off. Switch it on in its portal.",
                "40312",
                is_ours=True,
            )

    async def send(self, text: Text) -> str:
        reference = urlencode({"reference": text.reference})
        body = {
            "from": text.sender,
            "to": text.phone,
            "text": text.text,
            "type": "SMS",
            "messaging_profile_id": self.wire.profile,
            "webhook_url": f"{self.wire.access.door}/receipts?{reference}",
            "use_profile_webhooks": False,
        }
        taken = await self.wire.api.do(
            "POST", One[Accepted], "/v2/messages", body, Idempotency_Key=text.reference
        )
        return taken.data.id

    def hear(self, knock: Knock) -> list[Heard]:
        check_signature(knock, self.wire.access.settings["public_key"])
        try:
            event = read(knock.body, One[Event]).data
            if event.event_type == "message.received":
                return [_text(read(event.payload, Received))]
            if event.event_type in RECEIPTS:
                reference = knock.query.get("reference")
                return [_receipt(read(event.payload, Reported), reference)]
        except Meaningless as error:
            raise Unreadable("It is not what Telnyx sends.") from error
        return []

    async def owned(self) -> list[Owned]:
        profile = await self._profile()
        is_led = profile.webhook_url == f"{self.wire.access.door}/texts"
        path = "/v2/phone_numbers/messaging"
        found = await self.wire.pages(Page[NumberForTexts], path)
        return [
            Owned(
                each.phone_number,
                each.phone_number,
                each.can,
                each.country_code,
                answers_here=is_led and each.messaging_profile_id == profile.id,
            )
            for each in found
        ]

    async def lead_here(self, number_key: str) -> None:
        number_id = await self.wire.number_id(number_key)
        if number_id is None:
            raise Refused("The Telnyx account does not have this number.", "10005")
        await self.wire.lead_profile()
        into = {"messaging_profile_id": self.wire.profile}
        path = f"/v2/phone_numbers/{quote(number_id, safe='')}/messaging"
        await self.wire.api.do("PATCH", One[NumberForTexts], path, into)

    async def _profile(self) -> Profile:
        path = f"/v2/messaging_profiles/{self.wire.profile}"
        found = await self.wire.api.find(One[Profile], path)
        if found is None:
            raise Refused(
                "The Telnyx account has no such messaging profile. Copy its ID from the portal.",
                "10005",
                is_ours=True,
            )
        return found.data


def _text(message: Received) -> HeardText:
    pictures = [each.url for each in message.media or () if each.url]
    text = "\n".join([*([message.text] if message.text else []), *pictures])
    return HeardText(message.id, message.sender.phone_number, message.to[0].phone_number, text)


def _receipt(message: Reported, reference: str | None) -> HeardReceipt:
    status = message.to[0].status or ""
    if status in UNDER_WAY:
        return HeardReceipt(Outcome.PENDING, reference, message.id)
    outcome = OUTCOMES.get(status, Outcome.UNKNOWN)
    code = code_of(*(each.code for each in message.errors or ()))
    is_failure = outcome is not Outcome.DELIVERED
    return HeardReceipt(outcome, reference, message.id, code if is_failure else None)
