"""Units of measure as people write them, from the UN/ECE Rec 20 codes on electronic documents."""

from typing import Final

# One, many. A piece needs no word: "3" of something is three pieces.
_NAMES: Final[dict[str, tuple[str, str]]] = {
    "C62": ("", ""),
    "H87": ("", ""),
    "EA": ("", ""),
    "MIN": ("minute", "minutes"),
    "HUR": ("hour", "hours"),
    "DAY": ("day", "days"),
    "WEE": ("week", "weeks"),
    "MON": ("month", "months"),
    "ANN": ("year", "years"),
    "DZN": ("dozen", "dozen"),
    "PR": ("pair", "pairs"),
    "SET": ("set", "sets"),
    "MLT": ("ml", "ml"),
    "LTR": ("l", "l"),
    "GLL": ("gal", "gal"),
    "GRM": ("g", "g"),
    "KGM": ("kg", "kg"),
    "TNE": ("t", "t"),
    "ONZ": ("oz", "oz"),
    "LBR": ("lb", "lb"),
    "MMT": ("mm", "mm"),
    "CMT": ("cm", "cm"),
    "MTR": ("m", "m"),
    "KMT": ("km", "km"),
    "INH": ("in", "in"),
    "FOT": ("ft", "ft"),
    "MTK": ("m²", "m²"),
    "MTQ": ("m³", "m³"),
    "KWH": ("kWh", "kWh"),
}


def unit_name(code: str, quantity: str) -> str:
    """The word after a quantity: "hours" for HUR and "2", nothing for pieces, or the code."""
    one, many = _NAMES.get(code, (code, code))
    return one if quantity in ("1", "-1") else many
