"""What the team decides."""

from __future__ import annotations

from django.contrib import admin

from offer.models import Attribute, Place, ProductType, Rate, TaxRule, Zone, ZoneCountry


class AttributeInline(admin.TabularInline):
    """What is said of each product of the type."""

    model = Attribute
    extra = 0


class ZoneCountryInline(admin.TabularInline):
    """The countries of a zone."""

    model = ZoneCountry
    extra = 0


class RateInline(admin.TabularInline):
    """What parcels to a zone cost."""

    model = Rate
    extra = 0


@admin.register(ProductType)
class ProductTypeAdmin(admin.ModelAdmin):
    """Types with their attributes."""

    inlines = [AttributeInline]


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    """The tree of shelves."""

    list_display = ["category", "parent"]
    list_select_related = ["category", "parent"]


@admin.register(Zone)
class ZoneAdmin(admin.ModelAdmin):
    """Zones with their countries and rates."""

    list_display = ["name", "is_active"]
    inlines = [ZoneCountryInline, RateInline]


@admin.register(TaxRule)
class TaxRuleAdmin(admin.ModelAdmin):
    """Taxes."""

    list_display = ["country", "product_class", "percent", "valid_from", "valid_until", "is_active"]
