"""Tells a user what was changed about his sign-in; until there is mail, by a line in the log."""

from enum import StrEnum
from uuid import UUID

import structlog

from hubbub.kernel.database import Transaction

log = structlog.get_logger()


class Notice(StrEnum):
    """What a user is told."""

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


def tell_user(tx: Transaction, user_id: UUID, notice: Notice) -> None:
    """Once the transaction is committed. A mail goes out here as soon as mail can be sent."""
    account = tx.account
    tx.after_commit.append(
        lambda: log.info(
            "user.told", account_id=account.hex, user_id=user_id.hex, notice=notice.value
        )
    )
