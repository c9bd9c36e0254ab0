"""Texts over HTTP: sent once whatever is lost, kept while the carrier does not let us in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.channels.sms import owning_lines
from hubbub.channels.sms.adapters import sending
from hubbub.channels.sms.adapters.asking import WaysOut
from hubbub.channels.sms.adapters.carrier import (
    Access,
    CarrierKind,
    Heard,
    HeardReceipt,
    Knock,
    Owned,
    Refused,
    Setting,
    Text,
    Thanks,
    Unanswered,
)
from hubbub.channels.sms.adapters.registry import KINDS
from hubbub.channels.sms.hearing import Spoken, take_in_requests
from hubbub.channels.sms.http_carriers import (
    IN_DEMO,
    WantedHttp,
    add_http_carrier,
    change_http_carrier,
)
from hubbub.channels.sms.outgoing import give_up_left_over, note_not_submitted
from hubbub.channels.sms.outgoing_repository import PartId
from hubbub.channels.sms.owning_lines import reach_line
from hubbub.channels.sms.receipts import Outcome
from hubbub.channels.sms.references import part_of, reference_of
from hubbub.features.numbers.adding import add_number
from hubbub.features.numbers.repository import get_carrier
from hubbub.kernel import accounts
from hubbub.kernel.errors import Problem
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.secrets import load_secrets
from tests.channels.sms.office import Office
from tests.waiting import until
from tests.world import settings_for

if TYPE_CHECKING:
    from tests.world import Account

LONG = "x" * 400
"""Three segments."""
STATE = "SELECT state, state_detail FROM carriers WHERE kind = 'scripted'"


@dataclass
class Scripted:
    """`Line`: says what it is told to, and remembers what it was given."""

    sent: list[Text] = field(default_factory=list[Text])
    answers: list[Exception] = field(default_factory=list[Exception])
    checks: list[Exception] = field(default_factory=list[Exception])
    accesses: list[Access] = field(default_factory=list[Access])
    hold: asyncio.Event | None = None
    thanks: Thanks = field(default_factory=Thanks)

    async def check(self) -> None:
        if self.checks:
            raise self.checks[0]

    async def send(self, text: Text) -> str:
        self.sent.append(text)
        if self.hold is not None:
            await self.hold.wait()
        if self.answers:
            raise self.answers.pop(0)
        return f"id{len(self.sent)}"

    def hear(self, knock: Knock) -> list[Heard]:
        raise NotImplementedError

    async def owned(self) -> list[Owned]:
        return []

    async def lead_here(self, number_key: str) -> None: ...

    def open(self, access: Access) -> Scripted:
        self.accesses.append(access)
        return self


@dataclass
class HttpOffice(Office):
    """An office whose carrier is the scripted one."""

    account: Account | None = None

    @property
    def ours(self) -> Account:
        return self.account or self.world.ours


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    scripted = Scripted()
    kind = CarrierKind(
        kind="scripted",
        title="Scripted",
        settings=(Setting("user", "User", "Any."), Setting("word", "Word", "Any.", is_secret=True)),
        open=scripted.open,
        simulated=lambda _, __: {},
    )
    monkeypatch.setitem(KINDS, "scripted", kind)
    monkeypatch.setattr(sending, "FIRST_RETRY", 0.02)
    monkeypatch.setattr(sending, "LONGEST_RETRY", 0.05)
    return scripted


@pytest.fixture
async def http(office: Office, line: Scripted) -> HttpOffice:
    assert line.sent == []
    secrets = load_secrets(settings_for(office.home))
    async with office.world.database.transaction(office.ours.id) as tx:
        wanted = WantedHttp("Scripted", {"user": "me", "word": "open"}, per_second=1000)
        carrier = await add_http_carrier(tx, "scripted", wanted, secrets, SYSTEM)
        number = await add_number(tx, "+385910000777", carrier.id, SYSTEM, "conversations")
    account = replace(office.ours, carrier=carrier.id, number=number.number)
    return HttpOffice(office.world, office.address, office.home, office.carrier, account)


async def tell(http: HttpOffice, outcome: Outcome, **who: Any) -> None:
    """The carrier's receipt, as it comes through the door."""
    async with http.world.database.transaction(http.ours.id) as tx:
        said = Spoken([HeardReceipt(outcome, **who)], b"")
        await take_in_requests(tx, http.ours.carrier, [said])


async def test_a_long_text_is_one_request_and_its_receipt_names_it(
    http: HttpOffice, line: Scripted
) -> None:
    message = await http.write(LONG)
    async with http.worker():
        await http.until_status(message, "sent")
        await http.until_rows(STATE, ("bound", None))
    assert line.accesses[0].settings == {"user": "me", "word": "open"}
    (text,) = line.sent
    assert (text.sender, text.text) == (http.ours.number, LONG)
    assert part_of(text.reference) == PartId(message, 1, 1)
    await tell(http, Outcome.PENDING, reference=text.reference)
    assert await http.status(message) == "sent"
    await tell(http, Outcome.DELIVERED, carrier_message_id="id1")
    assert await http.status(message) == "delivered"


async def test_a_receipt_may_come_before_the_answer_and_is_not_unsaid_by_it(
    http: HttpOffice, line: Scripted
) -> None:
    for outcome, status in ((Outcome.DELIVERED, "delivered"), (Outcome.FAILED, "failed")):
        line.hold = asyncio.Event()
        count = len(line.sent)
        message = await http.write("Hello")
        async with http.worker():
            await until(lambda count=count: len(line.sent) > count)
            await tell(http, outcome, reference=reference_of(PartId(message, 1, 1)), code="30003")
            assert await http.status(message) == status
            line.hold.set()
            await http.until_rows(
                "SELECT count(*)::int FROM sms_parts WHERE carrier_message_id IS NULL", (0,)
            )
        part = "SELECT state FROM sms_parts WHERE message_id = %s"
        assert await http.rows(part, message) == [(status,)]
        assert await http.status(message) == status


async def test_a_text_whose_answer_is_lost_is_not_sent_again_and_its_receipt_is_believed(
    http: HttpOffice, line: Scripted
) -> None:
    line.answers = [Unanswered("Nothing came.", written=True)]
    message = await http.write("Hello")
    async with http.worker():
        await http.until_status(message, "unknown")
        other = await http.write("Another")
        await http.until_status(other, "sent")
    assert [each.text for each in line.sent] == ["Hello", "Another"]
    await tell(http, Outcome.DELIVERED, reference=line.sent[0].reference)
    assert await http.status(message) == "delivered"
    # And no answer, however late, takes that back.
    async with http.world.database.transaction(http.ours.id) as tx:
        lost = Unanswered("Nothing came.", written=True)
        await note_not_submitted(tx, PartId(message, 1, 1), 1, lost)
    assert await http.status(message) == "delivered"


async def test_what_never_left_and_what_is_refused_for_now_is_sent_later(
    http: HttpOffice, line: Scripted
) -> None:
    line.answers = [
        Unanswered("No way there.", written=False),
        Refused("Too fast.", "429", passes=True, pause=0.01),
    ]
    message = await http.write("Hello")
    async with http.worker():
        await http.until_status(message, "sent")
    assert len(line.sent) == 3
    assert len({each.reference for each in line.sent}) == 1


async def test_what_is_refused_for_good_says_why_in_a_sentence(
    http: HttpOffice, line: Scripted
) -> None:
    line.answers = [Refused("This is no mobile number.", "21614")]
    message = await http.write("Hello")
    async with http.worker():
        await http.until_status(message, "failed")
    failure = "SELECT failure_code, failure_detail FROM messages WHERE direction = 'outbound'"
    assert await http.rows(failure) == [("21614", "This is no mobile number.")]


async def test_while_it_does_not_let_us_in_texts_wait_and_none_is_lost(
    http: HttpOffice, line: Scripted
) -> None:
    refused = Refused("Twilio refuses the auth token.", "20003", is_ours=True)
    line.answers, line.hold = [refused], asyncio.Event()
    messages = [await http.write(f"Text {n}") for n in range(3)]
    async with http.worker():
        await until(lambda: bool(line.sent))
        line.checks = [refused]
        line.hold.set()
        await http.until_rows(STATE, ("retrying", "Twilio refuses the auth token."))
        late = await http.write("Late")
        assert await http.status(late) == "queued"
        line.checks.clear()
        for message in (*messages, late):
            await http.until_status(message, "sent")
        await http.until_rows(STATE, ("bound", None))
    assert sorted({each.text for each in line.sent}) == ["Late", "Text 0", "Text 1", "Text 2"]


async def test_a_change_is_heard_and_a_carrier_that_is_off_sends_nothing(
    http: HttpOffice, line: Scripted
) -> None:
    secrets = load_secrets(settings_for(http.home))

    async def change(**values: Any) -> None:
        wanted = WantedHttp("Scripted", {"user": "you"}, **values)
        async with http.world.database.transaction(http.ours.id) as tx:
            await change_http_carrier(tx, http.ours.carrier, wanted, secrets, SYSTEM)

    async with http.worker():
        await http.until_rows(STATE, ("bound", None))
        await change(enabled=False)
        await http.until_rows(STATE, ("stopped", "switched off"))
        message = await http.write("Hello")
        await change(enabled=True)
        await http.until_status(message, "sent")
    assert line.accesses[-1].settings == {"user": "you", "word": "open"}
    assert line.accesses[-1].door == line.accesses[0].door


async def test_what_an_owner_that_was_killed_had_in_hand_is_of_unknown_fate(
    http: HttpOffice, line: Scripted
) -> None:
    message = await http.write("Hello")
    await http.rows("UPDATE sms_parts SET state = 'submitting'")
    async with http.world.database.transaction(http.ours.id) as tx:
        assert await give_up_left_over(tx, http.ours.carrier) == 1
    assert await http.status(message) == "unknown"
    assert line.sent == []
    await tell(http, Outcome.DELIVERED, reference=reference_of(PartId(message, 1, 1)))
    assert await http.status(message) == "delivered"


async def test_a_reference_of_another_carriers_text_moves_nothing(http: HttpOffice) -> None:
    message = await http.write("Hello")
    async with http.world.database.transaction(http.ours.id) as tx:
        named = reference_of(PartId(message, 1, 1))
        said = Spoken([HeardReceipt(Outcome.DELIVERED, named, "id9")], b"")
        await take_in_requests(tx, http.world.ours.carrier, [said])
    assert await http.status(message) == "queued"


async def test_a_demo_adds_no_carrier_and_reaches_none(
    http: HttpOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def yes(_: object) -> bool:
        return True

    for module in (owning_lines, accounts):
        monkeypatch.setattr(module, "is_demo", yes)
    secrets, ways = load_secrets(settings_for(http.home)), WaysOut.begin(settings_for(http.home))
    async with http.world.database.transaction(http.ours.id) as tx:
        carrier = await get_carrier(tx, http.ours.carrier)
        assert carrier is not None
        assert await reach_line(tx, carrier, secrets, ways) == IN_DEMO
        with pytest.raises(Problem, match="demo"):
            await add_http_carrier(tx, "scripted", WantedHttp("More"), secrets, SYSTEM)
