"""Addresses of the JSON API."""

from __future__ import annotations

from django.urls import path
from django.views.generic import TemplateView

from store import api, api_auth

urlpatterns = [
    path("v1/products/", api.products, name="api-products"),
    path("v1/orders/", api.orders, name="api-orders"),
    path("v1/auth/login/", api_auth.login, name="api-login"),
    path("v1/auth/refresh/", api_auth.refresh, name="api-refresh"),
    path("v1/cart/items/", api.cart_items, name="api-cart-items"),
    path("schema/", api.schema, name="api-schema"),
    path("docs/", TemplateView.as_view(template_name="store/api_docs.html"), name="api-docs"),
]
