"""What each operation of the texts' part answers with, and what is pushed."""

from __future__ import annotations

from typing import Any

from tests.compat.vendor.contract import COUNT, FLAG, TEXT, A, B, Contract, family, shape

TIME: dict[str, Any] = {
    "type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$",
}  # fmt: skip
BARE: dict[str, Any] = {"type": "string", "pattern": r"^[^+]"}
STATUS = shape(
    {"action": TEXT}, groupId=COUNT, id=COUNT, name=TEXT, description=TEXT,
    groupName={"enum": ["PENDING", "UNDELIVERABLE", "DELIVERED", "EXPIRED", "REJECTED"]},
)  # fmt: skip
ERROR = shape(
    groupId=COUNT, groupName={"enum": ["OK", "OPERATOR_ERRORS"]}, id=COUNT, name=TEXT,
    description=TEXT, permanent=FLAG,
)  # fmt: skip
PRICE = shape(pricePerMessage={"type": "number"}, currency=TEXT)
PLATFORM = shape({"entityId": TEXT, "applicationId": TEXT})
OLD_MARKS = {"entityId": TEXT, "applicationId": TEXT, "campaignReferenceId": TEXT}
FATE = {
    "bulkId": TEXT, "messageId": TEXT, "price": PRICE, "status": STATUS, "error": ERROR,
    "sentAt": TIME,
}  # fmt: skip


def results(row: dict[str, Any], **more: Any) -> dict[str, Any]:
    return shape(more, results={"type": "array", "items": row})


SENT = shape(
    bulkId=TEXT,
    messages={
        "type": "array",
        "items": shape(
            {"details": shape(messageCount=COUNT)}, messageId=TEXT, status=STATUS,
            destination=TEXT,
        ),
    },
)  # fmt: skip
OLD_SENT = shape(
    bulkId=TEXT,
    messages={
        "type": "array",
        "items": shape({"smsCount": COUNT}, messageId=TEXT, status=STATUS, to=TEXT),
    },
)
REPORTS = results(
    shape(
        {"callbackData": TEXT, "platform": PLATFORM, "campaignReferenceId": TEXT},
        **FATE,
        doneAt=TIME,
        to=BARE,
        sender=BARE,
        messageCount=COUNT,
    )
)
OLD_REPORTS = results(
    shape(
        {"callbackData": TEXT, **OLD_MARKS},
        **FATE,
        **{"from": BARE},
        doneAt=TIME,
        to=BARE,
        smsCount=COUNT,
    )
)
LOGS = results(
    shape(
        {"platform": PLATFORM, "campaignReferenceId": TEXT, "doneAt": TIME}, **FATE, sender=BARE,
        destination=BARE, messageCount=COUNT, content=shape(text=TEXT),
    ),
    cursor=shape({"nextCursor": TEXT}, limit=COUNT),
)  # fmt: skip
OLD_LOGS = results(
    shape(
        {**OLD_MARKS, "doneAt": TIME}, **FATE, **{"from": BARE}, to=BARE, text=TEXT, smsCount=COUNT
    )
)
INBOX = shape(
    messageCount=COUNT, pendingMessageCount=COUNT,
    results={
        "type": "array",
        "items": shape(
            messageId=TEXT, to=BARE, text=TEXT, cleanText=TEXT, receivedAt=TIME, smsCount=COUNT,
            price=PRICE, **{"from": BARE},
        ),
    },
)  # fmt: skip
PREVIEW = shape(
    originalText=TEXT,
    previews={
        "type": "array",
        "items": shape(
            textPreview=TEXT, messageCount=COUNT, charactersRemaining=COUNT, configuration=shape()
        ),
    },
)

OPERATIONS: dict[tuple[str, str], dict[int, Any]] = {
    ("POST", "/sms/3/messages"): {200: SENT, **family(B, 400, 401, 403, 406)},
    ("POST", "/sms/2/text/advanced"): {200: OLD_SENT, **family(A, 400, 401, 403, 406)},
    ("GET", "/sms/3/reports"): {200: REPORTS, **family(B, 400, 401, 403, 406)},
    ("GET", "/sms/1/reports"): {200: OLD_REPORTS, **family(A, 400, 401, 403, 406)},
    ("GET", "/sms/3/logs"): {200: LOGS, **family(B, 400, 401, 403, 406, 429)},
    ("GET", "/sms/1/logs"): {200: OLD_LOGS, **family(A, 400, 401, 403, 406, 429)},
    ("GET", "/sms/1/inbox/reports"): {200: INBOX, **family(A, 400, 401, 403, 406)},
    ("POST", "/sms/1/preview"): {200: PREVIEW, **family(A, 400, 401, 406)},
}
CONTRACT = Contract(
    "infobip-sms-openapi.json", OPERATIONS, checks_formats=False,
    undeclared=frozenset({400, 406}),
)  # fmt: skip
