"""How the simulated carrier treats a submit: knobs first, then the disk, then the answer."""

import asyncio
import random
import secrets
import time
from collections import deque
from typing import Final, Literal

from hubbub.channels.sms.decoding import Concatenation, InboundPart
from hubbub.channels.sms.receipts import (
    MESSAGE_STATE,
    NETWORK_ERROR_CODE,
    RECEIPTED_MESSAGE_ID,
    Receipt,
)
from hubbub.channels.sms.simulated import is_password
from hubbub.channels.sms.smpp.addresses import to_text
from hubbub.channels.sms.smpp.codec import encode_message
from hubbub.channels.sms.smpp.messages import understand
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Bind, Message, Status
from hubbub.channels.sms.smpp.server import Peer
from hubbub.simulator.models import Arrival, Knobs, moment, phone_number
from hubbub.simulator.repository import Repository

_RECEIPT: Final = 0x04
_DELIVERED: Final = 2
_UNDELIVERABLE: Final = 5
_ON_FAILURE: Final = 2


class Carrier:
    """Accepts what it has stored, and nothing else."""

    def __init__(self, repository: Repository, key: bytes, knobs: Knobs, wake: asyncio.Event):
        self._repository = repository
        self._key = key
        self._wake = wake
        self._talking = asyncio.Event()
        self._recent: deque[float] = deque()
        # Parts of one message share their luck, and another run has other luck.
        self._luck = secrets.token_hex(8)
        self.turn(knobs)

    def turn(self, knobs: Knobs) -> None:
        """Uses these knobs from now on."""
        self.knobs = knobs
        if knobs.silent:
            self._talking.clear()
        else:
            self._talking.set()

    async def authenticate(self, bind: Bind) -> int:
        """The password of a system id follows from the key of the installation."""
        right = bool(bind.system_id) and is_password(self._key, bind.system_id, bind.password)
        return Status.OK if right else Status.INVALID_PASSWORD

    async def on_submit(self, peer: Peer, message: Message) -> Answer:
        """OK means that the text, and the receipt it is owed, are on the disk."""
        await self._talking.wait()
        if peer.session.is_over:
            return Answer(Status.SYSTEM_ERROR)
        if self._is_too_fast():
            return Answer(Status.THROTTLED)
        if random.random() < self.knobs.failure_rate:  # noqa: S311
            return Answer(Status.SUBMIT_FAILED)
        return await self._accept(peer.system_id, message)

    async def mood(self) -> Literal["too_fast", "refused"] | None:
        """Why a text over HTTP is not taken just now, after the silence if there is one."""
        await self._talking.wait()
        if self._is_too_fast():
            return "too_fast"
        return "refused" if random.random() < self.knobs.failure_rate else None  # noqa: S311

    def loses(self) -> bool:
        """Whether a whole text gets lost on its way to the phone."""
        return random.random() < self.knobs.undelivered  # noqa: S311

    async def _accept(self, system_id: str, message: Message) -> Answer:
        number = to_text(message.source)
        owner = await self._repository.owner_of(number)
        if owner not in {None, system_id} or not number:
            return Answer(Status.INVALID_SOURCE)
        try:
            phone = phone_number(_international(to_text(message.destination)))
        except ValueError:
            return Answer(Status.INVALID_DESTINATION)
        part = understand(message)
        if part is None or isinstance(part, Receipt):
            return Answer(Status.SUBMIT_FAILED)
        message_id = secrets.token_hex(8)
        due = time.time() + self.knobs.delay
        is_lost = self._is_lost(number, phone, part)
        receipt = self._receipt(message, message_id, is_lost=is_lost, due=due)
        await self._repository.arrive(
            Arrival(message_id, system_id, number, phone, part, receipt, is_lost, due)
        )
        self._wake.set()
        return Answer(message_id=message_id)

    def _is_too_fast(self) -> bool:
        limit = self.knobs.throttle
        now = time.monotonic()
        while self._recent and now - self._recent[0] >= 1:
            self._recent.popleft()
        if limit is not None and len(self._recent) >= max(1, limit):
            return True
        self._recent.append(now)
        return False

    def _is_lost(self, number: str, phone: str, part: InboundPart) -> bool:
        luck = random.Random()  # noqa: S311
        if part.concatenation:
            luck.seed(f"{self._luck} {number} {phone} {_whole(part.concatenation)}")
        return luck.random() < self.knobs.undelivered

    def _receipt(
        self, message: Message, message_id: str, *, is_lost: bool, due: float
    ) -> bytes | None:
        wanted = message.registered_delivery & 0x03
        if not self.knobs.receipts or not wanted or (wanted == _ON_FAILURE and not is_lost):
            return None
        tlvs = {
            RECEIPTED_MESSAGE_ID: message_id.encode() + b"\0",
            MESSAGE_STATE: bytes([_UNDELIVERABLE if is_lost else _DELIVERED]),
        }
        if is_lost:
            tlvs[NETWORK_ERROR_CODE] = b"\x03\x00\x01"
        text = _receipt_text(message_id, is_lost=is_lost, due=due)
        receipt = Message(message.destination, message.source, text, esm_class=_RECEIPT, tlvs=tlvs)
        return encode_message(receipt)


def _receipt_text(message_id: str, *, is_lost: bool, due: float) -> bytes:
    # The form of SMPP 3.4, appendix B.
    submitted, done = (f"{moment(at):%y%m%d%H%M}" for at in (time.time(), due))
    end = "dlvrd:000" if is_lost else "dlvrd:001"
    state = "stat:UNDELIV err:001" if is_lost else "stat:DELIVRD err:000"
    dates = f"submit date:{submitted} done date:{done}"
    return f"id:{message_id} sub:001 {end} {dates} {state} text:".encode()


def _international(number: str) -> str:
    return number if number.startswith("+") else f"+{number}"


def _whole(part: Concatenation) -> str:
    return f"{part.kind} {part.reference} {part.total}"
