"""Where texts and calls go is set over the wire, in both of its versions, and read in the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hubbub.compat.vendor.sms.handed_on import inbound_body
from hubbub.features.handing_on.carrying import OURS, Carrier
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.outside import run_outside_once
from hubbub.kernel.secrets import load_secrets
from tests.compat.vendor.numbers.contract import OWNED, RESOURCES
from tests.compat.vendor.sms.texts import new_key, program
from tests.features.handing_on.test_receiving_aside import arrive
from tests.reactions.webhooks.office import LOOPBACK, NOTHING, always, listening
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api import Api
    from tests.compat.vendor.wire import Wire
    from tests.world import World

TO_US = {"type": "PULL"}


@pytest.fixture
async def key(world: World, wire: Wire) -> str:
    [number] = (await wire.ok(program(world.ours), "GET", OWNED))["numbers"]
    return number["numberKey"]


async def in_the_desk(api: Api, world: World) -> tuple[str, list[tuple[str, str]], str | None]:
    """The default action, keywords with theirs, and who is told beside Conversations."""
    founder = world.ours.founder
    [number] = (await api.get(founder, "/api/numbers"))["items"]
    sms = (await api.get(founder, f"/api/numbers/{number['id']}/inbound"))["sms"]
    keywords = [(each["keyword"], each["action"]) for each in sms["keywords"]]
    return sms["default"]["action"], keywords, number["forward_url"]


async def test_the_version_under_the_number_makes_changes_and_removes(
    world: World, api: Api, wire: Wire, key: str
) -> None:
    api.app.state.outgoing = Outgoing(LOOPBACK)
    by, path = program(world.ours), f"/numbers/2/numbers/{key}/sms"
    before = await wire.ok(by, "GET", path)
    [default] = before["configurations"]
    assert (default["action"], default["useConversation"]) == (TO_US, {"enabled": True})
    mail = {"type": "MAIL_FORWARD", "mail": "someone@example.com"}
    made = await wire.ok(by, "POST", path, {"keyword": "Stop", "action": mail})
    assert (made["keyword"], made["action"]) == ("STOP", mail)
    assert await wire.ok(by, "GET", f"{path}/{made['key']}") == made
    assert await in_the_desk(api, world) == ("conversations", [("stop", "email")], None)
    changed = {**made, "keyword": "QUIT", "action": {"type": "PULL"}}
    assert (await wire.ok(by, "PUT", path, changed))["keyword"] == "QUIT"
    url = {"type": "HTTP_FORWARD", "url": "https://127.0.0.1/texts"}
    beside = {**default, "action": url}
    told = await wire.ok(by, "PUT", path, beside)
    assert told["action"]["url"] == url["url"]
    assert await in_the_desk(api, world) == ("conversations", [("quit", "pull")], url["url"])
    page = await wire.ok(by, "GET", f"{path}?limit=1&page=1")
    assert ([each["keyword"] for each in page["configurations"]], page["totalCount"]) == (
        ["QUIT"], 2,
    )  # fmt: skip
    for gone in (made["key"], default["key"]):
        assert (await wire.send(by, "DELETE", f"{path}/{gone}")).status_code == 204
        assert (await wire.send(by, "DELETE", f"{path}/{gone}")).status_code == 404
    assert await in_the_desk(api, world) == ("default", [], None)
    assert (await wire.ok(by, "GET", path)) == {"configurations": [], "totalCount": 0}
    made = await wire.ok(by, "POST", path, {"action": {"type": "NO_ACTION"}})
    assert (await wire.send(by, "POST", path, {"action": {"type": "PULL"}})).status_code == 400
    assert made["useConversation"] == {"enabled": False}


async def test_in_the_version_for_all_channels_what_is_left_out_stays(
    world: World, api: Api, wire: Wire, key: str
) -> None:
    api.app.state.outgoing = Outgoing(LOOPBACK)
    by, mine = program(world.ours), {"channel": "SMS", "numberKey": key}
    number = world.ours.number.removeprefix("+")
    [default] = await wire.ok(by, "GET", f"{RESOURCES}?channel=SMS&number={number}")
    assert default["conversations"] == {"enabled": True}
    url = {"type": "HTTP_FORWARD", "url": "https://127.0.0.1/texts"}
    told = await wire.ok(by, "POST", RESOURCES, {**mine, "forwarding": url})
    assert told["forwarding"] == {**url, "format": "MO_JSON_2"}
    assert told["conversations"] == {"enabled": True}
    assert await in_the_desk(api, world) == ("conversations", [], url["url"])
    told = await wire.ok(by, "POST", RESOURCES, {**mine, "unset": ["CONVERSATIONS"]})
    assert "conversations" not in told
    assert await in_the_desk(api, world) == ("url", [], None)
    body = {"channel": "SMS", "number": number, "keyword": "quiz", "forwarding": {"type": "PULL"}}
    quiz = await wire.ok(by, "POST", RESOURCES, body)
    query = f"{RESOURCES}?channel=SMS&numberKey={key}&keyword=Quiz!"
    assert await wire.ok(by, "GET", query) == [quiz]
    told = await wire.ok(by, "POST", RESOURCES, {**body, "conversations": {"enabled": True}})
    assert told["configurationKey"] == quiz["configurationKey"]
    assert await in_the_desk(api, world) == ("url", [("quiz", "conversations")], None)
    one = f"{RESOURCES}?channel=SMS&configurationKey={quiz['configurationKey']}"
    assert await wire.ok(by, "GET", one) == [told]
    assert await wire.ok(by, "GET", f"{RESOURCES}?channel=VIBER_BM&number={number}") == []
    gone = f"{RESOURCES}/{quiz['configurationKey']}"
    assert (await wire.send(by, "DELETE", gone)).status_code == 204
    assert (await wire.send(by, "DELETE", gone)).status_code == 404


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"forwarding": {"type": "MAIL_FORWARD", "mail": "a@b.example"}}, "Beside Conversations"),
        ({"forwarding": {"type": "SMPP_FORWARD"}, "unset": ["CONVERSATIONS"]}, "page of the"),
        ({"forwarding": {"type": "HTTP_FORWARD", "url": "http://10.0.0.1"}}, "private network"),
        ({"forwarding": {"type": "HTTP_FORWARD"}}, "which address"),
        ({"forwarding": {"type": "HTTP_FORWARD", "url": "https://x.test", "format": "X"}}, "MO_J"),
        ({"keyword": "two words", "forwarding": {"type": "PULL"}}, "one word"),
        ({"autoResponse": {"message": "Thanks"}}, "here yet"),
        ({"platform": {"applicationId": "mine"}}, "no application"),
        ({"unset": ["EVERYTHING"]}, "unset"),
        ({"numberKey": None}, "which number"),
        ({"channel": "VIBER_BM"}, "channel"),
    ],
)  # fmt: skip
async def test_what_would_be_lost_here_is_refused_and_changes_nothing(
    world: World, api: Api, wire: Wire, key: str, body: dict[str, Any], said: str
) -> None:
    mine = {"channel": "SMS", "numberKey": key}
    refused = await wire.send(program(world.ours), "POST", RESOURCES, {**mine, **body})
    assert refused.status_code == 400
    assert said in refused.text
    assert await in_the_desk(api, world) == ("conversations", [], None)


async def test_calls_are_set_up_once_changed_and_taken_back(
    world: World, wire: Wire, key: str
) -> None:
    by, path = program(world.ours), f"/numbers/2/numbers/{key}/voice"
    phone = {"action": {"type": "FORWARD_TO_PSTN", "pstnNumber": "41793026731"}}
    assert (await wire.send(by, "GET", path)).status_code == 404
    assert (await wire.send(by, "PUT", path, phone)).status_code == 404
    assert await wire.ok(by, "POST", path, phone) == phone
    assert (await wire.send(by, "POST", path, phone)).status_code == 400
    ours = {"action": {"type": "VOICE_FORWARD_TO_CONVERSATIONS"}}
    assert await wire.ok(by, "PUT", path, ours) == ours
    assert (await wire.ok(by, "GET", f"{OWNED}/{key}"))["voiceSetup"] == ours
    for wrong in ({"type": "FORWARD_TO_IVR"}, {"type": "FORWARD_TO_PSTN", "pstnNumber": "x"}):
        assert (await wire.send(by, "PUT", path, {"action": wrong})).status_code == 400
    assert (await wire.send(by, "DELETE", path)).status_code == 204
    assert (await wire.send(by, "DELETE", path)).status_code == 404


async def test_whoever_may_not_read_texts_may_not_have_them_sent_elsewhere(
    world: World, api: Api, wire: Wire, key: str
) -> None:
    api.app.state.outgoing = Outgoing(LOOPBACK)
    by = await new_key(api, world.ours, "numbers:manage")
    body = {"channel": "SMS", "numberKey": key, "unset": ["CONVERSATIONS"]}
    for forwarding in (
        {"type": "HTTP_FORWARD", "url": "https://127.0.0.1"},
        {"type": "MAIL_FORWARD", "mail": "me@example.com"},
    ):
        refused = await wire.send(by, "POST", RESOURCES, {**body, "forwarding": forwarding})
        assert refused.status_code == 403
    told = {"type": "HTTP_FORWARD", "url": "https://127.0.0.1"}
    beside = {"channel": "SMS", "numberKey": key, "forwarding": told}
    assert (await wire.send(by, "POST", RESOURCES, beside)).status_code == 403
    assert await in_the_desk(api, world) == ("conversations", [], None)
    await wire.ok(by, "POST", RESOURCES, {**body, "forwarding": {"type": "PULL"}})
    assert await in_the_desk(api, world) == ("pull", [], None)


async def test_a_server_is_told_in_the_shape_of_the_wire_that_set_it(
    world: World, api: Api, wire: Wire, key: str, tmp_path: Path
) -> None:
    by = program(world.ours)
    api.app.state.outgoing = outgoing = Outgoing(LOOPBACK)
    async with listening() as receiver:
        receiver.answer = always(NOTHING)
        forward = {"type": "HTTP_FORWARD", "url": receiver.url}
        for keyword in ({"keyword": "quiz"}, {"unset": ["CONVERSATIONS"]}):
            body = {"channel": "SMS", "numberKey": key, "forwarding": forward, **keyword}
            await wire.ok(by, "POST", RESOURCES, body)
        await arrive(world, "Quiz: it is  Paris", "Hello you")
        secrets = load_secrets(settings_for(tmp_path))
        carrier = Carrier(world.database, outgoing, secrets, {**OURS, "vendor": inbound_body})
        while await run_outside_once(world.database, carrier.jobs):
            pass
        told = sorted((each.body["results"][0] for each in receiver.heard), key=lambda r: r["text"])
    hello, quiz = told
    assert hello["cleanText"] == hello["text"] == "Hello you"
    assert "keyword" not in hello
    assert (quiz["keyword"], quiz["cleanText"]) == ("QUIZ", "it is  Paris")
    assert quiz["to"] == world.ours.number.removeprefix("+")
