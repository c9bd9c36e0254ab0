"""Where the simulator of this installation is, if one runs."""

import json
from dataclasses import dataclass
from pathlib import Path

from hubbub.kernel.settings import Settings


@dataclass(frozen=True, slots=True)
class SimulatorPorts:
    http: int
    smpp: int
    mail: int | None = None


def simulator_ports(home: Path) -> SimulatorPorts | None:
    """The ports that the running simulator wrote down, or None."""
    try:
        found = json.loads((home / "simulator.json").read_text())
        mail = found.get("mail")
        return SimulatorPorts(
            int(found["http"]), int(found["smpp"]), None if mail is None else int(mail)
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def simulator_url(settings: Settings) -> str | None:
    """The address of the handset page on this machine."""
    ports = simulator_ports(settings.home) if settings.simulator else None
    return f"http://127.0.0.1:{ports.http}/simulator" if ports else None


def caught_mail_url(settings: Settings) -> str | None:
    """The page on which mail can be read here; None when it goes out to a real server."""
    url = simulator_url(settings) if settings.smtp_url is None else None
    return f"{url}/mail" if url else None
