"""What the mail page asks of the simulator: the mails that were caught, and their HTML."""

from fastapi import APIRouter
from starlette.responses import Response

from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.errors import NotFound
from hubbub.simulator.hub import Hub
from hubbub.simulator.mail_repository import MailRepository

GONE = "There is no such mail any more. Choose another one."


def mail_routes(mails: MailRepository, hub: Hub) -> APIRouter:
    """The router under `/simulator/api/mails`."""
    router = APIRouter(prefix="/simulator/api/mails")

    @router.get("")
    async def list_mails() -> Response:
        return answer(await mails.newest())

    @router.get("/{mail_id}")
    async def get_mail(mail_id: int) -> Response:
        found = await mails.open(mail_id)
        if found is None:
            raise NotFound(GONE)
        return answer(found)

    @router.get("/{mail_id}/html")
    async def get_html(mail_id: int) -> Response:
        found = await mails.html(mail_id)
        if found is None:
            raise NotFound(GONE)
        # In a new page, since the frame itself may go nowhere.
        return Response(
            found.replace("<head>", '<head><base target="_blank">', 1),
            media_type="text/html; charset=utf-8",
        )

    @router.post("/clear", status_code=204)
    async def clear_mails() -> Response:
        await mails.clear()
        hub.changed("mails")
        return nothing()

    return router
