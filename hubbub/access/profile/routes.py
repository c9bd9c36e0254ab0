"""Your own profile over HTTP: name, language, password, sessions."""

from uuid import UUID

from pydantic import Field
from starlette.responses import Response

from hubbub.access.authority import authority_of
from hubbub.access.gate import SIGNED_IN, Router
from hubbub.access.identity import CurrentActor, CurrentIdentity, Identity, TheDatabase
from hubbub.access.sessions.repository import open_sessions
from hubbub.access.shapes import ShownUser
from hubbub.access.users.access_routes import DetailsInput, show_sessions
from hubbub.access.users.changing_password import change_own_password
from hubbub.access.users.editing import edit_user
from hubbub.access.users.finding import find
from hubbub.access.users.shapes import Ended, Sessions
from hubbub.access.users.showing import show_users
from hubbub.access.users.signing_out import end_one_session, sign_out_everywhere
from hubbub.kernel.answers import answer, nothing
from hubbub.kernel.bodies import Input
from hubbub.kernel.errors import Forbidden

router = Router("/api/me", "profile")


class PasswordInput(Input):
    current: str = Field(max_length=1000)
    password: str = Field(max_length=1000)


def person_of(identity: Identity) -> tuple[UUID, UUID]:
    """(user, session) of somebody who sits at the desk. Forbidden for an API key: a program is
    not to change how its maker signs in."""
    if identity.session_id is None:
        raise Forbidden("This is for who is signed in, not for an API key.", code="needs_session")
    return identity.actor.user_id, identity.session_id


@router.get("/profile", needs=SIGNED_IN, response_model=ShownUser)
async def get_profile(actor: CurrentActor, database: TheDatabase) -> Response:
    """Yourself, as the administrator sees you."""
    async with database.transaction(actor.account_id) as tx:
        return answer((await show_users(tx, [await find(tx, actor.user_id)]))[0])


@router.put("/profile", needs=SIGNED_IN, response_model=ShownUser)
async def put_profile(
    body: DetailsInput, identity: CurrentIdentity, database: TheDatabase
) -> Response:
    """Change your name and details."""
    user_id, _ = person_of(identity)
    async with database.transaction(identity.actor.account_id) as tx:
        user = await edit_user(tx, user_id, body.edit, authority_of(identity.actor))
        return answer((await show_users(tx, [user]))[0])


@router.put("/password", needs=SIGNED_IN, status_code=204)
async def put_password(
    body: PasswordInput, identity: CurrentIdentity, database: TheDatabase
) -> Response:
    """Change your password. You stay signed in here and are signed out everywhere else."""
    session = person_of(identity)
    account_id = identity.actor.account_id
    await change_own_password(database, account_id, session, body.current, body.password)
    return nothing()


@router.get("/sessions", needs=SIGNED_IN, response_model=Sessions)
async def get_sessions(identity: CurrentIdentity, database: TheDatabase) -> Response:
    """Where you are signed in."""
    user_id, session_id = person_of(identity)
    async with database.transaction(identity.actor.account_id) as tx:
        return answer(show_sessions(await open_sessions(tx, user_id), session_id))


@router.delete("/sessions", needs=SIGNED_IN, response_model=Ended)
async def delete_sessions(identity: CurrentIdentity, database: TheDatabase) -> Response:
    """Sign out everywhere else."""
    user_id, session_id = person_of(identity)
    by = authority_of(identity.actor)
    async with database.transaction(identity.actor.account_id) as tx:
        return answer(Ended(await sign_out_everywhere(tx, user_id, by, but=session_id)))


@router.delete("/sessions/{session_id}", needs=SIGNED_IN, status_code=204)
async def delete_one_session(
    session_id: UUID, identity: CurrentIdentity, database: TheDatabase
) -> Response:
    """Sign out in one place."""
    user_id, _ = person_of(identity)
    async with database.transaction(identity.actor.account_id) as tx:
        await end_one_session(tx, user_id, session_id, authority_of(identity.actor))
    return nothing()
