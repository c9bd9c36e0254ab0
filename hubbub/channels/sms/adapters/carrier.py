"""What a carrier that is reached over HTTP can do, whichever carrier it is.

A folder each implements `Line`, and `Seller` of `features/numbers/selling.py` where the carrier
sells numbers; the registry beside this file has one line for each. Lines know nothing of the
database: they turn a text into a request, and a request at our door into what was heard.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from hubbub.channels.sms.receipts import Outcome
from hubbub.features.numbers.selling import Seller


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that an account gives so that its carrier can be reached; a form is drawn of
    these. `pattern` is for the whole of it."""

    name: str
    title: str
    """As the carrier's own pages call it, so that it is found there."""
    hint: str
    is_secret: bool = False
    is_optional: bool = False
    is_long: bool = False
    """Of several lines, as keys are."""
    pattern: str = r"\S{1,200}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to a carrier, whole. `path` is below the carrier's address."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Asking(Protocol):
    """Sends a request over the guarded way out, on a kept connection."""

    async def __call__(self, address: str, asked: Asked, /) -> Answer:
        """The answer, whatever its status. Raises Unanswered."""
        ...


@dataclass(frozen=True, slots=True)
class Access:
    """All that a line is opened with. `settings` has the secrets too, opened."""

    # Shown nowhere: with it goes whatever is logged of a line that failed.
    settings: Mapping[str, str] = field(repr=False)
    door: str
    """Our public address under which this carrier reports, for this one alone, and which nobody
    can guess; without a slash at its end. Texts come to `/texts` and receipts to `/receipts`
    below it."""
    ask: Asking


class Unanswered(Exception):
    """No answer that says anything. `written` False: the request surely never left, so that
    repeating it is safe. True: it may have been carried out."""

    def __init__(self, reason: str, *, written: bool) -> None:
        super().__init__(reason)
        self.written = written


class Refused(Exception):
    """The carrier said no. The text is a sentence for whoever wrote the message or set the
    carrier up; `code` is what the carrier calls it. `passes` when it may be different after
    `pause` seconds; `is_ours` when it is about our access, not about this one text, so that
    nothing else is worth sending either until that is mended."""

    def __init__(
        self,
        sentence: str,
        code: str,
        *,
        passes: bool = False,
        pause: float | None = None,
        is_ours: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.passes = passes
        self.pause = pause
        self.is_ours = is_ours


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text to send; the carrier splits it. `seconds` are left for it."""

    reference: str
    """Ours, URL-safe, at most 64 characters: what receipts bring back, so that even a text whose
    answer was lost is known again."""
    sender: str
    phone: str
    text: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Knock:
    """A request at our door, as it came."""

    place: Literal["texts", "receipts"]
    url: str
    """As the carrier addressed it, with its query: some sign it."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


class Forged(Exception):
    """The request is not this carrier's; the text says what is wrong with it, and no secret."""


class Unreadable(Exception):
    """It is signed right, and says nothing that can be understood."""


@dataclass(frozen=True, slots=True)
class HeardText:
    """A customer's text. `key` is the carrier's own id: the same id is the same text."""

    key: str
    sender: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class HeardReceipt:
    """What became of a text: by our reference where the carrier brings it back, else by its id."""

    outcome: Outcome
    reference: str | None = None
    carrier_message_id: str | None = None
    code: str | None = None
    """Of a failure, as the carrier calls it."""


Heard = HeardText | HeardReceipt


@dataclass(frozen=True, slots=True)
class Owned:
    """A number that the account has at the carrier. `answers_here` when its texts come to our
    door already."""

    key: str
    number: str
    capabilities: tuple[str, ...]
    country: str | None = None
    answers_here: bool = False


@dataclass(frozen=True, slots=True)
class Thanks:
    """What the carrier wants to hear when all is stored."""

    status: int = 200
    media_type: str = "application/json"
    body: bytes = b"{}"


class Line(Protocol):
    """One carrier of one account. What asks raises Unanswered and Refused."""

    @property
    def thanks(self) -> Thanks: ...

    async def check(self) -> None:
        """That the access is right; costs nothing and sends nothing."""
        ...

    async def send(self, text: Text) -> str:
        """The carrier's id of it, once it has accepted it."""
        ...

    def hear(self, knock: Knock) -> list[Heard]:
        """What it says, in its order, after its signature was checked. Raises Forged,
        Unreadable; what is of no interest is left out."""
        ...

    async def owned(self) -> list[Owned]:
        """The numbers that the account has there."""
        ...

    async def lead_here(self, number_key: str) -> None:
        """From now on texts to this number come to our door."""
        ...


@dataclass(frozen=True, slots=True)
class CarrierKind:
    """A carrier that can be added."""

    kind: str
    title: str
    settings: tuple[Setting, ...]
    open: Callable[[Access], Line]
    simulated: Callable[[bytes, str], Mapping[str, str]]
    """What the simulator wants to be given as all of these settings, from the key of the
    installation and the system id of the account."""
    seller: Callable[[Access], Seller] | None = None
    """For a carrier that sells numbers."""
