"""Texts and bytes as the world sends them, for the property tests of SMS."""

from hypothesis import strategies as st

from hubbub.channels.sms.encoding import decode_gsm

GSM_CHARACTERS = sorted(
    {decode_gsm(bytes([code])) for code in range(128) if code != 0x1B} | set("^{}\\[~]|€\f")
)
gsm_texts = st.text(st.sampled_from(GSM_CHARACTERS), max_size=700)
# Without lone surrogates, which no encoding carries, and without NUL, which is taken out.
any_texts = st.text(
    st.one_of(
        st.sampled_from("😀👩‍👩‍👧‍👦𝄞ščćđж中€{a \n"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\ufffe"),
    ),
    max_size=400,
)
