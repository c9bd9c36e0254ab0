"""Runs the web application on uvicorn, and lets requests finish when told to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

DRAIN_SECONDS = 10
"""What a request that is under way gets to finish, and a live socket to say goodbye."""
LARGEST_FRAME = 64 * 1024


async def run_server(app: FastAPI, listener: socket.socket) -> None:
    """Serve on the socket until SIGTERM or SIGINT."""
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        # Forwarded headers count only from the proxies in the settings; the application judges.
        proxy_headers=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        ws_max_size=LARGEST_FRAME,
    )
    await uvicorn.Server(config).serve(sockets=[listener])
