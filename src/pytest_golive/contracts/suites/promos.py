"""Promo codes."""

from __future__ import annotations

from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Customer, Placed, Product, Storefront, Totals
from pytest_golive.contracts.suites.acts import at_once, by_staff, cash, fill, place, same
from pytest_golive.contracts.trial import contract


@contract(
    "flow.promo-valid",
    severity="high",
    overlooks="welcome first 5 10 15 20 25 30 50",
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "valid promo|discount|coupon|voucher? codes|coupons|vouchers apply|applied|gives|reduces discount|total?",
        "promo|discount|coupon|voucher codes apply|applies|applied discount?",
        "discount|promo|coupon|voucher codes give|reduce|grant right|correct discount|total|amount",
        "coupons|vouchers give|reduce|grant total? right|correct discount|total|amount",
        "promo|discount|coupon|voucher code gives|takes|applies|grants discount",
        "discount applied checkout|cart|total|basket",
        "promo|discount|coupon|voucher code? gives|takes 5|10|15|20|25|50 off",
        "promo|promotion|promotional|discount|coupon|voucher "
        "reduce|lower|deduct|apply|applied|accepted|give|take|see ~ code valid total price checkout cart basket "
        "amount right percent 5 10 15 20 25 50 100 order gift test customer works active field",
        "=promo|promotion|discount|coupon|voucher works|tested|functional|ok ~ code cart checkout valid order basket "
        "field",
        "coupon|voucher|discount|promo take|get|deduct|applied|apply right|correct|checkout ~ amount code price "
        "total customer cart",
        "=coupon|voucher|discount|promo launch|welcome|newsletter works|tested|applied ~ code",
        "promo|promotion|discount|coupon|voucher take|get off 5|10|15|20|25|50|right|amount|correct ~ percent code "
        "total price valid checkout",
    ),
)
def promo_valid(scene: Scene) -> None:
    """A code takes exactly its percentage off in the cart, and the order keeps it.

    Why: a discount that is lost at the checkout loses the customer, too; a larger one loses money.
    Fix: compute the discount from the subtotal, round it once, and store code and discount with the order.
    """
    visitor, product = scene.visitor(), scene.product(price="12.50")
    fill(visitor, product, quantity=2)
    goods = product.price * 2
    before = totals_of(visitor)
    costs = cost_of(before, goods)
    assert costs == goods, f"two at {product.price} cost {costs} without a code"
    code = scene.promo(20)
    answer = visitor.apply_promo(code)
    assert answer.accepted, f"a good code was refused: {answer.message}"
    wanted = Money(goods.minor * 80 // 100, goods.currency)
    shown = totals_of(visitor)
    after = cost_of(shown, wanted)
    assert after == wanted, f"20 % off {goods} is {wanted}, and the cart says {after}"
    assert is_off(goods - wanted, before, shown), f"20 % off {goods} left a total of {before.total} at {shown.total}"
    order = by_staff(scene, place(scene, visitor, scene.customer()).order)
    assert order.totals.total == shown.total, f"the cart said {shown.total}, the order is of {order.totals.total}"
    assert same(order.code, code), f"the order keeps the code {order.code!r} instead of {code!r}"
    scene.saw(f"20 % off {goods} made {after}, in the order, too")


@contract(
    "flow.promo-invalid",
    severity="high",
    overlooks="welcome first 5 10 15 20 25 30 50",
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "promo|coupon|discount|voucher: invalid|expired codes rejected|refused|handled",
        "invalid|expired|unknown|wrong promo|discount|coupon|voucher codes rejected|refused|handled|declined|error",
        "invalid|expired|unknown coupons|vouchers rejected|refused|handled|declined",
        "invalid|expired coupons|vouchers|code code? show|give|get error instead discount",
        "invalid|expired coupons|vouchers|code promo|discount? not|cant|cannot accepted|applied|redeemed",
        "made|nonexistent|fake|bogus|outdated up? promo|discount|coupon|voucher codes? rejected|refused|declined",
        "invalid|expired|unknown|wrong promo|discount|coupon|voucher codes gives|shows error message?",
        "invalid|expired|wrong|unknown|bogus|fake|nonexistent|bad|below|outdated|inactive "
        "promo|promotion|discount|coupon|voucher refused|rejected|error|message|unchanged|declined|stay|stays ~ code "
        "entering leave total give get show shown work accepted any more longer applied minimum order value amount "
        "price same friendly clear existent existing non nonsense",
        "invalid|expired|wrong|unknown|bogus|fake|nonexistent|bad|below|outdated|inactive "
        "promo|promotion|discount|coupon|voucher not|no|dont|cannot|cant|arent ~ code entering leave total give get "
        "show shown work accepted any more longer applied minimum order value amount price same friendly clear "
        "existent existing non nonsense",
        "nonsense|old|made|random|unknown|typo promo|coupon|voucher|discount rejected|refused|declined|error ~ code "
        "get longer work up accepted gives message any more",
        "nonsense|old|made|random|unknown|typo promo|coupon|voucher|discount no|not|dont ~ code get longer work up "
        "accepted gives any more",
    ),
)
def promo_invalid(scene: Scene) -> None:
    """Unknown and expired codes, those of the future and those for larger orders change nothing, and a message says so.

    Why: a code that works for ever is shared for ever.
    Fix: check dates and minimum on the server, when the code is entered and when the order is placed.
    """
    visitor, product = scene.visitor(), scene.product(price="12.50")
    fill(visitor, product)
    before = visitor.cart().totals
    codes = {
        "an unknown code": scene.mark().upper(),
        "an expired code": scene.promo(20, is_expired=True),
        "a code of the future": scene.promo(20, is_future=True),
        "a code for larger orders": scene.promo(20, minimum=product.price * 2),
    }
    for what, code in codes.items():
        answer = visitor.apply_promo(code)
        after = visitor.cart().totals
        assert before, "the cart shows no total"
        assert after == before, f"{what} changed the total of {before.total} to {after and after.total}"
        assert answer.refused, f"{what} was accepted"
        assert answer.message or answer.errors, f"{what} was refused without a message"
    scene.saw(f"refused with a message: {', '.join(codes)}")


@contract(
    "flow.promo-usage-limit",
    severity="high",
    overlooks="welcome first 5 10 15 20 25 30 50",
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "promo|coupon|discount|voucher: usage limits enforced|works|@tested|respected",
        "promo|coupon|discount|voucher code? usage|redemption limits enforced|works|@tested|respected?",
        "promo|coupon|discount|voucher code? only redeemed|redeemable|works|valid|accepted? once",
        "coupons|vouchers|code|promo cannot|cant|not|never redeemed|applied? twice",
        "promo|promotion|discount|coupon|voucher twice|reused|second|again cannot|cant|not|never|no ~ code redeemed "
        "one time customer single order",
        "promo|promotion|discount|coupon|voucher once|twice|single|second|limit|redemption|time|usage "
        "only|refused|enforced|respected|rejected|hold|works|tested ~ code 1 2 100 maximum max customer redeemed one "
        "user order again after first uses",
        "promo|discount|coupon|voucher|code limited uses|redemptions|customer|time "
        "refused|rejected|enforced|respected|hold ~ 1 2 3 5 10 50 100 101st 101 after next",
        "promo|discount|coupon|voucher max|maximum|limit|once redemption|usage "
        "customer|respected|enforced|coupon|code|order ~ one",
        "voucher|coupon|discount|promo work|valid|redeemed|good once|single|one ~ only time code customer",
    ),
)
def promo_usage_limit(scene: Scene) -> None:
    """A code for two uses works twice and not a third time, one for one use once, also at once or for one customer.

    Why: a code that was meant for few is found by many.
    Fix: count the use in the transaction of the order, with a condition on the count that the database checks.
    """
    product = scene.product(stock=90)
    twice, method = scene.promo(50, uses=2), cash(scene)
    for use in (1, 2):
        assert used(scene, product, twice, scene.customer()), f"use {use} of 2 got no discount"
    assert not used(scene, product, twice, scene.customer()), "a code for two uses was used three times"
    for _round in range(max(1, scene.settings.storefront.rounds // 2)):
        once = scene.promo(50, uses=1)
        people = [with_code(scene, product, once) for _ in range(3)]
        placed = at_once(*[lambda who=who: scene.order(who[0], who[1], method) for who in people])
        uses = sum(has_discount(scene, one, product) for one in placed)
        assert uses == 1, f"a code for one use was used {uses} times by three customers at once"
    each, customer = scene.promo(50, uses_each=1), scene.customer()
    assert used(scene, product, each, customer), "a code for one use by each customer got no discount"
    assert not used(scene, product, each, customer), "a code for one use by each customer was used twice by one"
    assert used(scene, product, each, scene.customer()), "a code for one use by each customer is used up by the first"
    scene.saw("two of two, one of one by three at once, one for each customer")


def used(scene: Scene, product: Product, code: str, customer: Customer) -> bool:
    """Whether somebody gets a discount for this code in an order."""
    visitor, _ = with_code(scene, product, code, customer)
    return has_discount(scene, scene.order(visitor, customer, cash(scene)), product)


def with_code(
    scene: Scene, product: Product, code: str, customer: Customer | None = None
) -> tuple[Storefront, Customer]:
    """Somebody with a product in the cart and the code applied, as far as the shop takes it; the checkout is open."""
    visitor, customer = scene.visitor(), customer or scene.customer()
    fill(visitor, product)
    visitor.apply_promo(code)
    visitor.quote(customer)
    return visitor, customer


def has_discount(scene: Scene, placed: Placed, product: Product) -> bool:
    """Whether an order was made, and for less than its product costs."""
    if not placed.order:
        assert placed.message or placed.errors, "an order with a code was refused without a message"
        return False
    totals = by_staff(scene, placed.order).totals
    nothing = Money(0, totals.total.currency)
    things = totals.total - (totals.shipping or nothing)
    return (totals.discount or nothing) > nothing or min(totals.subtotal or things, things) < product.price


def cost_of(totals: Totals, expected: Money) -> Money:
    """What things cost after the discount: what is expected, if any way of showing it says that.

    A subtotal may be one before or after the discount, a discount may be told by the total alone, and a total may be
    with its tax or before it.
    """
    nothing = Money(0, totals.total.currency)
    things = totals.total - (totals.shipping or nothing)
    ways = [things - (totals.tax or nothing), things]
    if totals.subtotal is not None:
        ways = [totals.subtotal - (totals.discount or nothing), totals.subtotal, *(ways if not totals.discount else ())]
    return expected if expected in ways else ways[0]


def is_off(amount: Money, before: Totals, after: Totals) -> bool:
    """Whether the total fell by an amount, beside what shipping and tax fell by; an untold tax may be in it."""
    nothing = Money(0, amount.currency)
    fell = before.total - after.total
    shipping = (before.shipping or nothing) - (after.shipping or nothing)
    tax = (before.tax or nothing) - (after.tax or nothing)
    return amount in {fell, fell - shipping, fell - shipping - tax} or (after.tax is None and fell > amount)


def totals_of(visitor: Storefront) -> Totals:
    """What the cart says."""
    totals = visitor.cart().totals
    assert totals, "the cart shows no total"
    return totals
