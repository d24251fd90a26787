"""Which texts are sentences about something, and name nothing."""

from __future__ import annotations

from ..patterns import regex

LEAST_WORDS = 5
"""The number of words of the shortest text that may be words about something.

It is the one measure by which kinds tell such a text from a name: fewer words are taken
for a name, whatever they are.
"""

_FIRST = frozenset(
    "all any both each every everything it most no none our some that the their there"
    " these they this those we you".split()
)
"""The first words of sentences, by which they speak of what has been named."""

_VERBS = frozenset(
    "are be can cannot do does has have is may must need needs never shall should that"
    " use uses was were when where which will".split()
)
"""Words that a sentence has one of, and a name has none."""

_WORD = regex(r"[^\s]+")
_PLAIN = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[,;:.!?]?")
_VERSION = regex(r"\d\.\d")


def is_long(text: str, *, is_clause: bool = False) -> bool:
    """Return whether a text has as many words as a sentence.

    Args:
        text: the text.
        is_clause: whether it is known to begin with a verb; then it has a word less.
    """
    return len(text.split()) >= LEAST_WORDS - is_clause


def is_sentence(text: str) -> bool:
    """Return whether a text is a sentence, and no name with words behind it.

    It begins with a word such as *all* or *we*, or has a verb and only words in small
    letters behind the first. A text with a version names something.
    """
    words = _WORD.findall(text)
    if len(words) < LEAST_WORDS or _VERSION.search(text):
        return False
    lower = {word.strip(",;:.!?").lower() for word in words}
    is_plain = all(_PLAIN.fullmatch(word) and word.islower() for word in words[1:])
    begins = words[0].lower() in _FIRST
    return begins or (is_plain and not lower.isdisjoint(_VERBS))
