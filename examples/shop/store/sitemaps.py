"""What search engines should find."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from store.models import Category, Product


class PageSitemap(Sitemap):
    """The pages that are always there."""

    protocol = "https"

    def items(self) -> list[str]:
        return ["home", "search", "track", "contact", "privacy", "terms"]

    def location(self, item: str) -> str:
        return reverse(item)


class CategorySitemap(Sitemap):
    """Every shelf."""

    protocol = "https"

    def items(self) -> QuerySet[Category]:
        return Category.objects.all()


class ProductSitemap(Sitemap):
    """Everything that can be bought."""

    protocol = "https"

    def items(self) -> QuerySet[Product]:
        return Product.objects.filter(is_active=True)


SITEMAPS = {"pages": PageSitemap, "categories": CategorySitemap, "products": ProductSitemap}
