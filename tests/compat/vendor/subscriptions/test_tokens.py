"""Servers of tokens that are slow, broken or hostile: each is asked once at a time, and nothing
that it answers gets further than a sentence."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hubbub.compat.vendor.subscriptions import tokens
from hubbub.compat.vendor.subscriptions.credentials import Oauth
from hubbub.compat.vendor.subscriptions.tokens import Tokens
from hubbub.kernel.outgoing import Answered, Outgoing, OutgoingRefused
from tests.waiting import until

if TYPE_CHECKING:
    from hubbub.kernel.outgoing import Wanted

CREDENTIALS = Oauth.model_validate(
    {
        "tokenUrl": "https://tokens.example/", "grantType": "client_credentials",
        "clientId": "a", "clientSecret": "b",
    }
)  # fmt: skip


@dataclass
class Server(Outgoing):
    """Answers when it is let go."""

    answers: list[Answered | Exception] = field(default_factory=list[Answered | Exception])
    asked: int = 0
    lets_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, wanted: Wanted) -> Answered:
        self.asked += 1
        await self.lets_go.wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def key() -> tokens.Key:
    return uuid4(), uuid4(), 1


def answer(body: Any) -> Answered:
    return Answered(200, {}, body if isinstance(body, bytes) else json.dumps(body).encode())


@pytest.mark.parametrize(
    "answer_",
    [answer({"access_token": "t"}), OutgoingRefused("There was no whole answer.")],
    ids=["a token", "no answer"],
)
async def test_many_who_want_a_token_at_once_ask_once(answer_: Answered | Exception) -> None:
    server, known, of = Server([answer_]), Tokens(), key()
    asking = [asyncio.create_task(known.value(of, CREDENTIALS, server, None)) for _ in range(50)]
    await until(lambda: server.asked == 1)
    server.lets_go.set()
    found = await asyncio.gather(*asking, return_exceptions=True)
    assert server.asked == 1
    assert {str(each) for each in found} == {
        "Bearer t" if isinstance(answer_, Answered) else str(answer_)
    }


async def test_whoever_is_given_up_takes_nothing_from_the_others() -> None:
    server, known, of = Server([answer({"access_token": "t"})]), Tokens(), key()
    first = asyncio.create_task(known.value(of, CREDENTIALS, server, None))
    other = asyncio.create_task(known.value(of, CREDENTIALS, server, None))
    await until(lambda: server.asked == 1)
    first.cancel()
    server.lets_go.set()
    assert await other == "Bearer t"
    assert server.asked == 1


async def test_nothing_grows_with_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST_KEPT", 10)
    known = Tokens()
    for n in range(100):
        server = Server([answer({"access_token": "t"} if n % 2 else b"nothing")])
        server.lets_go.set()
        await asyncio.gather(known.value(key(), CREDENTIALS, server, None), return_exceptions=True)
    sizes = [len(each) for each in vars(known).values()]
    assert max(sizes) <= 10


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 900_000, b'{"access_token": ' * 100_000, b"1" * 500_000, b"\xff\xfe", b"",
        b'{"access_token": "' + b"x" * 900_000 + b'"}', {"access_token": ""},
        {"access_token": "a\r\nX: y"}, {"access_token": "\u202etoken"}, {"access_token": ["t"]},
        b'{"access_token": "\\ud800"}', [{"access_token": "t"}], "t", None,
    ],
)  # fmt: skip
async def test_what_is_no_token_is_refused_with_a_sentence(body: Any) -> None:
    server = Server([answer(body)])
    server.lets_go.set()
    with pytest.raises(OutgoingRefused, match="without a token"):
        await Tokens().value(key(), CREDENTIALS, server, None)


@pytest.mark.parametrize(
    "life", [b"1" + b"0" * 400, b"-5", b"0", b"1e999", b"NaN", b"true", b'"3600"', b"null", b"[]"]
)
async def test_a_token_is_used_however_its_end_is_told(life: bytes) -> None:
    server = Server([answer(b'{"access_token": "t", "expires_in": ' + life + b"}")])
    server.lets_go.set()
    assert await Tokens().value(key(), CREDENTIALS, server, None) == "Bearer t"
