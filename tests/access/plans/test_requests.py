"""Requests: kept, told by mail without the asker's words, answered, and never a relay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access.mailing.composing import COMPOSERS
from hubbub.access.plans.repository import plan_of_account
from hubbub.access.requests.deciding import (
    Agreed,
    confirm_request,
    decline_request,
    remove_request,
)
from hubbub.access.requests.listing import list_requests
from hubbub.access.requests.repository import (
    NOBODY,
    Request,
    newest_requests,
)
from hubbub.access.users.repository import seats
from hubbub.kernel.clock import now
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.mail.repository import mail_dropped, mail_sent, newest_mails
from hubbub.kernel.mail.sending import Composing

if TYPE_CHECKING:
    from uuid import UUID

    from hubbub.kernel.mail.letters import Letter
    from tests.api import Api
    from tests.world import World

ORIGIN = Composing("https://desk.example.com", "ops@example.com")
ASKER = "eva@example.org"


def demo(**changed: Any) -> dict[str, Any]:
    times = [(now() + timedelta(days=day)).isoformat() for day in (3, 2)]
    return {
        "kind": "demo", "name": "Eva Kolar", "email": ASKER, "organisation": "Kolar d.o.o.",
        "note": "Visit https://evil.example now", "times": times, "time_zone": "Europe/Zagreb",
        **changed,
    }  # fmt: skip


async def post(world: World, account: UUID = NOBODY) -> dict[str, Letter]:
    """Every letter that waits, by the kind of its mail; afterwards none does."""
    letters: dict[str, Letter] = {}
    async with world.database.transaction(account) as tx:
        for mail in reversed(await newest_mails(tx, 50)):
            if mail.state != "queued" or mail.kind not in COMPOSERS:
                continue
            letter = await COMPOSERS[mail.kind](tx, mail, ORIGIN)
            if letter is None:
                await mail_dropped(tx, mail.id)
            else:
                await mail_sent(tx, mail.id)
                letters[mail.kind] = letter
    return letters


async def kept(world: World, account: UUID = NOBODY) -> list[Request]:
    async with world.database.transaction(account) as tx:
        return await newest_requests(tx, 50)


@pytest.fixture
def operator(api: Api) -> None:
    settings = api.app.state.settings
    api.app.state.settings = settings.model_copy(update={"operator_email": "ops@example.com"})


@pytest.mark.usefixtures("operator")
async def test_a_demo_is_asked_for_without_an_account(world: World, api: Api) -> None:
    assert await api.post(None, "/api/requests", demo()) == {"by_mail": True}
    [request] = await kept(world)
    assert (request.state, request.time_zone) == ("open", "Europe/Zagreb")
    assert request.times == sorted(request.times)
    letters = await post(world)
    arrived, received = letters["request_arrived"], letters["request_received"]
    assert arrived.address == "ops@example.com"
    assert "Eva Kolar" in arrived.text
    assert received.address == ASKER
    for word in ("Eva", "Kolar", "evil.example"):
        assert word not in received.text + received.html + received.subject + received.name
    # Who is in an account sees nothing of it.
    assert await kept(world, world.ours.id) == []


async def test_without_an_operators_address_it_is_kept_all_the_same(world: World, api: Api) -> None:
    assert await api.post(None, "/api/requests", demo()) == {"by_mail": False}
    assert set(await post(world)) == {"request_received"}
    await api.post(world.ours.founder, "/api/account/plan/requests", {"plan": "team", "seats": 60})
    found = await list_requests(world.database, "open", 10)
    assert [(each.kind, each.account_id) for each in found] == [
        ("plan", world.ours.id), ("demo", NOBODY),
    ]  # fmt: skip
    assert await list_requests(world.database, "declined", 10) == []


async def test_a_confirmed_demo_comes_with_an_invitation(world: World, api: Api) -> None:
    await api.post(None, "/api/requests", demo())
    [request] = await kept(world)
    await post(world)
    agreed = await confirm_request(world.database, request.id, Agreed(proposal=2))
    assert (agreed.state, agreed.agreed_at) == ("confirmed", request.times[1])
    letter = (await post(world))["request_confirmed"]
    first = letter.invitation
    assert first is not None
    assert (first.method, first.sequence, first.attendee) == ("REQUEST", 0, ASKER)
    assert first.organiser == "ops@example.com"
    assert "Europe/Zagreb" in letter.text
    assert "Eva" not in letter.text
    # Once more changes nothing; another time moves what the calendar has.
    await confirm_request(world.database, request.id, Agreed(proposal=2))
    assert await post(world) == {}
    await confirm_request(world.database, request.id, Agreed(proposal=1))
    moved = (await post(world))["request_confirmed"].invitation
    assert moved is not None
    assert (moved.uid, moved.sequence) == (first.uid, 1)
    await decline_request(world.database, request.id)
    gone = (await post(world))["request_declined"].invitation
    assert gone is not None
    assert (gone.method, gone.uid, gone.sequence) == ("CANCEL", first.uid, 2)
    assert gone.starts_at == moved.starts_at


async def test_a_plan_is_granted_by_confirming_it(world: World, api: Api) -> None:
    ours = world.ours
    body = {"plan": "team", "seats": 60}
    await api.post(ours.founder, "/api/account/plan/requests", body)
    [request] = await kept(world, ours.id)
    await confirm_request(world.database, request.id, Agreed())
    async with world.database.transaction(ours.id) as tx:
        assert (await plan_of_account(tx), (await seats(tx))[0]) == ("team", 60)
    assert (await post(world, ours.id))["request_confirmed"].address == ours.founder.email
    with pytest.raises(Conflict, match="hubbub account plan"):
        await decline_request(world.database, request.id)


async def test_a_plan_that_is_too_small_stays_open(world: World, api: Api) -> None:
    ours = world.ours
    await api.post(ours.founder, "/api/account/plan/requests", {"plan": "team", "seats": 1})
    [request] = await kept(world, ours.id)
    with pytest.raises(Conflict, match="are in use"):
        await confirm_request(world.database, request.id, Agreed())
    assert [each.state for each in await kept(world, ours.id)] == ["open"]


async def test_it_is_forgotten_whole(world: World, api: Api) -> None:
    await api.post(None, "/api/requests", demo())
    [request] = await kept(world)
    await remove_request(world.database, request.id)
    assert await kept(world) == []
    assert await post(world) == {}
    with pytest.raises(NotFound, match="hubbub requests list"):
        await remove_request(world.database, request.id)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "a@b.example\r\nBcc: c@d.example"}, "email"),
        ({"name": " "}, "name"),
        ({"times": []}, "times"),
        ({"times": ["2001-01-01T10:00:00Z"]}, "times"),
        ({"times": ["2040-01-01T10:00:00"]}, "times"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"note": "x" * 2001}, "note"),
        ({"plan": "none"}, "plan"),
    ],
)
async def test_what_makes_no_sense_is_said_at_its_field(
    world: World, api: Api, changed: dict[str, Any], field: str
) -> None:
    answer = await api.send(None, "POST", "/api/requests", demo(**changed))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert await kept(world) == []


async def test_programs_are_thanked_and_forgotten(world: World, api: Api) -> None:
    bot = demo(website="https://evil.example")
    assert await api.post(None, "/api/requests", bot) == {"by_mail": False}
    assert await kept(world) == []


async def test_nobody_fills_a_strangers_inbox(world: World, api: Api) -> None:
    for _ in range(3):
        await api.post(None, "/api/requests", demo())
    again = await api.send(None, "POST", "/api/requests", demo(email=ASKER.upper()))
    assert again.status_code == 429
    assert len(await kept(world)) == 3


async def test_one_place_cannot_flood_the_list(world: World, api: Api) -> None:
    answers = [
        (await api.send(None, "POST", "/api/requests", demo(email=f"e{n}@example.org"))).status_code
        for n in range(21)
    ]
    assert answers == [*([201] * 20), 429]


async def test_mails_of_a_request_tell_nothing_once_it_is_gone(world: World, api: Api) -> None:
    await api.post(None, "/api/requests", demo())
    [request] = await kept(world)
    async with world.database.transaction(NOBODY) as tx:
        [mail] = await newest_mails(tx, 5)
        for kind in ("request_confirmed", "request_declined"):
            assert await COMPOSERS[kind](tx, replace(mail, kind=kind), ORIGIN) is None
    assert request.state == "open"
