"""Catalogue, promo codes and orders; customers are in people.py, payments in payments/models.py."""

from __future__ import annotations

import secrets
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from store.payments.models import Payment, PaymentEvent, Refund
from store.people import Account, Customer, RefundRequest
from store.validators import image_suffix, phone_number, upload_size

__all__ = [
    "Account",
    "Category",
    "Customer",
    "Order",
    "OrderLine",
    "Payment",
    "PaymentEvent",
    "Product",
    "PromoCode",
    "Refund",
    "RefundRequest",
]

NUMBER_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_order_number() -> str:
    """Ten letters and digits that nobody can guess or misread."""
    return "".join(secrets.choice(NUMBER_LETTERS) for _ in range(10))


def cents(amount: Decimal) -> Decimal:
    """The amount in whole cents; half a cent is rounded up."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


class Category(models.Model):
    """A shelf of the catalogue."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    is_digital = models.BooleanField(default=False, help_text="sent by mail: no shipping, and no cash on delivery")

    class Meta:
        """Listed by name."""

        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("category", args=[self.slug])


class Product(models.Model):
    """Something to buy."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    description = models.TextField()
    price = models.DecimalField(max_digits=8, decimal_places=2)
    stock = models.PositiveIntegerField(default=0)
    image = models.FileField(upload_to="products/", validators=[upload_size, image_suffix])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first; prices and names are looked up often."""

        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(fields=["is_active", "-created_at"], name="product_active_new"),
            models.Index(fields=["name"], name="product_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=0), name="product_price_not_negative"),
            models.UniqueConstraint(fields=["category", "name"], name="product_name_once_per_category"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("product", args=[self.slug])


class PromoCode(models.Model):
    """A discount in per cent, for a time and a number of uses."""

    code = models.CharField(max_length=20, unique=True)
    percent = models.PositiveSmallIntegerField()
    valid_from = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField()
    usage_limit = models.PositiveIntegerField()
    times_used = models.PositiveIntegerField(default=0)
    per_customer = models.PositiveIntegerField(default=0, help_text="uses by one customer; 0: any number")
    minimum_subtotal = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))

    class Meta:
        """A discount is between 1 and 90 per cent and never used too often."""

        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=90), name="promo_percent_sane"),
            models.CheckConstraint(condition=Q(times_used__lte=F("usage_limit")), name="promo_within_limit"),
        ]

    def __str__(self) -> str:
        return self.code

    def refusal(self, now: datetime, subtotal: Decimal, customer: Customer | None = None) -> str | None:
        """Why the code cannot be used now, for this subtotal and by this customer, or None."""
        if now < self.valid_from:
            return "This promo code is not valid yet."
        if now > self.valid_until:
            return "This promo code has expired."
        if self.times_used >= self.usage_limit:
            return "This promo code has been used up."
        if subtotal < self.minimum_subtotal:
            return f"This promo code is for orders of ${self.minimum_subtotal} or more."
        if customer and self.per_customer and self._uses_by(customer) >= self.per_customer:
            return "You have used this promo code already."
        return None

    def discount(self, subtotal: Decimal) -> Decimal:
        """The amount taken off, in whole cents."""
        return cents(subtotal * self.percent / 100)

    def _uses_by(self, customer: Customer) -> int:
        return Order.objects.filter(promo=self, customer=customer, holds_goods=True).count()


class Order(models.Model):
    """What somebody bought, with the prices of that day."""

    class Status(models.TextChoices):
        """The way of an order."""

        NEW = "new", "New"
        SHIPPED = "shipped", "Shipped"
        DELIVERED = "delivered", "Delivered"
        CANCELLED = "cancelled", "Cancelled"

    class Method(models.TextChoices):
        """The ways to pay."""

        COD = "cod", "Cash on delivery"
        STRIPE = "stripe", "Card"
        KHQR = "khqr", "Bakong KHQR"
        SSLCOMMERZ = "sslcommerz", "SSLCommerz"
        RAZORPAY = "razorpay", "Razorpay"

    class Paid(models.TextChoices):
        """How far the payment is."""

        UNPAID = "unpaid", "Not paid yet"
        PENDING = "pending", "Payment is being made"
        PAID = "paid", "Paid"
        FAILED = "failed", "Payment failed"
        PART_REFUNDED = "part-refunded", "Partly refunded"
        REFUNDED = "refunded", "Refunded"

    #: What may follow a status; everything else is refused.
    AFTER: ClassVar[dict[str, set[str]]] = {
        Status.NEW: {Status.SHIPPED, Status.CANCELLED},
        Status.SHIPPED: {Status.DELIVERED, Status.CANCELLED},
        Status.DELIVERED: set(),
        Status.CANCELLED: set(),
    }

    number = models.CharField(max_length=10, unique=True, default=new_order_number)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="orders"
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="orders", editable=False
    )
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, validators=[phone_number])
    email = models.EmailField()
    address = models.TextField(max_length=500)
    note = models.TextField("note for us", max_length=500, blank=True)
    promo = models.ForeignKey(PromoCode, on_delete=models.PROTECT, null=True, blank=True)
    subtotal = models.DecimalField(max_digits=9, decimal_places=2)
    discount = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    shipping = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    tax = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    total = models.DecimalField(max_digits=9, decimal_places=2)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    payment_method = models.CharField(max_length=10, choices=Method.choices, default=Method.COD)
    payment_status = models.CharField(max_length=13, choices=Paid.choices, default=Paid.UNPAID)
    paid_at = models.DateTimeField(null=True, blank=True)
    # Whether its things are taken from the stock and its promo code is counted.
    holds_goods = models.BooleanField(default=True, editable=False)
    # Of the cart that it was: sending the form twice makes one order.
    cart_key = models.CharField(max_length=32, unique=True, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first; the team filters by status, customers search by phone."""

        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(fields=["status", "-created_at"], name="order_status_new"),
            models.Index(fields=["phone"], name="order_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(total=F("subtotal") - F("discount") + F("shipping") + F("tax")),
                name="order_total_adds_up",
            ),
            models.CheckConstraint(
                condition=~Q(payment_status__in=["paid", "part-refunded", "refunded"]) | Q(paid_at__isnull=False),
                name="order_paid_has_a_time",
            ),
            models.CheckConstraint(condition=Q(total__gte=0), name="order_total_not_negative"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_paid(self) -> bool:
        """Whether the money has come, even if some of it went back."""
        return self.payment_status in {self.Paid.PAID, self.Paid.PART_REFUNDED, self.Paid.REFUNDED}

    @property
    def is_online(self) -> bool:
        """Whether it is paid through a gateway."""
        return self.payment_method != self.Method.COD

    @property
    def is_rehearsal(self) -> bool:
        """Whether the go-live gate has placed it: such orders alone may be deleted."""
        return "+golive-" in self.email

    def may_become(self, status: str) -> bool:
        """Whether the status may follow the present one; what is not paid online is not sent."""
        if status == self.Status.SHIPPED and self.is_online and not self.is_paid:
            return False
        return status in self.AFTER[self.status]


class OrderLine(models.Model):
    """One product in an order."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="order_lines")
    name = models.CharField(max_length=120)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    quantity = models.PositiveIntegerField()

    class Meta:
        """A product is in an order once, at least one of it."""

        constraints = [
            models.UniqueConstraint(fields=["order", "product"], name="product_once_per_order"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="line_quantity_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.name}"

    @property
    def amount(self) -> Decimal:
        """Price times quantity."""
        return self.price * self.quantity
