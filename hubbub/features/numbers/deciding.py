"""Where a text goes that came to a number of ours: one rule of the number, by the first word."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Action = Literal[
    "conversations", "url", "email", "smpp", "pull", "phone", "message", "default", "none"
]
Why = Literal["keyword", "number", "account", "nothing"]
"""What decided: a keyword, the number's default, the account's, or nobody's word at all."""

WORD = re.compile(r"\S+")
MOST_ROUNDS = 9
# Punctuation, and marks that show nothing, such as those that turn the direction of writing.
AROUND = ("P", "Cf", "Cc")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is set for a number, or for the account; without a keyword for all that is left."""

    id: UUID | None
    action: Action
    keyword: str | None = None
    target: str | None = None
    carrier_id: UUID | None = None


NOTHING = Rule(None, "none")


@dataclass(frozen=True, slots=True)
class Rules:
    """What is set for one number, and what the account has for those that follow it."""

    keywords: Mapping[str, Rule]
    number: Rule | None = None
    account: Rule | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The rule that holds, whose action is never `default`, and what led there: `keyword` is also
    one that hands over to the account's."""

    rule: Rule
    why: Why
    word: str | None
    keyword: str | None = None

    @property
    def action(self) -> Action:
        return self.rule.action


def decide(rules: Rules, text: str) -> Decision:
    """Where this text goes."""
    word = first_word(text)
    found = rules.keywords.get(word) if word is not None else None
    keyword = None if found is None else found.keyword
    if found is not None and found.action != "default":
        return Decision(found, "keyword", word, keyword)
    if found is None and rules.number is not None and rules.number.action != "default":
        return Decision(rules.number, "number", word)
    if rules.account is not None:
        return Decision(rules.account, "account", word, keyword)
    return Decision(NOTHING, "nothing", word, keyword)


def first_word(text: str) -> str | None:
    """The first word as keywords are compared; None where there is none, as in `?!`."""
    return next(_words(text), None)


def without_first_word(text: str) -> str:
    """What follows the first word; the whole text where it has none."""
    for found in WORD.finditer(text):
        if _folded(found[0]):
            return text[found.end() :].strip()
    return text


def fold_keyword(text: str) -> str | None:
    """A keyword as it is compared; None for what is not one word."""
    words = list(_words(text))
    return words[0] if len(words) == 1 else None


def rules_of(rules: Iterable[tuple[Rule, bool]]) -> Rules:
    """Of rules, and of each whether it is the account's."""
    keywords: dict[str, Rule] = {}
    number = account = None
    for rule, is_account in rules:
        if is_account:
            account = rule
        elif rule.keyword is None:
            number = rule
        else:
            keywords[rule.keyword] = rule
    return Rules(keywords, number, account)


def _words(text: str) -> Iterator[str]:
    for found in WORD.finditer(text):
        word = _folded(found[0])
        if word:
            yield word


def _folded(word: str) -> str:
    """One spelling for what people take to be the same (Unicode 3.13, D146): folded until it
    stays, since what falls away may let its neighbours join."""
    for _ in range(MOST_ROUNDS):
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
        # A mark that stands alone is folded to a space and the mark.
        folded = _trimmed("".join(folded.split()))
        if folded == word:
            break
        word = folded
    return word


def _trimmed(word: str) -> str:
    start, end = 0, len(word)
    while start < end and _is_around(word[start]):
        start += 1
    while end > start and _is_around(word[end - 1]):
        end -= 1
    return word[start:end]


def _is_around(char: str) -> bool:
    return unicodedata.category(char).startswith(AROUND)
