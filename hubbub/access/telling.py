"""Tells a user by mail what was changed about his sign-in."""

from enum import StrEnum
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.mail.outbox import queue_mail


class Notice(StrEnum):
    """What a user is told; each is a mail of that name."""

    CODES_ON = "codes_on"
    CODES_OFF = "codes_off"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    FACTORS_RESET = "factors_reset"
    CODES_GUESSED = "codes_guessed"
    NEW_DEVICE = "new_device"
    PROVIDER_LINKED = "provider_linked"


async def tell_user(tx: Transaction, user_id: UUID, notice: Notice) -> None:
    """Sent once the transaction is committed."""
    await queue_mail(tx, notice.value, user_id)
