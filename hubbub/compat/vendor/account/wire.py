"""The paths of the account's part of this interface, and the account that is meant."""

from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.kernel.errors import Forbidden, NotFound

KEYS = "/settings/2/api-keys"
ACCOUNTS = "/settings/1/accounts"
SESSION = "/auth/1/session"
OAUTH = "/auth/1/oauth2/token"
AUDIT = "/audit/1/logs"
PREFIXES = (KEYS, ACCOUNTS, SESSION, OAUTH, AUDIT)

OWN = "_"
"""How an address names the account of whoever asks."""


def read_id(text: str, message: str) -> UUID:
    """NotFound, with the message, for what can be no id of ours."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(message) from error


def check_account(actor: Actor, wanted: str | None) -> None:
    """Forbidden for any account but the asker's: whether there is another one is not told."""
    if wanted and not _is_own(actor, wanted):
        raise Forbidden("You can use your own account only. Leave accountId out.")


def check_account_path(actor: Actor, wanted: str) -> None:
    """As `check_account`, for the account in an address: any other one does not exist."""
    if wanted != OWN and not _is_own(actor, wanted):
        raise NotFound("There is no such account. Write _ for your own.")


def _is_own(actor: Actor, wanted: str) -> bool:
    try:
        return UUID(wanted) == actor.account_id
    except ValueError:
        return False
