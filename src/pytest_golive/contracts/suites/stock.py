"""What there is to sell, and what it costs with tax."""

from __future__ import annotations

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Product, Totals
from pytest_golive.contracts.suites.acts import at_once, by_staff, cash, fill, orders_of, place
from pytest_golive.contracts.trial import contract
from pytest_golive.settings.storefront import TaxCase


@contract(
    "flow.out-of-stock",
    severity="critical",
    says=(
        (
            "=out stock|sold item|product|warning|message|badge|label|notice ~ shown displayed display visible "
            "handling handled"
        ),
        "out stock product|item? handling|handled|@tested|unavailable|blocked",
        "out stock|sold product|item cant|cannot|not ordered|bought|purchased|added|sold cart?",
        "out stock|sold product|item? marked|shown|displayed unavailable|sold|out",
        "stock never|not|cant|cannot negative",
        "out stock|sold product|item isnt|arent|not|never buyable|orderable|purchasable",
        "product|item zero|no stock cant|cannot|not bought|purchased|ordered|added",
        "nothing|not|cant|cannot ordered|bought|sold when stock|inventory 0|zero|empty",
        "stock|inventory cant|cannot|never|not go|goes|drop|drops below zero|0",
        "stock|inventory|sold out|no|zero|without|0|empty|more|exceed|beyond "
        "blocked|refused|rejected|prevented|gone|disabled|impossible|unavailable|error add|added|buy|bought|buyable|"
        "order|orderable|purchase|purchasable|sell|cart|basket|checkout|button|available ~ item article variant show "
        "mean mark when message possible customer anybody than shown greyed grayed what i up",
        "stock|inventory|sold out|no|zero|without|0|empty|more|exceed|beyond cannot|cant|not|never|arent|isnt add|"
        "added|buy|bought|buyable|order|orderable|purchase|purchasable|sell|cart|basket|checkout|button|available ~ "
        "item article variant show mean mark when possible customer anybody than shown greyed grayed what i up",
        "unavailable cannot|cant|not|never|arent product|item|article|variant "
        "order|buy|bought|purchase|purchasable|add|added|buyable|orderable ~ cart basket checkout greyed grayed out "
        "what i up",
        "stock|inventory never|not|cannot|cant|doesnt negative|below|minus ~ go goes become drop zero 0 level count "
        "fall greyed grayed out what i up",
        "out|sold stock|out unavailable|badge|label|message|notice|marked|displayed ~ item article show shown "
        "checkout blocked button order greyed grayed what i up",
        "cant|cannot|not|nobody|never|nothing order|buy|sell|bought|sold stock|available|unavailable|zero ~ what "
        "below item than more customer when out greyed grayed i up",
    ),
)
def out_of_stock(scene: Scene) -> None:
    """What is sold out is shown so, goes into no cart, and stops the checkout of a cart that it was in already.

    Why: an order that cannot be sent costs the refund and the customer.
    Fix: check the stock on the server when something is put into the cart, and again, with the row locked, at the
    checkout.
    """
    product, customer, visitor = scene.product(stock=1), scene.customer(), scene.visitor()
    fill(visitor, product)
    visitor.quote(customer)
    faster = scene.visitor()
    fill(faster, product)
    place(scene, faster, scene.customer())
    seen = scene.wait_for(
        lambda: None if scene.visitor().product(product.id).is_available else True,
        scene.settings.storefront.visible_seconds,
    )
    assert seen, "a product that is sold out is offered on its page"
    late = scene.visitor()
    answer = late.add_to_cart(product.id)
    assert not late.cart().lines, "a product that is sold out is put into the cart"
    assert answer.refused, "putting a product that is sold out into the cart was not refused"
    assert answer.message or answer.errors, "putting it into the cart was refused without a message"
    placed = scene.order(visitor, customer, cash(scene))
    assert not orders_of(scene, customer), "what was sold out meanwhile could be ordered"
    assert placed.refused, "the checkout of what was sold out meanwhile was not refused"
    assert placed.message or placed.errors, "the checkout was refused without a message"
    assert in_stock(scene, product) == 0, f"the stock is {in_stock(scene, product)} instead of 0"
    scene.saw("shown as sold out, refused by cart and checkout with a message, stock 0")


@contract(
    "flow.concurrent-orders",
    severity="critical",
    sees="only",
    says=(
        "concurrent|simultaneous|parallel orders|checkouts|purchases handled|handling|safe|oversell",
        "=concurrent|simultaneous|parallel orders|checkouts|purchases @tested",
        "no|never overselling|oversell|oversold",
        "two people|customers|users|buyers|shoppers one? last item|product|piece",
        "last item|product|piece only? sold|bought once|one",
        "race conditions checkout|stock|inventory|orders handled|@tested|prevented",
        "simultaneous|concurrent|parallel checkouts|orders last item|piece|product",
        "race last item|product|piece one? winner?",
        "last item|piece|product|article|unit|copy "
        "two|twice|same|simultaneous|parallel|concurrent|race|only|both|simultaneously ~ 2 time buyer customer "
        "people get sold sell buy bought order stock one once handled condition purchase win up ten five",
        "prevented|impossible|avoided|protection oversell|oversold ~ stock order parallel simultaneous concurrent "
        "two come once checkout item same time when against up gets ten five",
        "no|never|not|cannot|without|dont|cant oversell|oversold ~ stock order parallel simultaneous concurrent two "
        "come once checkout item same time when against up gets ten five",
        "simultaneous|parallel|concurrent|race|simultaneously order|checkout|purchase|buyer|sale|buying "
        "stock|item|product|piece|inventory|exactly|one|safe|handled|tested|oversell|locked ~ same last condition "
        "win only against works two customer up gets ten five",
        "stock|inventory lock|reserved checkout|order|payment same|nobody|during|parallel|race|concurrent ~ buy "
        "piece item while up gets ten five",
        "race condition stock|inventory|order|checkout|item|purchase ~ last handled tested prevented safe covered up "
        "gets ten five",
        "never|not|no|nobody|cannot|cant|dont sell|sold|buy|bought twice|two same|last|piece ~ item customer one "
        "time people unit article stock up gets ten five",
        "parallel|simultaneous|concurrent buyer|customer|checkout|order one|last|only ~ ten five two 2 5 10 item "
        "left get wins polite rest others piece nine four stock up",
        "two|simultaneous|parallel|concurrent order|checkout|buyer last unit|item|piece|product|article "
        "not|dont|cannot|never|cant ~ succeed win get",
    ),
)
def concurrent_orders(scene: Scene) -> None:
    """The last piece is sold once when ``[storefront] concurrent_orders`` customers order it at the same moment.

    It is tried ``[storefront] rounds`` times: a race shows by chance.

    Why: two customers who bought the last piece are one refund and one bad review.
    Fix: take stock by one conditional UPDATE, or lock the row (select_for_update), in the transaction of the order.
    """
    table, product, method = scene.settings.storefront, scene.product(stock=1), cash(scene)
    numbers: list[str] = []
    for number in range(max(1, table.rounds)):
        if number:
            product = _again(scene, product)
        people = [(scene.visitor(), scene.customer()) for _ in range(max(2, table.concurrent_orders))]
        for visitor, customer in people:
            fill(visitor, product)
            visitor.quote(customer)
        placed = at_once(*[lambda who=who: scene.order(who[0], who[1], method) for who in people])
        sold = [one.order for one in placed if one.order]
        assert len(sold) == 1, f"{len(people)} customers ordered the last piece at once, and {len(sold)} got it"
        silent = [one for one in placed if not one.order and not (one.message or one.errors)]
        assert not silent, f"{len(silent)} of those who came late were told nothing"
        assert in_stock(scene, product) == 0, f"one piece was sold once, and {in_stock(scene, product)} are left"
        late = [who[1] for who, one in zip(people, placed, strict=True) if not one.order]
        if scene.can("find_orders") and not number:  # what is made for them has nothing to do with chance
            kept = [order for customer in late for order in orders_of(scene, customer)]
            assert not kept, (
                f"{len(late)} of {len(people)} customers were told that it is gone, and have orders: {kept}"
            )
        numbers += sold
    assert len(set(numbers)) == len(numbers), f"order numbers came twice: {sorted(numbers)}"
    scene.saw(f"{len(numbers)} times one of {len(people)} customers got the last piece, the others a message")


def _again(scene: Scene, product: Product) -> Product:
    """One more piece of it, or another product of which there is one."""
    if not scene.can("change_product"):
        return scene.product(stock=1)
    with scene.staff() as staff:
        answer = staff.change_product(product.id, stock=1)
    assert answer.accepted, f"the staff could not set the stock to 1: {answer.message}"
    return product


@contract(
    "flow.tax-applied",
    severity="high",
    overlooks="uk de fr country countries state states gst each receipt receipts invoice invoices mail region",
    says=(
        "tax rules @set|@tested",
        "tax|taxes|vat|gst calculation|calculated|computed|applied @set|@tested|works|correct|right?",
        "vat|tax comes|come out right|correct",
        "correct|right vat|tax|gst charged|shown|applied|added",
        "vat|tax|taxes|gst shows|shown|displayed|appears invoice|checkout|cart|receipt|order",
        "=tax|vat|gst amount|correct|right|calculated|charged|added|shown|show|included|computed|applied ~ rate "
        "price total sales country region state checkout invoice cart order shipping customer eu uk de fr tested net "
        "gross receipt mail up",
        "tax|vat|gst calculated|charged|added|included|computed|applied|show|shown|correct "
        "checkout|invoice|cart|order|shipping|price|total|country|region ~ rate sales customer right amount eu uk de "
        "fr tested up",
        "customer|buyer pay|charged tax|vat|gst ~ germany france eu uk right 7 10 18 19 20 21 rate percent up",
        "=tax|vat|gst show|shown|appear|right|correct cart|checkout|invoice|receipt|order ~ up amount",
    ),
)
def tax_applied(scene: Scene) -> None:
    """Cart, checkout and order show the declared tax of each purchase in ``[[storefront.tax]]``, to the cent.

    What mails say is not looked at here.

    Why: tax that is not charged is owed all the same.
    Fix: compute the tax in one place, from what is left after the discount, and round it once.
    """
    cases = scene.settings.storefront.tax
    if not cases:
        cannot_tell(
            "no purchase with its tax is declared",
            cure='in golive.toml: [[storefront.tax]] price = "12.50", quantity = 2, tax = "2.50"',
        )
    for case in cases:
        taxed(scene, case)
    scene.saw(f"{len(cases)} purchases show their tax in the order")


def taxed(scene: Scene, case: TaxCase) -> None:
    """Assert that one purchase shows its tax."""
    visitor, customer = scene.visitor(), scene.customer(**({"address": case.address} if case.address else {}))
    what = f"{case.quantity} × {case.product or case.price}" + (f" − {case.percent} %" if case.percent else "")
    fill(visitor, bought(scene, case), quantity=case.quantity)
    if case.percent:
        answer = visitor.apply_promo(scene.promo(case.percent))
        assert answer.accepted, f"a good promo code was refused: {answer.message}"
    pages = {"the cart": visitor.cart().totals, "the checkout": visitor.quote(customer)}
    pages["the order"] = by_staff(scene, place(scene, visitor, customer).order).totals
    wanted = Money.of(case.tax, scene.currency)
    for page, totals in pages.items():
        # A cart does not know yet where it goes; what it says must be right all the same.
        if page == "the cart" and (totals is None or totals.tax is None):
            continue
        shown = tax_of(totals)
        assert shown == wanted, f"{page} of {what} shows a tax of {shown} instead of {wanted}"


def bought(scene: Scene, case: TaxCase) -> Product:
    """The product of a case."""
    if not case.product:
        return scene.product(price=case.price)
    found = next(iter(scene.visitor().search(case.product)), None)
    if found is None:
        cannot_tell(f"no product is found by {case.product!r}", cure="correct [[storefront.tax]] in golive.toml")
    if found.price != Money.of(case.price, scene.currency):
        cannot_tell(
            f"{found.name} costs {found.price}, not {case.price}", cure="correct [[storefront.tax]] in golive.toml"
        )
    return found


def tax_of(totals: Totals | None) -> Money | None:
    """What a page says that the tax is."""
    return totals.tax if totals else None


def in_stock(scene: Scene, product: Product) -> int:
    """How many there are, as the staff sees it."""
    with scene.staff() as staff:
        return int(staff.stock(product.id))
