"""Reads every table of an account in chunks, without what lets anybody in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.sql import SQL, Composable, Identifier, Placeholder

from hubbub.kernel.database import Transaction

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """A table: the columns that its rows are read by, which are its key behind the account, and
    those that stay here."""

    key: Sequence[str] = ("id",)
    hidden: Sequence[str] = ()


KINDS: Mapping[str, Kind] = {
    "accounts": Kind(("account_id",)),
    "agents": Kind(("user_id",)),
    "api_keys": Kind(hidden=("key_sha256",)),
    "audit": Kind(("seq",)),
    "audit_values": Kind(("audit_seq", "side", "field")),
    "carriers": Kind(),
    "conversation_messages": Kind(("conversation_id", "position")),
    "conversations": Kind(),
    "directory_groups": Kind(("role_id",)),
    "directory_users": Kind(("user_id",)),
    "events": Kind(("at", "seq")),
    "files": Kind(),
    "http_carriers": Kind(("carrier_id",), ("sealed_secrets", "sealed_door", "door_sha256")),
    "inbound_configurations": Kind(hidden=("sealed_secret",)),
    "inbound_deliveries": Kind(),
    "invites": Kind(),
    "memberships": Kind(("user_id", "queue_id")),
    "messages": Kind(),
    "number_orders": Kind(),
    "numbers": Kind(),
    "openid_providers": Kind(hidden=("sealed_client_secret",)),
    "people": Kind(),
    "queue_scopes": Kind(),
    "queues": Kind(),
    "quotas": Kind(("account_id",)),
    "read_markers": Kind(("user_id", "conversation_id")),
    "requests": Kind(),
    "retention_rules": Kind(("account_id",)),
    "roles": Kind(),
    "seats": Kind(("user_id",)),
    "sender_names": Kind(),
    "sender_queues": Kind(),
    "sign_in_settings": Kind(("account_id",)),
    "smpp_connections": Kind(("carrier_id",), ("sealed_password",)),
    "user_networks": Kind(("user_id",)),
    "user_roles": Kind(("user_id", "role_id")),
    "users": Kind(hidden=("password_hash",)),
    "webhook_endpoints": Kind(hidden=("sealed_secret", "sealed_old_secret", "sealed_headers")),
    "wire_texts": Kind(("message_id",)),
}
"""What is taken along, one file each."""

LEFT_OUT: Mapping[str, str] = {
    "access_changes": "work of the product itself",
    "audit_checks": "work of the product itself",
    "audit_seals": "proves the log in this database only",
    "avatars": "pictures are files",
    "demos": "work of the product itself",
    "directory_errors": "a log of a week",
    "directory_requests": "a log of a week",
    "inbound_tries": "a log",
    "known_devices": "lets people in",
    "leases": "work of the product itself",
    "links": "lets people in",
    "mails": "what is on its way",
    "message_keys": "work of the product itself",
    "openid_links": "lets people in",
    "parked_events": "work of the product itself",
    "passkeys": "lets people in",
    "permission_uses": "work of the product itself",
    "recovery_codes": "lets people in",
    "rejected_inbound": "bytes that are no texts",
    "retention_runs": "work of the product itself",
    "scheduled_texts": "what is on its way",
    "sessions": "lets people in",
    "sign_in_names": "stand with the users",
    "sms_answers": "work of the product itself",
    "sms_parts": "work of the product itself",
    "sms_receipts": "work of the product itself",
    "sms_received_parts": "texts that are not whole yet",
    "timers": "work of the product itself",
    "totp_secrets": "lets people in",
    "usage_days": "work of the product itself",
    "webhook_attempts": "a log",
    "webhook_deliveries": "a log",
    "wire_inboxes": "work of the product itself",
    "wire_pulled": "work of the product itself",
    "wire_pushes": "what is on its way",
}
"""Every other table of an account, and why it stays here; a test knows of no third sort."""

ROWS = SQL(
    "SELECT (to_jsonb(t) - %(hidden)s::text[])::text, {key} FROM {table} t "
    "WHERE t.account_id = %(account)s {after} ORDER BY {key} LIMIT %(limit)s"
)
AFTER = SQL("AND ({key}) > ({place})")
COUNT = SQL("SELECT count(*) FROM {table} WHERE account_id = %s")


async def rows_after(
    tx: Transaction, table: str, place: Sequence[Any] | None
) -> tuple[list[str], Sequence[Any] | None]:
    """Rows as JSON, and the place of the last of them; None when these are the last."""
    kind = KINDS[table]
    key = SQL(", ").join(SQL("t.{}").format(Identifier(each)) for each in kind.key)
    after: Composable = SQL("")
    params: dict[str, Any] = {
        "account": tx.account, "hidden": list(kind.hidden), "limit": CHUNK,
    }  # fmt: skip
    if place is not None:
        names = [f"place_{n}" for n in range(len(kind.key))]
        params |= dict(zip(names, place, strict=True))
        after = AFTER.format(key=key, place=_placeholders(names))
    query = ROWS.format(key=key, table=Identifier(table), after=after)
    rows = await tx.rows(query, params)
    return [row[0] for row in rows], rows[-1][1:] if len(rows) == CHUNK else None


def _placeholders(names: Sequence[str]) -> Composable:
    return SQL(", ").join(Placeholder(each) for each in names)


async def count_rows_of_kinds(tx: Transaction) -> int:
    """Of all that is taken along."""
    whole = 0
    for table in KINDS:
        whole += await tx.value(COUNT.format(table=Identifier(table)), (tx.account,))
    return whole
