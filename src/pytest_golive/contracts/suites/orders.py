"""Orders on their way, as customers see them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Order, Storefront
from pytest_golive.contracts.suites.acts import by_staff, fill, listed, moves, place, same, stays, told, way
from pytest_golive.contracts.trial import contract


@contract(
    "flow.order-tracking",
    severity="high",
    overlooks="email mail",
    says=(
        "=order|parcel|shipment tracking available|enabled",
        "=track order",
        "=order|parcel|shipment tracking",
        "order|parcel|shipment tracking page? works|functional|@tested",
        "track order number|id phone|email",
        "customers|buyers|users|guests|shoppers follow|track order|parcel|shipment",
        "customers|buyers|users follow|track order|parcel|shipment order? no|number phone|email",
        "order lookup|search number|id phone|email works|@tested?",
        "customers|buyers|users look|check up? status order",
        "guests|customers|buyers track order without account|login|logging",
        "strangers|nobody|others cant|cannot|able? look|see|open up? somebody|someone? elses order",
        "=track|trace|follow|lookup order|parcel|shipment|package|delivery ~ @works @tested number id email phone up "
        "customer guest buyer visitor user login account status find show right wrong refuse reject able possible i "
        "out",
        "track|lookup|look|find|found|check|status|search order|parcel|shipment|package number|id|reference "
        "email|phone|page|customer|guest|buyer|status|wrong|right|works|tested ~ up see refuse show user visitor i "
        "out able",
        "see|know|find|check where|whereabouts order|parcel|shipment|package ~ customer buyer user guest visitor i "
        "out up able",
        "=tracking trace|page ~ @works @tested find order number show i out up able",
        "=tracking|follow order|parcel|shipment ~ works tested phone number email i own able out up",
        "where|whereabouts order|parcel|shipment|package ~ customer buyer find out see i look up able",
        "=order look|lookup|track|find|check|see without|guest login|account|registering ~ up i customer own able "
        "status out",
        "=tracking order|parcel|shipment link|number|page ~ works tested customer mail email buyer",
    ),
)
def order_tracking(scene: Scene) -> None:
    """The number and phone of an order show it; a wrong number, a wrong phone, or another order's phone show nothing.

    Why: whoever can follow orders of others reads names and addresses.
    Fix: look orders up by number and phone together, and answer alike whichever of them is wrong.
    """
    customer, other, product = scene.customer(), scene.customer(), scene.something()
    number = scene.buy(product, customer=customer).order
    others = scene.buy(product, customer=other).order
    found = scene.visitor().track(number, customer.phone)
    assert found, "the right number and phone show nothing"
    assert found.number == number, f"order {number} is asked for, and {found.number} shown"
    wrong = (
        (number, other.phone, "another customer's phone"),
        (number, scene.customer().phone, "a phone that nobody has"),
        (others, customer.phone, "another customer's number"),
        (number[:-1] + ("A" if number[-1] != "A" else "B"), customer.phone, "a wrong number"),
    )
    for asked, phone, what in wrong:
        seen = scene.visitor().track(asked, phone)
        assert not seen, f"{what} shows order {seen.number}"
    scene.saw(f"order {number} is shown for its own phone only, in {len(wrong)} wrong ways not")


@contract(
    "flow.order-tracking-details",
    severity="high",
    overlooks="date",
    says=(
        "order details display|displayed|shown|correct|accurate",
        "tracking page details? correct|accurate|shows|displays",
        "tracking detail|item|line|total|amount|quantity|price|product|date "
        "show|display|displays|match|correct|right|accurate|same|complete|equal ~ order view number status customer "
        "list what tells",
        "order detail|view|screen|page item|line|total|amount|quantity|product|article "
        "show|list|display|displays|correct|right|match|accurate ~ customer user account number date status price "
        "what tells",
        "=order detail customer|user|buyer|account complete|right|correct|shown|display|displays|show|accurate ~ "
        "view what tells",
        "tracking show|tell|says ordered|right|correct|same|item|total ~ what equals status number quantity price line",
    ),
)
def order_tracking_details(scene: Scene) -> None:
    """The tracking page shows number, status, lines and amounts of the order, even when a price has changed since.

    Why: a page that shows today's price for yesterday's order starts a dispute.
    Fix: show what was stored with the order, never what the product costs now.
    """
    customer, product = scene.customer(), scene.product()
    visitor = scene.visitor()
    fill(visitor, product, quantity=2)
    lines, number = visitor.cart().lines, place(scene, visitor, customer).order
    if scene.can("change_product"):
        with scene.staff() as staff:
            answer = staff.change_product(product.id, price=product.price * 3)
        assert answer.accepted, f"the staff could not change the price: {answer.message}"
        scene.saw("the product costs another price since")
    order, seen = by_staff(scene, number), scene.visitor().track(number, customer.phone)
    assert seen, "the right number and phone show nothing"
    assert seen.number == number, f"order {number} is asked for, and {seen.number} shown"
    assert told(seen.lines) == told(lines), f"shown are {told(seen.lines)}, ordered were {told(lines)}"
    assert seen.totals.total == order.totals.total, f"shown is {seen.totals.total}, ordered {order.totals.total}"
    assert same(seen.status, order.status), f"shown is the status {seen.status!r}, it is {order.status!r}"
    scene.saw(f"order {number}: {order.status}, {len(lines)} line, {order.totals.total}")


@contract(
    "flow.order-status-visible",
    severity="high",
    says=(
        "=order status updates ~ correct right @works @tested",
        "=workflow: status updates",
        "order status updates|changes works|functional|@tested",
        "order status updates|changes visible|shown|reaches customer?",
        "customer see|sees order status updates|changes?",
        "customer see|sees new|updated|changed order? status",
        "customer see|sees new status soon|when|after change?",
        "order|shipping status updates|changes visible|shown customer",
        "customer|buyer|user|shopper status|shipped|state see|visible|reflect|show|shown|appear|reach|seen "
        "order|shipped|change|updated|staff|admin ~ new when set soon account view tracking within 1 minute after "
        "once immediately up i what",
        "order status current|update|change customer|tracking|buyer|visible|account ~ show shown see appear new "
        "reflect up i what",
        "status customer|account|buyer office|admin|back follow|match|show|same|mirror|reflect ~ order up i what",
        "customer|buyer|user|shopper status|state see|visible|show|shown shipped ~ order new account",
    ),
)
def order_status_visible(scene: Scene) -> None:
    """A status that the staff sets is shown to the customer within ``[storefront] visible_seconds``.

    Why: customers who see an old status call.
    Fix: do not cache pages of orders, or clear them when the status changes.
    """
    statuses, customer = way(scene), scene.customer()
    number = scene.buy(scene.something(), customer=customer).order
    visitor = scene.visitor()
    before = visitor.track(number, customer.phone)
    assert before, "the customer cannot see the order"
    moves(scene, number, statuses[1])
    assert not same(before.status, statuses[1]), f"the new order was {before.status!r} from the beginning"
    seconds = scene.settings.storefront.visible_seconds
    for who in (visitor, scene.visitor()):
        seen = scene.wait_for(partial(in_status, who, number, customer.phone, statuses[1]), seconds)
        assert seen, f"{seconds:g} s after the change the customer does not see {statuses[1]!r}"
    scene.saw(f"{before.status} became {statuses[1]} for the customer")


@contract(
    "flow.order-completed",
    severity="high",
    says=(
        "@tested order creation completion",
        "order completion|fulfilment|fulfillment process|flow? works|functional|@tested",
        "order lifecycle @tested|works|functional",
        "order status transitions works|functional|@tested|enforced",
        "order paid shipped delivered|completed",
        "order moves|goes|taken paid shipped delivered|completed",
        "order flow|status? pending paid shipped delivered|completed",
        "order completed|delivered|fulfilled|fulfil|fulfilment|closed "
        "shipped|pending|processing|status|lifecycle|moved|carried|reach|go|goes|until|through|new|walk|transition ~ "
        "@works @tested open paid mark set able cancelled step end one",
        "order state|status|lifecycle pending|processing|shipped|delivered|machine|transition|jump|change "
        "forbidden|illegal|invalid|transition|delivered|completed|refused|rejected|allowed|works|tested ~ cancelled "
        "paid only impossible new one walk",
        "=fulfil|fulfill|fulfilment|fulfillment order ~ @works @tested closed delivered end process flow staff "
        "shipped mark able possible one walk",
        "=status jump|transition forbidden|illegal|invalid|impossible refused|rejected|impossible|blocked|allowed ~ "
        "order cancelled shipped",
    ),
)
def order_completed(scene: Scene) -> None:
    """An order passes all of ``[storefront] statuses``, and neither a completed nor a cancelled one goes on.

    Why: a cancelled order that can be sent is sent one day.
    Fix: say for each status which ones may follow it, and refuse all others on the server.
    """
    statuses, customer, product = way(scene), scene.customer(), scene.something()
    number = scene.buy(product, customer=customer).order
    for status in statuses[1:]:
        moves(scene, number, status)
    stays(scene, number, statuses[-1], statuses[0])
    seconds = scene.settings.storefront.visible_seconds
    shown = scene.wait_for(partial(in_status, scene.visitor(), number, customer.phone, statuses[-1]), seconds)
    assert shown, f"the customer does not see {statuses[-1]!r}"
    unwanted, cancelled = scene.buy(product).order, scene.settings.storefront.cancelled
    moves(scene, unwanted, cancelled)
    for status in statuses:
        stays(scene, unwanted, cancelled, status)
    scene.saw(f"{' → '.join(statuses)}; back, and on from {cancelled}, were refused")


@contract(
    "flow.price-update-visible",
    severity="medium",
    says=(
        "cache invalidation strategy? @set|works|functional|@tested",
        "price|stock changes|updates visible|shown|appear|reflected shop|storefront|site|immediately?",
        "change|changed price back|admin office? shop|storefront|site shows|reflects",
        "price|stock changes show|appear|arrive up? site|shop|storefront|live",
        "price|stock change|update|edit|new visible|show|shown|appear|reflected|see|live|immediately|instantly ~ "
        "front end list detail cart within 1 minute after right away once cache purge refresh admin dashboard back "
        "office level become shortly reach nowhere seen up",
        "price|stock change|update|edit clear|invalidate|purge|flush cache ~ after reach nowhere seen up",
        "price|stock change|update list|detail|cart page|detail|cart|list update|right ~ reach nowhere seen up",
        "price change|edit|update reach|arrive|come|old|nowhere|live|through ~ within minute after seen quick fast "
        "new storefront up",
    ),
)
def price_update_visible(scene: Scene) -> None:
    """A new price is on the list, on the product's page and in carts within ``[storefront] visible_seconds``.

    So is that the product is sold out. An API beside the pages is not looked at.

    Why: the price that a customer has seen is the one that counts.
    Fix: clear what is cached of a product when it is saved.
    """
    product, seconds = scene.product(), scene.settings.storefront.visible_seconds
    visitor, new = scene.visitor(), product.price * 2
    fill(visitor, product)
    assert listed(scene, product), "the search does not find a new product"
    assert scene.visitor().product(product.id).price == product.price, "the new product has another price on its page"
    with scene.staff() as staff:
        answer = staff.change_product(product.id, price=new)
        assert answer.accepted, f"the staff could not change the price: {answer.message}"
    looks: dict[str, Callable[[], Money | None]] = {
        "the list": lambda: getattr(listed(scene, product), "price", None),
        "its page": lambda: scene.visitor().product(product.id).price,
        "the cart": lambda: next((line.amount for line in visitor.cart().lines), None),
    }
    for page, look in looks.items():
        seen = scene.wait_for(partial(shows, look, new), seconds)
        assert seen, f"{seconds:g} s after the change {page} shows {look()} instead of {new}"
    with scene.staff() as staff:
        staff.change_product(product.id, stock=0)
    gone = scene.wait_for(lambda: None if scene.visitor().product(product.id).is_available else True, seconds)
    assert gone, f"{seconds:g} s after it was sold out, its page offers the product"
    scene.saw(f"{product.price} became {new} in list, page and cart; sold out on its page")


def in_status(who: Storefront, number: str, phone: str, status: str) -> Order | None:
    """The order, if it is shown with this status."""
    order = who.track(number, phone)
    return order if order and same(order.status, status) else None


def shows(look: Callable[[], Money | None], wanted: Money) -> Money | None:
    """The price, if it is this one."""
    return wanted if look() == wanted else None
