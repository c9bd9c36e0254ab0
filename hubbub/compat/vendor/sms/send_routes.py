"""Sending texts: in the newest version of the interface, and in the second."""

from typing import Any

from starlette.responses import Response

from hubbub.access.actor import Actor
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, TheDatabase
from hubbub.compat.vendor.sms.accepting import Accepted, Outcome, accept
from hubbub.compat.vendor.sms.advanced_bodies import AdvancedBody
from hubbub.compat.vendor.sms.asked import Request
from hubbub.compat.vendor.sms.message_bodies import MessagesBody
from hubbub.compat.vendor.sms.wire import ROOT, SEND, SEND_ADVANCED, InJson
from hubbub.compat.vendor.wire import HIDDEN, bare
from hubbub.features.messages.entitling import SENDS
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Database

router = Router(ROOT, "compat")


@router.post(SEND, needs=SENDS, **HIDDEN)
async def wire_post_messages(
    body: MessagesBody, actor: CurrentActor, database: TheDatabase, _: InJson
) -> Response:
    asked = body.asked()
    return answer(_told(await _accept(database, asked, actor), asked, _message))


@router.post(SEND_ADVANCED, needs=SENDS, **HIDDEN)
async def wire_post_advanced(
    body: AdvancedBody, actor: CurrentActor, database: TheDatabase, _: InJson
) -> Response:
    asked = body.asked()
    return answer(_told(await _accept(database, asked, actor), asked, _old_message))


async def _accept(database: Database, asked: Request, actor: Actor) -> Accepted:
    async with database.transaction(actor.account_id) as tx:
        return await accept(tx, asked, actor)


def _told(accepted: Accepted, asked: Request, show: Any) -> dict[str, Any]:
    return {
        "bulkId": accepted.bulk_id,
        "messages": [show(each, asked.counts) for each in accepted.outcomes],
    }


def _message(outcome: Outcome, counts: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "messageId": outcome.wire_id,
        "status": outcome.status.shown(),
        "destination": bare(outcome.to),
    }
    if counts and outcome.parts is not None:
        told["details"] = {"messageCount": outcome.parts}
    return told


def _old_message(outcome: Outcome, counts: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "messageId": outcome.wire_id,
        "status": outcome.status.shown(),
        "to": bare(outcome.to),
    }
    if counts and outcome.parts is not None:
        told["smsCount"] = outcome.parts
    return told
