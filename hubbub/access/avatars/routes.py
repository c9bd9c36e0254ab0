"""Pictures of users over HTTP: one's own, others', and the bytes of each."""

import re
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Header, Request
from starlette.responses import Response

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.authority import authority_of
from hubbub.access.avatars.changing import WEBP, remove_avatar, set_avatar
from hubbub.access.avatars.drawing import draw
from hubbub.access.avatars.repository import all_hashes, avatar_by_hash
from hubbub.access.avatars.shapes import Avatars, ShownAvatar
from hubbub.access.gate import SIGNED_IN, Router, any_of
from hubbub.access.identity import CurrentActor, TheDatabase, TheFiles
from hubbub.access.refusing import what_is_missing
from hubbub.access.users.finding import find
from hubbub.kernel.answers import answer
from hubbub.kernel.database import Database
from hubbub.kernel.errors import Forbidden, NotFound
from hubbub.kernel.files.downloading import HEADERS
from hubbub.kernel.files.files import Files
from hubbub.kernel.limits import Bound

router = Router("/api/avatars", "avatars")
my_router = Router("/api/me/avatar", "avatars")
users_router = Router("/api/users", "avatars")

MOST_BYTES = 5_000_000
UPLOADS = Bound(
    re.compile(r"/api/(me|users/[^/]+)/avatar"), methods=("PUT",), most=MOST_BYTES, seconds=120.0
)
"""A picture may be larger than any other request, and take longer on a slow line."""

UPLOADING = any_of(may.UPLOAD_AVATAR, may.MANAGE_AVATAR)
REMOVING = any_of(may.DELETE_AVATAR, may.MANAGE_AVATAR)
FOREVER = "private, max-age=31536000, immutable"


@router.get("", needs=SIGNED_IN, response_model=Avatars)
async def get_avatars(actor: CurrentActor, database: TheDatabase) -> Response:
    """Everybody of the account who has a picture; changes come over the live socket."""
    async with database.transaction(actor.account_id) as tx:
        found = await all_hashes(tx)
    return answer(Avatars([ShownAvatar(user_id, hash_) for user_id, hash_ in found]))


@router.get("/{avatar}", needs=SIGNED_IN, response_class=Response)
async def get_avatar(
    avatar: str,
    actor: CurrentActor,
    database: TheDatabase,
    files: TheFiles,
    size: Literal["64", "256"] = "256",
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The bytes of a picture, as WebP: `size` is its side. What an address shows never changes."""
    async with database.transaction(actor.account_id) as tx:
        found = await avatar_by_hash(tx, avatar)
        if found is None:
            raise NotFound("There is no such picture.")
        tag = f'"{found.hash}-{size}"'
        headers = {**HEADERS, "Cache-Control": FOREVER, "ETag": tag}
        if if_none_match is not None and tag in if_none_match:
            return Response(status_code=304, headers=headers)
        opened = await files.open_file(tx, found.small_id if size == "64" else found.large_id)
    return Response(await opened.read(), headers=headers, media_type=WEBP)


@my_router.put("", needs=UPLOADING, response_model=ShownAvatar)
async def put_my_avatar(
    request: Request, actor: CurrentActor, database: TheDatabase, files: TheFiles
) -> Response:
    """Put a picture on your profile: the body is a PNG, JPEG, WebP or GIF of at most 5 MB. Where
    there is one already, the permission to remove it is needed as well."""
    return await _upload(request, actor.user_id, actor, database, files)


@my_router.delete("", needs=REMOVING, response_model=ShownAvatar)
async def delete_my_avatar(actor: CurrentActor, database: TheDatabase, files: TheFiles) -> Response:
    """Take the picture off your profile."""
    return await _remove(actor.user_id, actor, database, files)


@users_router.put("/{user_id}/avatar", needs=may.MANAGE_USERS, response_model=ShownAvatar)
async def put_user_avatar(
    user_id: UUID, request: Request, actor: CurrentActor, database: TheDatabase, files: TheFiles
) -> Response:
    """Put a picture on a user: the body is a PNG, JPEG, WebP or GIF of at most 5 MB."""
    async with database.transaction(actor.account_id) as tx:
        await find(tx, user_id)
    return await _upload(request, user_id, actor, database, files)


@users_router.delete("/{user_id}/avatar", needs=may.MANAGE_USERS, response_model=ShownAvatar)
async def delete_user_avatar(
    user_id: UUID, actor: CurrentActor, database: TheDatabase, files: TheFiles
) -> Response:
    """Take the picture off a user."""
    return await _remove(user_id, actor, database, files)


async def _upload(
    request: Request, user_id: UUID, actor: Actor, database: Database, files: Files
) -> Response:
    # The body is read only now: whoever may not do this has been refused before it came.
    async with files.receive(request.stream(), MOST_BYTES) as received:
        drawn = await draw(received.path)
    async with database.transaction(actor.account_id) as tx:
        refusal = None
        if not _may_replace(actor, user_id):
            extra = await what_is_missing(tx, actor, may.DELETE_AVATAR)
            refusal = Forbidden(
                "Replacing a picture takes the one before away, and this needs the permission "
                f"“{may.DELETE_AVATAR.title}”.",
                extra=extra,
            )
        hash_ = await set_avatar(tx, files, user_id, drawn, authority_of(actor), refusal)
    return answer(ShownAvatar(user_id, hash_))


def _may_replace(actor: Actor, user_id: UUID) -> bool:
    if actor.may(may.MANAGE_USERS):
        return True
    own = actor.may(may.DELETE_AVATAR) or actor.may(may.MANAGE_AVATAR)
    return own and user_id == actor.user_id


async def _remove(user_id: UUID, actor: Actor, database: Database, files: Files) -> Response:
    async with database.transaction(actor.account_id) as tx:
        await remove_avatar(tx, files, user_id, authority_of(actor))
    return answer(ShownAvatar(user_id, None))
