"""Texts over Infobip: sends them, and hears what comes back."""

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
from hubbub.channels.sms.adapters.infobip.proving import address_of_door, check_proof
from hubbub.channels.sms.adapters.infobip.refusing import Status, rejection
from hubbub.channels.sms.adapters.infobip.wire import (
    NUMBERS,
    Number,
    Numbers,
    Received,
    Reported,
    Reports,
    Sent,
    Texts,
    Wire,
)
from hubbub.channels.sms.adapters.json_api import Meaningless, code_of, read
from hubbub.channels.sms.receipts import Outcome
from hubbub.features.people.phones import address_of

ACCEPTED, PENDING, UNDELIVERABLE, DELIVERED, EXPIRED, REJECTED = range(6)
OUTCOMES: Final = {
    ACCEPTED: Outcome.PENDING,
    PENDING: Outcome.PENDING,
    UNDELIVERABLE: Outcome.FAILED,
    DELIVERED: Outcome.DELIVERED,
    EXPIRED: Outcome.EXPIRED,
    REJECTED: Outcome.REJECTED,
}
EXCEPTIONS: Final = {
    "DELIVERED_TO_OPERATOR": Outcome.PENDING,
    "EXPIRED_DLR_UNKNOWN": Outcome.UNKNOWN,
}
KNOWN_ALREADY: Final = "REJECTED_DUPLICATE_MESSAGE_ID"
LONGEST_VALIDITY: Final = 48 * 3600
CAN: Final = {"SMS": "sms", "VOICE": "voice"}
THANKS: Final = Thanks()


@dataclass(frozen=True, slots=True)
class InfobipLine:
    """`Line`. A text is called by our reference there too."""

    wire: Wire
    thanks: Thanks = THANKS

    async def check(self) -> None:
        await self.wire.api.get(Numbers, NUMBERS, {"limit": "1"})

    async def send(self, text: Text) -> str:
        body = {"messages": [_message(text, address_of_door(self.wire.access, "receipts"))]}
        taken = (await self.wire.api.do("POST", Sent, "/sms/3/messages", body)).messages[0]
        is_refused = taken.status.group_id in (UNDELIVERABLE, EXPIRED, REJECTED)
        # What it has under our reference already is this very text.
        if is_refused and taken.status.name != KNOWN_ALREADY:
            raise rejection(taken.status)
        return taken.message_id

    def hear(self, knock: Knock) -> list[Heard]:
        check_proof(self.wire.access, knock)
        try:
            if knock.place == "texts":
                return [_text(each) for each in read(knock.body, Texts).results]
            return [_receipt(each) for each in read(knock.body, Reports).results]
        except Meaningless as error:
            raise Unreadable("It is not what Infobip sends.") from error

    async def owned(self) -> list[Owned]:
        # With another proof in it, the address is one of before the password was changed.
        here = address_of_door(self.wire.access, "texts")
        found: list[Owned] = []
        for each in await self.wire.numbers():
            url = await self._forwarding_of(each)
            can = tuple(name for word, name in CAN.items() if word in (each.capabilities or ()))
            is_led = url is not None and (url == here or url.startswith(f"{here}&"))
            found.append(Owned(each.number_key, each.e164, can, each.country, answers_here=is_led))
        return found

    async def lead_here(self, number_key: str) -> None:
        await self.wire.forward(number_key)

    async def _forwarding_of(self, number: Number) -> str | None:
        if "SMS" not in (number.capabilities or ()):
            return None
        try:
            return await self.wire.forwarding_of(number.number_key)
        except Refused as refused:
            if refused.is_ours:
                raise
            # Infobip lets us ask twice a second; of the rest it is not known.
            return None


def _message(text: Text, address: str) -> dict[str, object]:
    message: dict[str, object] = {
        "sender": _bare(text.sender),
        "destinations": [{"to": _bare(text.phone), "messageId": text.reference}],
        "content": {"text": text.text},
        "webhooks": {
            "delivery": {"url": address},
            "contentType": "application/json",
            "callbackData": text.reference,
        },
    }
    if text.seconds is not None:
        seconds = max(1, min(LONGEST_VALIDITY, int(text.seconds)))
        message["options"] = {"validityPeriod": {"amount": seconds, "timeUnit": "SECONDS"}}
    return message


def _bare(address: str) -> str:
    return address.removeprefix("+")


def _text(message: Received) -> HeardText:
    number, sender = address_of(message.to), address_of(message.sender)
    return HeardText(message.message_id, sender, number, message.text or "")


def _receipt(report: Reported) -> HeardReceipt:
    status, error = report.status, report.error or Status()
    outcome = OUTCOMES.get(-1 if status.group_id is None else status.group_id, Outcome.UNKNOWN)
    outcome = EXCEPTIONS.get(status.name or "", outcome)
    code = None
    if outcome not in (Outcome.DELIVERED, Outcome.PENDING):
        code = code_of(error.name if error.id else None, status.name)
    return HeardReceipt(outcome, report.callback_data, report.message_id, code)
