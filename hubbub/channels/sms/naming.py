"""What a carrier may be called."""

from hubbub.kernel.errors import FieldError, Invalid


def clean_name(name: str) -> str:
    """Without what cannot be seen. Raises Invalid."""
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not 1 <= len(cleaned) <= 100:
        raise Invalid([FieldError("name", "Give a name of 1 to 100 characters.")])
    return cleaned
