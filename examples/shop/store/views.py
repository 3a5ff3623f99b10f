"""The shop's pages."""

from __future__ import annotations

import logging
from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as start_session
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.core.cache import cache
from django.core.paginator import Paginator
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template import loader
from django.templatetags.static import static
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from redis.exceptions import RedisError

from store.accounts import RegisterForm
from store.cart import Cart
from store.forms import CheckoutForm, KnownForm, PromoForm, QuantityForm, RefundRequestForm, TrackForm
from store.limits import limited
from store.mails import send_refund_request
from store.models import Category, Order, Product, RefundRequest
from store.payments.paying import begin
from store.placing import PromoGoneError, RefusedError, place
from store.recognising import FIELDS, find_order, may_see, prove, proven_customer, remember
from store.switches.models import is_closed

PER_PAGE = 24
logger = logging.getLogger("store")
per_visitor = limited(rate="20/m")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What is new."""
    return render(request, "store/home.html", {"products": _listed()[:12], "categories": _categories()})


@require_GET
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One shelf, page by page."""
    shelf = get_object_or_404(Category, slug=slug)
    page = Paginator(_listed().filter(category=shelf), PER_PAGE).get_page(request.GET.get("page"))
    context = {"category": shelf, "page": page, "categories": _categories()}
    return render(request, "store/category.html", context)


@require_GET
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one product."""
    item = get_object_or_404(_listed(), slug=slug)
    related = _listed().filter(category=item.category).exclude(pk=item.pk)[:4]
    said = item.values.select_related("attribute")
    return render(request, "store/product.html", {"product": item, "related": related, "said": said})


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Products whose name holds the words looked for."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:80]
    found = _listed().filter(name__icontains=query) if query else _listed().none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "store/search.html", {"query": query, "page": page})


@require_GET
@never_cache
def cart(request: HttpRequest) -> HttpResponse:
    """What the visitor is about to buy."""
    basket = Cart(request.session)
    context = {"lines": basket.lines(), "totals": basket.totals(), "promo": basket.promo, "form": PromoForm()}
    return render(request, "store/cart.html", context)


@require_POST
def cart_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a product into the cart."""
    item = get_object_or_404(_listed(), pk=pk)
    form = QuantityForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a quantity between 1 and 99.")
        return redirect(item)
    if Cart(request.session).add(item, form.cleaned_data["quantity"]):
        messages.success(request, f"{item.name} is in your cart.")
    else:
        messages.error(request, f"There are only {item.stock} of {item.name}.")
    return redirect("cart")


@require_POST
def cart_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how many are wanted; 0 takes the product out."""
    form = QuantityForm(request.POST)
    if form.is_valid():
        item = get_object_or_404(Product, pk=pk)
        if not Cart(request.session).put(item, form.cleaned_data["quantity"]):
            messages.error(request, f"There are only {item.stock} of {item.name}.")
    else:
        messages.error(request, "Choose a quantity between 0 and 99.")
    return redirect("cart")


@require_POST
def cart_promo(request: HttpRequest) -> HttpResponse:
    """Use a promo code."""
    form = PromoForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    refusal = Cart(request.session).use_promo(code)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, "Your promo code is applied.")
    return redirect("cart")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@per_visitor
def checkout(request: HttpRequest) -> HttpResponse:
    """Ask where to deliver and how to pay, then place the order."""
    basket, known = Cart(request.session), proven_customer(request)
    lines, totals = basket.lines(), basket.totals()
    initial = {name: getattr(known, name) for name in (*FIELDS, "phone")} if known else {}
    form = CheckoutForm(request.POST or None, initial=initial, lines=lines, total=totals["total"])
    context = {"form": form, "lines": lines, "totals": totals, "known": known, "known_form": KnownForm()}
    if is_closed("orders"):
        return _closed(request, "store/paused.html")
    if request.method == "POST" and form.is_valid() and lines:
        return _place(request, form.save(commit=False), basket)
    return render(request, "store/checkout.html", context)


@require_POST
@never_cache
@per_visitor
def checkout_known(request: HttpRequest) -> HttpResponse:
    """Fill in the checkout for somebody who proves to have ordered before."""
    form = KnownForm(request.POST)
    if form.is_valid() and prove(request.session, form.cleaned_data["phone"], form.cleaned_data["number"]):
        messages.success(request, "Welcome back. Your address is filled in.")
    else:
        messages.error(request, "There is no order with this number and phone.")
    return redirect("checkout")


@require_GET
@never_cache
def checkout_done(request: HttpRequest) -> HttpResponse:
    """Thank the customer and show the order number."""
    order = get_object_or_404(Order, number=request.session.get("last_order", ""))
    return render(request, "store/order.html", {"order": order, "is_new": True})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@per_visitor
def track(request: HttpRequest) -> HttpResponse:
    """Where an order is, for whoever knows its number and phone."""
    form = TrackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        order = find_order(form.cleaned_data["number"], form.cleaned_data["phone"])
        if order:
            remember(request.session, order)
            return render(request, "store/order.html", {"order": order, "is_new": False})
        form.add_error(None, "There is no order with this number and phone.")
    return render(request, "store/track.html", {"form": form})


@require_GET
@never_cache
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order, for whoever has placed it."""
    found = get_object_or_404(Order, number=number)
    if not may_see(request, found):
        raise Http404
    return render(request, "store/order.html", {"order": found, "is_new": False})


@login_required
@require_GET
@never_cache
def orders(request: HttpRequest) -> HttpResponse:
    """The visitor's own orders."""
    mine = Order.objects.filter(user=request.user).prefetch_related("lines")
    return render(request, "store/orders.html", {"orders": mine})


@per_visitor
def login(request: HttpRequest) -> HttpResponse:
    """Log in, at most twenty tries a minute."""
    if is_closed("logins"):
        return _closed(request, "store/disabled.html")
    # Django's own view calls the host name site_name.
    more = {"site_name": settings.SITE_NAME, "has_google": bool(settings.GOOGLE_CLIENT_ID)}
    response: HttpResponse = LoginView.as_view(extra_context=more)(request)
    if more["has_google"]:
        # A form of this page leads to Google.
        allowed = f"form-action 'self' {settings.GOOGLE_ISSUER}"
        response.headers["Content-Security-Policy"] = settings.CONTENT_SECURITY_POLICY.replace(
            "form-action 'self'", allowed
        )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@per_visitor
def register(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    if is_closed("logins"):
        return _closed(request, "store/disabled.html")
    form = RegisterForm(request.POST or None)
    user = form.open_account() if request.method == "POST" and form.is_valid() else None
    if user is None:
        return render(request, "registration/register.html", {"form": form})
    start_session(request, user)
    return redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@per_visitor
def refund_request(request: HttpRequest) -> HttpResponse:
    """Ask for money back; the team decides."""
    form = RefundRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        order = find_order(form.cleaned_data["number"], form.cleaned_data["phone"])
        if order:
            send_refund_request(RefundRequest.objects.create(order=order, reason=form.cleaned_data["reason"]))
            messages.success(request, "We have your request and answer by mail.")
            return redirect("refund-request")
        form.add_error(None, "There is no order with this number and phone.")
    return render(request, "store/refund_request.html", {"form": form})


@require_GET
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Whether the shop and what it needs are well; 503 if not."""
    components = {"database": _database_state(), "cache": _cache_state()}
    is_well = set(components.values()) == {"ok"}
    body = {"status": "ok" if is_well else "degraded", "release": settings.RELEASE, "components": components}
    return JsonResponse(body, status=200 if is_well else 503)


@require_GET
@cache_control(max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look when a page does not say; the error pages do not."""
    return redirect(static("store/favicon.svg"))


@require_GET
@cache_control(max_age=3600)
def analytics_script(request: HttpRequest) -> HttpResponse:
    """The analytics tag, served by the shop itself; it counts nothing before consent."""
    if request.GET.get("id") != settings.ANALYTICS_ID:
        return HttpResponse("unknown measurement id", status=404, content_type="text/plain")
    told = {"analytics_id": settings.ANALYTICS_ID, "collector": settings.ANALYTICS_COLLECTOR}
    text = loader.render_to_string("store/gtag.js", told)
    return HttpResponse(text, content_type="text/javascript")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 with the shop's own page."""
    return _error_page(400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 with the shop's own page."""
    return _error_page(403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form without its token."""
    logger.info("CSRF check failed for %s", request.path)
    return _error_page(403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with the shop's own page."""
    return _error_page(404)


def too_many_requests(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 429 to whoever tries too often."""
    response = _error_page(429)
    response.headers["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with the shop's own page."""
    return _error_page(500)


def _error_page(status: int) -> HttpResponse:
    """Render without request and context: this must work when everything else is broken."""
    return HttpResponse(loader.get_template(f"{status}.html").render(), status=status)


def _place(request: HttpRequest, order: Order, basket: Cart) -> HttpResponse:
    order.user = request.user if request.user.is_authenticated else None
    try:
        order = place(basket, order, proven=proven_customer(request))
    except PromoGoneError as error:
        basket.drop_promo()
        messages.error(request, str(error))
        return redirect("cart")
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("cart")
    request.session["last_order"] = order.number
    remember(request.session, order)
    if not order.is_online:
        return redirect("checkout-done")
    # What cannot be begun is told on the page of the payment.
    with suppress(RefusedError):
        begin(order)
    return redirect("pay", order.number)


def _closed(request: HttpRequest, page: str) -> HttpResponse:
    """Say so; what was sent is refused for ten minutes."""
    if request.method != "POST":
        return render(request, page)
    response = render(request, page, status=503)
    response.headers["Retry-After"] = "600"
    return response


def _listed() -> QuerySet[Product]:
    return Product.objects.filter(is_active=True).select_related("category")


def _categories() -> list[Category]:
    return cache.get_or_set("categories", lambda: list(Category.objects.all()), 60)


def _database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "ok"


def _cache_state() -> str:
    try:
        cache.set("health", "ok", 5)
        return "ok" if cache.get("health") == "ok" else "down"
    except (RedisError, OSError):
        return "down"
