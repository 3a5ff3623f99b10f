"""The table of golive.toml about the shop as its customers and staff use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from pytest_golive.schema import TomlTable


class JsonApi(TomlTable):
    """``[storefront.api]``: a shop that is a JSON API, as contracts use it when nobody overrides `storefront`.

    An endpoint is a path, with a method before it where it is not GET for reading and POST for acting:
    ``"PATCH /api/v1/cart/items/{id}/"``. What is not declared is missing, and only the contracts that need it are
    unverified.
    """

    products: str = ""
    """The list of products."""
    search: str = ""
    """The list that a search finds: ``/api/v1/products/?q={words}``."""
    product: str = ""
    """One product: ``/api/v1/products/{id}/``."""
    add_to_cart: str = ""
    """Takes ``product`` and ``quantity``."""
    set_quantity: str = ""
    """Takes ``product`` and ``quantity``; ``{id}`` is the product's."""
    cart: str = ""
    """The cart: ``lines`` of ``product``, ``name``, ``quantity``, ``amount`` (or ``price``), and ``total``."""
    apply_promo: str = ""
    """Takes ``code``."""
    checkout: str = ""
    """Takes ``name``, ``phone``, ``email``, ``address`` and ``method``; answers with the order's ``number``."""
    track: str = ""
    """An order for whoever knows both: ``/api/v1/track/?number={number}&phone={phone}``."""
    register: str = ""
    """Takes ``email``, ``username`` (the same), ``password``, ``name``, ``phone`` and ``address``."""
    login: str = ""
    """Takes ``email``, ``username`` and ``password``; answers with the ``token``."""
    logout: str = ""
    """Ends the token."""
    me: str = ""
    """Something that needs an account."""
    order: str = ""
    """One of the account's own orders: ``/api/v1/orders/{number}/``."""
    scheme: str = "Bearer"
    """Word before the token in the Authorization header."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the API calls something else, with dots for keys inside: ``{token = "access", lines = "items",
    number = "order.reference"}``."""
    minor_units: bool = False
    """True: amounts are whole numbers of cents."""
    staff_user: str = ""
    """Account of the staff that may read every order; empty: there is none."""
    staff_password: str = field(default="", repr=False)
    """Its password, usually ``env:…``."""


class TaxCase(TomlTable):
    """``[[storefront.tax]]``: a purchase and the tax that it must show."""

    price: str
    """Of the one product in the cart: ``12.50``."""
    tax: str
    """What cart, checkout and order must show as tax: ``3.00``."""
    quantity: int = 1
    """How many are bought."""
    percent: int = 0
    """Discount by a promo code."""
    address: str = ""
    """Of the customer, where the tax depends on it."""
    product: str = ""
    """Words that find one of the shop's own products, where the tax depends on its kind; empty: a test product of this
    price is made."""


class OAuth(TomlTable):
    """``[storefront.oauth]``: log-in by another provider's account, tried with a stand-in for it that the gate runs.

    The shop that is tried is configured with the stand-in's address as its provider, and with this client. Needs the
    extra ``oauth`` (``pip install 'pytest-golive[oauth]'``).
    """

    name: str = "Google"
    """The provider that it stands in for."""
    listen: str = "127.0.0.1:8899"
    """Address and port of this machine on which the stand-in answers while these contracts play."""
    issuer: str = ""
    """Its address as the shop knows it, where a tunnel or proxy is before it: ``https://idp.staging.example``; empty:
    ``http://`` and ``listen``."""
    client_id: str = ""
    """The shop's client, as it is configured for this run: ``env:GOOGLE_CLIENT_ID``."""
    client_secret: str = field(default="", repr=False)
    """Its secret, usually ``env:…``; empty: the shop has none."""
    existing: Literal["", "linked", "refused", "none"] = ""
    """What becomes of a log-in by the provider whose e-mail address is that of an account with a password that was
    opened a moment ago: the same account is entered (``linked``), it is ``refused``, or the shop has no passwords
    (``none``)."""
    keeps: tuple[str, ...] = ("email", "name", "subject")
    """What of the person the account shows: ``email``, ``name`` and ``subject`` (the provider's ``sub``)."""

    @property
    def address(self) -> str:
        """What the shop must have as the address of its provider, without a slash at its end."""
        return (self.issuer or f"http://{self.listen}").rstrip("/")


class Conversion(TomlTable):
    """``[[storefront.conversion]]``: a tool that is told of purchases, and how (``flow.conversion-event``).

    The defaults are what the web tag of Google Analytics 4 sends today; Google documents its names (``purchase``,
    ``transaction_id``, ``value``, ``currency``), and not how they are written on the wire. In a body of JSON, dots
    lead inside: ``params.value``.
    """

    collectors: tuple[str, ...] = ()
    """Where events go: URL prefixes, or paths of the shop. For GA4 ``https://www.google-analytics.com/g/collect`` and,
    in Europe, ``https://region1.google-analytics.com/g/collect``. Nothing arrives there: the gate answers itself.
    A line that names a tool asks for a table whose collectors are all that tool's; one of the shop's own hosts is GA4's
    when it is told as the defaults below say."""
    name: str = "en"
    """Parameter with the event's name."""
    event: str = "purchase"
    """The name of the event."""
    order: str = "ep.transaction_id"
    """Parameter with the order's number."""
    value: str = "epn.value"
    """Parameter with the amount."""
    currency: str = "cu"
    """Parameter with the currency."""
    amount: Literal["total", "subtotal", "goods"] = "total"
    """Which amount of the order it is; ``goods``: subtotal less discount, what Google recommends."""
    allow_scripts: tuple[str, ...] = ()
    """Scripts of others that the browser may load, as URL prefixes: ``https://www.googletagmanager.com/``. Every other
    request to others is answered by the gate itself."""
    seconds: float = 10.0
    """Seconds within which the event must be sent."""


class Storefront(TomlTable):
    """``[storefront]``: what contracts need to know of the shop, whichever adapter drives it."""

    currency: str = "USD"
    """ISO 4217 code of the prices."""
    phone_prefix: str = "+1202555"
    """Numbers of test customers begin so; four to eight digits are added."""
    phone_digits: int = 4
    """How many digits are added to it."""
    email: str = ""
    """Mailbox of test customers, with ``+`` for their marks: ``tests@shop.example`` becomes
    ``tests+golive-…@shop.example``; empty: ``test_address`` of ``[mail]``, or a name that cannot exist
    (``@example.invalid``)."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent with every request of a contract: what a rate limit or firewall lets through, usually ``env:…``."""
    api: JsonApi | None = None
    """``[storefront.api]``: the shop's JSON API."""
    oauth: OAuth | None = None
    """``[storefront.oauth]``: log-in by another provider's account."""
    deadline: float = 600.0
    """Seconds for all contracts together; what has not ended by then is unverified."""
    visitors: int = 4
    """Contracts that act at the same time."""
    visible_seconds: float = 60.0
    """Seconds within which a change by the staff must be seen by customers."""
    paid_seconds: float = 60.0
    """Seconds within which a payment must make its order paid."""
    concurrent_orders: int = 5
    """Customers that want the last piece at the same time."""
    rounds: int = 5
    """How often they try."""
    logout: str = ""
    """Path of the log-out, which a mere link must not do: ``/logout/``; empty: not tried."""
    staff_mail: str = ""
    """Where the shop's notices to its staff go; they must be found in ``inbox`` of ``[mail]``."""
    token_seconds: float = 0.0
    """Seconds after which the API's access token must have expired at the latest (``flow.jwt-auth``); 0: any
    expiry within a day."""
    required: tuple[str, ...] = ("name", "phone", "email", "address")
    """What a customer must fill in at the checkout, of these four."""
    statuses: tuple[str, ...] = ()
    """The way of an order in the shop's words, from new to completed: ``["new", "shipped", "delivered"]``."""
    cancelled: str = "cancelled"
    """Status of an order that nobody wants any more: nothing may follow it."""
    declined_frees: bool = True
    """True: the goods of an order whose payment was declined are free again; false: they are kept for another try."""
    prefill_proof: bool = True
    """True: a known phone number alone fills in no address; the number of an earlier order is needed, too."""
    reports: tuple[str, ...] = ()
    """Names of the reports whose sum for today is the money of today's paid orders."""
    tax: tuple[TaxCase, ...] = ()
    """Purchases and the tax that they must show."""
    conversion: tuple[Conversion, ...] = ()
    """The tools that are told of a purchase."""
