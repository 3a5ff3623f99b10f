"""A customer checks out."""

from __future__ import annotations

from dataclasses import replace

from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Customer, Order, Product
from pytest_golive.contracts.suites.acts import (
    agree,
    at_once,
    bought,
    by_staff,
    cash,
    fill,
    orders_of,
    place,
    same,
    told,
)
from pytest_golive.contracts.trial import contract

#: Texts that are no phone number and no e-mail address.
MALFORMED = {"phone": ("call me", "12"), "email": ("nobody.example", "nobody@")}


@contract(
    "flow.checkout-form",
    severity="critical",
    says=(
        "checkout form works|functional|usable|@tested",
        "fill|complete checkout form new? customer?",
        "checkout form validation|validates @tested|works?",
        "checkout form required? fields required|enforced|validation",
        "checkout form? shows|gives error missing? fields?",
        "checkout form? rejects|refuses|catches missing|malformed|invalid|empty|wrong phone|email|fields|data|address",
        "required address|customer? fields enforced|required|validated? checkout",
        "checkout form|field|phone|email|address|postcode|zip|input|data|page "
        "validate|required|mandatory|enforced|catch|caught|refuse|reject|complain|spot ~ empty invalid wrong "
        "malformed bad error message number name billing shipping clear show give get submit out good customer when "
        "works tested client server side i up away turned ones",
        "checkout invalid|missing|empty|wrong|malformed|blank|leave|incomplete|bad|skip error|message|warning|hint ~ "
        "form field phone number email address name billing shipping postcode input clear show shown give get submit "
        "data out required mandatory left when lead i up away turned customer ones",
        "=checkout form ~ @works @tested address billing shipping field fill submit bad data new customer valid "
        "invalid desktop mobile get i up away turned ones",
        "checkout cannot|cant|wont|not|dont|never leave|skip|blank|empty|without|submit|pass|missing ~ mandatory "
        "required field let i form phone email address name out get up away turned customer ones",
        "checkout show|give|display|displays validation|error|message incorrect|invalid|missing|empty|wrong|bad "
        "field|input|data|form|entry ~ required address",
    ),
)
def checkout_form(scene: Scene) -> None:
    """A required field that is empty or malformed is refused with a message at it, and no order arises.

    Required are the fields of ``[storefront] required``; with all of them filled in, the order is taken.

    Why: an order without a phone number or address cannot be delivered, and a form that only says no is left.
    Fix: validate on the server, whatever the browser does, and show each message at its field.
    """
    visitor, customer = scene.visitor(), scene.customer()
    # An order with a malformed phone number is not found by it: what it takes from the stock is seen all the same.
    own = scene.product() if scene.can("create_product") and scene.can("stock") else None
    fill(visitor, own or scene.something())
    stock = pieces(scene, own)
    required = scene.settings.storefront.required
    assert required, "[storefront] required names no field"
    wrong = [(name, "") for name in required] + [
        (name, value) for name in required for value in MALFORMED.get(name, ())
    ]
    for name, value in wrong:
        answer = scene.order(visitor, replace(customer, **{name: value}), cash(scene))
        assert answer.refused, f"the checkout took {value!r} as {name}"
        assert not answer.order, f"the checkout refused {value!r} as {name}, and made order {answer.order}"
        assert answer.errors.get(name), f"{value!r} as {name} was refused without a message at that field"
    assert not orders_of(scene, customer), "a refused checkout made an order"
    assert pieces(scene, own) == stock, "a refused checkout took from the stock"
    placed = place(scene, visitor, customer)
    assert orders_of(scene, customer) == [placed.order], "the accepted checkout did not make one order"
    tried = ", ".join(f"{name} {value!r}" for name, value in wrong)
    scene.saw(f"{len(wrong)} wrong forms refused ({tried}), the right one taken")


def pieces(scene: Scene, product: Product | None) -> int:
    """How many there are of a product of the contract's own; 0 where there is none."""
    if product is None or not scene.can("stock"):
        return 0
    with scene.staff() as staff:
        return int(staff.stock(product.id))


@contract(
    "flow.checkout",
    severity="critical",
    overlooks="live real browser phone device two different =try",
    says=(
        (
            "cart|basket clears|cleared|empty|emptied|empties after order|purchase|checkout|payment ~ "
            "successful success completed placed"
        ),
        "tested|works|functional|successful checkout flow|process|journey|functionality? end?",
        "@tested checkout flow|process|journey end? works|functional|successful",
        "=checkout flow|process|journey end?",
        "guest|customer|user checkout works|functional|@tested",
        "=customers|users|shoppers|buyers|visitors checkout",
        "=checkout post /api/v1/checkout/|/api/checkout/|/api/checkout",
        "=workflow: checkout",
        "=checkout guest",
        "checkout total|totals equals|matches|match cart|basket|order",
        "!checkout flow|process|page? broken|failing|fails|down",
        "!checkout flow|process? not|isnt|doesnt works|functional",
        "=checkout @works|@tested|go|through|process|flow|journey|funnel|guest|user|customer|shopper|visitor|"
        "buyer|get|way|end|desktop|mobile|iphone|ios|android|phone|browser|error|problem|manual|manually|e2e|green|"
        "step|first|last|try|once|deploy|deploys|launch|different|item|2|two|smooth|smoothly|able|possible|anonymous|"
        "finish|start|smoke|i|myself|ourselves|went|gone|afterwards|empty|cart|up|own ~ @works @tested go through "
        "process flow journey funnel guest user customer shopper visitor buyer get way end desktop mobile "
        "iphone ios android phone browser error problem manual manually e2e green step first last try once deploy "
        "deploys launch different item 2 two smooth smoothly able possible anonymous finish start smoke i myself "
        "ourselves went gone afterwards empty cart up own",
        "checkout total|amount|sum|price same|equal|match|agree|identical cart|basket|order|confirmation ~ shown i "
        "myself ourselves went gone finishes afterwards empty up own",
        "complete|finish|run|reach|go|get checkout "
        "through|end|without|way|successful|guest|customer|visitor|user|manual ~ process flow able possible order "
        "error problem desktop mobile step manually deploy deploys after item shopper buyer client people someone i "
        "myself ourselves went gone afterwards empty cart up own",
        "=checking|checkout out|checkout guest|member|customer ~ works finished i myself ourselves went gone "
        "afterwards empty cart up own",
        "checkout finish|complete|went|gone|walk|end ~ cart empty afterwards through ourselves phone order i myself "
        "own mobile desktop run up",
        "=checkout without error|problem|issue|login|registration|account|glitch|trouble ~ @works @tested go through "
        "process flow guest user customer able possible desktop mobile place order finish end step one any",
    ),
)
def checkout(scene: Scene) -> None:
    """The order has the lines and amounts that the checkout showed before it was confirmed, and empties the cart.

    Why: whoever is charged another amount than the one that was shown disputes it, and is right.
    Fix: compute the totals in one place, store them with the order, and clear the cart in the same transaction.
    """
    visitor, customer = scene.visitor(), scene.customer()
    lamp, mug = scene.product(), scene.product(price="3.10")
    fill(visitor, lamp, quantity=2)
    fill(visitor, mug)
    lines, shown = visitor.cart().lines, visitor.quote(customer)
    assert lines, "the cart shows no line before the checkout"
    placed = place(scene, visitor, customer)
    order = by_staff(scene, placed.order)
    agree(shown, order.totals, "in the order")
    assert told(order.lines) == told(lines), f"the order holds {told(order.lines)}, the cart held {told(lines)}"
    assert not visitor.cart().lines, "the cart is not empty after the order"
    scene.saw(f"order {order.number}: {shown.total} as shown, {len(lines)} lines, cart empty")


@contract(
    "flow.order-created",
    severity="critical",
    overlooks="payment paid sequential consecutive gapless distinct",
    says=(
        "=stock|inventory decreases|decreased|decrements|decremented|reduced ~ correct item product quantity level",
        "=order created|create|placed ~ new can able customer user",
        "=order created|recorded",
        "order creation|placement works|functional|@tested",
        "@tested order creation completion",
        "order created|recorded|saved|appears|stored after? checkout|payment|purchase|database",
        "order numbers unique",
        "stock|inventory reduced|decremented|deducted|decreases after? order|purchase|checkout|sale",
        "=workflow: order confirmation",
        "order shows|appears|exists up? database|system|list after checkout|payment|purchase",
        "order gets? unique number|id",
        "stock|inventory goes|drops|levels down|reduced after sale|order|purchase",
        "stock|inventory decremented|reduced|deducted|updated exactly|only? once? order",
        "order created|create|saved|stored|recorded|lands|written|exist|row "
        "payment|checkout|purchase|database|total|customer|line|item|product|price|exactly|one|single|correct ~ "
        "after new only own right table data when paid placed appear up ends shows sale",
        "order created|create|recorded|saved correct|right|successful ~ database after checkout payment data up ends "
        "shows sale",
        "order number|id|reference unique|own|distinct|sequential|consecutive ~ get placed new assigned different "
        "gapless up ends shows sale",
        "stock|inventory reduce|drop|decrease|decremented|deducted|down|lower|subtracted|fall "
        "order|purchase|sale|sold|buy|bought|checkout|sell ~ level count item one two 1 amount quantity after when "
        "go goes right update exactly up ends shows",
        "double|twice|repeated submit|click|post order one|single|only|exactly|no|never ~ make create created "
        "checkout button form same duplicate second even place up ends shows sale",
        "no|never duplicate|double order ~ created create made submit click reload refresh button back checkout even "
        "up ends shows sale",
        "order show|contain|carry|end right|correct amount|item|total|line|product ~ new up database quantity price "
        "customer name sale",
        "order recorded|stored|saved|created|appear back|office|system correct|right ~ end total amount item details",
    ),
)
def order_created(scene: Scene) -> None:
    """A checkout, sent from two tabs at once, makes one order with the customer's data, and takes its things once.

    It is tried ``[storefront] rounds`` times: a race shows by chance.

    Why: a second order from an impatient click is a second parcel or a second charge.
    Fix: let the cart have a key that an order may carry once, and take stock in the transaction of the order.
    """
    rounds = max(1, scene.settings.storefront.rounds)
    stock = 2 * rounds + 5
    product = scene.product(stock=stock)
    for _round in range(rounds):
        order = _from_two_tabs(scene, product, scene.customer())
    with scene.staff() as staff:
        left = staff.stock(product.id)
    assert left == 5, f"of {stock} pieces {2 * rounds} were ordered, and {left} are left"
    scene.saw(f"{rounds} times two tabs at once: one order ({order.number}, {order.status}), its things taken once")


def _from_two_tabs(scene: Scene, product: Product, customer: Customer) -> Order:
    """The one order that arises when the same cart is sent from two tabs at once; asserts that it is the customer's."""
    visitor = scene.visitor()
    fill(visitor, product, quantity=2)
    tab = scene.visitor()
    tab.with_session_key(visitor.session_key())
    shown, _ = visitor.quote(customer), tab.quote(customer)
    method = cash(scene)
    first, second = at_once(*[lambda one=one: scene.order(one, customer, method) for one in (visitor, tab)])
    assert first.order or second.order, f"neither of two tabs could order: {first.message or second.message}"
    numbers = orders_of(scene, customer)
    assert len(numbers) == 1, f"{len(numbers)} orders arose from one cart"
    order = by_staff(scene, numbers[0])
    assert order.number in {first.order, second.order}, f"the customer was told another number than {order.number}"
    for name, kept in (("name", order.customer), ("address", order.address)):
        wanted = getattr(customer, name)
        assert same(kept, wanted), f"the order's {name} is {kept!r} instead of {wanted!r}"
    assert told(order.lines) == bought(product, 2), f"the order holds {told(order.lines)}"
    agree(shown, order.totals, "in the order")
    assert order.status, "the order has no status"
    return order


@contract(
    "flow.success-page",
    severity="high",
    says=(
        "success|confirmation|thank page @works|shown|displayed|displays|appears",
        "order confirmation page shown|displayed|displays|@works?",
        "=workflow: order confirmation",
        "success|confirmation|thank page shows order number|total",
        "customer|user|buyer lands|redirected|sent success|confirmation|thank page after? paying|payment|order?",
        "thank|success|received page|screen "
        "order|purchase|payment|pay|paid|buyer|customer|number|total|redirect|land|checkout|summary ~ show shown "
        "displayed display come up appear see after reached load right successful completed placed once works tested "
        "user visitor buy view ends when through gets i",
        "confirmation page|screen show|shown|display|displays|appear|reach|land|redirect|see|come|load|after ~ order "
        "purchase payment pay paid buyer customer number total checkout right successful completed placed once works "
        "tested user visitor buy view ends up when through gets i",
        "reload|refresh thank|success|confirmation page|screen no|not|doesnt|dont|never ~ second order create make "
        "duplicate another double new again twice place ends lands up when through gets i",
        "=thank|success page|screen ~ @works @tested show shown displayed appear reached order visible ends lands up "
        "when through gets i",
    ),
)
def success_page(scene: Scene) -> None:
    """After the order a page shows its number and total; it can be loaded again, and is not for strangers.

    Why: who sees no confirmation orders again, or calls.
    Fix: redirect to a page of its own after the order, which looks the order up and shows it to its session only.
    """
    visitor, customer = scene.visitor(), scene.customer()
    fill(visitor, scene.something())
    placed = place(scene, visitor, customer)
    order = by_staff(scene, placed.order)
    for load in ("the order", "a reload"):
        page = visitor.success_page(placed)
        assert page, f"no page confirms the order after {load}"
        assert page.number == order.number, f"after {load} the page names {page.number or 'no order'}"
        shown = page.totals.total
        assert shown == order.totals.total, f"the page shows a total of {shown}, the order has {order.totals.total}"
    assert orders_of(scene, customer) == [order.number], "loading the page again made another order"
    assert not scene.visitor().success_page(placed), "the page with the order is shown to strangers"
    scene.saw(f"order {order.number} and {order.totals.total} shown twice, to its own session only")
