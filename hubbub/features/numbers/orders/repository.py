"""Rows of orders of numbers."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from hubbub.features.numbers.orders.models import Order, OrderDocument, State
from hubbub.features.numbers.selling import Offer
from hubbub.kernel.database import Transaction
from hubbub.kernel.ids import new_id

COLUMNS = """account_id, id, client_id, state, step, country, capabilities, kind, carrier_id, offer,
details, documents, reason, number_id, version, created_by, created_at, updated_at, placed_at"""
LISTED = f"""
SELECT {COLUMNS} FROM number_orders
WHERE account_id = %s AND state IN ('draft', 'placed', 'waiting', 'failed') ORDER BY created_at, id
"""
GET = f"SELECT {COLUMNS} FROM number_orders WHERE account_id = %s AND id = %s"
LOCK = f"{GET} FOR UPDATE"
OF_CLIENT = f"SELECT {COLUMNS} FROM number_orders WHERE account_id = %s AND client_id = %s"
INSERT = """
INSERT INTO number_orders (account_id, id, client_id, created_by) VALUES (%s, %s, %s, %s)
ON CONFLICT (account_id, client_id) DO NOTHING
"""
DRAFT = f"""
UPDATE number_orders SET step = %(step)s, country = %(country)s, capabilities = %(capabilities)s,
    kind = %(kind)s, carrier_id = %(carrier)s, offer = %(offer)s, details = %(details)s,
    version = version + 1, updated_at = now()
WHERE account_id = %(account)s AND id = %(id)s RETURNING {COLUMNS}
"""
DOCUMENTS = f"""
UPDATE number_orders SET documents = %s, version = version + 1, updated_at = now()
WHERE account_id = %s AND id = %s RETURNING {COLUMNS}
"""
PLACE = f"""
UPDATE number_orders SET state = 'placed', placed_at = now(), version = version + 1,
    updated_at = now()
WHERE account_id = %s AND id = %s RETURNING {COLUMNS}
"""
MOVE = f"""
UPDATE number_orders SET state = %(state)s, reason = %(reason)s, number_id = %(number)s,
    version = version + 1, updated_at = now(),
    carrier_id = CASE WHEN %(state)s = 'waiting' THEN carrier_id END,
    ended_at = CASE WHEN %(state)s IN ('done', 'failed', 'cancelled') THEN now() END
WHERE account_id = %(account)s AND id = %(id)s RETURNING {COLUMNS}
"""
FORGET = """
UPDATE number_orders SET details = '{}', documents = '{}' WHERE account_id = %s AND id = %s
"""
OURS_AGAIN = """
SELECT EXISTS (SELECT FROM numbers WHERE account_id = %(account)s AND number = %(number)s)
    OR EXISTS (SELECT FROM number_orders WHERE account_id = %(account)s
               AND state IN ('placed', 'waiting') AND offer ->> 'number' = %(number)s)
"""
FOR_NUMBER = f"""
SELECT {COLUMNS} FROM number_orders
WHERE account_id = %s AND state IN ('placed', 'waiting') AND offer ->> 'number' = %s
ORDER BY placed_at LIMIT 1
"""
OF_OFFER = f"""
SELECT {COLUMNS} FROM number_orders o
WHERE account_id = %(account)s AND state IN ('placed', 'waiting', 'done')
  AND offer ->> 'key' = %(key)s
  AND %(carrier)s = coalesce(carrier_id, (
      SELECT n.carrier_id FROM numbers n WHERE n.account_id = o.account_id AND n.id = o.number_id))
ORDER BY placed_at DESC LIMIT 1
"""
USES = """
SELECT count(*) FROM conversations WHERE account_id = %s AND number = %s AND status <> 'closed'
"""


async def listed_orders(tx: Transaction) -> list[Order]:
    """Those that are open, and those that failed and were not put away yet; the oldest first."""
    return await tx.all(Order, LISTED, (tx.account,))


async def get_order(tx: Transaction, order_id: UUID) -> Order | None:
    return await tx.one(Order, GET, (tx.account, order_id))


async def lock_order(tx: Transaction, order_id: UUID) -> Order | None:
    return await tx.one(Order, LOCK, (tx.account, order_id))


async def order_of_client(tx: Transaction, client_id: UUID) -> Order | None:
    return await tx.one(Order, OF_CLIENT, (tx.account, client_id))


async def insert_order(tx: Transaction, client_id: UUID, created_by: UUID | None) -> Order:
    """The order of this client id, made now or before."""
    await tx.execute(INSERT, (tx.account, new_id(), client_id, created_by))
    order = await order_of_client(tx, client_id)
    assert order is not None
    return order


async def write_draft(tx: Transaction, order: Order, offer: Offer | None) -> Order:
    """What was decided so far, as it stands in `order`."""
    values = {
        "account": tx.account, "id": order.id, "step": order.step, "country": order.country,
        "capabilities": order.capabilities, "kind": order.kind, "carrier": order.carrier_id,
        "offer": None if offer is None else Jsonb(msgspec.to_builtins(offer)),
        "details": Jsonb(order.details),
    }  # fmt: skip
    return _there(await tx.one(Order, DRAFT, values))


async def write_documents(
    tx: Transaction, order_id: UUID, documents: Mapping[str, OrderDocument]
) -> Order:
    stored = Jsonb(msgspec.to_builtins(dict(documents)))
    return _there(await tx.one(Order, DOCUMENTS, (stored, tx.account, order_id)))


async def write_placed(tx: Transaction, order_id: UUID) -> Order:
    return _there(await tx.one(Order, PLACE, (tx.account, order_id)))


async def move_order(
    tx: Transaction,
    order_id: UUID,
    state: State,
    reason: str | None = None,
    number_id: UUID | None = None,
) -> Order:
    values = {
        "account": tx.account, "id": order_id, "state": state,
        "reason": None if reason is None else reason[:500], "number": number_id,
    }  # fmt: skip
    return _there(await tx.one(Order, MOVE, values))


async def forget_details(tx: Transaction, order_id: UUID) -> None:
    """What somebody typed in; the caller removes the files."""
    await tx.execute(FORGET, (tx.account, order_id))


async def is_ours_again(tx: Transaction, number: str) -> bool:
    """Whether a number that was given back was bought again, or is being bought."""
    return bool(await tx.value(OURS_AGAIN, {"account": tx.account, "number": number}))


async def order_for_number(tx: Transaction, number: str) -> Order | None:
    """The one that is with the carrier now."""
    return await tx.one(Order, FOR_NUMBER, (tx.account, number))


async def order_of_offer(tx: Transaction, carrier_id: UUID, key: str) -> Order | None:
    """The one of this offer that is with the carrier, or brought a number that is still ours."""
    params = {"account": tx.account, "carrier": carrier_id, "key": key}
    return await tx.one(Order, OF_OFFER, params)


async def open_conversations_on(tx: Transaction, number: str) -> int:
    """How many that are not closed go over this number."""
    return int(await tx.value(USES, (tx.account, number)))


def _there(order: Order | None) -> Order:
    assert order is not None
    return order
