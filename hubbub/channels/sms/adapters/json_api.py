"""Asks carriers whose interface speaks JSON, and reads what they answer and report."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final, Literal, TypeVar
from urllib.parse import urlencode

import msgspec

from hubbub.channels.sms.adapters.carrier import Answer, Asked, Asking, Refused, Unanswered
from hubbub.features.numbers.selling import CarrierSilent

LONGEST_PAUSE: Final = 3600.0
LONGEST_QUOTE: Final = 150
MOST_PAGES: Final = 50
Method = Literal["POST", "PUT", "PATCH", "DELETE"]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"\A[^\x00]+\Z")]
"""An id or a number as a carrier writes it: something that can be kept."""
Shape = TypeVar("Shape")


class Meaningless(Exception):
    """It is not of the shape that was expected."""


def read(body: bytes | msgspec.Raw, shape: type[Shape]) -> Shape:
    """Raises Meaningless and nothing else, whatever the bytes are."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Meaningless from error


def pause_of(answer: Answer) -> float | None:
    """The seconds after which the carrier wants to be asked again."""
    asked = answer.headers.get("retry-after", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 10
    return min(LONGEST_PAUSE, float(asked)) if is_number else None


def code_of(*said: str | int | None) -> str | None:
    """The first of them that says something, fit to be kept."""
    cleaned = ("".join(c for c in str(each or "") if c.isprintable())[:50] for each in said)
    return next((each for each in cleaned if each), None)


def quoted(said: str | None) -> str | None:
    """Words of a carrier, fit to be shown within a sentence; None when it said nothing."""
    visible = "".join(c if c.isprintable() else " " for c in said or "")
    words = " ".join(visible.split())[:LONGEST_QUOTE].rstrip(".")
    return f"“{words}”" if words else None


def money(text: str | float | None) -> Decimal | None:
    """None for what is no price."""
    try:
        amount = Decimal(str(text))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


@contextmanager
def selling(*, hears_no: bool = False) -> Generator[None]:
    """For a seller, who knows only silence. One that `hears_no` gets Refused for what will not be
    different later; a carrier that refuses our access, or asks for patience, is silent all the
    same."""
    try:
        yield
    except Unanswered as error:
        raise CarrierSilent(str(error)) from error
    except Refused as error:
        if hears_no and not (error.passes or error.is_ours):
            raise
        raise CarrierSilent(str(error)) from error


@dataclass(frozen=True, slots=True)
class JsonApi:
    """One access to one carrier. What asks raises Unanswered and Refused."""

    title: str
    address: str
    headers: Mapping[str, str] = field(repr=False)
    ask: Asking
    refusal: Callable[[Answer], Refused]
    """What a no of this carrier means."""

    async def get(
        self, shape: type[Shape], path: str, query: Mapping[str, str] | None = None
    ) -> Shape:
        """What it answers, read."""
        return self._read(await self._whole(Asked("GET", path, self.headers, query or {})), shape)

    async def find(self, shape: type[Shape], path: str) -> Shape | None:
        """The same; None for what there is not."""
        answer = await self.ask(self.address, Asked("GET", path, self.headers))
        if answer.status == 404:
            return None
        self._check(answer)
        return self._read(answer, shape)

    async def do(
        self,
        method: Method,
        shape: type[Shape],
        path: str,
        body: Mapping[str, object],
        **headers: str,
    ) -> Shape:
        """Have something done, and read what it answers."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {**self.headers, "Content-Type": "application/json", **more}
        asked = Asked(method, path, given, body=msgspec.json.encode(body))
        return self._read(await self._whole(asked), shape)

    async def fill(self, shape: type[Shape], path: str, form: Mapping[str, str]) -> Shape:
        """The same, for what is asked for with a form."""
        headers = {**self.headers, "Content-Type": "application/x-www-form-urlencoded"}
        asked = Asked("POST", path, headers, body=urlencode(form).encode())
        return self._read(await self._whole(asked), shape)

    async def delete(self, path: str) -> None:
        """What is gone already stays gone."""
        answer = await self.ask(self.address, Asked("DELETE", path, self.headers))
        if answer.status != 404:
            self._check(answer)

    async def _whole(self, asked: Asked) -> Answer:
        answer = await self.ask(self.address, asked)
        self._check(answer)
        return answer

    def _check(self, answer: Answer) -> None:
        if 200 <= answer.status < 300:
            return
        if 400 <= answer.status < 500 and answer.status != 408:
            raise self.refusal(answer)
        # It may have been carried out before it went wrong.
        raise Unanswered(f"{self.title} answered {answer.status}.", written=True)

    def _read(self, answer: Answer, shape: type[Shape]) -> Shape:
        try:
            return read(answer.body, shape)
        except Meaningless as error:
            sentence = f"{self.title} answered something that cannot be read."
            raise Unanswered(sentence, written=True) from error
