"""The simulator's three ports on this machine, the same ones after a restart where possible."""

import json
import os
import socket
from dataclasses import asdict
from pathlib import Path

from hubbub.kernel.simulating import SimulatorPorts, simulator_ports

LOOPBACK = "127.0.0.1"


def listen_on(wanted: int, last: int | None) -> socket.socket:
    """A listening socket on `wanted`; for 0 on `last` if that is free, else on a free port.

    OSError when `wanted` is taken.
    """
    if wanted or last is None:
        return _listen(wanted)
    try:
        return _listen(last)
    except OSError:
        return _listen(0)


def last_ports(home: Path) -> SimulatorPorts | None:
    """Where the simulator was before."""
    return simulator_ports(home)


def write_ports(home: Path, ports: SimulatorPorts) -> None:
    """Writes `simulator.json` so that a reader finds the old file or the new one, whole."""
    draft = home / f"simulator.json.{os.getpid()}"
    draft.write_text(json.dumps(asdict(ports)))
    draft.replace(home / "simulator.json")


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(128)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener
