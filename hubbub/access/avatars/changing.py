"""Puts a picture on a user, in the place of the one before, or takes it away."""

from uuid import UUID

from hubbub.access.authority import Authority
from hubbub.access.avatars.drawing import LARGE, SMALL, Drawn
from hubbub.access.avatars.repository import Avatar, avatar_of, delete_avatar, put_avatar
from hubbub.access.events import AvatarChange, UserAvatarChanged
from hubbub.access.users.finding import find_and_lock
from hubbub.access.users.repository import bump_user
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Problem
from hubbub.kernel.events import Subject, record
from hubbub.kernel.files.files import Files, in_chunks
from hubbub.kernel.files.models import NewFile

OWNER = "avatar"
WEBP = "image/webp"


async def set_avatar(
    tx: Transaction,
    files: Files,
    user_id: UUID,
    drawn: Drawn,
    by: Authority,
    unless_replacing: Problem | None = None,
) -> str:
    """The new picture's hash. Where there is one already, `unless_replacing` is raised."""
    await find_and_lock(tx, user_id)
    before = await avatar_of(tx, user_id)
    if before is not None and before.hash == drawn.hash:
        return drawn.hash
    if before is not None and unless_replacing is not None:
        raise unless_replacing
    large_id = await _keep(tx, files, user_id, drawn.large, LARGE)
    small_id = await _keep(tx, files, user_id, drawn.small, SMALL)
    await put_avatar(tx, Avatar(user_id, drawn.hash, large_id, small_id))
    if before is not None:
        await _remove(tx, files, before)
    await _tell(tx, user_id, "uploaded" if before is None else "replaced", by)
    return drawn.hash


async def remove_avatar(tx: Transaction, files: Files, user_id: UUID, by: Authority) -> None:
    """Nothing happens where there is none."""
    await find_and_lock(tx, user_id)
    before = await avatar_of(tx, user_id)
    if before is None:
        return
    await delete_avatar(tx, user_id)
    await _remove(tx, files, before)
    await _tell(tx, user_id, "removed", by)


async def _keep(tx: Transaction, files: Files, user_id: UUID, content: bytes, size: int) -> UUID:
    new = NewFile(f"{size}.webp", WEBP, OWNER, user_id)
    return (await files.store(tx, new, in_chunks(content))).id


async def _remove(tx: Transaction, files: Files, avatar: Avatar) -> None:
    await files.remove(tx, avatar.large_id)
    await files.remove(tx, avatar.small_id)


async def _tell(tx: Transaction, user_id: UUID, change: AvatarChange, by: Authority) -> None:
    version = await bump_user(tx, user_id)
    await record(tx, UserAvatarChanged(change=change), Subject(user_id, version), by.origin)
