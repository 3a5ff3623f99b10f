"""A customer looks around and fills the cart."""

from __future__ import annotations

from pytest_golive.contracts.ledger import mark_in
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Cart, Product, Storefront, Totals
from pytest_golive.contracts.trial import contract


@contract(
    "flow.browse-products",
    severity="critical",
    overlooks="browser phone device theme",
    effect="read-only",
    says=(
        "@tested? browse products works|functional?",
        "browse|search catalog|catalogue|shop|storefront",
        "product list|listing|listings|catalog|catalogue page? works|functional|displays|shown",
        "product pages|details display|displayed|shown|works",
        "=products get /api/v1/products/|/api/products/|/api/products|/products",
        "product|category pages show|display name|names|price|prices price|prices?",
        "shop|storefront|homepage lists|shows products",
        "product detail? pages open|opens? show|shows? right|correct? price|prices",
        "=product|item|catalog|catalogue|collection|listing|plp|pdp "
        "browse|open|load|render|visible|show|display|displays|see|click|navigate|appear|list|view|tested|works ~ "
        "@works category detail overview name price right same storefront customer user visitor shopper buyer guest "
        "client people someone theme desktop mobile phone device browser 2 two first any able possible through home "
        "homepage 200 error expected smoke up gets goes own i look",
        "product|item|category|catalog|plp list|page|detail|pdp show|render|display|displays|load name|price|title ~ "
        "right same picture image photo storefront theme mobile desktop open 200 catalogue up gets goes own i look "
        "fine",
        "range|assortment|catalog|catalogue|collection see|browse|visible|show|open|look ~ customer visitor user "
        "price category up gets goes own i right fine",
    ),
)
def browse_products(scene: Scene) -> None:
    """The list shows products, each with a page of its own that shows the same name and price.

    Why: a customer who sees two prices buys at neither.
    Fix: show both pages from the same record, and clear what a cache keeps of either when it changes.
    """
    visitor = scene.visitor()
    # What other contracts make comes and goes.
    listed = [one for one in visitor.browse() if not mark_in(one.name)]
    assert listed, "the list shows no product"
    for product in (*listed[:3], listed[-1]):
        shown = visitor.product(product.id)
        assert shown.name == product.name, f"{product.name} is called {shown.name} on its own page"
        assert shown.price == product.price, f"{product.name} is {product.price} in the list, {shown.price} on its page"
        assert shown.price.minor >= 0, f"{product.name} costs {shown.price}"
    scene.saw(f"{len(listed)} products listed, the pages of {min(4, len(listed))} looked at")


@contract(
    "flow.add-to-cart",
    severity="critical",
    says=(
        "=add cart|basket|bag",
        "add cart|basket|bag button? works|functional|@tested",
        "add product|products|item|items cart|basket|bag works|functional?",
        "=cart post /api/v1/cart/items/|/api/cart/items/|/api/cart",
        "product|item put|placed|added cart|basket|bag",
        "add two? same? product cart|basket|bag",
        "add two same? product|item cart|basket|bag",
        "add|added|put|placed cart|basket|bag|atc product|item|article|variant|good ~ @works @tested button click "
        "see show appear customer user visitor shopper buyer guest client people someone able possible any several "
        "multiple simple variable reload update counter count icon right mobile desktop quantity two 2 detail i well "
        "up goes ends listing overview",
        "=add|added|put|atc cart|basket|bag|button ~ @works @tested click customer user visitor shopper buyer guest "
        "client people someone able possible any mobile desktop item article variant detail job tap i well up goes "
        "ends listing overview",
        "=button cart|basket|bag ~ @works @tested add listing detail click i well up goes ends overview",
    ),
)
def add_to_cart(scene: Scene) -> None:
    """Two of a product, put into an empty cart, are there with twice its price, and still are when it is loaded again.

    Why: a cart that loses or miscounts what is put into it ends the purchase.
    Fix: store product and quantity in the session when they are posted, and compute the total from both.
    """
    visitor, product = scene.visitor(), scene.something()
    answer = visitor.add_to_cart(product.id, 2)
    assert answer.accepted, f"{product.name} was refused: {answer.message}"
    for _load in range(2):
        holds(visitor.cart(), [(product, 2)])
    scene.saw(f"2 × {product.name} at {product.price} made {product.price * 2}")


@contract(
    "flow.cart",
    severity="critical",
    overlooks="login log logging session browser restart tab window close",
    says=(
        "shopping? cart|basket functionality|works|functional|@tested",
        "@tested shopping? cart|basket functionality",
        "cart|basket quantity|quantities|items updated|changed|removed works|functional?",
        "cart|basket total|totals correct|right|calculated|updated|@tested",
        "cart|basket survives|kept|persists|remembered page? reload|refresh|login",
        "cart|basket totals add up",
        "cart|basket keeps|remembers contents|items|products",
        "quantity|quantities zero|0|negative removes|refused|rejected line|item? cart|basket?",
        "cart|basket|bag quantity|total|subtotal|sum ~ @works @tested item line content recalculate right update "
        "change add added remove delete empty emptying clear set back zero 0 several multiple price discount count "
        "mini drawer customer user visitor shopper buyer guest client people someone able possible incl including "
        "after when up out i qty even afterwards goes",
        "cart|basket|bag "
        "remove|delete|empty|emptying|clear|keep|kept|survive|persist|remember|preserved|saved|retained|stay|stays "
        "item|product|content|line|article|everything ~ @works @tested refresh reload login logging session browser "
        "restart after back able possible customer user visitor shopper buyer guest client people someone add added "
        "change update quantity total between when close up out i qty even afterwards goes",
        "cart|basket|bag survive|persist|kept|keep|remembered|preserved|retained|stay|stays "
        "reload|refresh|login|logging|session|navigation|browser ~ @works @tested item content after customer user "
        "visitor shopper buyer guest client people someone filled when up out i qty even afterwards goes",
        "=cart|basket page|drawer|shopping|mini|function|feature|logic|behaviour|behavior|works|tested|functional|ok "
        "~ @works @tested change update quantity total subtotal price incl including desktop mobile up out i qty "
        "even afterwards goes",
        "cart|basket|bag qty|math|arithmetic|amount|price ~ recalculate check out add up total right change update "
        "works item times remove i even afterwards goes",
        "=cart|basket full|filled|intact ~ after i close tab window reload back come browser refresh up out qty even "
        "afterwards goes",
    ),
)
def cart(scene: Scene) -> None:
    """Adding, changing, removing and clearing leave the lines and the total that they should, for this visitor alone.

    Quantity 0 takes a line out; negative ones and more than there are in stock are refused.

    Why: a total that is not recomputed is paid wrongly, or disputed.
    Fix: compute lines and totals from the stored quantities at every request, and keep the cart in the visitor's own
    session.
    """
    visitor, lamp, mug = scene.visitor(), scene.product(stock=5), scene.product(stock=5, price="3.10")
    visitor.add_to_cart(lamp.id, 1)
    visitor.add_to_cart(mug.id, 3)
    one = holds(visitor.cart(), [(lamp, 1), (mug, 3)])
    assert not scene.visitor().cart().lines, "another visitor sees this cart"
    visitor.set_quantity(lamp.id, 4)
    four = holds(visitor.cart(), [(lamp, 4), (mug, 3)])
    assert one != four, f"the total is {one} for one {lamp.name}, and for four of them"
    for wrong in (-1, 6):
        refuses(visitor, lamp, wrong)
        holds(visitor.cart(), [(lamp, 4), (mug, 3)])
    visitor.set_quantity(lamp.id, 0)
    none = holds(visitor.cart(), [(mug, 3)])
    assert four != none, f"the total is still {four} after four times {lamp.name} were taken out"
    visitor.set_quantity(mug.id, 0)
    assert not visitor.cart().lines, "the cart is not empty after its last line was taken out"
    scene.saw("added, changed, refused -1 and more than in stock, removed, cleared")


def refuses(visitor: Storefront, product: Product, quantity: int) -> None:
    """Assert that the cart does not take this quantity."""
    answer = visitor.set_quantity(product.id, quantity)
    assert answer.refused, f"a quantity of {quantity} was accepted"


def holds(seen: Cart, wanted: list[tuple[Product, int]]) -> Money:
    """Assert that the cart has exactly these products, and adds up their prices; what it says that is to be paid."""
    lines = sorted((line.name, line.quantity, line.amount) for line in seen.lines)
    expected = sorted((product.name, quantity, product.price * quantity) for product, quantity in wanted)
    assert lines == expected, f"the cart holds {told(lines)} instead of {told(expected)}"
    total = sum((product.price * quantity for product, quantity in wanted[1:]), wanted[0][0].price * wanted[0][1])
    assert seen.totals, "the cart shows no total"
    assert total in sums(seen.totals), f"the cart adds up to {sums(seen.totals)[0]} instead of {total}"
    return seen.totals.total


def sums(totals: Totals) -> list[Money]:
    """What the things may cost by these totals: the subtotal, else the total without shipping, and without its tax."""
    nothing = Money(0, totals.total.currency)
    things = totals.total - (totals.shipping or nothing)
    return [totals.subtotal] if totals.subtotal is not None else [things, things - (totals.tax or nothing)]


def told(lines: list[tuple[str, int, Money]]) -> str:
    """Lines in words."""
    return ", ".join(f"{quantity} × {name} ({amount})" for name, quantity, amount in lines) or "nothing"
