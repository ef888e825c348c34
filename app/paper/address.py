"""A party as the lines of an address, in the order its country's post expects."""

from typing import Final

from app.domain.sheet import PartySheet
from app.paper.figures import Figures

# Where the postal code follows the town; everywhere else it comes first.
_LAST: Final = "AE AU BR CA CO EG HK ID IN JM KE KR MX NG NZ PE PH PK SG TH US ZA"
_CODE_LAST: Final = frozenset(_LAST.split())
# Where it has a line of its own.
_CODE_ALONE: Final = frozenset(("GB", "IE", "GG", "JE", "IM", "GI", "MT"))


def address_lines(
    party: PartySheet, figures: Figures, *, seen_from: str | None
) -> tuple[str, ...]:
    """Street, town and country, without the name and without empty lines.

    The country is left out for mail that stays in it: when `seen_from` is the same.
    """
    lines = [*(party.street or "").splitlines(), *_town(party)]
    if party.country and party.country != seen_from:
        lines.append(figures.country(party.country))
    return tuple(line.strip() for line in lines if line.strip())


def name_lines(party: PartySheet) -> tuple[str, ...]:
    """The name, and the legal name below it when that is another."""
    names = (party.name.strip(), (party.legal_name or "").strip())
    return tuple(dict.fromkeys(name for name in names if name))


def _town(party: PartySheet) -> tuple[str, ...]:
    code, city = (party.postal_code or "").strip(), (party.city or "").strip()
    region = (party.region or "").strip()
    if party.country in _CODE_LAST:
        return (" ".join(filter(None, (", ".join(filter(None, (city, region))), code))),)
    if party.country in _CODE_ALONE:
        return city, region, code
    town = " ".join(filter(None, (code, city)))
    return (", ".join(filter(None, (town, region))),)
