"""Fills an empty shop: 241 products, promo codes, customers and orders; the same every time."""

from __future__ import annotations

import os
import random
import shutil
from argparse import ArgumentParser
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django_otp.plugins.otp_totp.models import TOTPDevice

import store
from offer.seed import seed_log, seed_offer, seed_site
from store.models import Account, Category, Order, OrderLine, Payment, Product, PromoCode, Refund
from store.switches.models import Switch

SEED_MEDIA = Path(store.__file__).parent / "seed_media"
CATEGORIES = {
    "Bags": ["Tote", "Backpack", "Satchel", "Weekender", "Pouch"],
    "Candles": ["Pillar candle", "Tea light", "Scented candle", "Taper candle", "Lantern candle"],
    "Ceramics": ["Mug", "Bowl", "Plate", "Teapot", "Vase"],
    "Lamps": ["Desk lamp", "Floor lamp", "Pendant", "Night light", "Lantern"],
    "Stationery": ["Notebook", "Sketchbook", "Pencil set", "Letter set", "Wall calendar"],
    "Textiles": ["Blanket", "Cushion", "Tea towel", "Table runner", "Throw"],
}
STYLES = ["Ash", "Birch", "Coral", "Dune", "Fern", "Heather", "Indigo", "Slate"]
NAMES = ["Ada Marsh", "Bo Lindqvist", "Chea Sok", "Dara Kim", "Eve Okafor", "Finn Walsh", "Gita Rao"]


class Command(BaseCommand):
    """Fills an empty shop."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One process for both steps starts the shop half a second earlier."""
        parser.add_argument("--migrate", action="store_true", help="run the migrations first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create everything in one transaction."""
        if options["migrate"]:
            call_command("migrate", verbosity=0)
        chance = random.Random(2026)
        shutil.copytree(SEED_MEDIA, Path(settings.MEDIA_ROOT), dirs_exist_ok=True)
        with transaction.atomic():
            products = seed_products(chance)
            seed_promo_codes()
            seed_users()
            Switch.objects.bulk_create(Switch(name=name) for name in Switch.Name.values)
            seed_orders(chance, products)
            seed_paid_orders(products)
            seed_gift_card()
            seed_offer()
            seed_site()
            seed_log()


def seed_products(chance: random.Random) -> list[Product]:
    """Forty products on each of six shelves."""
    now = timezone.now()
    shelves = Category.objects.bulk_create(Category(name=name, slug=slugify(name)) for name in CATEGORIES)
    products = []
    for shelf in shelves:
        for kind in CATEGORIES[shelf.name]:
            for style in STYLES:
                name = f"{style} {kind.lower()}"
                products.append(
                    Product(
                        category=shelf,
                        name=name,
                        slug=slugify(name),
                        description=f"{name}, made by hand in small numbers. "
                        f"Each {kind.lower()} differs a little from the next one and is meant to last.",
                        price=Decimal(chance.randrange(400, 9000, 50)) / 100,
                        stock=chance.randrange(20, 200),
                        image=f"products/{shelf.slug}.png",
                        created_at=now - timedelta(hours=chance.randrange(24 * 300)),
                    )
                )
    return Product.objects.bulk_create(products)


def seed_promo_codes() -> None:
    """A good code, an expired one, one that is used up, one to come, one for large orders and one for a first order."""
    now = timezone.now()
    soon, ago = now + timedelta(days=90), now - timedelta(days=400)
    PromoCode.objects.bulk_create(
        [
            PromoCode(code="WELCOME10", percent=10, valid_until=soon, usage_limit=1000),
            PromoCode(
                code="SUMMER-2019",
                percent=20,
                valid_from=ago,
                valid_until=ago + timedelta(days=90),
                usage_limit=1000,
            ),
            PromoCode(code="FIRST5", percent=25, valid_until=soon, usage_limit=5, times_used=5),
            PromoCode(
                code="SPRING", percent=15, valid_from=soon, valid_until=soon + timedelta(days=30), usage_limit=1000
            ),
            PromoCode(code="BIG20", percent=20, valid_until=soon, usage_limit=1000, minimum_subtotal=200),
            PromoCode(code="HELLO15", percent=15, valid_until=soon, usage_limit=1000, per_customer=1),
        ]
    )


def robot_permissions() -> QuerySet[Permission]:
    """The shop's own tables, and to remove the accounts that tests opened."""
    own = Permission.objects.filter(content_type__app_label__in=["store", "reviews", "switches"])
    return own | Permission.objects.filter(codename__in=["view_user", "delete_user"])


def seed_users() -> None:
    """The owner with a second factor, a colleague and a customer; what they know or have comes from outside."""
    users = get_user_model().objects
    people = ("OWNER", "STAFF", "CUSTOMER", "TESTER")
    owner, colleague, customer, tester = (os.environ[f"SEED_{who}_PASSWORD"] for who in people)
    marta = users.create_superuser("marta", "marta@shop.test", owner)
    TOTPDevice.objects.create(user=marta, name="phone", key=os.environ["SEED_OWNER_TOTP_KEY"])
    jonas = users.create_user("jonas", "jonas@shop.test", colleague, is_staff=True)
    # The gate's own account: its code changes every second, so that runs need not wait for one another.
    robot = users.create_user("tester", "tester@shop.test", tester, is_staff=True)
    robot.user_permissions.set(robot_permissions())
    TOTPDevice.objects.create(user=robot, name="gate", key=os.environ["SEED_TESTER_TOTP_KEY"], step=1, tolerance=30)
    ada = users.create_user("ada", "ada@shop.test", customer)
    everybody, now = (marta, jonas, robot, ada), timezone.now()
    Account.objects.bulk_create(Account(user=one, email=one.email, confirmed_at=now) for one in everybody)


def seed_orders(chance: random.Random, products: list[Product]) -> None:
    """Sixty orders of the last month."""
    customer = get_user_model().objects.get(username="ada")
    orders, lines, paid = [], [], []
    for number in range(60):
        order = Order(
            number=f"SEED{number:06}",
            user=customer if number % 5 == 0 else None,
            name=chance.choice(NAMES),
            phone=f"+44 20 7946 {chance.randrange(10000):04}",
            email=f"customer{number}@shop.test",
            address=f"{chance.randrange(1, 200)} Harbour Road\nPortree",
            status=chance.choice(Order.Status.values),
            created_at=timezone.now() - timedelta(hours=chance.randrange(24 * 30)),
        )
        bought = [
            OrderLine(order=order, product=p, name=p.name, price=p.price, quantity=chance.randrange(1, 4))
            for p in chance.sample(products, chance.randrange(1, 5))
        ]
        order.subtotal = order.total = sum((line.amount for line in bought), Decimal(0))
        orders.append(order)
        lines.extend(bought)
        order.holds_goods = order.status != Order.Status.CANCELLED
        if order.status == Order.Status.DELIVERED:
            order.payment_status, order.paid_at = Order.Paid.PAID, order.created_at + timedelta(days=3)
            paid.append(paid_in_cash(order))
    Order.objects.bulk_create(orders)
    OrderLine.objects.bulk_create(lines)
    Payment.objects.bulk_create(paid)


def paid_in_cash(order: Order) -> Payment:
    """What the carrier has brought."""
    return Payment(
        order=order,
        gateway=order.payment_method,
        gateway_id=order.number,
        amount=order.total,
        currency=settings.CURRENCY,
        status=Payment.Status.PAID,
        created_at=order.paid_at,
    )


def seed_paid_orders(products: list[Product]) -> None:
    """Orders that were paid online: one every half-hour of the last day, one a day before; two could not be paid."""
    chance, now = random.Random(5), timezone.now()
    hours = [*(number / 2 + 0.5 for number in range(46)), *(30 + 24 * number for number in range(8))]
    orders, lines, payments = [], [], []
    for number, ago in enumerate(hours):
        product = chance.choice(products)
        is_paid, gateway = number not in {7, 20}, "razorpay" if number % 3 == 2 else "stripe"
        order = Order(
            number=f"PAID{number:06}",
            name=chance.choice(NAMES),
            phone=f"+44 20 7947 {number:04}",
            email=f"payer{number}@shop.test",
            address=f"{number + 1} Quay Street\nPortree",
            payment_method=gateway,
            payment_status=Order.Paid.PAID if is_paid else Order.Paid.FAILED,
            holds_goods=is_paid,
            subtotal=product.price,
            total=product.price,
            created_at=now - timedelta(hours=ago),
        )
        order.paid_at = order.created_at if is_paid else None
        orders.append(order)
        lines.append(OrderLine(order=order, product=product, name=product.name, price=product.price, quantity=1))
        payments.append(paid_online(order))
    back = payments[10]
    back.refunded, back.order.payment_status = Decimal("1.00"), Order.Paid.PART_REFUNDED
    Order.objects.bulk_create(orders)
    OrderLine.objects.bulk_create(lines)
    Payment.objects.bulk_create(payments)
    key = f"{back.reference}-refund-1"
    Refund.objects.create(payment=back, key=key, gateway_id="re_seed", amount=back.refunded, status=Refund.Status.DONE)


def paid_online(order: Order) -> Payment:
    """What the gateway knows, too (servers/tills.py)."""
    is_paid = order.paid_at is not None
    return Payment(
        order=order,
        gateway=order.payment_method,
        gateway_id=f"{'order' if order.payment_method == 'razorpay' else 'pi'}_{order.number.lower()}",
        amount=order.total,
        currency=settings.CURRENCY,
        status=Payment.Status.PAID if is_paid else Payment.Status.FAILED,
        message="" if is_paid else "Your bank has declined the card. Nothing was charged. Please try another card.",
        created_at=order.created_at,
    )


def seed_gift_card() -> None:
    """Something that comes by mail; older than what the first page shows."""
    shelf = Category.objects.create(name="Gift cards", slug="gift-cards", is_digital=True)
    Product.objects.create(
        category=shelf,
        name="Gift card",
        slug="gift-card",
        description="A gift card, sent by mail at once. It can be spent on anything made by hand in small numbers.",
        price=Decimal("25.00"),
        stock=500,
        image="products/stationery.png",
        created_at=timezone.now() - timedelta(days=400),
    )
