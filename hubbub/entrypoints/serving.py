"""Runs the web application on uvicorn, and lets requests finish when told to end."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import structlog
import uvicorn

from hubbub.kernel.certificates import local_certificate
from hubbub.kernel.garbage import collect_less

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

    from hubbub.kernel.settings import Settings

DRAIN_SECONDS = 10
"""What a request that is under way gets to finish, and a live socket to say goodbye."""
LARGEST_FRAME = 64 * 1024
LOOK_AT_CERTIFICATE = 3600.0

log = structlog.get_logger()


async def run_server(app: FastAPI, listener: socket.socket) -> None:
    """Serve on the socket until SIGTERM or SIGINT."""
    settings: Settings = app.state.settings
    context = load_certificate(settings) if settings.tls else None
    server = uvicorn.Server(configure(app, context))
    renewing = asyncio.create_task(_renew(settings, context)) if context else None
    collect_less()
    try:
        await server.serve(sockets=[listener])
    finally:
        if renewing is not None:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)


def configure(app: FastAPI, context: ssl.SSLContext | None = None) -> uvicorn.Config:
    """How uvicorn serves the application, here and in tests."""
    return uvicorn.Config(
        app,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        # Forwarded headers count only from the proxies in the settings; the application judges.
        proxy_headers=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        ws_max_size=LARGEST_FRAME,
        ssl_context_factory=None if context is None else lambda *_: context,
    )


def load_certificate(settings: Settings, context: ssl.SSLContext | None = None) -> ssl.SSLContext:
    """A context with this machine's certificate; a given one serves it from the next caller on."""
    found = local_certificate(settings.home, settings.host)
    if context is None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(found.chain, found.key)
    return context


async def _renew(settings: Settings, context: ssl.SSLContext) -> None:
    while True:
        await asyncio.sleep(LOOK_AT_CERTIFICATE)
        try:
            await asyncio.to_thread(load_certificate, settings, context)
        except OSError as error:
            log.warning("certificate.not_renewed", error=error.strerror)
