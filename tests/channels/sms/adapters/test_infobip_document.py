"""All that our line asks of Infobip, and all that the simulator answers and reports, is as its
published documents say; they are not ours, and the test is skipped where they do not lie."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import jsonschema_rs
import pytest

from hubbub.channels.sms.adapters.carrier import Answer, Asked, Asking, Refused, Text
from hubbub.channels.sms.adapters.infobip.kind import INFOBIP
from hubbub.features.numbers.selling import Purchase, Releasing, Search
from tests.channels.sms.adapters.stands import access_to
from tests.channels.sms.adapters.test_lines import opened
from tests.compat.vendor.contract import FOLDER, WHY_ABSENT, read, with_components
from tests.simulator.conftest import PHONE, simulator_in
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = ("numbers", "resources", "sms")
WEBHOOKS = {
    "texts": "receive-inbound-sms-messages",
    "receipts": "receive-outbound-sms-message-reports-v3",
}
DELIBERATE = {("POST", "/numbers/1/numbers", 400), ("GET", "/numbers/1/numbers/{numberKey}", 404)}
"""Refusals that the documents do not name."""


@dataclass
class Listening:
    """`Asking`, remembered with what came back."""

    ask: Asking
    heard: list[tuple[Asked, Answer]] = field(default_factory=list[tuple[Asked, Answer]])

    async def __call__(self, address: str, asked: Asked, /) -> Answer:
        answer = await self.ask(address, asked)
        self.heard.append((asked, answer))
        return answer


def document_of(name: str) -> dict[str, Any]:
    return read(FOLDER / f"infobip-{name}-openapi.json")


def operation_of(asked: Asked) -> tuple[dict[str, Any], str, dict[str, Any]]:
    """The document, the template, and the operation in it."""
    for name in DOCUMENTS:
        whole = document_of(name)
        for template, methods in whole["paths"].items():
            pattern = re.sub(r"{\w+}", "[^/]+", template)
            # `available` is no number's key.
            if re.fullmatch(pattern, asked.path) and asked.method.lower() in methods:
                return whole, template, methods[asked.method.lower()]
    raise AssertionError(f"Infobip has no {asked.method} {asked.path}")


def check(asked: Asked, answer: Answer) -> tuple[str, str, int]:
    whole, template, operation = operation_of(asked)
    known = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"}
    assert set(asked.query) <= known, asked
    if asked.body is not None:
        wanted = with_components(whole, operation["requestBody"])
        jsonschema_rs.validate(wanted, json.loads(asked.body))
    named = (asked.method, template, answer.status)
    if named not in DELIBERATE:
        told = with_components(whole, operation["responses"][str(answer.status)])
        if answer.body:
            jsonschema_rs.validate(told, json.loads(answer.body))
    return named


@pytest.mark.skipif(not FOLDER.exists(), reason=WHY_ABSENT)
async def test_both_sides_keep_to_the_documents(tmp_path: Path) -> None:
    async with simulator_in(tmp_path) as world, opened() as door:
        await world.turn()
        plain = access_to("infobip", tmp_path, door.address)
        listening = Listening(plain.ask)
        access = replace(plain, ask=listening)
        assert INFOBIP.seller is not None
        line, seller = INFOBIP.open(access), INFOBIP.seller(access)
        await line.check()
        assert await seller.markets()
        offers = await seller.search(Search("US", frozenset({"sms", "voice"}), "long"))
        assert await seller.find(offers[0].key) == offers[0]
        bought = await seller.buy(Purchase(uuid4().hex, offers[0]))
        late = await seller.buy(Purchase(uuid4().hex, replace(offers[0], country="GB")))
        assert (bought.state, late.state) == ("bought", "refused")
        await line.send(Text("r-1-1", offers[0].number, PHONE, "Hello", 60))
        await until(lambda: len(door.knocks) == 1)
        await world.text("Hello", number=offers[0].number)
        await until(lambda: len(door.knocks) == 2)
        assert bought.number_key is not None
        assert len(await line.owned()) == 1
        await line.lead_here(bought.number_key)
        assert isinstance(seller, Releasing)
        await seller.release(bought.number_key)
        wrong = INFOBIP.open(replace(access, settings={**access.settings, "api_key": "0-0"}))
        for work in (wrong.check(), wrong.send(Text("r-2-1", "+1202", PHONE, "Hello"))):
            with pytest.raises(Refused):
                await work
    seen = {check(asked, answer) for asked, answer in listening.heard}
    assert {(method, status) for method, _, status in seen} >= {
        ("GET", 200), ("POST", 200), ("DELETE", 204), ("GET", 401), ("POST", 401),
    }  # fmt: skip
    webhooks = document_of("sms")["webhooks"]
    for knock in door.knocks:
        told = webhooks[WEBHOOKS[knock.place]]["post"]["requestBody"]
        jsonschema_rs.validate(with_components(document_of("sms"), told), json.loads(knock.body))
