"""What each database role may touch: one account for `hubbub_app`, facts unchangeable for all.

Applied after every migration to every table there is, so that a new table cannot be forgotten.
"""

from psycopg import Connection
from psycopg.sql import SQL, Identifier

APP = "hubbub_app"
ENGINE = "hubbub_engine"

APPEND_ONLY = frozenset({"events", "audit", "access_changes"})
"""Nobody who serves may change or remove a row of these."""

ERASABLE = frozenset({"audit_values"})
"""Texts that can be put there and taken away, and never changed."""

SEALS = frozenset({"audit_seals"})
"""The engine adds to these, requests read them, and nobody who serves changes one."""

TOLD_BY_ENGINE = frozenset({"audit_checks"})
"""The engine writes these, and requests read them."""

KERNEL_ONLY = frozenset({"consumers", "event_epochs", "attempts", "once"})
"""Tables without an account, or about all of them: the engine's alone."""

TENDED = frozenset({"parked_events"})
"""The engine puts these aside; whoever looks after an account tries its own again, or lets go."""

NEVER_DELETED = frozenset({"accounts"})
"""What is deleted by the owner alone, since with it goes what nobody who serves may remove."""

TOMBSTONES = frozenset({"deleted_accounts"})
"""What the owner leaves of a deleted account; the engine reads it."""

SHARED = frozenset({"sign_in_names"})
"""Small reference tables: the app reads its own account's rows, others' through functions only."""

FUNCTIONS = (
    "sessions_of(bytea[])", "api_key_of(bytea)", "sign_in_of(text)", "account_count()",
    "link_of(bytea)", "passkey_of(bytea)", "sign_in_account_of(text,text)",
    "openid_provider_of(uuid)", "demo_count()", "carrier_of_door(bytea)",
)  # fmt: skip

OWNERS = (
    "add_event_months(integer, date)", "events_outside_months()", "delete_demo_rows(uuid, bigint)",
)  # fmt: skip
"""Run with the owner's rights, and only for the engine."""

STEP_READ = SQL("GRANT SELECT ON alembic_version TO {engine}")
"""So that a program that serves sees whether the database is the one that it was written for."""

ROLES = "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)"
TABLES = """
SELECT c.relname, bool_or(a.attname = 'account_id')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT c.relispartition AND c.relname <> 'alembic_version'
GROUP BY c.relname ORDER BY c.relname
"""
POLICIES = "SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s"

ACCOUNT = SQL(
    "CREATE POLICY one_account ON {table} TO {app} "
    "USING (account_id = nullif(current_setting('hubbub.account', true), '')::uuid)"
)
EVERYTHING = SQL("CREATE POLICY all_accounts ON {table} TO {engine} USING (true)")
OWNER = SQL("CREATE POLICY owner ON {table} TO CURRENT_USER USING (true)")


def is_protected(connection: Connection[tuple[object, ...]]) -> bool:
    """Whether the two serving roles exist, so that the database itself keeps accounts apart."""
    row = connection.execute(ROLES, ([APP, ENGINE],)).fetchone()
    return row is not None and row[0] == 2


def protect(connection: Connection[tuple[object, ...]]) -> bool:
    """Put policies and rights on every table; False, changing nothing, without the roles."""
    if not is_protected(connection):
        return False
    roles = {"app": Identifier(APP), "engine": Identifier(ENGINE)}
    connection.execute(SQL("GRANT USAGE ON SCHEMA public TO {app}, {engine}").format(**roles))
    connection.execute(STEP_READ.format(**roles))
    for name, has_account in connection.execute(TABLES).fetchall():
        _protect_table(connection, str(name), bool(has_account))
    # Taking a function over needs the right to create, for this transaction only.
    connection.execute(SQL("GRANT CREATE ON SCHEMA public TO {engine}").format(**roles))
    for function in FUNCTIONS:
        # The engine owns them, so that they see all accounts and can be called by the app.
        connection.execute(
            SQL("ALTER FUNCTION {function} OWNER TO {engine}").format(
                function=SQL(function),  # pyright: ignore[reportArgumentType]
                **roles,
            )
        )
    for function in OWNERS:
        for statement in (
            "REVOKE ALL ON FUNCTION {function} FROM PUBLIC, {app}",
            "GRANT EXECUTE ON FUNCTION {function} TO {engine}",
        ):
            connection.execute(
                SQL(statement).format(
                    function=SQL(function),  # pyright: ignore[reportArgumentType]
                    **roles,
                )
            )
    connection.execute(SQL("REVOKE CREATE ON SCHEMA public FROM {engine}").format(**roles))
    return True


def _protect_table(
    connection: Connection[tuple[object, ...]], name: str, has_account: bool
) -> None:
    names = {"table": Identifier(name), "app": Identifier(APP), "engine": Identifier(ENGINE)}
    for statement in _rights(name):
        connection.execute(statement.format(**names))
    found = {row[0] for row in connection.execute(POLICIES, (name,)).fetchall()}
    if has_account:
        connection.execute(SQL("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY").format(**names))
        connection.execute(SQL("ALTER TABLE {table} FORCE ROW LEVEL SECURITY").format(**names))
        policies = {"one_account": ACCOUNT, "all_accounts": EVERYTHING, "owner": OWNER}
        for policy, statement in policies.items():
            if policy not in found:
                connection.execute(statement.format(**names))


APPENDED = SQL("GRANT SELECT, INSERT ON {table} TO {app}, {engine}")
ERASED = SQL("GRANT SELECT, INSERT, DELETE ON {table} TO {app}, {engine}")
FULL = SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {app}, {engine}")
READ_BY_APP = SQL("GRANT SELECT ON {table} TO {app}")
ADDED_BY_ENGINE = SQL("GRANT SELECT, INSERT ON {table} TO {engine}")
ENGINES = SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {engine}")
READ_BY_ENGINE = SQL("GRANT SELECT ON {table} TO {engine}")
UNDELETABLE = SQL("GRANT SELECT, INSERT, UPDATE ON {table} TO {app}, {engine}")
WRITTEN_BY_APP = SQL("GRANT SELECT, INSERT, DELETE ON {table} TO {app}")

TENDED_BY_APP = SQL("GRANT SELECT, UPDATE, DELETE ON {table} TO {app}")

RIGHTS: list[tuple[frozenset[str], list[SQL]]] = [
    (APPEND_ONLY, [APPENDED]),
    (ERASABLE, [ERASED]),
    (SEALS, [READ_BY_APP, ADDED_BY_ENGINE]),
    (TOLD_BY_ENGINE, [READ_BY_APP, ENGINES]),
    (KERNEL_ONLY, [ENGINES]),
    (TENDED, [TENDED_BY_APP, ENGINES]),
    (NEVER_DELETED, [UNDELETABLE]),
    (TOMBSTONES, [READ_BY_ENGINE]),
    (SHARED, [WRITTEN_BY_APP, ENGINES]),
]


def _rights(name: str) -> list[SQL]:
    revoke = SQL("REVOKE ALL ON {table} FROM {app}, {engine}, PUBLIC")
    granted = next((rights for tables, rights in RIGHTS if name in tables), [FULL])
    return [revoke, *granted]
