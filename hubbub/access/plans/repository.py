"""Rows of plans: what an account has."""

from hubbub.kernel.database import Transaction

GET = "SELECT plan FROM accounts WHERE account_id = %s"
USERS = "SELECT count(*) FROM users WHERE account_id = %s AND state = 'enabled'"
SET = "UPDATE accounts SET plan = %s, seats = %s WHERE account_id = %s"


async def plan_of_account(tx: Transaction) -> str:
    """The key of the account's plan."""
    return await tx.value(GET, (tx.account,))


async def put_plan(tx: Transaction, plan: str, seats: int) -> None:
    await tx.execute(SET, (plan, seats, tx.account))


async def count_users(tx: Transaction) -> int:
    """Everybody who can sign in."""
    return await tx.value(USERS, (tx.account,))
