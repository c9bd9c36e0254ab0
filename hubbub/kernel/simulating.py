"""Where the simulator of this installation is, if one runs."""

import json
from dataclasses import dataclass
from pathlib import Path

from hubbub.kernel.settings import Settings


@dataclass(frozen=True, slots=True)
class SimulatorPorts:
    http: int
    smpp: int


def simulator_ports(home: Path) -> SimulatorPorts | None:
    """The ports that the running simulator wrote down, or None."""
    try:
        found = json.loads((home / "simulator.json").read_text())
        return SimulatorPorts(int(found["http"]), int(found["smpp"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def simulator_url(settings: Settings) -> str | None:
    """The address of the handset page on this machine."""
    ports = simulator_ports(settings.home) if settings.simulator else None
    return f"http://127.0.0.1:{ports.http}/simulator" if ports else None
