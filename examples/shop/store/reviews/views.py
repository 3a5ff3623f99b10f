"""Where a customer writes a review."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from store.limits import limited
from store.models import Product
from store.reviews.forms import ReviewForm
from store.reviews.models import Review


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limited(rate="20/m")
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write about a product; a second review replaces the first."""
    product = get_object_or_404(Product, slug=slug, is_active=True)
    form = ReviewForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and isinstance(request.user, User):
        review: Review = form.save(commit=False)
        review.product, review.user = product, request.user
        with transaction.atomic():
            # Two at once take turns.
            User.objects.select_for_update().get(pk=request.user.pk)
            Review.objects.filter(product=product, user=request.user).delete()
            review.save()
        messages.success(request, "Thank you for your review.")
        return redirect(product)
    return render(request, "store/review.html", {"form": form, "product": product})
