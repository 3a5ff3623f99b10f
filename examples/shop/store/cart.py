"""The cart: product ids and quantities in the session."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from store.models import Product, PromoCode, cents

MAX_QUANTITY = 99


@dataclass(frozen=True, kw_only=True)
class CartLine:
    """One product in the cart."""

    product: Product
    quantity: int

    @property
    def amount(self) -> Decimal:
        """Price times quantity."""
        return self.product.price * self.quantity


class Cart:
    """What the visitor is about to buy."""

    def __init__(self, session: SessionBase) -> None:
        self._session = session

    @property
    def count(self) -> int:
        """How many things are in the cart."""
        return sum(self._quantities().values())

    def put(self, product: Product, quantity: int) -> bool:
        """Set how many of the product are wanted, 0 takes it out; whether there are so many."""
        if quantity > min(product.stock, MAX_QUANTITY):
            return False
        quantities = self._quantities()
        quantities.pop(str(product.pk), None)
        if quantity > 0:
            quantities[str(product.pk)] = quantity
        self._session["cart"] = quantities
        self._session.setdefault("cart_key", uuid4().hex)
        return True

    def add(self, product: Product, quantity: int) -> bool:
        """Put more of the product into the cart, if there are so many."""
        return self.put(product, self._quantities().get(str(product.pk), 0) + quantity)

    @property
    def key(self) -> str | None:
        """What tells this cart from every other one, once there is something in it."""
        key: str | None = self._session.get("cart_key")
        return key

    def lines(self) -> list[CartLine]:
        """Every product in the cart that can still be bought, always in the same order."""
        quantities = self._quantities()
        products = Product.objects.filter(is_active=True, pk__in=quantities).select_related("category").order_by("pk")
        return [CartLine(product=product, quantity=quantities[str(product.pk)]) for product in products]

    @property
    def promo(self) -> PromoCode | None:
        """The promo code in use."""
        code = self._session.get("promo", "")
        return PromoCode.objects.filter(code=code).first() if code else None

    def use_promo(self, code: str) -> str | None:
        """Remember the code; returns why it is refused, or None."""
        promo = PromoCode.objects.filter(code__iexact=code.strip()).first()
        refusal = promo.refusal(timezone.now(), subtotal(self.lines())) if promo else "There is no such promo code."
        if promo and refusal is None:
            self._session["promo"] = promo.code
        return refusal

    def drop_promo(self) -> None:
        """Forget the code."""
        self._session.pop("promo", None)

    def totals(self) -> dict[str, Decimal]:
        """What is to be paid; a promo code that is not good for this cart takes nothing off."""
        lines, promo = self.lines(), self.promo
        is_good = promo is not None and promo.refusal(timezone.now(), subtotal(lines)) is None
        return totals(lines, promo if is_good else None)

    def clear(self) -> None:
        """Begin anew."""
        self.drop_promo()
        self._session.pop("cart_key", None)
        self._session["cart"] = {}

    def _quantities(self) -> dict[str, int]:
        return dict(self._session.get("cart", {}))


def subtotal(lines: list[CartLine]) -> Decimal:
    """The sum of the lines."""
    return sum((line.amount for line in lines), Decimal(0))


def totals(lines: list[CartLine], promo: PromoCode | None) -> dict[str, Decimal]:
    """Subtotal, discount, shipping, tax (on all of that) and total, by their names in an order."""
    goods = subtotal(lines)
    discount = promo.discount(goods) if promo else Decimal(0)
    has_parcel = any(not line.product.category.is_digital for line in lines)
    shipping = settings.SHIPPING_FLAT if has_parcel else Decimal(0)
    before_tax = goods - discount + shipping
    tax = cents(before_tax * settings.TAX_RATE / 100)
    return {"subtotal": goods, "discount": discount, "shipping": shipping, "tax": tax, "total": before_tax + tax}
