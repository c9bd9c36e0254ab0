"""Facts about carriers and numbers."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from hubbub.kernel.events import Area, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierAdded(Event):
    kind: ClassVar[str] = "carrier.added"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierChanged(Event):
    kind: ClassVar[str] = "carrier.changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierRemoved(Event):
    kind: ClassVar[str] = "carrier.removed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAdded(Event):
    kind: ClassVar[str] = "number.added"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    carrier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChanged(Event):
    """Texts to it are told to another address from now on, or to none."""

    kind: ClassVar[str] = "number.changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReleased(Event):
    """A bought number goes back to its carrier."""

    kind: ClassVar[str] = "number.released"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    carrier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOrderPlaced(Event):
    kind: ClassVar[str] = "number_order.placed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    carrier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOrderDone(Event):
    """The number is ours."""

    kind: ClassVar[str] = "number_order.done"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    carrier_id: UUID
    number_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOrderFailed(Event):
    """The carrier refused it; nothing is charged."""

    kind: ClassVar[str] = "number_order.failed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    carrier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRemoved(Event):
    kind: ClassVar[str] = "number.removed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    carrier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberInboundChanged(Event):
    """Texts to a number, or calls, or those of one keyword, go elsewhere from now on."""

    kind: ClassVar[str] = "number.inbound_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_field: ClassVar[str] = "number_id"
    number_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundDefaultChanged(Event):
    """Texts, or calls, of all numbers that follow the account go elsewhere from now on."""

    kind: ClassVar[str] = "account.inbound_default_changed"
    is_audited: ClassVar[bool] = True
    area: ClassVar[Area] = "account"
    object_field: ClassVar[str] = "account_id"
    account_id: UUID
