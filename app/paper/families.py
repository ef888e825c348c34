"""Which fonts of Linux, Windows and macOS print a script best, by the names of their files."""

from typing import Final, NamedTuple
from unicodedata import name


class Wish(NamedTuple):
    """A font file without ending, in small letters and without blanks, and a face in it."""

    stem: str
    face: int = 0


CHINESE, JAPANESE, KOREAN, SIGNS = "Hani", "Jpan", "Kore", "Zyyy"

_CHINESE: Final = (
    Wish("notosanscjk-regular", 2),
    *map(Wish, ("notosanscjksc-regular", "notosanssc-regular", "notosanshans-regular")),
    *map(Wish, ("wqy-zenhei", "wqy-microhei", "sourcehansanssc-regular", "msyh", "deng")),
    *map(Wish, ("simhei", "simsun", "pingfang", "hiraginosansgb", "stheitilight", "msjh")),
    *map(Wish, ("arialunicode", "droidsansfallbackfull", "droidsansfallback", "uming")),
)
_WISHES: Final[dict[str, tuple[Wish, ...]]] = {
    CHINESE: _CHINESE,
    JAPANESE: (
        Wish("notosanscjk-regular", 0),
        *map(Wish, ("notosanscjkjp-regular", "notosansjp-regular", "ipaexg", "ipag", "ipagp")),
        *map(Wish, ("takaogothic", "vl-gothic-regular", "yugothr", "yugothm", "meiryo")),
        *map(Wish, ("msgothic", "ヒラギノ角ゴシックw3", "osaka")),
        *_CHINESE,
    ),
    KOREAN: (
        Wish("notosanscjk-regular", 1),
        *map(Wish, ("notosanscjkkr-regular", "notosanskr-regular", "nanumgothic", "baekmuk")),
        *map(Wish, ("malgun", "gulim", "applesdgothicneo", "applegothic")),
        *_CHINESE,
    ),
    "Arab": tuple(
        map(Wish, ("notosansarabic-regular", "notonaskharabic-regular", "segoeui", "tahoma"))
    ),
    "Hebr": (
        *map(Wish, ("notosanshebrew-regular", "notoserifhebrew-regular", "segoeui", "arial")),
        *map(Wish, ("arialhb", "dejavusans")),
    ),
    "Thai": tuple(map(Wish, ("notosansthai-regular", "leelawui", "leelawad", "thonburi"))),
    SIGNS: tuple(
        map(
            Wish,
            (
                *("notosanssymbols2-regular", "notosanssymbols-regular", "notosansmath-regular"),
                *("seguisym", "applesymbols", "dejavusans", "arialunicode"),
            ),
        )
    ),
}
_INDIC: Final = ("nirmala", "kohinoor")
# Where no family of Noto is named like the script, and what else systems bring.
_OTHERS: Final[dict[str, tuple[str, ...]]] = {
    "Geor": ("segoeui", "sylfaen", "dejavusans"),
    "Armn": ("segoeui", "sylfaen", "dejavusans"),
    "Ethi": ("ebrima", "nyala", "kefa"),
    "Khmr": ("leelawui", "khmerui", "khmermn"),
    "Laoo": ("leelawui", "laoui", "laomn"),
    "Mymr": ("mmrtext", "myanmarmn"),
    "Tibt": ("himalaya", "kailasa"),
    "Mong": ("monbaiti",),
    "Thaa": ("mvboli",),
    "Cher": ("gadugi", "plantagenetcherokee"),
    "Cans": ("notosanscanadianaboriginal-regular", "gadugi", "euphemiacas"),
    "Latn": ("notosans-regular", "segoeui", "dejavusans"),
    "Grek": ("notosans-regular", "segoeui", "dejavusans"),
    "Cyrl": ("notosans-regular", "segoeui", "dejavusans"),
}

_BOLD: Final[dict[str, tuple[str, ...]]] = {
    "segoeui": ("seguisb", "segoeuib"),
    "arial": ("arialbd",),
    "tahoma": ("tahomabd",),
    "msyh": ("msyhbd",),
    "msjh": ("msjhbd",),
    "deng": ("dengb",),
    "malgun": ("malgunbd",),
    "yugothr": ("yugothm", "yugothb"),
    "meiryo": ("meiryob",),
    "nirmala": ("nirmalas", "nirmalab"),
    "leelawui": ("leelauib",),
    "leelawad": ("leelawdb",),
    "ebrima": ("ebrimabd",),
    "gadugi": ("gadugib",),
    "khmerui": ("khmeruib",),
    "laoui": ("laouib",),
    "mmrtext": ("mmrtextb",),
    "stheitilight": ("stheitimedium",),
    "ヒラギノ角ゴシックw3": ("ヒラギノ角ゴシックw6",),
}
_WEIGHTS: Final = ("medium", "semibold", "demibold", "bold")


def wishes(char: str, script: str) -> tuple[Wish, ...]:
    """The fonts to ask first for a character of a script, the best first."""
    if script in _WISHES:
        return _WISHES[script]
    word = name(char, "").partition(" ")[0].casefold()
    noto = (f"notosans{word}-regular", f"notoserif{word}-regular") if word.isalpha() else ()
    return tuple(map(Wish, (*noto, *_OTHERS.get(script, _INDIC))))


def bolder(stem: str) -> tuple[str, ...]:
    """The files that may hold the heavier face of a regular one."""
    family = stem.removesuffix("-regular")
    return (*_BOLD.get(stem, ()), *(f"{family}-{weight}" for weight in _WEIGHTS))
