"""Looks over the chains of all accounts now and then, and keeps what was found for their pages."""

import asyncio
from datetime import timedelta

import structlog
from psycopg import Error as PsycopgError

from hubbub.kernel.accounts import accounts_everywhere
from hubbub.kernel.audit.findings import Verdict
from hubbub.kernel.audit.repository import keep_check
from hubbub.kernel.audit.verifying import verify
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Unavailable
from hubbub.kernel.secrets import Secrets

log = structlog.get_logger()

EVERY = timedelta(hours=1)
SHOWN = 20


async def keep_checking(database: Database, keys: Secrets) -> None:
    """Until cancelled, once an hour."""
    while True:
        try:
            await check_all(database, keys)
        except (PsycopgError, Unavailable) as error:
            log.warning("audit.checking_waits", error=type(error).__name__)
        await asyncio.sleep(EVERY.total_seconds())


async def check_all(database: Database, keys: Secrets) -> None:
    """Every account once."""
    for account in await accounts_everywhere(database):
        verdict = await verify(database, account.account_id, keys)
        if verdict.findings:
            log.error(
                "audit.tampered" if not verdict.is_intact else "audit.not_proved",
                account=account.account_id.hex, findings=len(verdict.findings) + verdict.more,
            )  # fmt: skip
        await keep(database, verdict)


async def keep(database: Database, verdict: Verdict) -> None:
    """Keep a verdict for the account's page."""
    shown = [
        {"what": each.what.value, "seal": each.seal, "row": each.row}
        for each in verdict.findings[:SHOWN]
    ]
    async with database.engine() as tx:
        counts = (verdict.seals, verdict.rows)
        await keep_check(tx, verdict.account_id, counts, verdict.sealed_until, shown)
