"""The HTTP side: what it accepts, whom it refuses, and how pages hear of changes."""

import asyncio
import stat
from pathlib import Path

import pytest

from hubbub.channels.sms.simulated import is_password, password_for, simulator_key
from hubbub.simulator import repository
from hubbub.simulator.hub import Hub
from hubbub.simulator.models import invented_number, phone_number
from tests.simulator.conftest import NUMBER, PHONE, World


async def test_numbers_and_phones_are_listed(world: World):
    await world.text("hello")
    numbers = (await world.http.get("/simulator/api/numbers")).json()
    assert numbers == [{"number": NUMBER, "is_connected": False}]
    (phone,) = (await world.http.get("/simulator/api/phones")).json()
    assert (phone["number"], phone["last_text"], phone["last_number"]) == (PHONE, "hello", NUMBER)
    assert phone["at"].endswith("Z")


async def test_a_phone_is_read_back(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(repository, "THREAD", 2)
    for text in ("one", "two", "three"):
        await world.text(text)
    newest = await world.thread()
    assert [each["text"] for each in newest] == ["two", "three"]
    path = f"/simulator/api/phones/{PHONE}?before="
    older = await world.http.get(f"{path}{newest[0]['id']}")
    assert [each["text"] for each in older.json()["texts"]] == ["one"]
    assert (await world.http.get(f"{path}{older.json()['texts'][0]['id']}")).json()["texts"] == []
    for wrong in ("0", "first", str(1 << 63)):
        assert (await world.http.get(f"{path}{wrong}")).status_code == 422


async def test_a_phone_can_be_invented(world: World):
    number = (await world.http.post("/simulator/api/phones", json={})).json()["number"]
    assert phone_number(number) == number
    assert (await world.http.get(f"/simulator/api/phones/{number}")).json()["texts"] == []
    assert phone_number(invented_number())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"from": "me", "to": NUMBER, "text": "hi"}, "from"),
        ({"from": PHONE, "to": "+4420000009", "text": "hi"}, "to"),
        ({"from": PHONE, "to": NUMBER, "text": ""}, "text"),
        ({"from": PHONE, "to": NUMBER, "text": "ж" * 17_100}, "text"),
        ({"from": PHONE, "to": NUMBER, "text": 7}, "text"),
        ({"from": PHONE, "to": NUMBER, "text": "a\0b"}, "body"),
        ({"from": PHONE, "to": NUMBER, "text": "hi", "more": 1}, "more"),
        ({"from": PHONE, "to": NUMBER}, "text"),
        ([], "body"),
    ],
)
async def test_texts_that_are_refused(world: World, body: object, field: str):
    answer = await world.http.post("/simulator/api/texts", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert answer.json()["errors"][0]["message"]


async def test_what_is_no_json(world: World):
    headers = {"Content-Type": "application/json"}
    answer = await world.http.post("/simulator/api/texts", content=b"{", headers=headers)
    assert answer.status_code == 422


async def test_inventory_needs_its_password_and_numbers_have_one_owner(world: World):
    path = "/simulator/api/inventory/them"
    refused = await world.http.put(
        path, json={"numbers": [NUMBER]}, headers={"X-Simulator-Password": "WRONG"}
    )
    assert refused.status_code == 403
    taken = await world.own(NUMBER, system_id="them")
    assert taken.status_code == 422
    assert NUMBER in taken.json()["detail"]
    assert (await world.own("+44 2000 0002", "+4420000002")).status_code == 204
    numbers = (await world.http.get("/simulator/api/numbers")).json()
    assert [number["number"] for number in numbers] == ["+4420000002"]


async def test_knobs_are_checked_and_kept(world: World):
    await world.turn(undelivered=0.5, throttle=3)
    knobs = (await world.http.get("/simulator/api/knobs")).json()
    assert (knobs["undelivered"], knobs["throttle"], knobs["silent"]) == (0.5, 3, False)
    answer = await world.http.put("/simulator/api/knobs", json={"failure_rate": 2})
    assert answer.status_code == 422


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "[::1", "127.0.0.1.evil"])
async def test_other_host_names_are_refused(world: World, host: str):
    answer = await world.http.get("/simulator/api/phones", headers={"Host": host})
    assert answer.status_code in {400, 403}


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1"])
async def test_other_sites_cannot_write(world: World, origin: str):
    answer = await world.http.post("/simulator/api/phones", json={}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert (await world.http.get("/simulator/api/phones")).json() == []


async def test_its_own_page_can_write(world: World):
    origin = f"http://127.0.0.1:{world.ports.http}"
    answer = await world.http.post("/simulator/api/phones", json={}, headers={"Origin": origin})
    assert answer.status_code == 201


async def test_large_bodies_are_refused(world: World):
    answer = await world.http.post("/simulator/api/texts", content=b"x" * 300_000)
    assert answer.status_code == 413

    async def endless():
        yield b"x"

    answer = await world.http.post("/simulator/api/texts", content=endless())
    assert answer.status_code == 413


async def test_the_page_is_locked_down(world: World):
    for path in ("/simulator", "/simulator/page.css", "/simulator/page.js"):
        page = await world.http.get(path)
        assert page.status_code == 200
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    html = (await world.http.get("/simulator")).text
    assert " style=" not in html
    assert "<script>" not in html
    assert (await world.http.get("/")).headers["location"] == "/simulator"
    assert (await world.http.get("/nothing")).status_code == 404


async def test_pages_hear_of_changes(world: World):
    async with world.http.stream("GET", "/simulator/api/events") as stream:
        lines = stream.aiter_lines()
        async with asyncio.timeout(10):
            while await anext(lines) != "event: hello":
                continue
            await world.text("hello")
            while await anext(lines) != f"data: phone:{PHONE}":
                continue


async def test_a_page_that_does_not_listen_is_let_go():
    hub = Hub()
    stream = hub.stream()
    await anext(stream)
    for _ in range(300):
        hub.changed("numbers")
    received = [event async for event in stream]
    assert len(received) == 200
    assert not hub.is_full


def test_the_key_is_private_and_made_once(tmp_path: Path):
    key = simulator_key(tmp_path)
    assert simulator_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "keys" / "simulator").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["simulator"]
    password = password_for(key, "us")
    assert len(password) == 8
    assert is_password(key, "us", password)
    assert not is_password(key, "them", password)
    assert not is_password(key, "us", "ž")


def test_a_damaged_key_is_said(tmp_path: Path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "simulator").write_bytes(b"")
    with pytest.raises(ValueError, match="damaged"):
        simulator_key(tmp_path)


async def test_an_account_that_is_gone_is_forgotten(world: World):
    other, both = "+4420000009", "+12025550101"
    await world.own(other, system_id="them")
    await world.text("hello")
    await world.text("hello", phone=both)
    await world.text("hello", phone=both, number=other)
    path = "/simulator/api/inventory/us/forget"
    assert (await world.http.post(path)).status_code == 403
    password = password_for(simulator_key(world.home), "us")
    answer = await world.http.post(path, headers={"X-Simulator-Password": password})
    assert answer.status_code == 204
    numbers = (await world.http.get("/simulator/api/numbers")).json()
    assert [each["number"] for each in numbers] == [other]
    phones = (await world.http.get("/simulator/api/phones")).json()
    assert [each["number"] for each in phones] == [both]
    assert [each["number"] for each in await world.thread(both)] == [other]
