"""Connections and transactions: one door to PostgreSQL, the account set before all else."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, LiteralString, TypeVar
from uuid import UUID

import msgspec
import structlog
from psycopg import AsyncConnection, OperationalError
from psycopg import Error as PsycopgError
from psycopg.errors import QueryCanceled
from psycopg.rows import class_row
from psycopg.sql import SQL, Composed, Literal
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from hubbub.kernel.dialling import dial
from hubbub.kernel.errors import Unavailable

Row = TypeVar("Row")
Result = TypeVar("Result")
Query = LiteralString | SQL | Composed
Params = Sequence[Any] | Mapping[str, Any] | None

STATEMENT_SECONDS = 5
POOL_SECONDS = 10

# The clock of a transaction that runs is not set anew, only stopped and started.
LONGER = """
SELECT set_config(name, '0', true) FROM pg_settings WHERE name = 'transaction_timeout';
SELECT set_config(name, '60s', true) FROM pg_settings
WHERE name IN ('transaction_timeout', 'statement_timeout')
"""

log = structlog.get_logger()
# Each fact is written once and read by a dozen readers, in a fifth of the time that the standard
# library takes.
set_json_dumps(msgspec.json.encode)
set_json_loads(msgspec.json.decode)


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where the database is: one address for each of our roles, and one without a pooler."""

    app: str
    engine: str
    owner: str
    direct: str


@dataclass(slots=True)
class Transaction:
    """A running transaction. `account_id` is None only for the engine, which sees all accounts."""

    connection: AsyncConnection[Any]
    account_id: UUID | None
    has_events: bool = False
    before_commit: list[Callable[["Transaction"], Awaitable[None]]] = field(
        default_factory=list[Callable[["Transaction"], Awaitable[None]]]
    )
    """Done last, so that what many transactions lock is locked after all else, and no two of them
    wait for each other."""
    after_commit: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    after_rollback: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    """Not called when the connection is lost in the commit: then nobody knows how it ended."""

    @property
    def account(self) -> UUID:
        """The account that this transaction is bound to."""
        if self.account_id is None:
            raise RuntimeError("the engine's transaction belongs to no account")
        return self.account_id

    async def execute(self, query: Query, params: Params = None) -> int:
        """Run a statement; the number of rows that it touched."""
        cursor = await self.connection.execute(query, params)
        return cursor.rowcount

    async def row(self, query: Query, params: Params = None) -> tuple[Any, ...] | None:
        """The first row as a tuple."""
        cursor = await self.connection.execute(query, params)
        return await cursor.fetchone()

    async def rows(self, query: Query, params: Params = None) -> list[tuple[Any, ...]]:
        """All rows as tuples."""
        cursor = await self.connection.execute(query, params)
        return await cursor.fetchall()

    async def value(self, query: Query, params: Params = None) -> Any:
        """The first column of the first row, or None."""
        row = await self.row(query, params)
        return None if row is None else row[0]

    async def one(self, shape: type[Row], query: Query, params: Params = None) -> Row | None:
        """The first row as a dataclass."""
        async with self.connection.cursor(row_factory=class_row(shape)) as cursor:
            await cursor.execute(query, params)
            return await cursor.fetchone()

    async def all(self, shape: type[Row], query: Query, params: Params = None) -> list[Row]:
        """All rows as dataclasses."""
        async with self.connection.cursor(row_factory=class_row(shape)) as cursor:
            await cursor.execute(query, params)
            return await cursor.fetchall()

    @asynccontextmanager
    async def savepoint(self) -> AsyncGenerator[None]:
        """A part that can fail alone."""
        async with self.connection.transaction():
            yield


def columns_of(rows: Sequence[tuple[Any, ...]], width: int) -> list[list[Any]]:
    """The rows turned to `width` lists, as `unnest` takes them. In statements that are given
    hundreds of rows the lists go as `%b`: their text form costs five times as much to write."""
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


@lru_cache(maxsize=1000)
def _opening(account_id: UUID | None) -> bytes:
    if account_id is None:
        return b"BEGIN"
    begin = SQL("BEGIN; SET LOCAL hubbub.account = {}").format(Literal(str(account_id)))
    return begin.as_bytes(None)


class Database:
    """The pools of one process. `app` transactions are held to one account by the server itself."""

    def __init__(self, address: DatabaseAddress, *, size: int = 10) -> None:
        self.address = address
        self._app = _pool(address.app, size)
        self._engine = _pool(address.engine, max(2, size // 2))
        self._on_events: Callable[[], None] = _nothing

    async def open(self) -> None:
        await asyncio.gather(self._app.open(), self._engine.open())

    async def close(self) -> None:
        await asyncio.gather(self._app.close(), self._engine.close())

    def when_events(self, wake: Callable[[], None]) -> None:
        """Call `wake` after each commit that recorded events; it must return at once."""
        self._on_events = wake

    @asynccontextmanager
    async def transaction(
        self, account_id: UUID, *, is_long: bool = False
    ) -> AsyncGenerator[Transaction]:
        """A transaction that sees one account and nothing else; `is_long` for what changes
        thousands of rows for somebody who asked for just that."""
        async with self._run(self._app, account_id) as tx:
            if is_long:
                await tx.connection.execute(LONGER)
            yield tx

    @asynccontextmanager
    async def engine(self) -> AsyncGenerator[Transaction]:
        """A transaction over all accounts; for the kernel alone."""
        async with self._run(self._engine, None) as tx:
            yield tx

    @asynccontextmanager
    async def anonymous(self) -> AsyncGenerator[Transaction]:
        """A transaction that sees no account: for the look-ups that find out which one it is."""
        async with self._run(self._app, None) as tx:
            yield tx

    async def look_up(self, find: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """What `find` reads with one statement that sees no account, as in `anonymous`, but without
        the trips to begin and end a transaction: for what every request asks first. It is called
        again where a connection had died."""
        return await _at_once(self._app, find)

    async def look_over(self, find: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """The same over all accounts, as in `engine`; for the kernel alone. What is written must
        bear being written twice."""
        return await _at_once(self._engine, find)

    def connections(self) -> dict[str, dict[str, int]]:
        """For each pool: connections that are open and idle, and who waits for one."""
        found: dict[str, dict[str, int]] = {}
        for name, pool in (("app", self._app), ("engine", self._engine)):
            stats = pool.get_stats()
            found[name] = {
                "open": stats.get("pool_size", 0),
                "idle": stats.get("pool_available", 0),
                "waiting": stats.get("requests_waiting", 0),
            }
        return found

    async def keeps_accounts_apart(self) -> bool:
        """Whether the database itself holds a request to its account; also a sign of life."""
        async with self.anonymous() as tx:
            return bool(await tx.value("SELECT row_security_active('accounts')"))

    @asynccontextmanager
    async def _run(
        self, pool: AsyncConnectionPool[AsyncConnection[Any]], account_id: UUID | None
    ) -> AsyncGenerator[Transaction]:
        opening = _opening(account_id)

        async def begin(connection: AsyncConnection[Any]) -> None:
            await connection.execute(opening)

        async with _used(pool, begin) as (connection, _):
            tx = Transaction(connection, account_id)
            try:
                yield tx
                for last in tx.before_commit:
                    await last(tx)
            except BaseException:
                with contextlib.suppress(PsycopgError):
                    await connection.rollback()
                _call_all(tx.after_rollback)
                raise
            ended = await connection.execute("COMMIT")
            if ended.statusmessage != "COMMIT":
                _call_all(tx.after_rollback)
                # What the server answers when a failed statement was passed over: all is undone.
                raise RuntimeError("a statement failed unnoticed, so that nothing was kept")
        if tx.has_events:
            self._on_events()
        _call_all(tx.after_commit)


async def _at_once(
    pool: AsyncConnectionPool[AsyncConnection[Any]],
    do: Callable[[Transaction], Awaitable[Result]],
) -> Result:
    async def first(connection: AsyncConnection[Any]) -> Result:
        return await do(Transaction(connection, None))

    async with _used(pool, first) as (_, result):
        return result


@asynccontextmanager
async def _used(
    pool: AsyncConnectionPool[AsyncConnection[Any]],
    first: Callable[[AsyncConnection[Any]], Awaitable[Result]],
) -> AsyncGenerator[tuple[AsyncConnection[Any], Result]]:
    """A connection, and what came of its first use."""
    try:
        connection, result = await _living(pool, first)
    except (PoolTimeout, OperationalError) as error:
        raise Unavailable("The database cannot be reached. Try again in a moment.") from error
    try:
        yield connection, result
    finally:
        await pool.putconn(connection)


async def _living(
    pool: AsyncConnectionPool[AsyncConnection[Any]],
    first: Callable[[AsyncConnection[Any]], Awaitable[Result]],
) -> tuple[AsyncConnection[Any], Result]:
    """That its first use succeeds is the sign that a connection lives; nothing was done with one
    that had died. Raises PoolTimeout, OperationalError."""
    before, tries = _cancellations(), pool.max_size + 1
    while True:
        connection, tries = await pool.getconn(), tries - 1
        try:
            _heed(before)
            return connection, await first(connection)
        except BaseException as error:
            await pool.putconn(connection)
            is_dead = isinstance(error, OperationalError) and not isinstance(error, QueryCanceled)
            if not is_dead or not tries:
                raise


def _heed(cancellations: int) -> None:
    """The pool waits with `wait_for`, which in Python 3.11 forgets a cancellation that comes
    together with the connection."""
    if _cancellations() > cancellations:
        raise asyncio.CancelledError


def _cancellations() -> int:
    task = asyncio.current_task()
    return task.cancelling() if task else 0


def _pool(conninfo: str, size: int) -> AsyncConnectionPool[AsyncConnection[Any]]:
    return AsyncConnectionPool(
        dial(conninfo),
        min_size=1,
        max_size=size,
        timeout=POOL_SECONDS,
        max_idle=120,
        open=False,
        kwargs={
            "autocommit": True,
            "options": f"-c statement_timeout={STATEMENT_SECONDS}s "
            f"-c idle_in_transaction_session_timeout={STATEMENT_SECONDS}s -c timezone=UTC "
            f"-c application_name=hubbub",
        },
        reconnect_timeout=30,
    )


def is_out_of_reach(error: BaseException) -> bool:
    """Whether the database is away, so that it is nobody's fault and trying later helps; not so
    when it has refused one statement, as in a deadlock or after too long a time."""
    if isinstance(error, OperationalError):
        state = error.sqlstate or "08"
        # Connections, shutting down, and no room or memory left.
        return state[:2] in ("08", "53") or state.startswith("57P")
    return isinstance(error, Unavailable)


def _call_all(actions: Sequence[Callable[[], None]]) -> None:
    for action in actions:
        action()


def _nothing() -> None:
    return None
