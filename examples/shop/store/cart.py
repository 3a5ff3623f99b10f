"""The cart: product ids and quantities in the session."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from store.models import Order, OrderLine, Product, PromoCode

MAX_QUANTITY = 99


class OutOfStockError(Exception):
    """Somebody else bought the last one."""


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
        return True

    def add(self, product: Product, quantity: int) -> bool:
        """Put more of the product into the cart, if there are so many."""
        return self.put(product, self._quantities().get(str(product.pk), 0) + quantity)

    def lines(self) -> list[CartLine]:
        """Every product in the cart that can still be bought."""
        quantities = self._quantities()
        products = Product.objects.filter(is_active=True, pk__in=quantities)
        return [CartLine(product=product, quantity=quantities[str(product.pk)]) for product in products]

    @property
    def promo(self) -> PromoCode | None:
        """The promo code in use, if it is still good."""
        promo = PromoCode.objects.filter(code=self._session.get("promo", "")).first()
        return promo if promo and promo.refusal(timezone.now()) is None else None

    def use_promo(self, code: str) -> str | None:
        """Remember the code; returns why it is refused, or None."""
        promo = PromoCode.objects.filter(code__iexact=code.strip()).first()
        refusal = promo.refusal(timezone.now()) if promo else "There is no such promo code."
        if promo and refusal is None:
            self._session["promo"] = promo.code
        return refusal

    def totals(self) -> dict[str, Decimal]:
        """Subtotal, discount and total."""
        subtotal = sum((line.amount for line in self.lines()), Decimal(0))
        promo = self.promo
        discount = promo.discount(subtotal) if promo else Decimal(0)
        return {"subtotal": subtotal, "discount": discount, "total": subtotal - discount}

    @transaction.atomic
    def check_out(self, order: Order) -> Order:
        """Turn the cart into the order: take the stock, count the promo code, empty the cart."""
        order.promo = self.promo
        for name, amount in self.totals().items():
            setattr(order, name, amount)
        order.save()
        lines = self.lines()
        for line in lines:
            self._take_from_stock(line)
        OrderLine.objects.bulk_create(
            OrderLine(
                order=order,
                product=line.product,
                name=line.product.name,
                price=line.product.price,
                quantity=line.quantity,
            )
            for line in lines
        )
        if order.promo:
            PromoCode.objects.filter(pk=order.promo.pk).update(times_used=F("times_used") + 1)
        self._session.pop("promo", None)
        self._session["cart"] = {}
        return order

    def _take_from_stock(self, line: CartLine) -> None:
        taken = Product.objects.filter(pk=line.product.pk, stock__gte=line.quantity).update(
            stock=F("stock") - line.quantity
        )
        if not taken:
            raise OutOfStockError(line.product.name)

    def _quantities(self) -> dict[str, int]:
        return dict(self._session.get("cart", {}))
