"""`hubbub demo`: an account with colleagues, customers and traffic, to look around in."""

from __future__ import annotations

import asyncio
import os
import time

import click

from hubbub.entrypoints.configured import read_settings
from hubbub.entrypoints.home import HomeLock, HomeTakenError
from hubbub.kernel.settings import Settings

WAIT = 120.0


@click.command()
@click.option("--fill", is_flag=True, hidden=True, help="Only fill what already runs.")
def demo(fill: bool) -> None:
    """Start Hubbub with the simulator, if it does not run, and fill a demonstration account.

    Customers go on writing as long as it runs. Nothing leaves this machine.
    """
    settings = read_settings()
    if not settings.is_loopback:
        raise click.ClickException(
            "Everybody knows the passwords of the demonstration: run it on HUBBUB_HOST=127.0.0.1."
        )
    if settings.tls:
        raise click.ClickException("The demonstration stays on this machine: leave HUBBUB_TLS out.")
    if fill or _address(settings) is not None:
        _fill(_await_address())
        return
    from hubbub.entrypoints.commands.run import start

    os.environ["HUBBUB_SIMULATOR"] = "true"
    start(then=["demo", "--fill"])


def _address(settings: Settings) -> str | None:
    try:
        with HomeLock(settings.home):
            return None
    except HomeTakenError as taken:
        return taken.running.address or ""


def _await_address() -> str:
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        found = _address(read_settings())
        if found:
            return found
        time.sleep(0.2)
    raise click.ClickException("Hubbub did not come up.")


def _fill(address: str) -> None:
    from hubbub.entrypoints.demonstration.filling import Demonstration, DemonstrationError
    from hubbub.entrypoints.demonstration.making import make_account
    from hubbub.entrypoints.demonstration.script import FOUNDER, Cast
    from hubbub.kernel.simulating import simulator_url

    url = simulator_url(read_settings())
    if url is None:
        raise click.ClickException("The demonstration needs the simulator: HUBBUB_SIMULATOR=true.")
    key = make_account()
    if key is None:
        cast = Cast()
        name = cast.email(FOUNDER)
        click.echo(f"The demonstration is there already: {name}, {cast.password}")
        return
    played = Demonstration(address, url.removesuffix("/simulator"), key)
    try:
        asyncio.run(_play(played, address))
    except (DemonstrationError, TimeoutError) as error:
        raise click.ClickException(f"The demonstration stopped: {error}") from error


async def _play(played: object, address: str) -> None:
    from hubbub.entrypoints.demonstration.filling import Demonstration
    from hubbub.entrypoints.demonstration.script import FOUNDER

    assert isinstance(played, Demonstration)
    try:
        await played.fill()
        click.echo(f"The demonstration is ready: {address}/desk/")
        cast = played.cast
        click.echo(f"Sign in as {cast.email(FOUNDER)} with {cast.password}")
        await played.trickle()
    finally:
        await played.close()
