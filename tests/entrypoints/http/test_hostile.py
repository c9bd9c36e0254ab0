"""Whatever is sent is answered with a sentence, and never with an error of ours."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors

from tests.api import in_process

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx2

    from tests.api import Api
    from tests.world import World

SIGN_IN = "/api/session"
LIST = "/api/conversations"


def problem(response: httpx2.Response, status: int) -> dict[str, Any]:
    """The problem document of an answer with this status."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"not json",
        b"",
        b'{"email": "a", "password": "b"',
        b"\xff\xfe",
        b'{"email": "\xff", "password": "b"}',
        b"[" * 100_000,
        b'{"email": NaN, "password": 1e999}',
        b'{"email": "\\ud800", "password": "x"}',
        b'{"email": "a\\u0000b", "password": "x"}',
        b'{"email": "a", "password": "x", "extra": 1}',
        b'{"email": ["a"], "password": {}}',
        b"null",
        b'"text"',
    ],
)
async def test_a_body_that_makes_no_sense_is_refused(api: Api, body: bytes) -> None:
    response = await api.send(None, "POST", SIGN_IN, body)
    assert response.status_code in (400, 401, 422), response.text
    problem(response, response.status_code)
    assert "Traceback" not in response.text


async def test_a_field_that_is_wrong_is_named_and_its_value_is_not_told(api: Api) -> None:
    body = {"email": "a@example.com", "password": ["hunter2"]}
    found = problem(await api.send(None, "POST", SIGN_IN, body), 422)
    assert [each["field"] for each in found["errors"]] == ["password"]
    assert "hunter2" not in json.dumps(found)


@pytest.mark.parametrize(
    "path",
    [
        "/api/conversations/%00",
        "/api/conversations?q=%00",
        "/api/conversations?cursor=%00",
        "/api/%FF%FE",
        "/api/conversations/%FF",
        "/api/conversations?cursor=%FF%FE",
        "/api/conversations?cursor=" + "A" * 5000,
        "/api/conversations?limit=99999999999999999999",
        "/api/conversations/..%2f..%2fetc%2fpasswd",
        "/desk/..%2f..%2f..%2fetc%2fpasswd%00.js",
        "/api/people?q=%00",
    ],
)
async def test_an_address_that_makes_no_sense_is_refused(world: World, api: Api, path: str) -> None:
    response = await api.send(world.ours.founder, "GET", path)
    assert response.status_code in (200, 400, 404, 422, 503), response.text
    assert response.status_code != 500
    if response.status_code >= 400 and path.startswith("/api"):
        problem(response, response.status_code)


async def test_what_is_too_large_is_refused_unread(api: Api) -> None:
    read: list[int] = []

    async def chunks() -> AsyncIterator[bytes]:
        for n in range(50):
            read.append(n)
            yield b" " * 100_000

    found = problem(await api.send(None, "POST", SIGN_IN, b" " * 1_000_001), 413)
    assert found["code"] == "too_large"
    response = await api.http.post(
        SIGN_IN, content=chunks(), headers={"Content-Type": "application/json"}
    )
    assert problem(response, 413)["code"] == "too_large"


async def test_without_a_length_the_reading_ends_at_the_limit(server: Api) -> None:
    host, port = server.origin.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"186a0\r\n" + b" " * 100_000 + b"\r\n"
    for _ in range(11):
        writer.write(chunk)
    await writer.drain()
    async with asyncio.timeout(20):
        assert (await reader.readline()).startswith(b"HTTP/1.1 413")
    writer.close()


async def test_a_body_that_does_not_come_is_given_up(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hubbub.kernel.limits.BodyLimit.__init__.__defaults__", (1_000_000, 0.2))
    async with in_process(world.database.address, tmp_path) as api:

        async def slow() -> AsyncIterator[bytes]:
            yield b'{"email": '
            await asyncio.Event().wait()

        response = await api.http.post(
            SIGN_IN, content=slow(), headers={"Content-Type": "application/json"}
        )
    assert problem(response, 408)["code"] == "too_slow"


@pytest.mark.parametrize(
    ("error", "status", "code", "words"),
    [
        (errors.DiskFull("could not extend file"), 503, "disk_full", "no room"),
        (errors.DeadlockDetected("x"), 503, "unavailable", "Too many people"),
        (errors.QueryCanceled("x"), 503, "unavailable", "Too many people"),
        (errors.AdminShutdown("x"), 503, "unavailable", "cannot be reached"),
        (errors.ReadOnlySqlTransaction("x"), 503, "unavailable", "cannot be reached"),
        (psycopg.OperationalError("password=hunter2"), 503, "unavailable", "cannot be reached"),
        (psycopg.DataError("hunter2"), 400, "bad_request", "cannot be stored"),
        (errors.UniqueViolation("Key (email)=(hunter2)"), 500, "internal", "our mistake"),
        (errors.InsufficientPrivilege("hunter2"), 500, "internal", "our mistake"),
        (ValueError("hunter2"), 500, "internal", "our mistake"),
    ],
)
async def test_what_goes_wrong_behind_is_told_without_its_secrets(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    code: str,
    words: str,
) -> None:
    async def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("hubbub.access.sessions.signing_in.find_sign_in", fail)
    async with in_process(world.database.address, tmp_path, tells_errors=False) as api:
        response = await api.send(None, "POST", SIGN_IN, {"email": "a", "password": "b"})
    found = problem(response, status)
    assert found["code"] == code
    assert words in found["detail"]
    assert "hunter2" not in response.text
    assert ("retry-after" in response.headers) == (status == 503)


FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device'
   USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON messages EXECUTE FUNCTION full_disk();
"""


async def test_with_a_full_disk_nothing_is_acknowledged(world: World, api: Api) -> None:
    conversation = await world.text_in(world.ours, "+385911111111")
    agent = world.ours.agent
    path = f"/api/conversations/{conversation.hex}"
    taken = await api.send(agent, "PUT", f"{path}/assignment", {"assignee_id": agent.user_id.hex})
    assert taken.status_code in (200, 204), taken.text
    with psycopg.connect(world.database.address.owner, autocommit=True) as owner:
        owner.execute(FULL)
    body = {"text": "Hello", "client_id": "00000000000000000000000000000001"}
    before = await world.sql(world.ours, "SELECT count(*) FROM events")
    response = await api.send(agent, "POST", f"{path}/messages", body)
    found = problem(response, 503)
    assert found["code"] == "disk_full"
    assert "nothing was changed" in found["detail"]
    assert await world.sql(world.ours, "SELECT count(*) FROM events") == before
    with psycopg.connect(world.database.address.owner, autocommit=True) as owner:
        owner.execute("DROP TRIGGER full_disk ON messages")
    # And the same again, once there is room.
    assert (await api.send(agent, "POST", f"{path}/messages", body)).status_code in (200, 201)
