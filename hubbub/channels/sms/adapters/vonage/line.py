"""Texts over Vonage's Messages API, which joins long texts before it brings them."""

from dataclasses import dataclass
from typing import Final

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
from hubbub.channels.sms.adapters.vonage.signing import check_signature
from hubbub.channels.sms.adapters.vonage.wire import (
    Accepted,
    Application,
    Received,
    Reported,
    Wire,
)
from hubbub.channels.sms.receipts import Outcome
from hubbub.features.people.phones import address_of

OUTCOMES: Final = {
    "submitted": Outcome.PENDING,
    "delivered": Outcome.DELIVERED,
    "read": Outcome.DELIVERED,
    "undeliverable": Outcome.FAILED,
    "rejected": Outcome.REJECTED,
}
SHORTEST_VALIDITY, LONGEST_VALIDITY = 20, 604_800
CAN: Final = ("sms", "voice")
THANKS: Final = Thanks()


@dataclass(frozen=True, slots=True)
class VonageLine:
    """`Line`."""

    wire: Wire
    thanks: Thanks = THANKS

    async def check(self) -> None:
        await self._application()

    async def send(self, text: Text) -> str:
        body: dict[str, object] = {
            "channel": "sms",
            "message_type": "text",
            "from": text.sender.removeprefix("+"),
            "to": text.phone.removeprefix("+"),
            "text": text.text,
            "client_ref": text.reference,
            "webhook_url": f"{self.wire.access.door}/receipts",
            "webhook_version": "v1",
        }
        if text.seconds is not None:
            body["ttl"] = max(SHORTEST_VALIDITY, min(LONGEST_VALIDITY, int(text.seconds)))
        taken = await self.wire.messages.do("POST", Accepted, "/v1/messages", body)
        return taken.message_uuid

    def hear(self, knock: Knock) -> list[Heard]:
        settings = self.wire.access.settings
        check_signature(knock, settings["signature_secret"], settings["api_key"])
        try:
            if knock.place == "texts":
                return [_text(read(knock.body, Received))]
            return [_receipt(read(knock.body, Reported))]
        except Meaningless as error:
            raise Unreadable("It is not what Vonage sends.") from error

    async def owned(self) -> list[Owned]:
        application = await self._application()
        is_led = application.texts_to == f"{self.wire.access.door}/texts"
        return [
            Owned(
                each.key,
                each.e164,
                tuple(name for name in CAN if name in each.can),
                each.country,
                answers_here=is_led and each.app_id == self.wire.application,
            )
            for each in await self.wire.numbers()
        ]

    async def lead_here(self, number_key: str) -> None:
        number = await self.wire.number(number_key.rpartition(".")[2])
        if number is None:
            raise Refused("The Vonage account does not have this number.", "404")
        await self.wire.lead(number)

    async def _application(self) -> Application:
        path = f"/v2/applications/{self.wire.application}"
        found = await self.wire.messages.find(Application, path)
        if found is None:
            raise Refused(
                "The Vonage account has no such application. Copy its ID from the dashboard.",
                "404",
                is_ours=True,
            )
        return found


def _text(message: Received) -> HeardText:
    media = (message.image, message.video, message.audio, message.file, message.vcard)
    pictures = [each.url for each in media if each is not None and each.url]
    text = "\n".join([*([message.text] if message.text else []), *pictures])
    number, sender = address_of(message.to), address_of(message.sender)
    return HeardText(message.message_uuid, sender, number, text)


def _receipt(message: Reported) -> HeardReceipt:
    outcome = OUTCOMES.get(message.status, Outcome.UNKNOWN)
    code = None
    if outcome not in (Outcome.DELIVERED, Outcome.PENDING) and message.error is not None:
        code = code_of(message.error.code, message.error.title)
    return HeardReceipt(outcome, message.client_ref, message.message_uuid, code)
