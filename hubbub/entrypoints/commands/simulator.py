"""`hubbub simulator`: carriers and phones for trying things, in a process of their own."""

from __future__ import annotations

import asyncio

import click


@click.command()
def simulator() -> None:
    """Run the simulated carrier and its handset page, on loopback only."""
    from hubbub.entrypoints.lifeline import end_with_parent

    end_with_parent()
    from hubbub.entrypoints.configured import read_settings
    from hubbub.kernel.logs import configure_logs
    from hubbub.simulator.running import main

    settings = read_settings()
    configure_logs("simulator", settings.log_level, settings.log_format)
    asyncio.run(main(settings.home))
