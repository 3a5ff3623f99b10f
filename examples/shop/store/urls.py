"""Addresses of the shop's pages."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import TemplateView

from store import views

urlpatterns = [
    path("", views.home, name="home"),
    path("category/<slug:slug>/", views.category, name="category"),
    path("product/<slug:slug>/", views.product, name="product"),
    path("search/", views.search, name="search"),
    path("cart/", views.cart, name="cart"),
    path("cart/add/<int:pk>/", views.cart_add, name="cart-add"),
    path("cart/set/<int:pk>/", views.cart_set, name="cart-set"),
    path("cart/promo/", views.cart_promo, name="cart-promo"),
    path("checkout/", views.checkout, name="checkout"),
    path("checkout/done/", views.checkout_done, name="checkout-done"),
    path("track/", views.track, name="track"),
    path("login/", views.login, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("register/", views.register, name="register"),
    path("orders/", views.orders, name="orders"),
    path("contact/", TemplateView.as_view(template_name="store/contact.html"), name="contact"),
    path("privacy/", TemplateView.as_view(template_name="store/privacy.html"), name="privacy"),
    path("terms/", TemplateView.as_view(template_name="store/terms.html"), name="terms"),
    path("health/", views.health, name="health"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("gtag/js", views.analytics_script, name="analytics"),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="store/robots.txt", content_type="text/plain"),
        name="robots",
    ),
]
