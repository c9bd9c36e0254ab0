"""Which passwords may be chosen, after NIST SP 800-63B: long ones that nobody tries first."""

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

from hubbub.access.passwords import normalised
from hubbub.kernel.errors import FieldError, Invalid

LEAST = 12
MOST = 128
LEFT = 6
"""Characters that must be left of a password without what others know of its owner."""

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop")
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", *ROWS)
DISGUISES = str.maketrans("013457@$!", "oieastasi")
PRODUCT = ("hubbub", "password")


def check_new_password(password: str, *about: str) -> None:
    """Refuse what is short, common, a mere pattern, or made of what others know of the user.

    `about` is his name, user name, address and organisation. Raises Invalid. There are no rules
    on kinds of characters; the standard advises against them.
    """
    text = normalised(password)
    if len(text) < LEAST:
        raise _refused(f"Use at least {LEAST} characters.")
    if len(text) > MOST:
        raise _refused(f"Use at most {MOST} characters.")
    plain = text.casefold()
    if len(set(plain)) < 5 or _is_pattern(plain):
        raise _refused("This is a pattern that is tried first. A few unrelated words work well.")
    if _is_common(plain):
        raise _refused("Many people use this password. A few unrelated words work well.")
    if _is_about(plain, about):
        raise _refused("Do not make it of your name, your address or the name of the product.")


def _refused(sentence: str) -> Invalid:
    return Invalid([FieldError("password", sentence)])


def _is_pattern(plain: str) -> bool:
    core = _core(plain)
    if re.fullmatch(r"(.{1,6}?)\1+.{0,2}", core):
        return True
    walked = sum(
        1
        for first, second in pairwise(core)
        if first == second or any(first + second in run or second + first in run for run in RUNS)
    )
    return walked >= 0.75 * (len(core) - 1)


def _is_common(plain: str) -> bool:
    known = common_passwords()
    letters = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    guesses = {plain, letters, plain.translate(DISGUISES), letters.translate(DISGUISES)}
    return any(
        each in known or (each[: len(each) // 2] * 2 == each and each[: len(each) // 2] in known)
        for each in guesses
        if each
    )


def _is_about(plain: str, about: tuple[str, ...]) -> bool:
    known = [normalised(each).casefold() for each in (*about, *PRODUCT)]
    words = {part for each in known for part in (_core(each), *re.split(r"[\W_]+", each))}
    whole = left = _core(plain)
    for word in sorted((each for each in words if len(each) >= 4), key=len, reverse=True):
        left = left.replace(word, "").replace(word[::-1], "")
    return left != whole and len(left) < LEFT


def _core(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", text)


@cache
def common_passwords() -> frozenset[str]:
    """Those that are tried first; see docs/decisions/common-passwords.md."""
    listed = files("hubbub.access") / "common_passwords.txt"
    return frozenset(listed.read_text("ascii").split())
