"""The worker: owns carriers, gives waiting work to agents, does what is due."""

import asyncio
import os
import signal
import socket
from contextlib import suppress

import structlog

from hubbub.access.mailing.composing import COMPOSERS
from hubbub.channels.sms.owning import PREFIX, CarrierOwner
from hubbub.entrypoints.buying import carry_orders
from hubbub.entrypoints.composition import compose
from hubbub.entrypoints.demonstration.keeping import keep_demos
from hubbub.entrypoints.handing_on import hand_on_texts
from hubbub.entrypoints.privacy import privacy_jobs
from hubbub.entrypoints.side_by_side import follow, together
from hubbub.entrypoints.webhooks import run_webhooks
from hubbub.entrypoints.wire import run_wire
from hubbub.features.handing_on.telling import TEXT_COMPOSERS
from hubbub.features.privacy.retention.carrying_out import CarryingOut
from hubbub.features.routing.following import Routing
from hubbub.kernel.audit.checking import keep_checking
from hubbub.kernel.audit.sealing import keep_sealing
from hubbub.kernel.database import Database, DatabaseAddress
from hubbub.kernel.files.files import Files
from hubbub.kernel.garbage import collect_less
from hubbub.kernel.ids import new_id
from hubbub.kernel.jobs.running import run_jobs
from hubbub.kernel.keeping import tidy
from hubbub.kernel.leases import Lease, LeaseHolder, offer_all
from hubbub.kernel.mail.outbox import TIMER
from hubbub.kernel.mail.sending import Postman
from hubbub.kernel.outside import run_outside
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.settings import Settings
from hubbub.kernel.signals import Signals
from hubbub.kernel.tail import Tail
from hubbub.kernel.timers import run_timers
from hubbub.kernel.waking import Waker
from hubbub.reactions.webhooks.replaying import JOB, run_replay
from hubbub.reactions.webhooks.telling import WEBHOOK_COMPOSERS

log = structlog.get_logger()

CONSUME = "consume:routing:0"
TIDY = "tidy:0"
SEAL = "seal:audit:0"
DEMOS = "demos:0"
RETENTION = "retention:0"


async def work(settings: Settings, address: DatabaseAddress) -> None:
    """Until cancelled, which gives every lease back."""
    compose(settings)
    database = Database(address, size=settings.database_pool)
    await database.open()
    waker = Waker(address.direct)
    database.when_events(waker.wake)
    tail = Tail(database)
    signals = Signals(tail)
    routing = Routing(database)
    secrets = load_secrets(settings)
    holder = LeaseHolder(database, f"{socket.gethostname()}:{os.getpid()}:{new_id().hex[:8]}")
    await offer_all(database, CONSUME, TIDY, SEAL, DEMOS, RETENTION)

    async def route(_: Lease) -> None:
        await together(follow(database, tail, routing.consumer), routing.sweep())

    async def keep(_: Lease) -> None:
        await tidy(database, Files(settings.home))

    async def seal(lease: Lease) -> None:
        await together(keep_sealing(database, secrets, lease), keep_checking(database, secrets))

    retention = CarryingOut(database, Files(settings.home))
    owner = CarrierOwner(database, signals, secrets, settings)
    postman = Postman(database, settings, {**COMPOSERS, **WEBHOOK_COMPOSERS, **TEXT_COMPOSERS})
    log.info("worker.started")
    try:
        await together(
            waker.run(),
            tail.listen(),
            signals.run(),
            holder.run(PREFIX, owner.run),
            holder.run(CONSUME, route),
            holder.run(TIDY, keep),
            holder.run(SEAL, seal),
            holder.run(RETENTION, lambda _: retention.keep()),
            holder.run(DEMOS, lambda _: keep_demos(database, settings)),
            run_webhooks(database, tail, settings, secrets, holder),
            run_wire(database, tail, settings, holder),
            hand_on_texts(database, settings, secrets),
            run_timers(database, {}),
            run_jobs(database, {JOB: run_replay, **privacy_jobs(settings)}),
            run_outside(database, {TIMER: postman.carry}),
            carry_orders(database, settings, secrets),
        )
    finally:
        await database.close()
        log.info("worker.stopped")


async def main(settings: Settings, address: DatabaseAddress) -> None:
    """Work until told to stop."""
    collect_less()
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work(settings, address))
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
