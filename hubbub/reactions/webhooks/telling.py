"""Composes the mail that tells administrators of a webhook that has stopped by itself."""

from collections.abc import Mapping

from hubbub.access.accounts.repository import get_account
from hubbub.access.mailing.values import harmless
from hubbub.kernel.database import Transaction
from hubbub.kernel.mail.letters import Letter
from hubbub.kernel.mail.rendering import Reader, render
from hubbub.kernel.mail.repository import Mail
from hubbub.kernel.mail.sending import Composer, Composing
from hubbub.reactions.webhooks.endpoints_repository import get_endpoint
from hubbub.reactions.webhooks.switching import MAIL


async def _stopped(tx: Transaction, mail: Mail, by: Composing) -> Letter | None:
    endpoint = await get_endpoint(tx, mail.subject_id)
    if endpoint is None or mail.address is None or endpoint.reason == "chosen":
        return None
    values = {
        "account": harmless((await get_account(tx)).name),
        "name": harmless(endpoint.name),
        "link": f"{by.origin}/desk/account/webhooks/{endpoint.id.hex}",
    }
    return render(f"{MAIL}_{endpoint.reason}", Reader("", mail.address), values)


WEBHOOK_COMPOSERS: Mapping[str, Composer] = {MAIL: _stopped}
"""What makes the letter of each kind of mail about webhooks."""
