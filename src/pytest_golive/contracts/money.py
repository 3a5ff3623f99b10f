"""Amounts of money: whole numbers of the currency's smallest unit, never floats."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

#: Digits after the point, where they are not two (ISO 4217).
EXPONENTS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}


class MoneyError(ValueError):
    """An amount that cannot be told exactly in its currency."""


@dataclass(frozen=True, order=True)
class Money:
    """An amount in minor units (cents, paise) with its ISO 4217 code."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise MoneyError(f"{self.minor!r} is no whole number of minor units")
        if len(self.currency) != 3 or not self.currency.isascii() or not self.currency.isupper():
            raise MoneyError(f"{self.currency!r} is no ISO 4217 code, such as USD")

    def __str__(self) -> str:
        return f"{self.currency} {self.text}"

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.minor * times, self.currency)

    @property
    def exponent(self) -> int:
        """Digits after the point."""
        return EXPONENTS.get(self.currency, 2)

    @property
    def amount(self) -> Decimal:
        """In major units: ``Decimal("19.99")``."""
        return Decimal(self.minor).scaleb(-self.exponent)

    @property
    def text(self) -> str:
        """In major units, with all digits of the currency: ``19.90``."""
        return f"{self.amount:.{self.exponent}f}"

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Money:
        """From major units.

        Raises:
            MoneyError: the amount is no number, or has more digits than the currency; nothing is ever rounded.
        """
        if isinstance(amount, float):  # what mypy forbids, a team's own adapter may do
            raise MoneyError(f"{amount!r} is a binary float: give a text or a Decimal")
        exponent = EXPONENTS.get(currency, 2)
        try:
            scaled = Decimal(amount).scaleb(exponent)
            whole = scaled.to_integral_exact() if scaled.is_finite() else None
        except InvalidOperation:
            whole = None
        if whole is None or whole != scaled:
            raise MoneyError(f"{amount} is no amount of {currency}, which has {exponent} digits after the point")
        return cls(int(whole), currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise MoneyError(f"{other} is not in {self.currency}")
        return other
