"""What each operation of the numbers' part answers with; it stands in two of the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.compat.vendor.contract import COUNT, EMPTY, FLAG, TEXT, TEXTS, A, Contract, family, shape

if TYPE_CHECKING:
    import httpx2

KEY: dict[str, Any] = {"type": "string", "pattern": "^[0-9A-F]{32,}$"}
BARE: dict[str, Any] = {"type": "string", "pattern": "^[0-9]+$"}
AMOUNT: dict[str, Any] = {"type": "number", "minimum": 0}
PRICE = shape(pricePerMonth=AMOUNT, setupPrice=AMOUNT, currency=TEXT)
VOICE = shape(
    action=shape(
        {"pstnNumber": BARE}, type={"enum": ["VOICE_FORWARD_TO_CONVERSATIONS", "FORWARD_TO_PSTN"]}
    )
)
NUMBER = shape(
    {
        "country": {"type": "string", "pattern": "^[A-Z]{2}$"}, "price": PRICE, "voiceSetup": VOICE,
        "keywords": TEXTS, "additionalSetupRequired": FLAG, "note": TEXT,
        "editPermissions": shape(canEditNumber=FLAG, canEditConfiguration=FLAG),
        "reservationStatus": {"enum": ["PENDING", "RESERVATION_FAILED"]},
    },
    numberKey=KEY, number=BARE, type={"enum": ["VIRTUAL_LONG_NUMBER", "SHORT_CODE"]},
    capabilities={"type": "array", "items": {"enum": ["SMS", "VOICE"]}}, shared={"const": False},
)  # fmt: skip
NUMBERS = shape(numbers={"type": "array", "items": NUMBER}, numberCount=COUNT)
KINDS = {"enum": ["HTTP_FORWARD", "MAIL_FORWARD", "SMPP_FORWARD", "PULL", "NO_ACTION"]}
NONE: dict[str, Any] = {"const": []}
OLD = shape(
    {"keyword": TEXT}, key=KEY, useConversation=shape(enabled=FLAG), otherActionsDetails=NONE,
    otherActions=NONE,
    action=shape(
        {"url": TEXT, "mail": TEXT, "httpMethod": {"const": "POST"},
         "contentType": {"const": "JSON"}},
        type=KINDS,
    ),
)  # fmt: skip
OLDS = shape(configurations={"type": "array", "items": OLD}, totalCount=COUNT)
NEW = shape(
    {
        "keyword": TEXT, "conversations": shape(enabled={"const": True}),
        "forwarding": shape(
            {"url": TEXT, "mail": TEXT, "format": {"const": "MO_JSON_2"}}, type=KINDS
        ),
    },
    configurationKey=KEY, channel={"const": "SMS"},
)  # fmt: skip

OWNED, ONE = "/numbers/1/numbers", "/numbers/1/numbers/{numberKey}"
SMS, VOICES = "/numbers/2/numbers/{numberKey}/sms", "/numbers/2/numbers/{numberKey}/voice"
RESOURCES = "/resource-management/1/inbound-message-configurations"
REFUSALS = family(A, 400, 401, 403, 404, 500)

OPERATIONS: dict[tuple[str, str], dict[int, Any]] = {
    ("GET", OWNED + "/available"): {200: NUMBERS, **REFUSALS},
    ("GET", OWNED): {200: NUMBERS, **REFUSALS},
    ("POST", OWNED): {200: NUMBER, **REFUSALS},
    ("GET", ONE): {200: NUMBER, **REFUSALS},
    ("PUT", ONE): {200: NUMBER, **REFUSALS},
    ("DELETE", ONE): {204: EMPTY, **REFUSALS},
    ("GET", SMS): {200: OLDS, **REFUSALS},
    ("POST", SMS): {200: OLD, **REFUSALS},
    ("PUT", SMS): {200: OLD, **REFUSALS},
    ("GET", SMS + "/{configurationKey}"): {200: OLD, **REFUSALS},
    ("DELETE", SMS + "/{configurationKey}"): {204: EMPTY, **REFUSALS},
    ("GET", VOICES): {200: VOICE, **REFUSALS},
    ("POST", VOICES): {200: VOICE, **REFUSALS},
    ("PUT", VOICES): {200: VOICE, **REFUSALS},
    ("DELETE", VOICES): {204: EMPTY, **REFUSALS},
}
OF_RESOURCES: dict[tuple[str, str], dict[int, Any]] = {
    ("GET", RESOURCES): {200: {"type": "array", "items": NEW}, **REFUSALS},
    ("POST", RESOURCES): {200: NEW, **REFUSALS},
    ("DELETE", RESOURCES + "/{configurationKey}"): {204: EMPTY, **REFUSALS},
}
# The documents have a 400 for what changes something alone.
UNDECLARED = frozenset({400})
CONTRACT = (
    Contract("infobip-numbers-openapi.json", OPERATIONS, undeclared=UNDECLARED),
    Contract("infobip-resources-openapi.json", OF_RESOURCES, undeclared=UNDECLARED),
)


class Both:
    """Checks an answer by whichever of the two has the operation."""

    def __init__(self, contracts: tuple[Contract, ...]) -> None:
        self._contracts = contracts

    def check(self, method: str, path: str, answer: httpx2.Response) -> None:
        numbers, resources = self._contracts
        contract = resources if path.startswith("/resource-management") else numbers
        contract.check(method, path, answer)
