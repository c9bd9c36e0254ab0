"""Tells the simulated carrier that an account is gone, with its numbers and what was texted."""

from uuid import UUID

import httpx2
import structlog

from hubbub.channels.sms.simulated import password_for, simulated_system_id, simulator_key
from hubbub.kernel.settings import Settings
from hubbub.kernel.simulating import simulator_ports

log = structlog.get_logger()


async def forget_simulated(settings: Settings, account_id: UUID) -> None:
    """Best effort: where no simulator runs there is nobody to tell."""
    ports = simulator_ports(settings.home)
    if ports is None:
        return
    system_id = simulated_system_id(account_id)
    url = f"http://127.0.0.1:{ports.http}/simulator/api/inventory/{system_id}/forget"
    headers = {"X-Simulator-Password": password_for(simulator_key(settings.home), system_id)}
    try:
        async with httpx2.AsyncClient(timeout=5, trust_env=False) as client:
            (await client.post(url, headers=headers)).raise_for_status()
    except httpx2.HTTPError as error:
        log.warning("simulator.not_told", account=account_id.hex, error=type(error).__name__)
