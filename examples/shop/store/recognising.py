"""Who has ordered here before."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from store.models import Customer, Order
from store.phones import normalise

FIELDS = ("name", "email", "address")


def proven_customer(request: HttpRequest) -> Customer | None:
    """The customer who this visitor has shown to be: by logging in, or by phone and order number."""
    if request.user.is_authenticated:
        return Customer.objects.filter(user=request.user).first()
    return Customer.objects.filter(pk=request.session.get("customer")).first()


def prove(session: SessionBase, phone: str, number: str) -> bool:
    """Remember the customer with this phone, if the order of that number is theirs."""
    customer = Customer.objects.filter(phone=normalise(phone), orders__number=number.strip().upper()).first()
    if customer:
        session["customer"] = customer.pk
    return customer is not None


def find_order(number: str, phone: str) -> Order | None:
    """The order of this number, for whoever knows its phone number as well."""
    order = Order.objects.filter(number=number.strip().upper()).first()
    return order if order and normalise(order.phone) == normalise(phone) else None


def may_see(request: HttpRequest, order: Order) -> bool:
    """Whether the visitor has placed the order or has shown to know it."""
    is_own = order.user_id is not None and order.user_id == request.user.pk
    return is_own or order.number in request.session.get("orders", [])


def remember(session: SessionBase, order: Order) -> None:
    """Let this visitor see the order."""
    known = [number for number in session.get("orders", []) if number != order.number]
    session["orders"] = [*known, order.number][-20:]


def customer_of(order: Order, proven: Customer | None) -> Customer:
    """The customer of a new order, locked, with what has changed.

    Whoever only knows a phone number changes nothing: the proof is a log-in, an order, or the same mail address.
    """
    phone = normalise(order.phone)
    fields = {name: getattr(order, name) for name in FIELDS}
    Customer.objects.get_or_create(phone=phone, defaults=fields)
    customer = Customer.objects.select_for_update().get(phone=phone)
    if (proven and proven.pk == customer.pk) or customer.email.lower() == order.email.lower():
        for name, value in fields.items():
            setattr(customer, name, value)
        _link(customer, order.user)
        customer.save()
    return customer


def _link(customer: Customer, user: User | AnonymousUser | None) -> None:
    if user and customer.user_id is None and not Customer.objects.filter(user=user).exists():
        customer.user = user
