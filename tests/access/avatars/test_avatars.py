"""Pictures over HTTP: whose, by whom, and what becomes of the bytes."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from hubbub.access import may
from tests.access.avatars.images import BLUE, GREEN, RED, plain
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from tests.api import Api, Asker
    from tests.world import Person, World

MINE = "/api/me/avatar"
PNG = {"Content-Type": "image/png"}


async def upload(api: Api, asker: Asker, content: bytes, path: str = MINE) -> httpx2.Response:
    return await api.send(asker, "PUT", path, content, headers=PNG)


async def uploaded(api: Api, asker: Asker, content: bytes, path: str = MINE) -> str:
    answer = await upload(api, asker, content, path)
    assert answer.status_code == 200, answer.text
    return answer.json()["avatar"]


async def everybody(api: Api, asker: Asker) -> dict[str, str]:
    items = (await api.get(asker, "/api/avatars"))["items"]
    return {each["user_id"]: each["avatar"] for each in items}


async def give(api: Api, world: World, person: Person, *keys: str) -> None:
    """Let him have these permissions and no other."""
    body = {"name": f"Only {'-'.join(keys)}", "permissions": list(keys)}
    role = await api.post(world.ours.founder, "/api/roles", body)
    path = f"/api/users/{person.user_id.hex}/roles"
    await api.put(world.ours.founder, path, {"role_ids": [role["id"]]})


def of(person: Person) -> str:
    return f"/api/users/{person.user_id.hex}/avatar"


async def test_a_picture_is_shown_to_all_of_the_account_and_kept_for_good(
    world: World, api: Api
) -> None:
    agent, viewer = world.ours.agent, world.ours.viewer
    avatar = await uploaded(api, agent, plain())
    assert await everybody(api, viewer) == {agent.user_id.hex: avatar}
    for size in (64, 256):
        path = f"/api/avatars/{avatar}?size={size}"
        found = await api.send(viewer, "GET", path)
        assert Image.open(BytesIO(found.content)).size == (size, size)
        headers = found.headers
        assert headers["content-type"] == "image/webp"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "private, max-age=31536000, immutable"
        assert headers["etag"].startswith('"')
        known = {"If-None-Match": headers["etag"]}
        again = await api.send(viewer, "GET", path, headers=known)
        assert (again.status_code, again.content) == (304, b"")
    odd = await api.send(viewer, "GET", f"/api/avatars/{avatar}?size=65")
    assert odd.status_code == 422
    shown = await api.get(world.ours.founder, f"/api/users/{agent.user_id.hex}")
    assert shown["avatar"] == avatar
    assert (await api.get(agent, "/api/me/profile"))["avatar"] == avatar


async def test_a_picture_of_another_account_does_not_exist(world: World, api: Api) -> None:
    avatar = await uploaded(api, world.ours.agent, plain())
    stranger = world.theirs.founder
    path = f"/api/avatars/{avatar}"
    assert (await api.send(stranger, "GET", path)).status_code == 404
    assert (await api.send(None, "GET", path)).status_code == 401
    assert await everybody(api, stranger) == {}
    assert (await upload(api, stranger, plain(), of(world.ours.agent))).status_code == 404
    assert (await api.send(stranger, "DELETE", of(world.ours.agent))).status_code == 404
    assert await everybody(api, world.ours.agent) == {world.ours.agent.user_id.hex: avatar}


async def test_the_files_of_what_was_replaced_or_removed_are_gone(
    world: World, api: Api, tmp_path: Path
) -> None:
    agent = world.ours.agent

    def files() -> list[Path]:
        return [each for each in tmp_path.glob("files/*/*") if each.is_file()]

    first = await uploaded(api, agent, plain(RED))
    assert await uploaded(api, agent, plain(RED)) == first
    second = await uploaded(api, agent, plain(BLUE))
    assert len(files()) == 2
    assert (await api.send(agent, "GET", f"/api/avatars/{first}")).status_code == 404
    assert (await api.send(agent, "GET", f"/api/avatars/{second}")).status_code == 200
    for _ in range(2):
        answer = await api.send(agent, "DELETE", MINE)
        assert (answer.status_code, answer.json()["avatar"]) == (200, None)
    assert files() == []
    assert await world.sql(world.ours, "SELECT 1 FROM files") == []
    told = await world.sql(
        world.ours, "SELECT data->>'change' FROM events WHERE kind = %s ORDER BY seq",
        "user.avatar_changed",
    )  # fmt: skip
    assert [each[0] for each in told] == ["uploaded", "replaced", "removed"]


async def test_a_picture_takes_room_as_every_file_does(
    world: World, api: Api, tmp_path: Path
) -> None:
    most = "INSERT INTO quotas (account_id, stored_bytes) VALUES (%s, 10)"
    await world.sql(world.ours, most, world.ours.id)
    refused = await upload(api, world.ours.agent, plain(RED))
    assert (refused.status_code, refused.json()["code"]) == (409, "quota")
    assert "may store 10 bytes" in refused.json()["detail"]
    assert [each for each in tmp_path.glob("files/*/*") if each.is_file()] == []


async def test_two_uploads_at_once_leave_one_picture(
    world: World, api: Api, tmp_path: Path
) -> None:
    agent, founder = world.ours.agent, world.ours.founder
    made = await asyncio.gather(
        uploaded(api, agent, plain(RED)),
        uploaded(api, agent, plain(GREEN)),
        uploaded(api, founder, plain(BLUE), of(agent)),
    )
    [left] = (await everybody(api, agent)).values()
    assert left in made
    assert (await api.send(agent, "GET", f"/api/avatars/{left}")).status_code == 200
    assert len([each for each in tmp_path.glob("files/*/*") if each.is_file()]) == 2


async def test_each_act_needs_its_own_permission(world: World, api: Api) -> None:
    agent = world.ours.agent
    await give(api, world, agent, may.UPLOAD_AVATAR.key)
    first = await uploaded(api, agent, plain(RED))
    replacing = await upload(api, agent, plain(BLUE))
    assert replacing.status_code == 403
    assert replacing.json()["missing_permission"]["key"] == may.DELETE_AVATAR.key
    assert (await api.send(agent, "DELETE", MINE)).status_code == 403
    assert list((await everybody(api, agent)).values()) == [first]
    await give(api, world, agent, may.DELETE_AVATAR.key)
    assert (await upload(api, agent, plain(BLUE))).status_code == 403
    assert (await api.send(agent, "DELETE", MINE)).status_code == 200
    await give(api, world, agent, may.MANAGE_AVATAR.key)
    await uploaded(api, agent, plain(RED))
    await uploaded(api, agent, plain(BLUE))
    assert (await api.send(agent, "DELETE", MINE)).status_code == 200
    # What is taken away counts from the next request on.
    await give(api, world, agent, may.VIEW.key)
    assert (await upload(api, agent, plain(RED))).status_code == 403


async def test_pictures_of_others_are_for_those_who_manage_users(world: World, api: Api) -> None:
    agent, founder = world.ours.agent, world.ours.founder
    await uploaded(api, founder, plain(RED), of(agent))
    await uploaded(api, founder, plain(BLUE), of(agent))
    supervisor = world.ours.supervisor
    assert (await upload(api, supervisor, plain(), of(agent))).status_code == 403
    assert (await api.send(supervisor, "DELETE", of(agent))).status_code == 403
    assert (await api.send(founder, "DELETE", of(agent))).json()["avatar"] is None


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"MZ\x90\0"])
async def test_what_is_no_picture_gets_a_sentence(content: bytes, world: World, api: Api) -> None:
    answer = await upload(api, world.ours.agent, content)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "picture")
    assert await everybody(api, world.ours.agent) == {}


async def test_a_picture_may_be_larger_than_other_requests_and_not_more(
    world: World, api: Api, tmp_path: Path
) -> None:
    agent = world.ours.agent
    # Readers stop at the end of the picture, whatever follows.
    await uploaded(api, agent, plain().ljust(5_000_000, b"\0"))
    for path in (MINE, of(agent)):
        refused = await upload(api, world.ours.founder, b"\0" * 5_000_001, path)
        assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    other = await api.send(agent, "PUT", "/api/me/profile", b" " * 1_000_001)
    assert other.status_code == 413
    assert list(tmp_path.glob("files/incoming/*")) == []


async def test_who_may_not_upload_is_refused_before_the_body_comes(
    world: World, server: Api
) -> None:
    host, port = server.origin.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    headers = server.headers(world.ours.disabled)
    lines = [f"PUT {MINE} HTTP/1.1", f"Host: {host}:{port}", "Content-Length: 4000000"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    await writer.drain()
    async with asyncio.timeout(20):
        assert (await reader.readline()).startswith(b"HTTP/1.1 401")
    writer.close()


async def test_open_desks_are_told(world: World, server: Api) -> None:
    agent = world.ours.agent
    async with server.live(world.ours.viewer) as live, server.live(world.theirs.founder) as theirs:
        await live.until("ready")
        await theirs.until("ready")
        avatar = await uploaded(server, agent, plain())
        told = (await live.until("avatar"))[-1]
        assert (told["user_id"], told["avatar"]) == (agent.user_id.hex, avatar)
        await server.send(agent, "DELETE", MINE)
        assert (await live.until("avatar"))[-1]["avatar"] is None
        await uploaded(server, world.theirs.founder, plain())
        own = (await theirs.until("avatar"))[-1]
        assert own["user_id"] == world.theirs.founder.user_id.hex


async def test_an_upload_that_breaks_off_leaves_nothing(
    world: World, server: Api, tmp_path: Path
) -> None:
    host, port = server.origin.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    headers = server.headers(world.ours.agent)
    lines = [f"PUT {MINE} HTTP/1.1", f"Host: {host}:{port}", "Content-Length: 4000000"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + plain())
    await writer.drain()
    await until(lambda: list(tmp_path.glob("**/incoming/*")))
    writer.close()
    await until(lambda: not list(tmp_path.glob("**/incoming/*")))
    assert await everybody(server, world.ours.agent) == {}
