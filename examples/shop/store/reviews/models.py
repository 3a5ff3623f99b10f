"""Reviews."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from store.models import Product
from store.validators import upload_size


class Review(models.Model):
    """What one customer says of one product."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="reviews")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    name = models.CharField("name shown", max_length=80)
    rating = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.TextField(max_length=1000)
    photo = models.FileField(upload_to="reviews/", blank=True, validators=[upload_size])
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first; a customer has one word on each product."""

        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "user"], name="review_once_per_product"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="review_rating_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.rating} of 5"


@receiver(post_delete, sender=Review)
def delete_photo(instance: Review, **_: object) -> None:
    """No photo outlives its review."""
    if instance.photo:
        transaction.on_commit(lambda: instance.photo.delete(save=False))
