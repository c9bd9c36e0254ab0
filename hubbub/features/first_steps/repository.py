"""What is set up already, in one look, and who does not want to be told any more."""

from dataclasses import dataclass
from uuid import UUID

from hubbub.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class State:
    """What the account has, and whether this user hides the list."""

    has_seat: bool
    has_number: bool
    has_agent: bool
    has_message: bool
    is_hidden: bool


STATE = """
SELECT EXISTS (SELECT 1 FROM seats WHERE account_id = %(account)s) AS has_seat,
       EXISTS (SELECT 1 FROM numbers WHERE account_id = %(account)s) AS has_number,
       EXISTS (SELECT 1 FROM memberships m
               JOIN seats s ON s.account_id = m.account_id AND s.user_id = m.user_id
               JOIN users u ON u.account_id = m.account_id AND u.id = m.user_id
                           AND u.state = 'enabled'
               WHERE m.account_id = %(account)s AND m.kind = 'agent') AS has_agent,
       EXISTS (SELECT 1 FROM conversations
               WHERE account_id = %(account)s AND inbound_count > 0) AS has_message,
       u.hides_first_steps AS is_hidden
FROM users u WHERE u.account_id = %(account)s AND u.id = %(user)s
"""
HIDE = "UPDATE users SET hides_first_steps = %s WHERE account_id = %s AND id = %s"


async def state_for(tx: Transaction, user_id: UUID) -> State | None:
    return await tx.one(State, STATE, {"account": tx.account, "user": user_id})


async def hide(tx: Transaction, user_id: UUID, is_hidden: bool) -> None:
    await tx.execute(HIDE, (is_hidden, tx.account, user_id))
