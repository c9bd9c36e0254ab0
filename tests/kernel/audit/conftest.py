"""A log with several seals on a server of its own, and copies of it to tamper with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from hubbub.kernel.audit.changes import Changes, Personal, made
from hubbub.kernel.audit.sealing import seal_everything
from hubbub.kernel.audit.verifying import verify
from hubbub.kernel.database import Database
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.postgres.configuration import OWNER, SUPERUSER
from hubbub.kernel.postgres.roles import open_database
from hubbub.kernel.secrets import Secrets
from tests.cluster import OwnCluster, address_of, new_own_cluster
from tests.kernel.audit.rings import ring_of
from tests.kernel.sample import Noted, new_account

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from hubbub.kernel.audit.findings import Verdict
    from hubbub.kernel.database import DatabaseAddress

KEYS = ring_of("k0001", bytes(range(32)))
SEALS = 4
ROWS_EACH = 3


@dataclass(frozen=True, slots=True)
class Log:
    """An account whose audit can be written, sealed, tampered with and looked over."""

    database: Database
    address: DatabaseAddress
    superuser: str
    account: UUID

    async def write(self, name: str = "Ana", before: str | None = None) -> None:
        await write(self.database, self.account, name, before)

    async def seal(self) -> int:
        return await seal_everything(self.database, KEYS)

    async def look(self, keys: Secrets = KEYS, *anchors: Any) -> Verdict:
        return await verify(self.database, self.account, keys, anchors)

    async def found(self) -> set[str]:
        return {each.what.value for each in (await self.look()).findings}

    def tamper(self, *statements: str) -> None:
        """As the database's superuser, whom neither rights nor triggers nor keys hold back."""
        with psycopg.connect(self.superuser) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement)  # pyright: ignore[reportArgumentType, reportCallIssue]

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.superuser) as connection:
            return connection.execute(query).fetchall()  # pyright: ignore[reportArgumentType, reportCallIssue]

    def rows(self) -> list[int]:
        """The numbers of the account's rows."""
        query = f"SELECT seq FROM audit WHERE account_id = '{self.account}' ORDER BY seq"
        return [row[0] for row in self.ask(query)]


async def write(
    database: Database, account: UUID, name: str = "Ana", before: str | None = None
) -> None:
    """One audited fact about somebody, whose name it is."""
    by = Origin("user", new_id(), address="203.0.113.9")
    after = {"name": Personal(name), "state": "enabled"}
    changes = made(after)
    if before is not None:
        changes = Changes({"name": Personal(before), "state": "enabled"}, after)
    async with database.transaction(account) as tx:
        await record(tx, Noted(number=1), Subject(new_id(), 1), by, changes)


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnCluster]:
    """A server where nobody else's transaction holds the horizon back."""
    own = new_own_cluster()
    yield own
    own.remove()


@pytest.fixture
async def log(own_server: OwnCluster) -> AsyncIterator[Log]:
    """An account of its own with some seals, in a database of its own."""
    name = f"log_{uuid4().hex}"
    with psycopg.connect(own_server.server.dsn("postgres", SUPERUSER), autocommit=True) as admin:
        create = SQL("CREATE DATABASE {} TEMPLATE hubbub OWNER {}")
        admin.execute(create.format(Identifier(name), Identifier(OWNER)))
        open_database(admin, name)
    address = address_of(own_server.server, name)
    database = Database(address, size=20)
    await database.open()
    account = await new_account(database)
    made_log = Log(database, address, own_server.server.dsn(name, SUPERUSER), account)
    for seal in range(SEALS):
        for row in range(ROWS_EACH):
            await made_log.write(f"Ana {seal}.{row}")
        assert await made_log.seal() == ROWS_EACH
    yield made_log
    await database.close()
