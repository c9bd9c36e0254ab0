"""What `hubbub run` prints once the server answers: where to go, and for the first one how."""

from __future__ import annotations

import asyncio
import json
import ssl
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket

    from hubbub.entrypoints.home import HomeLock
    from hubbub.kernel.settings import Settings

LOOK_EVERY = 0.1
SECONDS = 5.0


class Greeting:
    """Waits for `/health`, writes the address into the home's lock and prints it."""

    def __init__(self, settings: Settings, listener: socket.socket, lock: HomeLock) -> None:
        self._settings = settings
        self._lock = lock
        host, port = listener.getsockname()[:2]
        near = str({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host))  # noqa: S104
        shown = f"[{near}]" if ":" in near else near
        self._near = f"{'https' if settings.tls else 'http'}://{shown}:{port}"

    async def greet(self) -> None:
        # Another process has to answer, so there is nothing to await.
        while not await asyncio.to_thread(self._is_healthy):  # noqa: ASYNC110
            await asyncio.sleep(LOOK_EVERY)
        self._lock.tell(self._settings.origin)
        lines = await asyncio.to_thread(self._lines)
        width = max(len(line) for line in lines)
        frame = "─" * (width + 2)
        print("", frame, *(f" {line}" for line in lines), frame, "", sep="\n", flush=True)  # noqa: T201

    def _lines(self) -> list[str]:
        origin = self._settings.origin
        installation = self._ask("/api/installation")
        lines = ["Hubbub is running. Ctrl+C stops it."]
        if self._settings.tls:
            lines.append("The browser will warn once: the certificate was made on this machine.")
        if installation.get("can_sign_up"):
            lines.append(f"Make your account:  {origin}/desk/sign-up{self._token()}")
        else:
            lines.append(f"Sign in:            {origin}/desk/")
        if installation.get("simulator_url"):
            phone = urllib.parse.urljoin(origin, str(installation["simulator_url"]))
            lines.append(f"A phone to try:     {phone}")
        return lines

    def _token(self) -> str:
        token = self._settings.signup_token
        return "" if token is None else f"?token={urllib.parse.quote(token.get_secret_value())}"

    def _is_healthy(self) -> bool:
        try:
            with self._open("/health") as answer:
                return answer.status == 200
        except (OSError, ValueError):
            return False

    def _ask(self, path: str) -> dict[str, Any]:
        try:
            with self._open(path) as answer:
                known = json.loads(answer.read())
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def _open(self, path: str) -> Any:
        # Our own server on this machine: a proxy from the environment must not come between.
        handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
        if self._settings.tls:
            from hubbub.kernel.certificates import local_certificate

            trusted = local_certificate(self._settings.home, self._settings.host)
            context = ssl.create_default_context(cafile=str(trusted.chain))
            handlers.append(urllib.request.HTTPSHandler(context=context))
        opener = urllib.request.build_opener(*handlers)
        request = urllib.request.Request(f"{self._near}{path}")  # noqa: S310 - http or https, see above
        request.add_header("Host", urllib.parse.urlsplit(self._settings.origin).netloc)
        return opener.open(request, timeout=SECONDS)
