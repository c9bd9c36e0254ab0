"""Sends deliveries once more, under the ids they had: one, or all that failed since a moment."""

from datetime import datetime
from uuid import UUID

from hubbub.access import may
from hubbub.access.loading import load_actor
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.jobs.repository import Job, begin_job, jobs_owned_by
from hubbub.kernel.jobs.running import JobRefused, RunningJob
from hubbub.reactions.webhooks.configuring import NONE, find_webhook
from hubbub.reactions.webhooks.deliveries_repository import add_test, send_again
from hubbub.reactions.webhooks.endpoints_repository import bump_endpoint
from hubbub.reactions.webhooks.events import WebhookReplayed
from hubbub.reactions.webhooks.log_repository import (
    LoggedDelivery,
    count_failed,
    failed_after,
    get_delivery,
)

JOB = "webhook_replay"
MOST = 10_000
STEP = 100
NO_DELIVERY = "There is no such delivery, or it is so old that it was cleared away."


async def send_test(tx: Transaction, endpoint_id: UUID, by: Origin) -> LoggedDelivery:
    """Raises NotFound."""
    await find_webhook(tx, endpoint_id)
    delivery_id = await add_test(tx, endpoint_id, by.kind, by.id)
    return await find_delivery(tx, endpoint_id, delivery_id)


async def replay(
    tx: Transaction, endpoint_id: UUID, delivery_id: UUID, by: Origin
) -> LoggedDelivery:
    """The delivery, which waits again; one that waits already is left alone. Raises NotFound."""
    await find_webhook(tx, endpoint_id)
    found = await find_delivery(tx, endpoint_id, delivery_id)
    if await send_again(tx, endpoint_id, [(found.id, found.lane)]):
        await _record(tx, endpoint_id, delivery_id, by)
    return await find_delivery(tx, endpoint_id, delivery_id)


async def replay_failed(
    tx: Transaction, endpoint_id: UUID, since: datetime, owner_id: UUID, by: Origin
) -> Job:
    """A job that sends all that failed since then, up to `MOST`. Raises NotFound, Conflict."""
    await find_webhook(tx, endpoint_id)
    count, last = await count_failed(tx, endpoint_id, since, MOST)
    if not count:
        raise Conflict("Nothing has failed since then.", code="nothing_failed")
    await _record(tx, endpoint_id, None, by)
    payload = {"endpoint": endpoint_id.hex, "since": since.isoformat(), "last": last}
    return await begin_job(tx, JOB, {**payload, "total": count}, owner_id)


async def replays_of(tx: Transaction, endpoint_id: UUID, owner_id: UUID) -> list[Job]:
    """Those that somebody began for an endpoint, the newest first."""
    found = await jobs_owned_by(tx, owner_id)
    return [
        each for each in found if each.kind == JOB and each.payload["endpoint"] == endpoint_id.hex
    ]


async def run_replay(running: RunningJob) -> None:
    """The job: in steps, each in order, each with a look at whether its owner still may."""
    job, done, place, more = running.job, running.job.progress, running.job.cursor or 0, True
    endpoint_id = UUID(job.payload["endpoint"])
    since, last = datetime.fromisoformat(job.payload["since"]), job.payload["last"]
    assert job.owner_id is not None
    while more:
        async with running.step() as tx:
            owner = await load_actor(tx, job.owner_id)
            if owner is None or not owner.may(may.MANAGE_WEBHOOKS):
                raise JobRefused("Whoever began this may not manage webhooks any more.")
            found = await failed_after(tx, endpoint_id, since, (place, last), STEP)
            await send_again(tx, endpoint_id, [(id_, lane) for id_, lane, _ in found])
            done += len(found)
            more = len(found) == STEP
            place = found[-1][2] if found else place
            await running.advance(tx, done, job.payload["total"], place)
            if not more:
                await running.finish(tx)


async def find_delivery(tx: Transaction, endpoint_id: UUID, delivery_id: UUID) -> LoggedDelivery:
    """Raises NotFound."""
    found = await get_delivery(tx, endpoint_id, delivery_id)
    if found is None:
        raise NotFound(NO_DELIVERY)
    return found


async def _record(tx: Transaction, endpoint_id: UUID, delivery_id: UUID | None, by: Origin) -> None:
    version = await bump_endpoint(tx, endpoint_id)
    if version is None:
        raise NotFound(NONE)
    await record(tx, WebhookReplayed(delivery_id=delivery_id), Subject(endpoint_id, version), by)
