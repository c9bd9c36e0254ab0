"""Where a text goes: one answer for every text, by its first word, however that is written."""

from __future__ import annotations

import unicodedata
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.features.numbers.deciding import (
    Action,
    Rule,
    Rules,
    decide,
    first_word,
    fold_keyword,
    rules_of,
)

ACTIONS: tuple[Action, ...] = (
    "conversations", "url", "email", "smpp", "pull", "default", "none",
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KEYWORDS = WORDS.map(fold_keyword).filter(lambda word: word is not None)


def rule(action: Action, keyword: str | None = None, n: int = 1) -> Rule:
    return Rule(UUID(int=n), action, keyword)


ALL = Rules(
    {"stop": rule("none", "stop", 3), "ask": rule("default", "ask", 4)},
    rule("conversations", n=1),
    rule("url", n=2),
)


@pytest.mark.parametrize(
    ("text", "action", "why", "keyword"),
    [
        ("STOP", "none", "keyword", "stop"),
        ("  «Stop!» please", "none", "keyword", "stop"),
        ("… stop", "none", "keyword", "stop"),
        ("ＳＴＯＰ", "none", "keyword", "stop"),
        ("\u202bstop\u202c", "none", "keyword", "stop"),
        ("stopp", "conversations", "number", None),
        ("please stop", "conversations", "number", None),
        ("ask me", "url", "account", "ask"),
        ("", "conversations", "number", None),
        ("?!", "conversations", "number", None),
    ],
)
def test_the_first_word_decides(text: str, action: str, why: str, keyword: str | None) -> None:
    decision = decide(ALL, text)
    assert (decision.action, decision.why, decision.keyword) == (action, why, keyword)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("straße", "STRASSE 7"), ("ΟΔΟΣ", "οδος"), ("СТОП", "стоп."), ("İptal", "i̇ptal"),
        ("caf\u00e9", "CAFE\u0301!"), ("ﬁn", "FIN"), ("停止", "停止 请"),
    ],
)  # fmt: skip
def test_keywords_of_every_script(keyword: str, text: str) -> None:
    folded = fold_keyword(keyword)
    assert folded is not None
    assert first_word(text) == folded


def test_a_number_without_rules_follows_the_account_and_that_keeps_everything() -> None:
    assert decide(Rules({}), "Hello").why == "nothing"
    assert decide(Rules({}), "Hello").action == "none"
    assert decide(Rules({}, None, rule("pull")), "Hello").action == "pull"
    assert decide(Rules({}, rule("default"), None), "Hello").action == "none"


@given(st.text(max_size=40), st.dictionaries(KEYWORDS, st.sampled_from(ACTIONS), max_size=4),
       st.none() | st.sampled_from(ACTIONS),
       st.none() | st.sampled_from([each for each in ACTIONS if each != "default"]))  # fmt: skip
def test_every_text_goes_to_exactly_one_place(
    text: str, keywords: dict[str, Action], number: Action | None, account: Action | None
) -> None:
    given_rules = [(rule(action, word, n), False) for n, (word, action) in
                   enumerate(keywords.items(), 10)]  # fmt: skip
    if number is not None:
        given_rules.append((rule(number, n=1), False))
    if account is not None:
        given_rules.append((rule(account, n=2), True))
    decision = decide(rules_of(given_rules), text)
    assert decision.action != "default"
    word = first_word(text)
    told = keywords.get(word) if word is not None else None
    wanted = told or number or "default"
    assert decision.action == (account or "none" if wanted == "default" else wanted)
    assert (decision.keyword is None) == (told is None)


@given(WORDS, st.sampled_from(["", " ", "\n", "¿", "“", "\u200f"]), st.text(max_size=20))
def test_what_stands_around_a_keyword_does_not_matter(word: str, before: str, after: str) -> None:
    keyword = fold_keyword(word)
    if keyword is not None:
        assert fold_keyword(keyword) == keyword
        assert first_word(f"{before}{word}. {after}") == keyword


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1, max_size=8))
def test_case_and_composition_do_not_matter(word: str) -> None:
    spelled = {
        first_word(unicodedata.normalize(form, each))
        for form in ("NFC", "NFD", "NFKC")
        for each in (word, f"({word})")
    }
    assert len(spelled) == 1
    assert first_word(word.casefold()) in spelled
