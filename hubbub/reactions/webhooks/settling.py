"""Keeps how an attempt went, and what follows: the next of the lane, another try, or an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from hubbub.kernel.database import Transaction
from hubbub.kernel.ladder import GIVEN_UP_AFTER, pause_after, rest_after, wish_in
from hubbub.kernel.lanes import Delivery
from hubbub.kernel.outgoing import Answered
from hubbub.reactions.webhooks.deliveries_repository import (
    Outcome,
    end_delivery,
    is_ours,
    lock_lanes,
    note_attempt,
    try_later,
)
from hubbub.reactions.webhooks.endpoints_repository import (
    endpoint_failed,
    endpoint_succeeded,
    let_rest,
    lock_endpoint,
)
from hubbub.reactions.webhooks.kinds import TEST
from hubbub.reactions.webhooks.switching import stop_by_itself

GONE = 410
OURS_FAILED = "Hubbub could not make this request; it tries again. Its log says more."


@dataclass(frozen=True, slots=True)
class Result:
    """What came of asking: an answer, or a sentence on why there is none. `is_ours` says that the
    endpoint has no part in the failure."""

    milliseconds: int
    answered: Answered | None = None
    error: str | None = None
    is_ours: bool = False

    @property
    def has_arrived(self) -> bool:
        return self.answered is not None and 200 <= self.answered.status < 300

    @property
    def is_gone(self) -> bool:
        return self.answered is not None and self.answered.status == GONE

    @property
    def outcome(self) -> Outcome:
        """As the log keeps it."""
        if self.answered is None:
            return Outcome(self.milliseconds, None, self.error, None)
        status = self.answered.status
        return Outcome(self.milliseconds, status, _why(status), readable(self.answered.body))


async def settle(tx: Transaction, deliveries: Sequence[Delivery], result: Result) -> None:
    """Those of one request; nothing of what another has taken over meanwhile."""
    endpoint = await lock_endpoint(tx, deliveries[0].endpoint_id)
    if endpoint is None:
        return
    await lock_lanes(tx, [(each.endpoint_id, each.lane) for each in deliveries])
    ours = [each for each in deliveries if await is_ours(tx, each)]
    for each in ours:
        await note_attempt(tx, each, result.outcome)
        await _end(tx, each, result)
    if ours and ours[0].kind != TEST:
        await _judge(tx, endpoint.id, result)


async def _end(tx: Transaction, delivery: Delivery, result: Result) -> None:
    """What becomes of the delivery."""
    failures = delivery.failures + 1
    if delivery.kind == TEST:
        await end_delivery(tx, delivery, "delivered" if result.has_arrived else "failed", 0)
    elif result.has_arrived:
        await end_delivery(tx, delivery, "delivered", delivery.failures)
    elif result.is_gone or (pause := pause_after(failures, _wish(result))) is None:
        await end_delivery(tx, delivery, "failed", failures)
    else:
        await try_later(tx, delivery, failures, pause)


async def _judge(tx: Transaction, endpoint_id: UUID, result: Result) -> None:
    """What follows for the endpoint, once a request."""
    if result.has_arrived:
        await endpoint_succeeded(tx, endpoint_id)
    elif result.is_gone:
        await stop_by_itself(tx, endpoint_id, "off", "gone")
    elif not result.is_ours:
        in_row, since = await endpoint_failed(tx, endpoint_id)
        rest = rest_after(in_row, _wish(result))
        if since > GIVEN_UP_AFTER:
            await stop_by_itself(tx, endpoint_id, "paused", "failing")
        elif rest is not None:
            await let_rest(tx, endpoint_id, rest)


def _wish(result: Result) -> timedelta | None:
    answered = result.answered
    return None if answered is None else wish_in(answered.status, answered.headers)


def _why(status: int) -> str | None:
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return "It answered that it is somewhere else now. Give its new address."
    if status == GONE:
        return "It answered that it is gone for good."
    return f"It answered with status {status}."


def readable(body: bytes) -> str:
    """The beginning of an answer as a text that can be stored and shown."""
    text = body.decode("utf-8", "replace")
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)
