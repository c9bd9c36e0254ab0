"""`hubbub webhook`: webhooks, from the command line."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import click

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.loading import load_actor
from hubbub.access.openid.repository import user_of_email
from hubbub.entrypoints.commanding import account_option, chosen_account, json_option, perform
from hubbub.kernel.clock import now
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.settings import Settings
from hubbub.reactions.webhooks.configuring import Wanted, add_webhook, check_address
from hubbub.reactions.webhooks.endpoints_repository import Endpoint, all_endpoints
from hubbub.reactions.webhooks.kinds import OFFERED
from hubbub.reactions.webhooks.replaying import replay, replay_failed, send_test
from hubbub.reactions.webhooks.showing import show_webhooks

webhook_argument = click.argument("webhook")


@click.group()
def webhook() -> None:
    """Tell other programs what happens, signed and in order."""


@webhook.command()
@click.option("--name", required=True, help="What the program is.")
@click.option("--url", required=True, help="Where it listens; begins with https://.")
@click.option(
    "--event",
    "kinds",
    multiple=True,
    required=True,
    type=click.Choice(list(OFFERED)),
    help="What it is told; repeat for several.",
)
@click.option(
    "--for", "owner", required=True, metavar="EMAIL", help="The user for whom it acts: it is told "
    "what he may see, as long as he may manage webhooks."
)  # fmt: skip
@click.option("--header", "headers", multiple=True, help="A header of your own, as `Name: value`.")
@account_option
@json_option
def add(as_json: bool, account: str | None, **options: Any) -> None:
    """Add a webhook. Its secret is printed this once."""
    headers = dict(_header(each) for each in options["headers"])
    wanted = Wanted(options["name"], options["url"], options["kinds"], headers)

    async def work(database: Database, settings: Settings) -> Mapping[str, Any]:
        account_id = await chosen_account(database, account)
        await check_address(Outgoing(settings.outgoing_networks), wanted.url)
        async with database.transaction(account_id) as tx:
            owner = await _owner(tx, options["owner"])
            made, secret = await add_webhook(tx, wanted, load_secrets(settings), owner, SYSTEM)
        return {"webhook_id": made.id, "name": made.name, "secret": secret}

    perform(
        work,
        as_json=as_json,
        say=lambda made: (
            f"Webhook {made['webhook_id'].hex}  {made['name']}\nSecret: {made['secret']}"
        ),
    )


@webhook.command("list")
@account_option
@json_option
def list_webhooks(as_json: bool, account: str | None) -> None:
    """All webhooks, with their state and how the last day went."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            return {"webhooks": await show_webhooks(tx, await all_endpoints(tx))}

    perform(
        work,
        as_json=as_json,
        say=lambda found: (
            "\n".join(
                f"{each.id.hex}  {each.state:<7} {each.arrived}/{each.tried} arrived, "
                f"{each.waiting} waiting  {each.name}  {each.url}"
                for each in found["webhooks"]
            )
            or "There is no webhook yet; add one with `hubbub webhook add`."
        ),
    )


@webhook.command()
@webhook_argument
@account_option
@json_option
def test(webhook: str, as_json: bool, account: str | None) -> None:
    """Send a test to a webhook, by name or id; a worker takes it at once."""

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await _find(tx, webhook)
            sent = await send_test(tx, found.id, SYSTEM)
        return {"webhook_id": found.id, "delivery_id": sent.id}

    perform(work, as_json=as_json, say=lambda sent: f"Test {sent['delivery_id'].hex} is queued.")


@webhook.command("replay")
@webhook_argument
@click.option("--delivery", type=click.UUID, help="One delivery, by its id (`webhook-id`).")
@click.option(
    "--failed-hours",
    type=click.IntRange(1, 24 * 365),
    help="All that failed in so many hours, at most 10,000.",
)
@account_option
@json_option
def replay_command(webhook: str, as_json: bool, account: str | None, **options: Any) -> None:
    """Send once more what a webhook, by name or id, did not get."""
    delivery, hours = options["delivery"], options["failed_hours"]
    if (delivery is None) == (hours is None):
        raise click.UsageError("Say what to send again: --delivery or --failed-hours.")

    async def work(database: Database, _: Settings) -> Mapping[str, Any]:
        async with database.transaction(await chosen_account(database, account)) as tx:
            found = await _find(tx, webhook)
            if delivery is not None:
                await replay(tx, found.id, delivery, SYSTEM)
                return {"webhook_id": found.id, "count": 1}
            since = now() - timedelta(hours=hours)
            job = await replay_failed(tx, found.id, since, found.acts_for, SYSTEM)
        return {"webhook_id": found.id, "count": job.payload["total"]}

    perform(work, as_json=as_json, say=lambda done: f"Sent again: {done['count']}.")


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon:
        raise click.UsageError("Write a header as `Name: value`.")
    return name.strip(), value.strip()


async def _owner(tx: Transaction, email: str) -> Actor:
    user_id = await user_of_email(tx, email)
    owner = await load_actor(tx, user_id) if user_id else None
    if owner is None:
        raise NotFound(f"There is no user {email[:100]!r} in this account.")
    if not owner.may(may.MANAGE_WEBHOOKS):
        raise Conflict(
            f"{owner.name} may not manage webhooks, so nothing would be sent.", code="owner_unable"
        )
    return owner


async def _find(tx: Transaction, wanted: str) -> Endpoint:
    for each in await all_endpoints(tx):
        if wanted.lower() == each.name.lower() or _is_id(wanted, each.id):
            return each
    raise NotFound(f"There is no webhook {wanted[:100]!r}; see `hubbub webhook list`.")


def _is_id(text: str, webhook_id: UUID) -> bool:
    return text.replace("-", "").lower() == webhook_id.hex
