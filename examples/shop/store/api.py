"""The JSON API."""

from __future__ import annotations

import json
from typing import Any

from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from store.api_schema import document
from store.cart import MAX_QUANTITY
from store.models import Category, Order, Product
from store.tokens import bearer

PER_PAGE = 20
MAX_BODY = 10_000

#: What went wrong, for programs; docs/api.md says it to people.
NOT_JSON, BAD_FIELD, BAD_CART, NO_LOGIN, NO_CATEGORY = "E101", "E102", "E103", "E201", "E301"


@require_GET
def products(request: HttpRequest) -> JsonResponse:
    """The catalogue, page by page, of one category if asked."""
    found = Product.objects.filter(is_active=True).select_related("category")
    slug = request.GET.get("category", "")
    if slug:
        if not Category.objects.filter(slug=slug.replace("\0", "")).exists():
            return _refused({"category": "There is no such category."}, NO_CATEGORY, status=404)
        found = found.filter(category__slug=slug)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    body = {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "results": [_product(request, product) for product in page],
    }
    return JsonResponse(body)


@require_GET
def orders(request: HttpRequest) -> JsonResponse:
    """The orders of whoever is logged in."""
    user = request.user if request.user.is_authenticated else bearer(request)
    if user is None:
        return _refused({"detail": "Log in first."}, NO_LOGIN, status=401)
    mine = Order.objects.filter(user=user)
    body = {"results": [{"number": o.number, "total": str(o.total), "status": o.status} for o in mine]}
    return JsonResponse(body)


# No cookie decides anything here (the cart travels as a signed token), so nothing can be forged.
@csrf_exempt
@require_POST
def cart_items(request: HttpRequest) -> JsonResponse:
    """Add to a cart that the client keeps as a signed token."""
    try:
        body = json.loads(request.body) if len(request.body) <= MAX_BODY else None
    except ValueError:
        body = None
    if not isinstance(body, dict):
        return _refused({"detail": "Send a JSON object."}, NOT_JSON, status=400)
    errors = _cart_item_errors(body)
    if errors:
        return _refused(errors, BAD_FIELD, status=400)
    try:
        items = signing.loads(body["cart"], max_age=86400) if "cart" in body else {}
    except signing.BadSignature:
        return _refused({"cart": "This cart is not valid any more."}, BAD_CART, status=400)
    key = str(body["product"])
    items[key] = min(items.get(key, 0) + body["quantity"], MAX_QUANTITY)
    return JsonResponse({"cart": signing.dumps(items), "items": items}, status=201)


@require_GET
def schema(request: HttpRequest) -> JsonResponse:
    """The OpenAPI document of this API."""
    return JsonResponse(document(request.build_absolute_uri("/")))


def _cart_item_errors(body: dict[str, Any]) -> dict[str, str]:
    errors = {}
    product, quantity = body.get("product"), body.get("quantity")
    if not _is_whole(product) or not 0 < product < 2**31:
        errors["product"] = "Give the id of a product."
    elif not Product.objects.filter(pk=product, is_active=True).exists():
        errors["product"] = "There is no such product."
    if not _is_whole(quantity):
        errors["quantity"] = "Give a whole number."
    elif quantity < 1:
        errors["quantity"] = "Order at least 1."
    elif quantity > MAX_QUANTITY:
        errors["quantity"] = f"Order at most {MAX_QUANTITY}."
    if not isinstance(body.get("cart", ""), str):
        errors["cart"] = "Give the cart as you got it."
    return errors


def _is_whole(value: object) -> bool:
    # bool is a kind of int in Python, but true is no quantity.
    return isinstance(value, int) and not isinstance(value, bool)


def _product(request: HttpRequest, product: Product) -> dict[str, object]:
    return {
        "id": product.pk,
        "name": product.name,
        "category": product.category.slug,
        "price": str(product.price),
        "in_stock": product.stock > 0,
        "url": request.build_absolute_uri(reverse("product", args=[product.slug])),
        "image": request.build_absolute_uri(product.image.url),
    }


def _refused(errors: dict[str, str], code: str, *, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "errors": errors}, status=status)
