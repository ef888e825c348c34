"""Where lines of any script may end: between words, between Chinese signs, never in a cluster."""

import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

_HANGUL: Final = ((0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_VOWELS_AND_FINALS: Final = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))  # go on a syllable
_JOINER: Final = "\u200d"
_JOINERS: Final = "\u200c\u200d"
_LEADING_VOWELS: Final = "เแโใไເແໂໃໄ"  # Thai and Lao: written before the consonant they follow
_TRAILING_VOWELS: Final = "ะาำๅຳະາ"
_VIRAMA: Final = 9  # the combining class of what ties consonants together
_BETWEEN_WORDS: Final = "\u0f0b\u1361\u17d4\u17d5"  # Tibetan, Ethiopic and Khmer marks

# What never starts a line and what never ends one, beside brackets and quotes.
_NOT_FIRST: Final = frozenset(
    "、。，．：；！？・‥…〜～ー々〻ゝゞヽヾ゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡､･ｰﾞﾟｧｨｩｪｫｬｭｮｯ％‰℃￠°′″.,:;!?%"
)
_NOT_LAST: Final = frozenset("￥￡＄＃№$£¥€#")


class Atom(NamedTuple):
    """What stays on one line, and whether a blank stands before it."""

    text: str
    blank: bool


def atoms(paragraph: str) -> Iterator[Atom]:
    """A paragraph as what may be parted."""
    for word in paragraph.split(" "):
        blank, start = True, 0
        for place in range(1, len(word)):
            if _may_part(word, place):
                yield Atom(word[start:place], blank)
                blank, start = False, place
        if word:
            yield Atom(word[start:], blank)


def clusters(text: str) -> Iterator[int]:
    """The places in a text where it may be cut if it must, from left to right."""
    return (place for place in range(1, len(text)) if not _within_cluster(text, place))


def _may_part(word: str, place: int) -> bool:
    before, after = word[place - 1], word[place]
    if _within_cluster(word, place):
        return False
    if before in _BETWEEN_WORDS:
        return True
    letter = place - 1
    while letter and unicodedata.category(word[letter])[0] == "M":
        letter -= 1
    if not (_is_wide(word[letter]) or _is_wide(after)):
        return False
    return not (_never_last(before) or _never_first(after))


def _within_cluster(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if unicodedata.category(after)[0] == "M" or after in _JOINERS or before == _JOINER:
        return True
    if after in _TRAILING_VOWELS or before in _LEADING_VOWELS or _is_in(after, _VOWELS_AND_FINALS):
        return True
    return unicodedata.combining(before) == _VIRAMA and unicodedata.category(after) == "Lo"


def _never_first(char: str) -> bool:
    return char in _NOT_FIRST or unicodedata.category(char) in ("Pe", "Pf")


def _never_last(char: str) -> bool:
    return char in _NOT_LAST or unicodedata.category(char) in ("Ps", "Pi")


def _is_wide(char: str) -> bool:
    """Whether lines break beside it without a blank; Korean has blanks between words."""
    width = unicodedata.east_asian_width(char)
    if width == "H":
        return char >= "\uff61"
    return width in ("W", "F") and not _is_in(char, _HANGUL)


def _is_in(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= ord(char) <= high for low, high in ranges)
