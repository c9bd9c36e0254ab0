"""What goes wrong in the database is told as what one can do about it."""

from __future__ import annotations

import httpx2
from fastapi import FastAPI
from psycopg.errors import TransactionTimeout

from hubbub.kernel.problems import handle_problems


async def test_what_takes_too_long_is_told_so() -> None:
    app = FastAPI()
    handle_problems(app)

    async def slow() -> None:
        raise TransactionTimeout("terminating connection due to transaction timeout")

    app.add_api_route("/slow", slow)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://x") as http:
        answer = await http.get("/slow")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "nothing was changed" in answer.json()["detail"]
