"""Kinds of products with their attributes, the tree of shelves, delivery zones and taxes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from store.models import Category, Product


class Place(models.Model):
    """Where a shelf stands: below another one."""

    category = models.OneToOneField(Category, on_delete=models.CASCADE, related_name="place")
    parent = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="below")

    def __str__(self) -> str:
        return f"{self.category} below {self.parent}"


class ProductType(models.Model):
    """What a thing is, whatever shelf it lies on."""

    name = models.CharField(max_length=60, unique=True)

    class Meta:
        """Listed by name."""

        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Attribute(models.Model):
    """What is said of each product of a type."""

    type = models.ForeignKey(ProductType, on_delete=models.CASCADE, related_name="attributes")
    name = models.CharField(max_length=60)
    is_required = models.BooleanField(default=True)
    choices = models.CharField(max_length=200, blank=True, help_text="Divided by commas; empty: any text.")

    class Meta:
        """In the order of their making."""

        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["type", "name"], name="attribute_once_per_type")]

    def __str__(self) -> str:
        return f"{self.type}: {self.name}"


class Kind(models.Model):
    """Which type a product is of."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="kind")
    type = models.ForeignKey(ProductType, on_delete=models.SET_NULL, null=True, related_name="kinds")

    def __str__(self) -> str:
        return f"{self.product}: {self.type}"


class Value(models.Model):
    """What is said of one product."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="values")
    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE, related_name="values")
    text = models.CharField(max_length=120)

    class Meta:
        """Said once."""

        ordering = ["attribute"]
        constraints = [models.UniqueConstraint(fields=["product", "attribute"], name="value_once_per_product")]

    def __str__(self) -> str:
        return self.text


class Zone(models.Model):
    """Countries that a parcel costs the same to."""

    name = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        """Listed by name."""

        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ZoneCountry(models.Model):
    """A country of a zone."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="countries")
    country = models.CharField(max_length=2)

    def __str__(self) -> str:
        return self.country


class Rate(models.Model):
    """What a parcel of such a weight costs."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="rates")
    method = models.CharField(max_length=40)
    above = models.DecimalField("from, in kg", max_digits=6, decimal_places=2, default=0)
    below = models.DecimalField("below, in kg", max_digits=6, decimal_places=2, null=True, blank=True)
    cost = models.DecimalField(max_digits=8, decimal_places=2, null=True)

    class Meta:
        """Light parcels first."""

        ordering = ["zone", "method", "above"]
        constraints = [models.CheckConstraint(condition=Q(below__gt=F("above")), name="rate_band_not_empty")]

    def __str__(self) -> str:
        return f"{self.zone}, {self.method} from {self.above} kg"


class TaxRule(models.Model):
    """The tax of a country on a class of products, for a time."""

    country = models.CharField(max_length=2)
    product_class = models.CharField(max_length=40)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        """By country."""

        ordering = ["country", "product_class", "valid_from"]

    def __str__(self) -> str:
        return f"{self.country}, {self.product_class}: {self.percent} %"
