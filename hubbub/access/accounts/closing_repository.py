"""Takes away from an account whatever lets anybody or anything in."""

from hubbub.kernel.database import Transaction

DISABLE = "UPDATE users SET state = 'disabled' WHERE account_id = %s"
WAYS_IN = (
    "DELETE FROM sessions WHERE account_id = %s",
    "DELETE FROM api_keys WHERE account_id = %s",
    "DELETE FROM links WHERE account_id = %s",
    "DELETE FROM sign_in_names WHERE account_id = %s",
    # A provider would make users anew.
    "DELETE FROM openid_providers WHERE account_id = %s",
    # Carriers lose their owners, and nothing that is due is begun any more.
    "DELETE FROM leases WHERE account_id = %s",
    "DELETE FROM timers WHERE account_id = %s",
)


async def shut(tx: Transaction) -> None:
    """Nobody gets in from now on, and who is in is out."""
    await tx.execute(DISABLE, (tx.account,))
    for statement in WAYS_IN:
        await tx.execute(statement, (tx.account,))
