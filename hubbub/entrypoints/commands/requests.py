"""`hubbub requests`: what people asked the operator for, and his answers."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import click

from hubbub.access.requests.deciding import (
    Agreed,
    confirm_request,
    decline_request,
    find_request,
    remove_request,
)
from hubbub.access.requests.listing import list_requests
from hubbub.access.requests.repository import NOBODY, Request, State
from hubbub.entrypoints.commanding import json_option, perform
from hubbub.kernel.database import Database
from hubbub.kernel.settings import Settings

id_argument = click.argument("request_id", metavar="ID", type=click.UUID)


@click.group()
def requests() -> None:
    """See what people ask for, and answer: demos, plans, seats."""


@requests.command("list")
@click.option("--state", type=click.Choice(["open", "confirmed", "declined"]), help="Only these.")
@click.option("--limit", default=50, type=click.IntRange(1, 1000), help="How many, newest first.")
@json_option
def list_all(state: State | None, limit: int, as_json: bool) -> None:
    """The newest requests, of people with an account and without."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        found = await list_requests(database, state, limit)
        return {"requests": [_shown(each) for each in found]}

    perform(work, as_json=as_json, say=_say_all)


@requests.command()
@id_argument
@json_option
def show(request_id: UUID, as_json: bool) -> None:
    """One request with all that its asker wrote."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        return _shown(await find_request(database, request_id))

    perform(work, as_json=as_json, say=_say)


@requests.command()
@id_argument
@click.option("--time", "proposal", type=int, help="Which proposed time, counted from 1.")
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="Another moment, in UTC.")
@json_option
def confirm(request_id: UUID, proposal: int | None, at: datetime | None, as_json: bool) -> None:
    """Agree: a demo gets its appointment, an account gets the plan and the seats asked for.

    The asker is told by mail, for a demo with an invitation for the calendar. A demo that is
    confirmed again with another time is moved.
    """

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        agreed = Agreed(proposal, at.replace(tzinfo=UTC) if at else None)
        return _shown(await confirm_request(database, request_id, agreed))

    perform(work, as_json=as_json, say=_say)


@requests.command()
@id_argument
@json_option
def decline(request_id: UUID, as_json: bool) -> None:
    """Say no; an appointment that was agreed on is cancelled in the asker's calendar."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        return _shown(await decline_request(database, request_id))

    perform(work, as_json=as_json, say=_say)


@requests.command()
@id_argument
@json_option
def remove(request_id: UUID, as_json: bool) -> None:
    """Forget a request and everything that its asker wrote."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        await remove_request(database, request_id)
        return {"id": request_id}

    perform(work, as_json=as_json, say=lambda _: "It is forgotten.")


def _shown(request: Request) -> dict[str, Any]:
    account = None if request.account_id == NOBODY else request.account_id
    return {**asdict(request), "account_id": account}


def _say_all(found: Mapping[str, Any]) -> str:
    lines = [
        f"{each['id'].hex}  {each['created_at']:%Y-%m-%d %H:%M}  {each['kind']:<8}"
        f"{each['state']:<10} {each['name']} <{each['email']}>"
        for each in found["requests"]
    ]
    return "\n".join(lines) or "Nobody has asked for anything yet."


def _say(request: Mapping[str, Any]) -> str:
    named = {name: value for name, value in request.items() if value not in (None, [], "")}
    return "\n".join(f"{name.replace('_', ' '):<14}{_told(value)}" for name, value in named.items())


def _told(value: object) -> str:
    match value:
        case UUID():
            return value.hex
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        case list():
            return ", ".join(
                f"{number}. {_told(each)}"
                for number, each in enumerate(value, start=1)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            )
        case _:
            return str(value)
