"""An account's rule for how long things are kept, over HTTP."""

from starlette.responses import Response

from hubbub.access import may
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.features.privacy.retention.changing import LEAST, change_rules, preview
from hubbub.features.privacy.retention.rules_repository import Rules, get_rules, runs
from hubbub.features.privacy.retention.shapes import (
    RetentionDays,
    RetentionInput,
    RetentionPreview,
    ShownRetention,
    show_run,
)
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Transaction

router = Router("/api/retention", "account")


@router.get("", needs=may.MANAGE_ACCOUNT, response_model=ShownRetention)
async def get_retention(actor: CurrentActor, database: TheDatabase) -> Response:
    """For how long the account keeps what, and how that was last carried out."""
    async with database.transaction(actor.account_id) as tx:
        return answer(await _shown(tx, await get_rules(tx)))


@router.post("/preview", needs=may.MANAGE_ACCOUNT, response_model=RetentionPreview)
async def post_retention_preview(
    body: RetentionDays, actor: CurrentActor, database: TheDatabase
) -> Response:
    """How much a rule would erase if it held now; nothing is changed."""
    async with database.transaction(actor.account_id) as tx:
        return answer(RetentionPreview(await preview(tx, body.rules())))


@router.put("", needs=may.MANAGE_ACCOUNT, response_model=ShownRetention)
async def put_retention(
    body: RetentionInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Have it so from now on; a worker begins within the hour."""
    async with database.transaction(actor.account_id) as tx:
        rules = await change_rules(tx, body.rules(body.version), actor.origin)
        return answer(await _shown(tx, rules))


async def _shown(tx: Transaction, rules: Rules) -> ShownRetention:
    return ShownRetention(
        rules.texts_days, rules.people_days, rules.audit_days, rules.deliveries_days,
        rules.files_days, rules.version, dict(LEAST), [show_run(each) for each in await runs(tx)],
    )  # fmt: skip
