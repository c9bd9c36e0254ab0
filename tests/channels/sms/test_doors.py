"""The doors of carriers over HTTP: signed by them, stored once, answered after the commit."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import pytest
from psycopg import OperationalError

from hubbub.access.keys import guessing
from hubbub.channels.sms import hearing
from hubbub.channels.sms.adapters.twilio.signing import signature_of
from hubbub.channels.sms.outgoing_repository import PartId
from hubbub.channels.sms.references import reference_of
from hubbub.features.messages.events import MessageQueued
from hubbub.features.messages.repository import NewMessage, insert_messages
from hubbub.features.people.repository import meet
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.ids import new_id
from tests.api import in_process

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    import httpx2

    from hubbub.kernel.database import DatabaseAddress
    from tests.api import Api
    from tests.world import World

SID, TOKEN = f"AC{'1' * 32}", "2" * 32
PHONE, NUMBER = "+385912345678", "+12025550123"
FORM = "application/x-www-form-urlencoded"
CARRIER: dict[str, Any] = {
    "kind": "twilio", "name": "Twilio", "settings": {"account_sid": SID, "auth_token": TOKEN},
    "enabled": False,
}  # fmt: skip


@dataclass
class Twilio:
    """The carrier at our door."""

    api: Api
    world: World
    door: str
    carrier_id: str

    async def text(self, text: str, sid: str, number: str = NUMBER) -> httpx2.Response:
        said = {"MessageSid": sid, "From": PHONE, "To": number, "Body": text, "AccountSid": SID}
        return await self.knock("/texts", said)

    async def receipt(self, status: str, reference: str, sid: str = "") -> httpx2.Response:
        said = {"MessageSid": sid or f"SM{'9' * 32}", "MessageStatus": status, "AccountSid": SID}
        return await self.knock(f"/receipts?reference={reference}", said)

    async def knock(
        self, place: str, said: dict[str, str], *, token: str = TOKEN, url: str | None = None
    ) -> httpx2.Response:
        pairs = list(said.items())
        signature = signature_of(token, url or f"{self.door}{place}", pairs)
        headers = {"X-Twilio-Signature": signature, "Content-Type": FORM}
        path = urlsplit(self.door).path + place
        return await self.api.http.post(path, content=urlencode(pairs), headers=headers)

    async def texts(self) -> list[str]:
        rows = await self.world.sql(
            self.world.ours, "SELECT text FROM messages WHERE direction = 'inbound'"
        )
        return sorted(row[0] for row in rows)

    async def rejected(self) -> list[str]:
        rows = await self.world.sql(self.world.ours, "SELECT reason FROM rejected_inbound")
        return [row[0] for row in rows]


async def begin(api: Api, world: World) -> Twilio:
    founder = world.ours.founder
    made = await api.post(founder, "/api/carriers/over-http", CARRIER)
    await api.post(founder, "/api/numbers", {"number": NUMBER, "carrier_id": made["id"]})
    number = await world.sql(world.ours, "SELECT id FROM numbers WHERE number = %s", NUMBER)
    await world.sql(
        world.ours,
        "INSERT INTO inbound_configurations (account_id, id, number_id, channel, action) "
        "VALUES (%s, gen_random_uuid(), %s, 'sms', 'conversations')",
        world.ours.id,
        number[0][0],
    )
    return Twilio(api, world, made["door"], made["id"])


@pytest.fixture
async def twilio(api: Api, world: World) -> Twilio:
    return await begin(api, world)


async def queued(world: World, carrier_id: str) -> UUID:
    """A text of ours on its way over this carrier."""
    async with world.database.transaction(world.ours.id) as tx:
        person, _ = (await meet(tx, [PHONE]))[PHONE]
        rows = await tx.rows("SELECT id FROM carriers WHERE id = %s", (carrier_id,))
        message = NewMessage(
            id=new_id(), channel="sms", direction="outbound", number=NUMBER,
            carrier_id=rows[0][0], person_id=person.id, text="Hi", author_kind="agent",
            author_id=None, client_id=None, status="queued", segments=2,
        )  # fmt: skip
        await insert_messages(tx, [message])
        event = MessageQueued(carrier_id=rows[0][0], attempt=1)
        await record(tx, event, Subject(message.id, 1), SYSTEM)
    return message.id


async def test_ten_times_shuffled_and_sixteen_at_once_is_one_text_and_one_state(
    twilio: Twilio, world: World
) -> None:
    message = await queued(world, twilio.carrier_id)
    reference = reference_of(PartId(message, 1, 1))
    sids = [f"SM{n:032x}" for n in range(4)]
    knocks = [
        *(lambda sid=sid: twilio.text(f"Text {sid[-1]}", sid) for sid in sids * 10),
        *(lambda s=s: twilio.receipt(s, reference) for s in ("sent", "delivered", "queued") * 10),
        lambda: twilio.receipt("undelivered", f"{reference}0"),
    ]
    random.shuffle(knocks)
    room = asyncio.Semaphore(16)

    async def one(work: Any) -> httpx2.Response:
        async with room:
            return await work()

    answers = await asyncio.gather(*(one(work) for work in knocks))
    assert {(each.status_code, each.text) for each in answers} == {(200, "<Response/>")}
    assert await twilio.texts() == [f"Text {n}" for n in range(4)]
    states = await world.sql(world.ours, "SELECT state FROM sms_parts")
    assert states == [("delivered",)]
    ends = "SELECT count(*)::int FROM events WHERE data->>'after' = 'delivered'"
    assert await world.sql(world.ours, ends) == [(1,)]


async def test_what_is_not_signed_leaves_nothing_but_a_count(
    twilio: Twilio, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "TRIES", 5)
    said = {"MessageSid": f"SM{'3' * 32}", "From": PHONE, "To": NUMBER, "Body": "Forged"}
    forgeries = [
        await twilio.knock("/texts", said, token="3" * 32),
        await twilio.knock("/texts", said, url=f"{twilio.door}/receipts"),
        await twilio.knock("/texts", {**said, "AccountSid": f"AC{'4' * 32}"}),
        await twilio.api.http.post(urlsplit(twilio.door).path + "/texts", content=urlencode(said)),
    ]
    assert {each.status_code for each in forgeries} == {403}
    assert TOKEN not in "".join(each.text for each in forgeries)
    stranger = await twilio.api.http.post("/carriers/nobodys-door/texts", content=b"x")
    assert stranger.status_code == 404
    assert (await twilio.knock("/texts", said, token="3" * 32)).status_code == 429
    assert await twilio.texts() == []
    assert await twilio.rejected() == []
    assert await world.sql(world.ours, "SELECT count(*)::int FROM people") == [(0,)]
    # The carrier itself is let in all the same.
    assert (await twilio.text("Good", f"SM{'5' * 32}")).status_code == 200
    assert await twilio.texts() == ["Good"]


async def test_what_can_never_be_taken_is_kept_aside_and_thanked_for(twilio: Twilio) -> None:
    answers = [
        await twilio.text("For nobody", f"SM{'6' * 32}", "+12025550199"),
        await twilio.knock("/texts", {"MessageSid": "nonsense"}),
        await twilio.text("Nul \0 in it", f"SM{'7' * 32}"),
    ]
    assert [each.status_code for each in answers] == [200, 200, 200]
    assert sorted(await twilio.rejected()) == ["It names no message.", "not a number of ours"]
    assert await twilio.texts() == ["Nul  in it"]


async def test_it_is_answered_after_it_is_stored(
    twilio: Twilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking = hearing.take_in_requests

    async def away(*_: object) -> None:
        raise OperationalError("the server is going away")

    monkeypatch.setattr(hearing, "take_in_requests", away)
    assert (await twilio.text("Hello", f"SM{'8' * 32}")).status_code == 503
    assert await twilio.texts() == []
    monkeypatch.setattr(hearing, "take_in_requests", taking)
    assert (await twilio.text("Hello", f"SM{'8' * 32}")).status_code == 200
    assert await twilio.texts() == ["Hello"]


async def test_above_what_a_day_may_bring_it_is_asked_to_try_again(twilio: Twilio) -> None:
    ours, most = twilio.world.ours, "INSERT INTO quotas (account_id, received_a_day) VALUES (%s, 1)"
    await twilio.world.sql(ours, most, ours.id)
    assert (await twilio.text("One", f"SM{'6' * 32}")).status_code == 200
    assert (await twilio.text("Two", f"SM{'7' * 32}")).status_code == 503
    await twilio.world.sql(ours, "DELETE FROM quotas WHERE account_id = %s", ours.id)
    assert (await twilio.text("Two", f"SM{'7' * 32}")).status_code == 200


async def test_a_body_has_its_end(twilio: Twilio) -> None:
    path = urlsplit(twilio.door).path + "/texts"
    answer = await twilio.api.http.post(path, content=b"x" * 300_000)
    assert answer.status_code == 413


async def test_behind_a_proxy_the_public_address_is_what_is_signed(
    twilio: Twilio, world_address: DatabaseAddress, tmp_path: Path
) -> None:
    public = "https://desk.example.com"
    twilio.door = public + urlsplit(twilio.door).path
    async with in_process(world_address, tmp_path, public_url=public) as api:
        twilio.api = api
        assert (await twilio.text("Hello", f"SM{'8' * 32}")).status_code == 200
        wrong = twilio.door.replace(public, "http://127.0.0.1:8080")
        said = {"MessageSid": f"SM{'9' * 32}", "From": PHONE, "To": NUMBER, "Body": "x"}
        assert (await twilio.knock("/texts", said, url=f"{wrong}/texts")).status_code == 403


async def test_settings_are_checked_and_secrets_never_come_back(
    twilio: Twilio, api: Api, world: World
) -> None:
    founder, path = world.ours.founder, f"/api/carriers/{twilio.carrier_id}/over-http"
    shown = await api.send(founder, "GET", "/api/carriers")
    (ours,) = [each for each in shown.json()["items"] if each["protocol"] == "http"]
    assert TOKEN not in shown.text
    assert (ours["settings"], ours["secrets"]) == ({"account_sid": SID}, ["auth_token"])
    for settings, field in (
        ({"account_sid": "AC1"}, "settings.account_sid"),
        ({"account_sid": SID, "auth_token": "short"}, "settings.auth_token"),
        ({"account_sid": SID, "colour": "red"}, "settings.colour"),
        ({}, "settings.account_sid"),
    ):
        refused = await api.send(founder, "PUT", path, {"name": "Twilio", "settings": settings})
        assert refused.status_code == 422
        assert [each["field"] for each in refused.json()["errors"]] == [field]
    # Left out, a secret stays; given, it is what is signed with from then on.
    changed = {"name": "T", "settings": {"account_sid": SID}, "enabled": False}
    assert (await api.put(founder, path, changed))["door"] == twilio.door
    assert (await twilio.text("One", f"SM{'a' * 32}")).status_code == 200
    await api.put(
        founder, path, {**changed, "settings": {"account_sid": SID, "auth_token": "b" * 32}}
    )
    assert (await twilio.text("Two", f"SM{'b' * 32}")).status_code == 403
    values = await world.sql(
        world.ours, "SELECT settings::text, sealed_secrets, sealed_door FROM http_carriers"
    )
    assert "b" * 32 not in str(values)
    assert twilio.door.rsplit("/", 1)[1] not in str(values)


async def test_of_two_editors_the_slower_one_is_told_and_its_secret_is_not_kept(
    twilio: Twilio, api: Api, world: World
) -> None:
    founder, path = world.ours.founder, f"/api/carriers/{twilio.carrier_id}/over-http"
    first = {"name": "T", "settings": {"account_sid": SID}, "enabled": False, "version": 1}
    assert (await api.put(founder, path, first))["version"] == 2
    settings = {"account_sid": SID, "auth_token": "b" * 32}
    refused = await api.send(founder, "PUT", path, {**first, "settings": settings})
    assert (refused.status_code, refused.json()["code"]) == (409, "stale")
    assert (await twilio.text("Signed as before", f"SM{'a' * 32}")).status_code == 200


async def test_the_door_of_a_carrier_that_is_removed_is_shut_at_once(
    twilio: Twilio, api: Api, world: World
) -> None:
    founder = world.ours.founder
    made = await api.post(founder, "/api/carriers/over-http", {**CARRIER, "name": "Other"})
    path = urlsplit(made["door"]).path + "/texts"
    assert (await api.http.post(path, content=b"")).status_code == 403
    gone = await api.send(founder, "DELETE", f"/api/carriers/{made['id']}")
    assert gone.status_code == 204, gone.text
    assert (await api.http.post(path, content=b"")).status_code == 404


async def test_who_knocks_together_is_told_from_each_other(
    twilio: Twilio, api: Api, world: World
) -> None:
    other = "c" * 32
    settings = {"account_sid": SID, "auth_token": other}
    body = {**CARRIER, "name": "Other", "settings": settings}
    made = await api.post(world.theirs.founder, "/api/carriers/over-http", body)
    theirs = Twilio(api, world, made["door"], made["id"])
    said = {"MessageSid": f"SM{'7' * 32}", "From": PHONE, "To": NUMBER, "Body": "Mine"}
    answers = await asyncio.gather(
        twilio.knock("/texts", said, token=other),
        theirs.knock("/texts", said, token=TOKEN),
        api.http.post("/carriers/nobodys-door/texts", content=b"x"),
        twilio.knock("/texts", said),
        theirs.knock("/texts", {**said, "Body": "Theirs"}, token=other),
    )
    assert [each.status_code for each in answers] == [403, 403, 404, 200, 200]
    assert await twilio.texts() == ["Mine"]
    kept = await world.sql(world.theirs, "SELECT reason FROM rejected_inbound")
    assert kept == [("not a number of ours",)]


async def test_a_carrier_over_http_is_no_connection_to_hand_texts_to(
    twilio: Twilio, api: Api, world: World
) -> None:
    founder = world.ours.founder
    number = (await api.get(founder, "/api/numbers"))["items"][0]
    inbound = await api.get(founder, f"/api/numbers/{number['id']}/inbound")
    assert twilio.carrier_id not in str(inbound["connections"])
    body = {"action": "smpp", "carrier_id": twilio.carrier_id, "version": 1}
    refused = await api.send(founder, "PUT", f"/api/numbers/{number['id']}/inbound", body)
    assert refused.status_code == 422
    assert "over SMPP" in refused.text
