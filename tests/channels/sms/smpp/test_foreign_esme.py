"""Our SMSC against a client that others wrote: long texts in two forms, receipts, deliveries."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import aiosmpplib
import pytest
from aiosmpplib.hook import AbstractHook
from aiosmpplib.protocol import SmppMessage

from hubbub.channels.sms.reassembly import complete_text
from hubbub.channels.sms.receipts import Receipt
from hubbub.channels.sms.segments import split_into_segments
from hubbub.channels.sms.smpp.messages import messages_of, understand
from hubbub.channels.sms.smpp.pdus import Address, Message, Status
from tests.channels.sms.smpp.wire import BOUND, Carrier, carrier, eventually

LONG = "Đačka čežnja 😀 " * 30
# It leaves its socket to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class Recorder(AbstractHook):
    def __init__(self) -> None:
        self.got: list[SmppMessage] = []

    async def sending(self, smpp_message: SmppMessage, pdu: bytes, client_id: str) -> None:
        return

    async def received(self, smpp_message: SmppMessage | None, pdu: bytes, client_id: str) -> None:
        if smpp_message:
            self.got.append(smpp_message)

    async def send_error(self, smpp_message: SmppMessage, error: Exception, client_id: str) -> None:
        raise error


@asynccontextmanager
async def foreign_esme(them: Carrier, hook: Recorder) -> AsyncGenerator[aiosmpplib.ESME]:
    esme = aiosmpplib.ESME(
        "127.0.0.1", them.port, "us", "right", hook=hook, log_level=logging.CRITICAL
    )
    running = asyncio.create_task(esme.start())
    await eventually(lambda: len(them.peers) == 1)
    try:
        yield esme
    finally:
        async with asyncio.timeout(BOUND):
            await esme.stop()
            await asyncio.wait([running])


@pytest.mark.parametrize(
    ("text", "esm_class", "auto_message_payload"),
    [(LONG, 0, True), (LONG, 0x40, False)],
    ids=["message_payload", "udh"],
)
async def test_its_long_texts_are_read(text: str, esm_class: int, auto_message_payload: bool):
    hook = Recorder()
    async with carrier() as them, foreign_esme(them, hook) as esme:
        await esme.broker.enqueue(
            aiosmpplib.SubmitSm(
                short_message=text,
                source=aiosmpplib.PhoneNumber("4412345"),
                destination=aiosmpplib.PhoneNumber("385911"),
                esm_class=esm_class,
                auto_message_payload=auto_message_payload,
                log_id="1",
            )
        )
        await eventually(
            lambda: any(isinstance(message, aiosmpplib.SubmitSmResp) for message in hook.got)
        )
        parts = [understand(message) for message in them.submits]
        texts = [part for part in parts if part and not isinstance(part, Receipt)]
        assert complete_text(texts) == text
        assert auto_message_payload == (len(them.submits) == 1)


async def test_it_reads_our_long_texts_and_our_answers_reach_it():
    hook = Recorder()
    messages = messages_of(
        split_into_segments(LONG, reference=3), "+385911234567", "+4412345", wants_receipt=False
    )
    async with carrier() as them, foreign_esme(them, hook):
        for message in messages:
            assert await them.peers[0].deliver(message) == Status.OK
        await eventually(
            lambda: any(
                isinstance(message, aiosmpplib.DeliverSm) and message.short_message == LONG
                for message in hook.got
            )
        )


async def test_it_reads_a_receipt():
    hook = Recorder()
    receipt = Message(
        Address("385911", 1, 1),
        Address("4412345", 1, 1),
        b"id:7 sub:001 dlvrd:001 submit date:2601021504 done date:2601021505 stat:DELIVRD "
        b"err:000 text:hello",
        esm_class=4,
    )
    async with carrier() as them, foreign_esme(them, hook):
        assert await them.peers[0].deliver(receipt) == Status.OK
        await eventually(
            lambda: any(
                isinstance(message, aiosmpplib.DeliverSm) and message.is_receipt()
                for message in hook.got
            )
        )
