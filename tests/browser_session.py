"""A browser for tests of signing in: it keeps its own cookies and says where it comes from."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2

from hubbub.access.factors.codes import step_of
from hubbub.kernel.clock import now
from tests.authenticator import Authenticator
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.api import Api

LOCAL = "http://localhost:8080"
"""Under a name, as passkeys want it."""


@dataclass(frozen=True, slots=True)
class Browser:
    """Asks the application as a page of the desk does."""

    http: httpx2.AsyncClient
    origin: str

    async def send(self, method: str, path: str, body: object = None) -> httpx2.Response:
        headers = {"Origin": self.origin}
        return await self.http.request(method, path, json=body, headers=headers)

    async def get(self, path: str) -> Any:
        response = await self.send("GET", path)
        assert response.status_code == 200, response.text
        return response.json()

    async def post(self, path: str, body: object = None) -> Any:
        response = await self.send("POST", path, body)
        assert response.status_code in (200, 201, 202, 204), response.text
        return response.json() if response.content else None

    async def sign_in(self, email: str, password: str = PASSWORD) -> httpx2.Response:
        return await self.send("POST", "/api/session", {"email": email, "password": password})

    async def confirm(self) -> None:
        """Show again who one is, so that changes are taken."""
        await self.post("/api/me/security/confirmation", {"password": PASSWORD})

    async def set_up_codes(self) -> tuple[str, list[str]]:
        """The secret of the app that codes come from now, and the recovery codes."""
        made = await self.post("/api/me/security/codes/setup")
        body = {"setup": made["setup"], "code": code_of(made["secret"])}
        codes = (await self.post("/api/me/security/codes", body))["recovery_codes"]
        return made["secret"], codes

    async def add_passkey(self, name: str = "Laptop") -> tuple[Authenticator, list[str]]:
        made = Authenticator(self.origin)
        options = (await self.post("/api/me/security/passkeys/challenge"))["options"]
        body = {"name": name, "passkey": made.create(options)}
        answered = await self.post("/api/me/security/passkeys", body)
        return made, answered["recovery_codes"]


def code_of(secret: str, ahead: int = 0) -> str:
    """The code that an app shows, so many steps from now. A code is taken once: with what sets an
    app up being the present one and what signs in the next, a step that begins in between never
    makes either too old."""
    from pyotp.totp import TOTP

    step = int(now().timestamp()) // 30 + ahead
    code = TOTP(secret).generate_otp(step)
    # A step may have passed in between, which the skew allows for.
    assert step_of(secret, code, now(), 0) is not None
    return code


@asynccontextmanager
async def browsing(
    api: Api, address: str = "127.0.0.1", origin: str = LOCAL
) -> AsyncGenerator[Browser]:
    """A fresh browser at this address."""
    transport = httpx2.ASGITransport(app=api.app, client=(address, 50_000))
    async with httpx2.AsyncClient(transport=transport, base_url=origin) as http:
        yield Browser(http, origin)
