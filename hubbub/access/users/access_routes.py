"""One user over HTTP: details, address, sessions, and the mail that lets him in."""

from datetime import timedelta
from uuid import UUID

from pydantic import Field
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.authority import authority_of
from hubbub.access.gate import Router
from hubbub.access.identity import CurrentActor, CurrentIdentity, TheDatabase
from hubbub.access.sessions.repository import OpenSession, open_sessions
from hubbub.access.shapes import ShownUser
from hubbub.access.users.changing_email import ask_for_email
from hubbub.access.users.cleaning import Details
from hubbub.access.users.creating import WELCOME
from hubbub.access.users.editing import Edit, edit_user
from hubbub.access.users.finding import find
from hubbub.access.users.forgetting_password import RESET
from hubbub.access.users.list_routes import READ_USERS
from hubbub.access.users.shapes import Ended, FullUser, Sessions, ShownSession, show_mail
from hubbub.access.users.showing import show_users
from hubbub.access.users.signing_out import sign_out_everywhere
from hubbub.access.users.welcoming import welcome_again
from hubbub.kernel.answers import answer
from hubbub.kernel.attempts import count_attempt
from hubbub.kernel.bodies import Input
from hubbub.kernel.mail.repository import last_mails_of

user_access_router = Router("/api/users", "users")

MAILS = [WELCOME, RESET]


class DetailsInput(Input):
    name: str = Field(max_length=1000)
    language: str | None = Field(None, max_length=100)
    time_zone: str | None = Field(None, max_length=100)
    phone: str | None = Field(None, max_length=100)
    details_version: int

    @property
    def edit(self) -> Edit:
        details = Details(self.language, self.time_zone, self.phone)
        return Edit(self.name, details, self.details_version)


class EmailInput(Input):
    email: str = Field(max_length=1000)
    details_version: int


@user_access_router.put("/{user_id}", needs=may.MANAGE_USERS, response_model=ShownUser)
async def put_user(
    user_id: UUID, body: DetailsInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Change name and details. 409 `stale` when somebody else was quicker."""
    async with database.transaction(actor.account_id) as tx:
        user = await edit_user(tx, user_id, body.edit, authority_of(actor))
        return answer((await show_users(tx, [user]))[0])


@user_access_router.put("/{user_id}/email", needs=may.MANAGE_USERS, response_model=ShownUser)
async def put_user_email(
    user_id: UUID, body: EmailInput, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Ask for another address: it counts once it has been confirmed by mail."""
    by = authority_of(actor)
    async with database.transaction(actor.account_id) as tx:
        user = await ask_for_email(tx, user_id, body.email, body.details_version, by)
        return answer((await show_users(tx, [user]))[0])


@user_access_router.get("/{user_id}/full", needs=READ_USERS, response_model=FullUser)
async def get_full_user(user_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """A user, and what became of the mail that lets him in."""
    async with database.transaction(actor.account_id) as tx:
        [shown] = await show_users(tx, [await find(tx, user_id)])
        mails = await last_mails_of(tx, [user_id], MAILS)
    return answer(FullUser(shown, show_mail(mails.get(user_id))))


@user_access_router.post(
    "/{user_id}/sign-in-mail", needs=may.MANAGE_USERS, response_model=FullUser, status_code=202
)
async def post_sign_in_mail(user_id: UUID, actor: CurrentActor, database: TheDatabase) -> Response:
    """Send the mail with a link to set a password again; links sent before stop working."""
    async with database.transaction(actor.account_id) as tx:
        await find(tx, user_id)
    await count_attempt(database, f"mail:{user_id.hex}", most=10, window=timedelta(hours=1))
    async with database.transaction(actor.account_id) as tx:
        await welcome_again(tx, user_id)
        [shown] = await show_users(tx, [await find(tx, user_id)])
        mails = await last_mails_of(tx, [user_id], MAILS)
    return answer(FullUser(shown, show_mail(mails.get(user_id))), 202)


@user_access_router.get("/{user_id}/sessions", needs=may.MANAGE_USERS, response_model=Sessions)
async def get_user_sessions(
    user_id: UUID, identity: CurrentIdentity, database: TheDatabase
) -> Response:
    """Where the user is signed in."""
    async with database.transaction(identity.actor.account_id) as tx:
        await find(tx, user_id)
        found = await open_sessions(tx, user_id)
    return answer(show_sessions(found, identity.session_id))


@user_access_router.delete("/{user_id}/sessions", needs=may.MANAGE_USERS, response_model=Ended)
async def delete_user_sessions(
    user_id: UUID, actor: CurrentActor, database: TheDatabase
) -> Response:
    """Sign the user out everywhere, at once."""
    async with database.transaction(actor.account_id) as tx:
        return answer(Ended(await sign_out_everywhere(tx, user_id, authority_of(actor))))


def show_sessions(found: list[OpenSession], this: UUID | None) -> Sessions:
    return Sessions(
        [
            ShownSession(
                each.id, each.created_at, each.seen_at, each.address, each.browser, each.id == this
            )
            for each in found
        ]
    )
