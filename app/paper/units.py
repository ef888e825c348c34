"""Units of measure as people write them, from the UN/ECE Rec 20 codes on electronic documents."""

from typing import Final

from app.paper.figures import Figures
from app.paper.words import Words

# The same in every language.
_SIGNS: Final[dict[str, str]] = {
    "MLT": "ml",
    "LTR": "l",
    "GLL": "gal",
    "GRM": "g",
    "KGM": "kg",
    "TNE": "t",
    "ONZ": "oz",
    "LBR": "lb",
    "MMT": "mm",
    "CMT": "cm",
    "MTR": "m",
    "KMT": "km",
    "INH": "in",
    "FOT": "ft",
    "MTK": "m²",
    "MTQ": "m³",
    "KWH": "kWh",
}


def unit_name(code: str, quantity: str, words: Words, figures: Figures) -> str:
    """The word after a quantity: "hours" for HUR and "2", nothing for pieces, or the code."""
    sign = _SIGNS.get(code, code)
    one, many = words.units.get(code, (sign, sign))
    return one if one == many or figures.is_one(quantity) else many
