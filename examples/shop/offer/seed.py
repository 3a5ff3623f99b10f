"""Fills the offer of an empty shop, and the log of its admin: the same every time."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.utils import timezone

from offer.models import Attribute, Kind, Place, ProductType, Rate, TaxRule, Value, Zone, ZoneCountry
from store.models import Category, Product

TYPES = {
    "Homeware": (("Colour", ""), ("Material", "wax,clay,wood,steel")),
    "Paper and cloth": (("Colour", ""), ("Material", "leather,linen,cotton,paper")),
    "Voucher": (("Sent by", "mail"),),
}
SHELVES = {"Bags": 1, "Candles": 0, "Ceramics": 0, "Lamps": 0, "Stationery": 1, "Textiles": 1, "Gift cards": 2}
MATERIALS = {
    "Bags": "leather",
    "Candles": "wax",
    "Ceramics": "clay",
    "Lamps": "steel",
    "Stationery": "paper",
    "Textiles": "linen",
}
ZONES = {
    "United Kingdom": (("GB",), (("0", "2", "4.50"), ("2", None, "7.90"))),
    "Europe": (("DE", "FR", "IE", "NL"), (("0", "2", "9.80"), ("2", None, "16.40"))),
}
TAXES = (("GB", "standard", "20"), ("GB", "zero", "0"), ("IE", "standard", "23"), ("IE", "zero", "0"))


def seed_offer() -> None:
    """Types, attributes, the tree, zones, rates and taxes."""
    shelves = {one.name: one for one in Category.objects.all()}
    Place.objects.create(category=shelves["Candles"], parent=shelves["Lamps"])
    types = ProductType.objects.bulk_create(ProductType(name=name) for name in TYPES)
    attributes = Attribute.objects.bulk_create(
        Attribute(type=one, name=name, choices=choices) for one in types for name, choices in TYPES[one.name]
    )
    by_type = {one.pk: [each for each in attributes if each.type_id == one.pk] for one in types}
    names = {one.pk: one.name for one in shelves.values()}
    kinds, values = [], []
    for product in Product.objects.all():
        shelf = names[product.category_id]
        kind = types[SHELVES[shelf]]
        kinds.append(Kind(product=product, type=kind))
        told = {"Colour": product.name.partition(" ")[0].lower(), "Material": MATERIALS.get(shelf), "Sent by": "mail"}
        values += [Value(product=product, attribute=one, text=told[one.name]) for one in by_type[kind.pk]]
    Kind.objects.bulk_create(kinds)
    Value.objects.bulk_create(values)
    for name, (countries, bands) in ZONES.items():
        zone = Zone.objects.create(name=name)
        ZoneCountry.objects.bulk_create(ZoneCountry(zone=zone, country=country) for country in countries)
        Rate.objects.bulk_create(
            Rate(zone=zone, method="standard", above=above, below=below, cost=cost) for above, below, cost in bands
        )
    begin = timezone.now().date() - timedelta(days=400)
    TaxRule.objects.bulk_create(
        TaxRule(country=country, product_class=kind, percent=Decimal(percent), valid_from=begin)
        for country, kind, percent in TAXES
    )


def seed_site() -> None:
    """The shop's own name and domain instead of example.com."""
    Site.objects.filter(pk=settings.SITE_ID).update(name=settings.SITE_NAME, domain=settings.ALLOWED_HOSTS[0])


def seed_log() -> None:
    """What the owner and a colleague did yesterday."""
    people = get_user_model().objects
    kind = ContentType.objects.get_for_model(Product)
    for name, product in (("marta", "Ash tote"), ("jonas", "Fern mug")):
        LogEntry.objects.create(
            user=people.get(username=name),
            content_type=kind,
            object_id=str(Product.objects.get(name=product).pk),
            object_repr=product,
            action_flag=CHANGE,
            change_message='[{"changed": {"fields": ["Price"]}}]',
            action_time=timezone.now() - timedelta(days=1),
        )
