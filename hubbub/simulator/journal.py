"""Writes to SQLite from one thread, many callers in one durable transaction."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Any]
_MOST_IN_ONE: Final = 200


class Journal:
    """`do` runs work inside a transaction and returns after it is on the disk."""

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        self._schema = schema
        self._work: queue.Queue[tuple[Work, asyncio.Future[Any]] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="simulator-journal", daemon=True)
        self._loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[None] = self._loop.create_future()

    async def open(self) -> None:
        """Opens or makes the file; sqlite3.Error when that is not possible."""
        self._thread.start()
        await self._opened

    async def close(self) -> None:
        """Finishes what was asked for and closes the file."""
        self._work.put(None)
        await asyncio.to_thread(self._thread.join)

    async def do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """The result of `work`, after commit. What it raises undoes it alone."""
        done: asyncio.Future[Result] = self._loop.create_future()
        self._work.put((work, done))
        return await done

    def _run(self) -> None:
        try:
            connection = self._connect()
        except sqlite3.Error as error:
            self._tell(self._opened, None, error)
            return
        self._tell(self._opened, None, None)
        try:
            while (batch := self._next_batch()) is not None:
                self._commit(connection, batch)
        finally:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.executescript(self._schema)
        return connection

    def _next_batch(self) -> list[tuple[Work, asyncio.Future[Any]]] | None:
        first = self._work.get()
        if first is None:
            return None
        batch = [first]
        while len(batch) < _MOST_IN_ONE:
            try:
                following = self._work.get_nowait()
            except queue.Empty:
                break
            if following is None:
                self._work.put(None)
                break
            batch.append(following)
        return batch

    def _commit(
        self, connection: sqlite3.Connection, batch: list[tuple[Work, asyncio.Future[Any]]]
    ) -> None:
        outcomes: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []
        try:
            connection.execute("BEGIN IMMEDIATE")
            for work, done in batch:
                outcomes.append((done, *_attempt(connection, work)))
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            outcomes = [(done, None, error) for _, done in batch]
        for done, result, error in outcomes:
            self._tell(done, result, error)

    def _tell(self, done: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
        def settle() -> None:
            if done.done():
                return
            if error is None:
                done.set_result(result)
            else:
                done.set_exception(error)

        self._loop.call_soon_threadsafe(settle)


def _attempt(connection: sqlite3.Connection, work: Work) -> tuple[Any, BaseException | None]:
    connection.execute("SAVEPOINT one")
    try:
        result = work(connection)
    except Exception as error:
        connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
        return None, error
    connection.execute("RELEASE one")
    return result, None
