"""A program that speaks the wire; whatever it is answered is checked against a contract."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.world import PASSWORD

if TYPE_CHECKING:
    import httpx2

    from tests.api import Api
    from tests.compat.vendor.contract import Checking
    from tests.world import Person


def basic(name: str, password: str = PASSWORD) -> str:
    return f"Basic {base64.b64encode(f'{name}:{password}'.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class Wire:
    """`by` is what stands in the header `Authorization`."""

    api: Api
    contract: Checking

    async def send(
        self, by: str | None, method: str, path: str, body: object = None, **options: Any
    ) -> httpx2.Response:
        headers = {} if by is None else {"Authorization": by}
        headers |= options.pop("headers", {})
        if isinstance(body, bytes):
            options["content"] = body
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        elif body is not None:
            options["json"] = body
        answer = await self.api.http.request(method, path, headers=headers, **options)
        self.contract.check(method, path.partition("?")[0], answer)
        return answer

    async def ok(
        self, by: str | None, method: str, path: str, body: object = None, **options: Any
    ) -> Any:
        """The JSON of what must succeed."""
        answer = await self.send(by, method, path, body, **options)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def status(self, by: str, path: str = "/settings/1/accounts") -> int:
        return (await self.send(by, "GET", path)).status_code

    async def session(self, person: Person, **more: Any) -> str:
        body = {"username": person.email, "password": PASSWORD, **more}
        return f"IBSSO {(await self.ok(None, 'POST', '/auth/1/session', body))['token']}"

    async def token(self, client_id: str, secret: str = PASSWORD) -> str:
        path = "/auth/1/oauth2/token"
        params = {
            "client_id": client_id, "client_secret": secret, "grant_type": "client_credentials",
        }  # fmt: skip
        answer = await self.send(None, "POST", path, params=params)
        assert answer.status_code == 200, answer.text
        return f"Bearer {answer.json()['access_token']}"
