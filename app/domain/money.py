"""Money: a whole number of minor units and a currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.domain.errors import Bug, refuse
from app.domain.rates import parse_scaled

# ISO 4217, the currencies in use. Minor units by exponent; every other listed one has two.
_EXPONENTS: Final[dict[int, str]] = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP "
    "GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK "
    "LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK "
    "NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
    "STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER "
    "ZAR ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
EXPONENTS: Final[dict[str, int]] = {
    code: exponent for exponent, codes in _EXPONENTS.items() for code in codes.split()
}


def exponent(currency: str) -> int:
    """How many decimals the currency has: JPY 0, USD 2, KWD 3. Refused: unknown_currency."""
    if currency not in EXPONENTS:
        raise refuse(
            "unknown_currency",
            f"“{currency[:12]}” is not a currency code.",
            "currency",
            "Use a three-letter ISO 4217 code such as USD.",
        )
    return EXPONENTS[currency]


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` units (cents, yen, fils) of `currency`. Mixing is a Bug."""

    minor: int
    currency: str

    def __str__(self) -> str:
        """Plain decimal text with exactly the currency's decimals, no currency, no grouping."""
        return decimal_text(self.minor, self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:  # not must(): its text costs more than the sum
            raise Bug(f"{self.currency} meets {other.currency}")
        return other.minor


def decimal_text(minor: int, currency: str) -> str:
    """Minor units as decimal text with exactly the currency's decimals: 15000 USD is "150.00"."""
    places = EXPONENTS[currency]
    whole, part = divmod(abs(minor), 10**places)
    tail = f".{part:0{places}d}" if places else ""
    return f"{'-' if minor < 0 else ''}{whole}{tail}"


def parse_money(text: str, currency: str, field: str) -> Money:
    """Decimal text in a currency. Refused: invalid_number, too_many_decimals, unknown_currency."""
    return Money(parse_scaled(text, exponent(currency), field), currency)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum, zero of `currency` for no amounts."""
    return sum(amounts, start=Money(0, currency))
