"""The paths of the numbers' part of this interface, and how it names numbers and offers."""

from uuid import UUID

from hubbub.access import may
from hubbub.compat.vendor.wire import WireInput, wrong
from hubbub.kernel.errors import NotFound

OWNED = "/numbers/1/numbers"
CONFIGURED = "/numbers/2/numbers"
RESOURCES = "/resource-management/1/inbound-message-configurations"
PREFIXES = ("/numbers/", "/resource-management/")

MANAGES = may.MANAGE_CHANNELS

FEW_OFFERS, FEW, MOST = 10, 50, 1000
"""How many things one answer has, when nothing is said, and at most."""

NO_NUMBER = "There is no number of this key in your account."
NO_CONFIGURATION = "There is no configuration of this key."
GONE = "This number cannot be bought any more. Choose another one."
UNUSED = "default"
_DIGITS = 32


class Marked(WireInput):
    """What may be said of the application and the entity that a thing belongs to."""

    application_id: str | None = None
    entity_id: str | None = None

    def check_marks(self) -> None:
        """Invalid for what would be lost here."""
        if (self.application_id or UNUSED) != UNUSED:
            raise wrong("applicationId", "Numbers belong to no application here. Leave it out.")
        if self.entity_id:
            raise wrong("entityId", "Numbers belong to no entity here. Leave it out.")


def write_key(id_: UUID) -> str:
    return id_.hex.upper()


def read_key(text: str, message: str = NO_NUMBER) -> UUID:
    """NotFound, with the message, for what can be no key of ours."""
    try:
        return UUID(hex=text)
    except ValueError as error:
        raise NotFound(message) from error


def write_offer_key(carrier_id: UUID, key: str) -> str:
    """The carrier's own key of a number alone would not say whose it is."""
    return (carrier_id.hex + key.encode().hex()).upper()


def read_offer_key(text: str) -> tuple[UUID, str]:
    """The carrier, and its key. NotFound for what can be none."""
    try:
        return UUID(hex=text[:_DIGITS]), bytes.fromhex(text[_DIGITS:]).decode()
    except ValueError as error:
        raise NotFound(GONE) from error
