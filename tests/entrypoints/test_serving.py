"""The server's own https: what it shows, and how it changes the certificate while it runs."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

from hubbub.entrypoints.serving import load_certificate
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path


async def shown(port: int) -> bytes:
    """The certificate that a new caller sees."""
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting)
    found = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    writer.close()
    return found


async def test_a_renewed_certificate_is_shown_to_the_next_caller(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, tls=True)
    context = load_certificate(settings)

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        first = await shown(port)
        assert await shown(port) == first
        (tmp_path / "keys" / "tls" / "certificate.pem").unlink()
        load_certificate(settings, context)
        assert await shown(port) != first


async def test_old_versions_of_tls_are_not_spoken(tmp_path: Path) -> None:
    context = load_certificate(settings_for(tmp_path, tls=True))
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
