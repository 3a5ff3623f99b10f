"""Catalogue, promo codes and orders."""

from __future__ import annotations

import secrets
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from store.validators import image_suffix, phone_number, upload_size

NUMBER_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_order_number() -> str:
    """Ten letters and digits that nobody can guess or misread."""
    return "".join(secrets.choice(NUMBER_LETTERS) for _ in range(10))


class Category(models.Model):
    """A shelf of the catalogue."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

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

    class Meta:
        """A discount is between 1 and 90 per cent and never used too often."""

        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=90), name="promo_percent_sane"),
            models.CheckConstraint(condition=Q(times_used__lte=F("usage_limit")), name="promo_within_limit"),
        ]

    def __str__(self) -> str:
        return self.code

    def refusal(self, now: datetime) -> str | None:
        """Why the code cannot be used now, or None."""
        if now < self.valid_from:
            return "This promo code is not valid yet."
        if now > self.valid_until:
            return "This promo code has expired."
        if self.times_used >= self.usage_limit:
            return "This promo code has been used up."
        return None

    def discount(self, subtotal: Decimal) -> Decimal:
        """The amount taken off, in whole cents."""
        return (subtotal * self.percent / 100).quantize(Decimal("0.01"))


class Order(models.Model):
    """What somebody bought, with the prices of that day."""

    class Status(models.TextChoices):
        """The way of an order."""

        NEW = "new", "New"
        SHIPPED = "shipped", "Shipped"
        DELIVERED = "delivered", "Delivered"
        CANCELLED = "cancelled", "Cancelled"

    number = models.CharField(max_length=10, unique=True, default=new_order_number)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="orders"
    )
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, validators=[phone_number])
    email = models.EmailField()
    address = models.TextField(max_length=500)
    promo = models.ForeignKey(PromoCode, on_delete=models.PROTECT, null=True, blank=True)
    subtotal = models.DecimalField(max_digits=9, decimal_places=2)
    discount = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))
    total = models.DecimalField(max_digits=9, decimal_places=2)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    paid_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first; the team filters by status, customers search by phone."""

        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(fields=["status", "-created_at"], name="order_status_new"),
            models.Index(fields=["phone"], name="order_phone"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(total=F("subtotal") - F("discount")), name="order_total_adds_up"),
            models.CheckConstraint(condition=Q(total__gte=0), name="order_total_not_negative"),
        ]

    def __str__(self) -> str:
        return self.number


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
