"""Reports, rows of the log and texts that came in, as each version of the interface shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

from hubbub.compat.vendor.sms.inbox_repository import CameIn
from hubbub.compat.vendor.sms.reports_repository import Told
from hubbub.compat.vendor.sms.statuses import FINAL, error_of, status_of
from hubbub.compat.vendor.sms.wire import PRICE, write_moment
from hubbub.compat.vendor.wire import bare

NEWEST = 3


def report(told: Told, api: int) -> dict[str, Any]:
    return _newest_report(told) if api == NEWEST else _old_report(told)


def log_row(told: Told) -> dict[str, Any]:
    return _given(
        {
            **_fate(told),
            "sender": bare(told.number),
            "destination": bare(told.phone),
            "messageCount": told.segments,
            "content": {"text": told.text},
            **_platform(told),
        }
    )


def old_log_row(told: Told) -> dict[str, Any]:
    return _given(
        {
            **_fate(told),
            "from": bare(told.number),
            "to": bare(told.phone),
            "text": told.text,
            "smsCount": told.segments,
            **_marks(told),
        }
    )


def inbox(texts: Sequence[CameIn], left: int) -> dict[str, Any]:
    """`left` are there beside these."""
    return {
        "results": [_came_in(each) for each in texts],
        "messageCount": len(texts),
        "pendingMessageCount": left,
    }


def _came_in(text: CameIn) -> dict[str, Any]:
    """No keyword is looked for here, so that the clean text is the text."""
    return {
        "messageId": text.id.hex,
        "from": bare(text.phone),
        "to": bare(text.number),
        "text": text.text,
        "cleanText": text.text,
        "receivedAt": write_moment(text.at),
        "smsCount": text.segments,
        "price": PRICE,
    }


def _newest_report(told: Told) -> dict[str, Any]:
    return _given(
        {
            **_fate(told),
            "to": bare(told.phone),
            "sender": bare(told.number),
            "messageCount": told.segments,
            "callbackData": told.callback_data,
            **_platform(told),
        }
    )


def _old_report(told: Told) -> dict[str, Any]:
    return _given(
        {
            **_fate(told),
            "to": bare(told.phone),
            "from": bare(told.number),
            "smsCount": told.segments,
            "callbackData": told.callback_data,
            **_marks(told),
        }
    )


def _fate(told: Told) -> dict[str, Any]:
    is_over = told.status in FINAL and told.done_at is not None
    return {
        "bulkId": told.bulk_id,
        "messageId": told.wire_id,
        "sentAt": write_moment(told.sent_at),
        "doneAt": write_moment(told.done_at) if is_over and told.done_at else None,
        "price": PRICE,
        "status": status_of(told.status, told.outcome).shown(),
        "error": error_of(told.status, told.failure_code, told.failure_detail),
    }


def _marks(told: Told) -> dict[str, Any]:
    return {
        "entityId": told.entity_id,
        "applicationId": told.application_id,
        "campaignReferenceId": told.campaign_id,
    }


def _platform(told: Told) -> dict[str, Any]:
    platform = _given({"entityId": told.entity_id, "applicationId": told.application_id})
    return {"platform": platform or None, "campaignReferenceId": told.campaign_id}


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
