"""Segments to submit_sm and deliver_sm, and what comes in to a receipt or a part of a text."""

from hubbub.channels.sms.decoding import USER_DATA_HEADER, InboundPart, SarParameters, read_part
from hubbub.channels.sms.encoding import Alphabet
from hubbub.channels.sms.receipts import Receipt, is_receipt, read_receipt
from hubbub.channels.sms.segments import Segment
from hubbub.channels.sms.smpp.addresses import to_address
from hubbub.channels.sms.smpp.pdus import SAR_NUMBER, SAR_REFERENCE, SAR_TOTAL, Message


def messages_of(
    segments: list[Segment], source: str, destination: str, *, wants_receipt: bool
) -> list[Message]:
    """One message a segment; ValueError if an address is none (see `to_address`)."""
    sender, recipient = to_address(source), to_address(destination)
    return [
        Message(
            sender,
            recipient,
            segment.data,
            segment.data_coding,
            USER_DATA_HEADER if segment.has_header else 0,
            registered_delivery=int(wants_receipt),
        )
        for segment in segments
    ]


def lasting(seconds: float) -> str:
    """A validity period from now on (SMPP 3.4, 7.1.1.2): years, months, days, hours, minutes and
    seconds, and an R for relative."""
    minutes, second = divmod(max(1, int(seconds)), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    months, day = divmod(days, 30)
    return f"00{min(months, 12):02}{day:02}{hour:02}{minute:02}{second:02}000R"


def understand(
    message: Message,
    *,
    default: Alphabet = Alphabet.GSM,
) -> Receipt | InboundPart | None:
    """What an inbound message is; None for a receipt that names no message.

    `default` is the carrier's alphabet for data coding 0.
    """
    if is_receipt(message.esm_class, message.tlvs):
        return read_receipt(message.payload, message.tlvs)
    return read_part(
        message.payload,
        data_coding=message.data_coding,
        esm_class=message.esm_class,
        sar=_sar(message),
        default=default,
    )


def _sar(message: Message) -> SarParameters | None:
    values = [message.tlvs.get(tag) for tag in (SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER)]
    numbers = [int.from_bytes(value, "big") for value in values if value and len(value) <= 2]
    return SarParameters(*numbers) if len(numbers) == 3 else None
