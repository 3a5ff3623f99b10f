"""What the staff does."""

from __future__ import annotations

from dataclasses import replace

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Leftover, Order
from pytest_golive.contracts.suites.acts import (
    bought,
    by_staff,
    cash,
    fill,
    listed,
    moves,
    place,
    same,
    stays,
    told,
    way,
)
from pytest_golive.contracts.suites.paying import method_of, seen
from pytest_golive.contracts.trial import contract


@contract(
    "admin.product-crud",
    severity="high",
    says=(
        "admin: product management|editing|crud works|functional|@tested?",
        "product management|crud works|functional|@tested",
        "products created|added|edited|managed admin panel|interface?",
        "=admin operations works|functional|@tested?",
        "=test admin panel|interface",
        "products created|added edited|changed? deleted|hidden? admin",
        "staff|admins|admin add|create|edit|manage product",
        "product|item create|created|add|added|edit|manage|change|delete|maintain "
        "admin|staff|dashboard|office|back|panel|backoffice ~ @works new able hide hidden see show shown appear "
        "possible price stock end update",
        "product|item create|add|edit|manage|change|maintain client|owner|merchant|editor|team|manager ~ new able "
        "delete price stock possible",
        "=product create|created|add|added|edit|management|crud works|tested|functional|ok|possible|able ~ new "
        "delete admin staff",
        "=client|owner|staff|merchant|editor product edit|add|create|change|manage ~ own her new able themselves alone",
        "new|test product admin|back turn|show|appear|visible ~ up created office storefront",
    ),
)
def product_crud(scene: Scene) -> None:
    """A product that the staff makes, changes, hides and deletes is so in the shop; a negative price is refused.

    Why: who cannot change the shop cannot correct it.
    Fix: look at the form of products in the back office, and at what is cached of them.
    """
    product, new = scene.product(stock=3), Money.of("9.90", scene.currency)
    shown = listed(scene, product)
    assert shown, "a new product is not found in the shop"
    assert shown.price == product.price, f"a product made for {product.price} is sold for {shown.price}"
    assert changed(scene, product.id, price=new, stock=2), "a change of price and stock was refused"
    kept = scene.visitor().product(product.id)
    assert kept.price == new, f"the price was changed to {new}, and the shop shows {kept.price}"
    with scene.staff() as staff:
        assert staff.stock(product.id) == 2, f"the stock was changed to 2, and is {staff.stock(product.id)}"
    assert not changed(scene, product.id, price=Money(-100, scene.currency)), "a negative price was accepted"
    assert scene.visitor().product(product.id).price == new, "a refused price is shown all the same"
    assert changed(scene, product.id, is_visible=False), "a product could not be hidden"
    assert not listed(scene, product), "a hidden product is found in the shop"
    assert changed(scene, product.id, is_visible=True), "a hidden product could not be shown again"
    with scene.staff() as staff:
        staff.remove(Leftover(kind="product", id=product.id, mark=product.name))
    scene.made = [one for one in scene.made if one.id != product.id]
    assert not listed(scene, product), "a deleted product is found in the shop"
    scene.saw("made, changed, hidden and deleted, each time seen in the shop; a negative price refused")


@contract(
    "admin.orders-listed",
    severity="high",
    overlooks="phone",
    says=(
        "admin: view|list|see orders",
        "orders visible|listed|shown|appear admin panel|interface|dashboard|list?",
        "admin|staff see|view|list orders",
        "new? orders show|appear|arrive up? admin|dashboard",
        "order admin|staff|office|dashboard|owner|back|backoffice|panel "
        "see|show|shown|list|visible|appear|view|found|find|arrive|searchable|search ~ new test placed incoming able "
        "number end after phone name customer",
        "order new|test|placed admin|back|dashboard|panel|staff pop|turn|show|arrive|appear|find|found|see|land ~ up "
        "office",
    ),
)
def orders_listed(scene: Scene) -> None:
    """The staff finds a new order by its number and by its phone, with customer, total and status.

    Why: an order that nobody sees is not sent.
    Fix: look at filters and search fields of the list of orders.
    """
    customer, visitor = replace(scene.customer(), name=f"Golive {scene.mark()}"), scene.visitor()
    fill(visitor, scene.something())
    total = visitor.quote(customer).total
    number = place(scene, visitor, customer).order
    for words in (number, customer.phone):
        with scene.staff() as staff:
            rows: list[Order] = [one for one in staff.find_orders(words) if one.number == number]
        assert rows, f"the order is not found by {words}"
        found = rows[0]
        assert same(found.customer, customer.name), f"the list says {found.customer!r} instead of {customer.name!r}"
        assert found.totals.total == total, f"the list shows {found.totals.total}, the customer was shown {total}"
        assert found.status, "the list shows no status"
    scene.saw(f"order {number} found by number and phone: {total}, {found.status}")


@contract(
    "admin.order-manage",
    severity="high",
    says=(
        "order management works|functional|@tested",
        "admin order management works|functional|@tested?",
        "admin: manage orders",
        "=admin operations works|functional|@tested?",
        "=test admin panel|interface",
        "orders managed|edited|processed admin|back office?",
        "staff|admins|admin manage|process|edit orders",
        "order manage|process|handle|edit|management|open "
        "admin|staff|office|dashboard|owner|client|merchant|back|panel|backoffice ~ change able new test end "
        "possible fulfil interface",
        "=order manage|process|handle|edit|management team|admin|staff|works|office|owner|tested ~ @works @tested "
        "able back possible dashboard client",
    ),
)
def order_manage(scene: Scene) -> None:
    """The staff opens an order with a promo code, sees what was ordered, changes its status, and the change is noted.

    Why: orders are packed from this page.
    Fix: look at the page of orders in the back office, with and without a promo code.
    """
    statuses, product, visitor = way(scene), scene.product(), scene.visitor()
    fill(visitor, product, quantity=3)
    answer = visitor.apply_promo(scene.promo(10))
    assert answer.accepted, f"a good promo code was refused: {answer.message}"
    customer = scene.customer()
    shown = visitor.quote(customer)
    order = by_staff(scene, place(scene, visitor, customer).order)
    wanted = bought(product, 3)
    assert told(order.lines) == wanted, f"the staff sees {told(order.lines)} instead of {wanted}"
    assert order.totals.total == shown.total, f"the staff sees {order.totals.total}, shown was {shown.total}"
    before = notes(scene, order.number)
    moves(scene, order.number, statuses[1])
    after = notes(scene, order.number)
    assert len(after) > len(before), "the change of the status left no note behind"
    stays(scene, order.number, statuses[1], statuses[0])
    scene.saw(f"order {order.number} opened, made {statuses[1]}, noted: {after[0]}")


@contract(
    "admin.order-status-update",
    severity="high",
    says=(
        "admin: update|change|set order status",
        "admin|staff update|change|set order status",
        "order status updated|changed admin|staff panel|interface?",
        "order status|state|shipped|completed|delivered|sent|dispatched change|set|mark|update|edited "
        "admin|staff|office|back|able|works|possible|backoffice|dashboard|panel|owner|team ~ new tested end",
        "=order status change|edit ~ @tested able possible manually",
        "=mark|set order shipped|delivered|dispatched|sent ~ able possible works tested",
        "staff|admin order shipped|delivered|paid|completed change|set|mark|switch ~",
        "=mark order shipped|delivered|sent ~",
    ),
)
def order_status_update(scene: Scene) -> None:
    """A status that may follow is stored, with a note of who and when; one that may not is refused, and noted nowhere.

    Why: who asks later why an order was sent needs an answer.
    Fix: store the status and a note of the change in one transaction.
    """
    statuses, number = way(scene), scene.buy(scene.something(), method=cash(scene)).order
    before = notes(scene, number)
    moves(scene, number, statuses[1])
    after = notes(scene, number)
    assert len(after) == len(before) + 1, f"one change of the status left {len(after) - len(before)} notes"
    stays(scene, number, statuses[1], statuses[0])
    assert notes(scene, number) == after, "a refused change of the status is noted as made"
    scene.saw(f"{statuses[1]} stored and noted, {statuses[0]} refused")


@contract(
    "admin.cod-mark-paid",
    severity="high",
    moves_money=True,
    says=(
        "mark|marked cod payment|order received|paid if? applicable?",
        "mark|marked cash delivery payment|order? received|paid",
        "cod|cash order|payment|delivery mark|record|set|confirm|book|received|collected "
        "paid|received|cash|admin|collected|payment ~ staff able works",
        "cash|cod payment|order|money tick|booked|mark|recorded admin|staff|received|office|back ~ paid delivery",
        "cash received delivery booked|recorded|marked|entered ~ staff order",
        "cod cash record|book ~ order payment staff",
    ),
)
def cod_mark_paid(scene: Scene) -> None:
    """Cash received makes the order paid with its total, once, with a note; not an order that is to be paid online.

    Why: money that is booked twice, or for nothing, is missing at the end of the year.
    Fix: book cash with amount, time and user, in a transaction that locks the order and looks at its state.
    """
    number = scene.buy(scene.something(), method=cash(scene)).order
    before = notes(scene, number)
    marks(scene, number)
    order = in_books(scene, number, is_paid=True)
    assert order.paid in (None, order.totals.total), f"{order.paid} was booked for {order.totals.total}"
    after = notes(scene, number)
    assert len(after) > len(before), "that the cash was received is noted nowhere"
    with scene.staff() as staff:
        again = staff.mark_paid(number)
    assert again.refused, "the cash of an order was received twice"
    assert notes(scene, number) == after, "cash that was refused is noted as received"
    if method := method_of(scene):
        unpaid = scene.buy(scene.something(), method=method).order
        with scene.staff() as staff:
            answer = staff.mark_paid(unpaid)
        in_books(scene, unpaid, is_paid=False)
        assert answer.refused, f"an order that is to be paid by {method} could be marked as paid in cash"
    scene.saw(f"order {number}: {order.totals.total} in cash, once; {after[0]}")


@contract(
    "admin.reports",
    severity="high",
    overlooks="export download",
    alone=True,
    says=(
        "admin: generate|generated reports",
        "admin|sales|order reports generate|correct|accurate|works|@tested",
        "sales|order|revenue report totals|figures|numbers right|correct|match|accurate",
        "reports show|shows|contain right|correct numbers|totals|figures",
        "=report sales|revenue|admin|works|export|download|totals|figure|open ~ generate csv excel pdf right number "
        "match order dashboard able monthly daily",
        "sales|revenue|turnover figure|number|total|dashboard|report|statistics|stats "
        "right|correct|match|accurate|order|agree|works|plausible ~ shown show",
        "dashboard|report revenue|sales right|correct|match|accurate ~ show total number figure order",
        "report total|figure|number tested|correct|right|match|agree ~ sales revenue admin order",
        "sales|revenue|order report|figure|number add|right|correct|match|tally ~ up monthly weekly daily total",
    ),
)
def reports(scene: Scene) -> None:
    """Each of ``[storefront] reports`` grows by the total of an order that is paid, and not by one that is cancelled.

    Why: decisions are made, and taxes paid, from these numbers.
    Fix: sum the orders that were paid, less what went back, and leave out those that were cancelled.
    """
    names = scene.settings.storefront.reports
    if not names:
        cannot_tell("no report is declared", cure='in golive.toml: [storefront] reports = ["revenue"]')
    before = {name: summed(scene, name) for name in names}
    product = scene.something()
    cancelled, paid = (scene.buy(product, method=cash(scene)).order for _ in range(2))
    moves(scene, cancelled, scene.settings.storefront.cancelled)
    marks(scene, paid)
    total = in_books(scene, paid, is_paid=True).totals.total
    for name in names:
        grown = summed(scene, name) - before[name]
        assert grown == total, f"{name} grew by {grown} for one paid order of {total} and one that was cancelled"
        scene.saw(f"{name}: {before[name]}, and {total} more for one order that was paid")


def changed(scene: Scene, product: str, **what: object) -> bool:
    """Whether the staff can change a product so."""
    with scene.staff() as staff:
        return bool(staff.change_product(product, **what).accepted)


def marks(scene: Scene, number: str) -> None:
    """Assert that the staff can say that the cash was received."""
    with scene.staff() as staff:
        answer = staff.mark_paid(number)
    assert answer.accepted, f"the cash could not be marked as received: {answer.message}"


def in_books(scene: Scene, number: str, *, is_paid: bool) -> Order:
    """The order; asserts that it is paid or not."""
    order = seen(scene, number)
    assert order.is_paid is is_paid, f"order {number} is {'paid' if order.is_paid else 'not paid'}"
    return order


def notes(scene: Scene, number: str) -> list[str]:
    """What is noted of changes of an order."""
    with scene.staff() as staff:
        return list(staff.history(number))


def summed(scene: Scene, name: str) -> Money:
    """The sum of a report."""
    with scene.staff() as staff:
        found = staff.report(name)
    assert isinstance(found, Money), f"the report {name} shows no sum"
    return found
