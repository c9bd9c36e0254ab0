"""A database that falls silent is given up soon, unless its address says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg.conninfo import conninfo_to_dict

from hubbub.kernel.dialling import SOON, dial

if TYPE_CHECKING:
    from hubbub.kernel.database import Database, DatabaseAddress


def test_what_the_operator_says_wins() -> None:
    url = "postgresql://app:p%2Fw@one,two:5433/hubbub?keepalives_idle=60&sslmode=require"
    found = conninfo_to_dict(dial(url))
    assert found == {
        **{name: str(value) for name, value in SOON.items()},
        "user": "app", "password": "p/w", "host": "one,two", "port": ",5433", "dbname": "hubbub",
        "sslmode": "require", "keepalives_idle": "60",
    }  # fmt: skip


async def test_every_connection_of_a_pool_has_the_bounds(
    database: Database, database_address: DatabaseAddress
) -> None:
    assert "tcp_user_timeout" not in database_address.app
    async with database.anonymous() as tx:
        parameters = tx.connection.info.get_parameters()
    assert parameters["tcp_user_timeout"] == str(SOON["tcp_user_timeout"])
    assert parameters["keepalives_idle"] == str(SOON["keepalives_idle"])
