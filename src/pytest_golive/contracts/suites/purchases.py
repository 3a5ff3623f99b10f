"""Whole purchases, of new and of returning customers."""

from __future__ import annotations

from dataclasses import replace

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.suites.acts import fill, orders_of, same, spaced, the_customer, whole_purchase
from pytest_golive.contracts.suites.paying import seen
from pytest_golive.contracts.trial import contract


@contract(
    "flow.purchase",
    severity="critical",
    moves_money=True,
    overlooks="two three five several =placed live real",
    says=(
        "@tested? complete|full|entire|whole purchase flow|process|journey? works|successful?",
        "complete|full|entire|whole order|shopping|buying flow|process|journey|workflow @tested|works|functional?",
        "@tested|works|functional|successful order|purchase|buying|shopping workflow|flow|process|journey end?",
        "test purchase|order successful|succeeds|completed|made|placed|passes|works",
        "place|placed test order end successful?",
        "end purchase|order|buying flow|process? @tested|works?",
        "buy|purchase|order start finish",
        "=place|placed test|real|live? order end?",
        "browse cart? checkout pay|payment|thank",
        "order|purchase browse thank page",
        "bought|buy|purchase|purchased one|real|test? product|item|something",
        "!customers|users|visitors cant|cannot|unable buy|order|purchase",
        "=purchase|buy|bought|shopping visitor|customer|user|anybody|anyone|someone|somebody|people|end|e2e|test|"
        "full|complete|journey|flow|make|smoke|trial|run|something|successful ~ item one process funnel cart "
        "checkout payment pay confirmation thank go through works ok green start finish desktop mobile ios android "
        "phone device 2 two three able possible yourself z problem error added order step ourselves myself own happy "
        "dry path up i before after launch opening",
        "=order test|smoke|e2e|full|complete|end|someone|somebody|customer|trial "
        "place|run|made|make|through|green|tested|flow|successful|works|gone|went ~ one checkout cart payment pay go "
        "after deploy deploys launch journey process desktop mobile z ourselves myself yourself own thanks happy dry "
        "path up i before opening",
        "cart|basket checkout payment|pay|paid confirmation|thank|success|order "
        "purchase|complete|full|flow|journey|test|browse|end|product ~ go through add added works step ourselves "
        "myself yourself own happy dry path up i before after launch opening",
        "=shopper|somebody|someone|friend|tester|colleague|customer completed|finished|made|placed order|purchase ~ "
        "one mystery real test ourselves myself yourself own thanks happy dry path up i before after launch opening "
        "ends",
        "dry|happy|trial|test run|path|purchase|order purchase|buy|order|cart ~ complete pay checkout thanks before "
        "opening launch once end ourselves myself yourself own up i after",
        "=order something|product|item yourself|ourselves|myself ~ see works test",
        "=order place|make|put few|several|two|three|couple|some test ~ different one through trial",
        "=complete|full|entire|whole order|purchase product|cart|start|catalogue confirmation|thank|end|success ~ "
        "perform run make through one test",
    ),
)
def purchase(scene: Scene) -> None:
    """Looking, filling the cart, checking out, paying and the page after it work in one session.

    Paid is through the default gateway (``[payment] default``); where none is declared, the first way to pay is taken.

    Why: this is what the shop is for.
    Fix: look at the step that is named, in the shop's log of that time.
    """
    whole_purchase(scene, scene.visitor(), scene.something(), scene.customer())


@contract(
    "flow.new-customer-purchase",
    severity="critical",
    moves_money=True,
    says=(
        "@tested? new customer purchase|order|checkout flow? works|functional|successful?",
        "new|first time? visitor|customer|buyer|shopper buy|purchase|order",
        "new customer|user|visitor|shopper place order",
        "new|first|fresh|brand|never customer|visitor|shopper|buyer|user|time|email "
        "buy|bought|purchase|order|pay|paid|checkout|shop ~ place complete successful go goes through register add "
        "cart done problem tested end works able possible address phone account before any flow here once up total",
        "=without|no account|registration|login buy|order|purchase|pay|bought ~ someone somebody customer visitor "
        "possible able guest new user place checkout works tested goes here once before up total complete",
        "stranger|newcomer|nobody|unregistered|unknown order|buy|purchase|checkout ~ total complete customer user "
        "visitor minute five under able person problem goes here once before up",
        "=without register|registration|account|login|signup order|buy|purchase|pay|checkout ~ complete customer "
        "user guest visitor able possible works tested goes here once before up total",
    ),
)
def new_customer_purchase(scene: Scene) -> None:
    """Somebody whom the shop does not know can buy, and becomes one customer with the given data.

    Why: a hurdle before the first purchase costs more customers than any other.
    Fix: let people order without an account, and store the customer in the transaction of the order.
    """
    customer = scene.customer()
    with scene.staff() as staff:
        assert not staff.customers(customer.email), "the shop knows a customer who has never been here"
    whole_purchase(scene, scene.visitor(), scene.something(), customer)
    kept = the_customer(scene, customer)
    for name in ("name", "address"):
        assert same(getattr(kept, name), getattr(customer, name)), f"the customer's {name} is {getattr(kept, name)!r}"
    scene.saw("one record of the customer arose, with name and address")


@contract(
    "flow.returning-customer-purchase",
    severity="critical",
    moves_money=True,
    says=(
        "@tested? returning|existing|repeat customer purchase|order|checkout flow? works|functional|successful?",
        "returning|existing|repeat customer|visitor|buyer|shopper buy|order again",
        "=existing|returning|repeat|known|regular|same "
        "customer|buyer|shopper|user|account|phone|email|client|visitor buy|bought|order|purchase|checkout|pay ~ "
        "@works @tested again second another place number able possible flow once end come back up",
        "second|again|another|repeat order|purchase|buy|bought|checkout "
        "customer|buyer|user|account|phone|email|client|shopper ~ same existing known place work tested duplicate "
        "record create number under able possible successful returning come back regular up once",
        "=order|buy|purchase twice|again|second same email|account|phone|customer|user ~ number name come back "
        "regular works up able once",
        "second|another|again|repeat purchase|order|buy customer|account|record no|not|doesnt|dont|without "
        "duplicate|second|create|new ~ same email phone number under known existing returning buyer place twice",
        "=registered|existing|returning|known customer|user reorder ~ able possible works",
    ),
)
def returning_customer_purchase(scene: Scene) -> None:
    """The same customer can buy again, and stays one customer, even if the phone number is typed with blanks.

    Why: two records of one customer have half the history each, and limits count twice.
    Fix: bring phone numbers into one form (E.164) before they are stored and before they are looked up.
    """
    customer, product = scene.customer(), scene.something()
    again = replace(customer, phone=spaced(customer.phone))
    first = whole_purchase(scene, scene.visitor(), product, customer)
    the_customer(scene, customer)
    second = whole_purchase(scene, scene.visitor(), product, again)
    assert first.number != second.number, f"both purchases are order {first.number}"
    kept = the_customer(scene, customer)
    assert digits(kept.phone) == digits(customer.phone), f"the customer's phone number became {kept.phone}"
    scene.saw("two purchases, one record of the customer")


@contract(
    "flow.pay-cod",
    severity="critical",
    says=(
        "cash delivery payment|orders|option? works|functional|@tested",
        "cod payment|orders|option? works|functional|@tested",
        "=payment cod",
        "=payment cash delivery",
        "order pay|paid cash delivery",
        "cod order placed|possible|accepted",
        "customer|customers pay cash delivery",
        "=cash delivery ~ @works @tested order pay paid payment customer user place choose option method checkout "
        "possible able select go goes through",
        "=pay delivery ~ @works @tested option method order customer cash cod possible able",
        "=cod order place|unpaid|saved|pending|go|goes|test|customer|possible|work ~ status created through checkout "
        "able",
        "=cash pay|order|payment arrive|door|courier|delivery ~ customer choose when parcel place",
    ),
)
def pay_cod(scene: Scene) -> None:
    """An order in cash is taken unpaid and without a gateway, holds its things, and is refused where it is not allowed.

    Products that must not be paid so are named in ``[payment.cod] refused_for``.

    Why: an order that counts as paid is sent, and nobody collects the money.
    Fix: leave an order unpaid until somebody says that the cash was received, and check the method on the server.
    """
    cod = scene.settings.payment.cod
    if cod is None:
        cannot_tell("cash on delivery is not declared", cure='in golive.toml: [payment.cod] method = "cod"')
    product = scene.product(stock=5)
    placed = scene.buy(product, quantity=2, method=cod.method)
    assert placed.kind == "none", f"an order in cash leads to a payment ({placed.kind})"
    order = seen(scene, placed.order)
    assert not order.is_paid, "an order in cash is paid as soon as it is made"
    with scene.staff() as staff:
        left = staff.stock(product.id)
    assert left == 3, f"of 5 pieces 2 were ordered in cash, and {left} are left"
    for name in cod.refused_for:
        refused_in_cash(scene, name, cod.method)
    scene.saw(f"order {order.number} is unpaid; cash refused for: {', '.join(cod.refused_for) or 'nothing declared'}")


def refused_in_cash(scene: Scene, name: str, method: str) -> None:
    """Assert that a product cannot be ordered in cash."""
    visitor, customer = scene.visitor(), scene.customer()
    found = next((one for one in visitor.search(name) if same(one.name, name)), None)
    if found is None:
        cannot_tell(f"no product is called {name!r}", cure="correct [payment.cod] refused_for in golive.toml")
    fill(visitor, found)
    placed = scene.order(visitor, customer, method)
    assert placed.refused, f"{name} could be ordered in cash"
    assert placed.message or placed.errors, f"{name} in cash was refused without a message"
    assert not orders_of(scene, customer), f"{name} in cash was refused, and an order made"


def digits(phone: str) -> str:
    """The digits of a phone number."""
    return "".join(sign for sign in phone if sign.isdigit())
