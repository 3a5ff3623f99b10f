"""Addresses of the shop's pages."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import TemplateView

from store import accounts, views
from store.google import views as google
from store.payments import callbacks
from store.payments import views as payments
from store.reviews import views as reviews

urlpatterns = [
    path("", views.home, name="home"),
    path("category/<slug:slug>/", views.category, name="category"),
    path("product/<slug:slug>/", views.product, name="product"),
    path("product/<slug:slug>/review/", reviews.write, name="review"),
    path("search/", views.search, name="search"),
    path("cart/", views.cart, name="cart"),
    path("cart/add/<int:pk>/", views.cart_add, name="cart-add"),
    path("cart/set/<int:pk>/", views.cart_set, name="cart-set"),
    path("cart/promo/", views.cart_promo, name="cart-promo"),
    path("checkout/", views.checkout, name="checkout"),
    path("checkout/done/", views.checkout_done, name="checkout-done"),
    path("checkout/known/", views.checkout_known, name="checkout-known"),
    path("pay/<str:number>/", payments.pay, name="pay"),
    path("pay/<str:number>/status/", payments.status, name="pay-status"),
    path("pay/<str:number>/qr.svg", payments.qr, name="pay-qr"),
    path("pay/<str:number>/cancel/", payments.cancel, name="pay-cancel"),
    path("payments/stripe/webhook/", callbacks.stripe_webhook, name="stripe-webhook"),
    path("payments/razorpay/webhook/", callbacks.razorpay_webhook, name="razorpay-webhook"),
    path("payments/razorpay/return/", callbacks.razorpay_return, name="razorpay-return"),
    path("payments/sslcommerz/ipn/", callbacks.sslcommerz_ipn, name="sslcommerz-ipn"),
    path("payments/sslcommerz/return/", callbacks.sslcommerz_return, name="sslcommerz-return"),
    path("refund/", views.refund_request, name="refund-request"),
    path("track/", views.track, name="track"),
    path("login/", views.login, name="login"),
    path("login/google/", google.start, name="google"),
    path("login/google/back/", google.back, name="google-back"),
    path("account/", google.account, name="account"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("register/", views.register, name="register"),
    path("register/confirm/<str:token>/", accounts.confirm_email, name="confirm-email"),
    path("password/", accounts.password_reset, name="password-reset"),
    path("password/change/", accounts.password_change, name="password-change"),
    path("password/sent/", accounts.password_reset_sent, name="password-reset-sent"),
    path("password/done/", accounts.password_reset_done, name="password-reset-done"),
    path("password/<uidb64>/<token>/", accounts.password_reset_confirm, name="password-reset-confirm"),
    path("orders/", views.orders, name="orders"),
    path("orders/<str:number>/", views.order, name="order"),
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
