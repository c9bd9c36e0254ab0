"""What the API shows of pictures."""

from dataclasses import dataclass

from hubbub.kernel.ids import Id


@dataclass(frozen=True, slots=True)
class ShownAvatar:
    """The picture of a user: the address of its bytes is `/api/avatars/{avatar}`."""

    user_id: Id
    avatar: str | None


@dataclass(frozen=True, slots=True)
class Avatars:
    """Everybody of the account who has a picture."""

    items: list[ShownAvatar]
