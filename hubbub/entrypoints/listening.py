"""The listening socket, held by the supervisor, so that a restarted server keeps its callers."""

from __future__ import annotations

import os
import socket
import time

DESCRIPTOR = "HUBBUB_LISTEN_FD"
BACKLOG = 1024
PATIENCE = 3.0
LOOK_EVERY = 0.1


class PortTakenError(Exception):
    """Nobody can listen at the address; the text says what to do."""


def listen_patiently(host: str, port: int) -> socket.socket:
    """As `listen`, but wait a little for the server of a killed supervisor to let go."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return listen(host, port)
        except PortTakenError:
            if time.monotonic() > deadline:
                raise
            time.sleep(LOOK_EVERY)


def listen(host: str, port: int) -> socket.socket:
    """A listening TCP socket; port 0 is any free one. Raises PortTakenError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise PortTakenError(
            f"Hubbub cannot listen on {host} port {port}: {error.strerror or error}. "
            "Choose another with HUBBUB_PORT or HUBBUB_HOST."
        ) from error
    return listener


def inherited() -> socket.socket | None:
    """The socket that the supervisor passed on, if there is one."""
    descriptor = os.environ.pop(DESCRIPTOR, None)
    return None if descriptor is None else socket.socket(fileno=int(descriptor))
