"""A port that nobody listens on."""

import socket


def free_port() -> int:
    """It may be taken the next moment; whoever uses it soon is fine."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
