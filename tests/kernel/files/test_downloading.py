"""What leaves as a download is saved and never run."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hubbub.kernel.files.downloading import disposition, download
from hubbub.kernel.files.files import OpenFile, in_chunks
from hubbub.kernel.files.models import FileDamaged, NewFile
from hubbub.kernel.ids import new_id

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from hubbub.kernel.files.models import StoredFile
    from tests.kernel.files.conftest import Shelf


@asynccontextmanager
async def served(shelf: Shelf, file: StoredFile) -> AsyncGenerator[httpx2.AsyncClient]:
    async def get(request: Request) -> Response:
        async with shelf.database.transaction(shelf.account) as tx:
            opened = await shelf.files.open_file(tx, file.id)
        return download(opened, request.headers.get("if-none-match"))

    transport = httpx2.ASGITransport(app=Starlette(routes=[Route("/", get)]))
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http


async def test_a_download_can_do_no_harm(shelf: Shelf) -> None:
    new = NewFile('"; x="<Größe>.html', "text/html", "sample", new_id())
    async with shelf.database.transaction(shelf.account) as tx:
        file = await shelf.files.store(tx, new, in_chunks(b"<script>alert(1)</script>"))
    async with served(shelf, file) as http:
        response = await http.get("/")
    assert response.content == b"<script>alert(1)</script>"
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert response.headers["content-length"] == "25"
    assert response.headers["content-disposition"] == (
        'attachment; filename="_; x=_<Gr__e>.html"; '
        "filename*=UTF-8''%22%3B%20x%3D%22%3CGr%C3%B6%C3%9Fe%3E.html"
    )


async def test_a_picture_keeps_its_type_and_is_not_sent_twice(shelf: Shelf) -> None:
    new = NewFile("me.png", "image/png", "sample", new_id())
    async with shelf.database.transaction(shelf.account) as tx:
        file = await shelf.files.store(tx, new, in_chunks(b"PNG"))
    async with served(shelf, file) as http:
        first = await http.get("/")
        second = await http.get("/", headers={"If-None-Match": first.headers["etag"]})
        other = await http.get("/", headers={"If-None-Match": '"0"'})
    assert first.headers["content-type"] == "image/png"
    assert (second.status_code, second.content) == (304, b"")
    assert (other.status_code, other.content) == (200, b"PNG")


async def test_damage_ends_the_answer_before_its_end(shelf: Shelf) -> None:
    file = await shelf.store(b"Hello")
    shelf.path(file).write_bytes(b"Jello")
    async with served(shelf, file) as http:
        with pytest.raises(FileDamaged):
            await http.get("/")


async def test_a_caller_that_goes_away_leaves_nothing_open(shelf: Shelf) -> None:
    file = await shelf.store(b"Hello")
    async with shelf.database.transaction(shelf.account) as tx:
        opened: OpenFile = await shelf.files.open_file(tx, file.id)

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(_: object) -> None:
        raise OSError

    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the framework makes of it
        await download(opened)({"type": "http", "asgi": {}}, receive, send)
    assert opened._handle.closed


def test_a_name_of_only_foreign_letters_can_be_saved_by_old_programs() -> None:
    assert disposition("日本.txt").startswith('attachment; filename="__.txt";')
