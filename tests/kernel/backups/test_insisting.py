"""What a restore changes of tables is done, though a vacuum looks at them in the same moment."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import psycopg
from psycopg.sql import SQL

from hubbub.kernel.backups.loading import insist
from tests.waiting import until_now

if TYPE_CHECKING:
    from tests.cluster import Cluster

WAITS = """
SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
WHERE NOT l.granted AND d.datname = current_database()
"""


def test_whoever_was_in_the_way_is_waited_for(cluster: Cluster) -> None:
    address = cluster.empty()
    try:
        with (
            psycopg.connect(address.owner, autocommit=True) as ours,
            psycopg.connect(address.owner, autocommit=True) as looking,
            psycopg.connect(address.owner) as other,
        ):
            ours.execute("CREATE TABLE one (id int); CREATE TABLE two (id int)")
            other.execute("LOCK TABLE two IN SHARE MODE")
            emptying = Thread(target=insist, args=(ours, SQL("TRUNCATE one, two").format()))
            emptying.start()
            until_now(lambda: waiting(looking))
            # Now each waits for the other; whoever waited first finds it out and is the victim.
            other.execute("LOCK TABLE one IN SHARE MODE")
            other.commit()
            emptying.join(20)
            assert not emptying.is_alive()
            assert ours.execute("SELECT count(*) FROM one").fetchone() == (0,)
    finally:
        cluster.drop(address)


def waiting(connection: psycopg.Connection[tuple[int]]) -> bool:
    row = connection.execute(WAITS).fetchone()
    return bool(row and row[0])
