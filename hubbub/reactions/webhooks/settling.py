"""Keeps how an attempt went, and what follows: the next of the lane, another try, or an end."""

from dataclasses import dataclass
from datetime import timedelta

from hubbub.kernel.database import Transaction
from hubbub.kernel.ladder import GIVEN_UP_AFTER, pause_after, rest_after, wish_in
from hubbub.kernel.lanes import Delivery
from hubbub.kernel.outgoing import Answered
from hubbub.reactions.webhooks.deliveries_repository import (
    Outcome,
    end_delivery,
    is_ours,
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
    def outcome(self) -> Outcome:
        """As the log keeps it."""
        if self.answered is None:
            return Outcome(self.milliseconds, None, self.error, None)
        status = self.answered.status
        return Outcome(self.milliseconds, status, _why(status), readable(self.answered.body))


async def settle(tx: Transaction, delivery: Delivery, result: Result) -> None:
    """Nothing, when another has taken the delivery over meanwhile."""
    endpoint = await lock_endpoint(tx, delivery.endpoint_id)
    if endpoint is None or not await is_ours(tx, delivery):
        return
    await note_attempt(tx, delivery, result.outcome)
    if delivery.kind == TEST:
        await end_delivery(tx, delivery, "delivered" if result.has_arrived else "failed", 0)
    elif result.has_arrived:
        await end_delivery(tx, delivery, "delivered", delivery.failures)
        await endpoint_succeeded(tx, endpoint.id)
    elif result.answered is not None and result.answered.status == GONE:
        await end_delivery(tx, delivery, "failed", delivery.failures + 1)
        await stop_by_itself(tx, endpoint.id, "off", "gone")
    else:
        await _failed(tx, delivery, result)


async def _failed(tx: Transaction, delivery: Delivery, result: Result) -> None:
    failures, wish = delivery.failures + 1, _wish(result)
    pause = pause_after(failures, wish)
    if pause is None:
        await end_delivery(tx, delivery, "failed", failures)
    else:
        await try_later(tx, delivery, failures, pause)
    if result.is_ours:
        return
    in_row, since = await endpoint_failed(tx, delivery.endpoint_id)
    rest = rest_after(in_row, wish)
    if since > GIVEN_UP_AFTER:
        await stop_by_itself(tx, delivery.endpoint_id, "paused", "failing")
    elif rest is not None:
        await let_rest(tx, delivery.endpoint_id, rest)


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
