"""What customers and staff get by mail."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.letters import Letter, postbox, shown
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.suites.accounts import RESET
from pytest_golive.contracts.suites.people import open_account
from pytest_golive.contracts.trial import contract

#: What stands for a currency, beside its code.
SIGNS = {
    "USD": "$", "GBP": "£", "EUR": "€ Euro", "INR": "₹ Rs", "BDT": "৳ Tk Taka", "KHR": "៛ Riel riel", "JPY": "¥ ￥ 円",
    "CNY": "¥ ￥ 元", "CHF": "Fr", "PLN": "zł", "CZK": "Kč", "SEK": "kr", "NOK": "kr", "DKK": "kr", "BRL": "R$",
    "CAD": "$", "AUD": "$", "NZD": "$", "SGD": "$", "HKD": "$", "MXN": "$", "THB": "฿ บาท", "VND": "₫ đ", "KRW": "₩ 원",
    "PHP": "₱", "IDR": "Rp", "MYR": "RM", "TRY": "₺ TL", "UAH": "₴ грн", "ILS": "₪", "NGN": "₦", "ZAR": "R", "RUB": "₽",
    "PKR": "Rs ₨", "LKR": "Rs", "NPR": "Rs", "HUF": "Ft", "RON": "lei", "BGN": "лв",
}  # fmt: skip
#: Seconds in which a second copy of a mail would come.
ECHO = 1.0


@contract(
    "mail.order-confirmation",
    severity="high",
    effect="sends",
    overlooks="=receipt payment paid",
    says=(
        "=email|mail notifications sent|delivered|received|arrive ~ correct reliable customer user",
        "transactional email|mail @works|@tested|delivered|arrive",
        "order|purchase confirmation|receipt email|mail sent|received|arrives|delivered|works|@tested?",
        "customer|buyer|shopper gets|receives order? confirmation|receipt email|mail",
        "confirmation email|mail sent|arrives|received|delivered after order|purchase|checkout",
        "email|mail notifications works|functional|@tested",
        "=email|mail notifications @set?",
        "order email|mail reach|reaches customer|buyer",
        (
            "order|purchase|checkout|payment|buyer|receipt confirmation|receipt|order|notification "
            "email|mail|inbox "
            "sent|send|receives|gets|arrives|after|check|tested|works|go|goes|lands|customer|delivered|triggered|out "
            "~ place right automatically shopper immediately @works"
        ),
        (
            "customer|buyer|shopper email|mail|receipt|confirmation after|confirmation|order|purchase|receipt ~ "
            "get receive sent checkout payment @works"
        ),
        "=receipt email|mail after payment|purchase|order ~ sent send arrives customer gets",
        (
            "=order|purchase|receipt email|mail|receipts ~ sent customer confirmation go right notification "
            "arrive check setup @works"
        ),
        "=confirmation email|mail after|checkout|order|purchase ~ sent customer payment arrives gets @works",
        "=email receipt ~ sent order customer arrive @works",
    ),
)
def order_confirmation(scene: Scene) -> None:
    """One mail reaches whoever has ordered, with number, products and total, and a https link to the shop that works.

    Why: without it customers order again, or call.
    Fix: send it once the order stands, from the order's own data, with links made of the shop's public address.
    """
    customer, product = scene.customer(), scene.something()
    placed = scene.buy(product, quantity=2, customer=customer)
    with scene.staff() as staff:
        order = staff.order(placed.order)
    assert order is not None, f"the staff does not see the order {placed.order}"
    letter = the_one(scene, customer.email, placed.order, "the customer")
    assert letter.holds(product.name), f"the mail does not name {product.name}"
    holds_amount(letter, order.totals.total)
    link_works(scene, letter)
    scene.saw(f"“{letter.subject}” arrived once{', among the spam' if letter.is_spam else ''}")


@contract(
    "mail.registration",
    severity="medium",
    effect="sends",
    says=(
        "=email: user? registration confirmation",
        "registration|signup|welcome|activation confirmation? email|mail sent|received|arrives|works|@tested?",
        "account|address verification|confirmation email|mail sent|received|arrives|works|@tested?",
        "sign up confirmation|verification|welcome? email|mail sent|arrives|works|received",
        (
            "=registration|signup|sign|welcome|activation|verification|verify|account email|mail|link "
            "confirmation|sent|send|arrives|works|delivered|tested|get|receive|reaches|goes|out ~ new user "
            "customer up after inbox address member client register @works"
        ),
        (
            "=email|mail confirmation|verification|welcome|activation "
            "registration|signup|account|sign|user|customers|registering ~ new after up sent get arrives receive "
            "@works"
        ),
        "=users|customers|members activation|verification|welcome email|mail|link ~ new get receive @works",
    ),
)
def registration(scene: Scene) -> None:
    """A new account gets one mail, whose https link to the shop confirms it once.

    Why: an address nobody has confirmed gets other people's orders.
    Fix: send the mail when the account is made; end the link's use when it is used.
    """
    customer = open_account(scene)
    letter = the_one(scene, customer.email, "", "the customer")
    link = link_works(scene, letter, opens=False)
    with scene.stage.new_session() as session:
        first, second = session.get(link), session.get(link)
    assert first.status_code < 400, f"the link of the mail is answered with {first.status_code}"
    again = (second.status_code, shown(second.text)) != (first.status_code, shown(first.text))
    assert again, "the link of the mail does the same a second time"
    scene.saw(f"“{letter.subject}” arrived once; its link works once")


@contract(
    "mail.password-reset",
    severity="high",
    effect="sends",
    says=(
        "transactional email|mail @works|@tested|delivered|arrive",
        "password reset|recovery email|mail sent|received|arrives|delivered|works|@tested?",
        "forgot|forgotten|lost password email|mail sent|received|arrives|delivered|works|@tested?",
        "reset email|mail sent|arrives|received|delivered",
        (
            "password reset|forgot|forgotten|lost|recovery email|mail|link "
            "works|sent|send|arrives|delivered|tested|receive|get|goes ~ user flow right account inbox requested "
            "customer out domain @works"
        ),
        (
            "reset email|mail|link email|mail|arrives|works|sent|live|domain|points|production|correct|https ~ "
            "password url user host right @works"
        ),
    ),
)
def password_reset(scene: Scene) -> None:
    """Who asks for a new password gets one mail with a https link to the shop that opens the form; nobody else does.

    Why: a link to localhost or to another host locks the customer out.
    Fix: make the link of the shop's public address (SITE_URL, the Sites framework), and send to known addresses only.
    """
    customer, unknown = open_account(scene), scene.customer()
    scene.visitor().ask_password_reset(unknown.email)
    with postbox(scene, customer.email) as box:
        before = box.letters()
        scene.visitor().ask_password_reset(customer.email)
        letter = box.wait_new(before, RESET)
        assert letter, f"no mail with a link reached {customer.email} within {scene.settings.mail.arrival:g} s"
        time.sleep(ECHO)
        same = [one for one in box.letters() if one.subject == letter.subject]
        assert len(same) == 1, f"“{letter.subject}” arrived {len(same)} times"
    page = opened(scene, link_works(scene, letter))
    assert 'type="password"' in page.lower(), "the link of the mail opens no form for a new password"
    with postbox(scene, unknown.email) as box:
        assert not box.letters(), "an address without an account gets a mail"
    scene.saw(f"“{letter.subject}” arrived once; its link opens the form; an unknown address got nothing")


@contract(
    "mail.refund-request",
    severity="medium",
    effect="sends",
    says=(
        "=refund request notifications|email|emails|mail",
        "refund request confirmation? notifications|email|mail sent|received|arrives|works|@tested",
        "customer|buyer|staff gets|receives email|mail when|after refund requested",
        (
            "=refund request email|mail|notifications|notifies|notified ~ sent customer get when staff confirmation "
            "arrives buyer out goes reach about receives go after delivered owner admin user @works"
        ),
    ),
)
def refund_request(scene: Scene) -> None:
    """Who asks for a refund gets a mail with number and amount, and so does the staff (`staff_mail` in `[storefront]`).

    The mail that says that the money went back is another one: `mail.refund-issued`.

    Why: a request that nobody hears of becomes a dispute at the bank.
    Fix: send both mails where the request is stored.
    """
    customer = scene.customer()
    placed = scene.buy(scene.something(), customer=customer)
    with scene.staff() as staff:
        order = staff.order(placed.order)
    assert order is not None, f"the staff does not see the order {placed.order}"
    wanted = staff_address(scene)
    before = {address: known(scene, address, placed.order) for address in (customer.email, wanted)}
    answer = scene.visitor().request_refund(placed.order, customer.phone, "It does not fit.")
    assert answer.accepted, f"the request was refused: {answer.message} {dict(answer.errors) or ''}"
    for address, who in ((customer.email, "the customer"), (wanted, "the staff")):
        letter = the_one(scene, address, placed.order, who, before=before[address])
        holds_amount(letter, order.totals.total)
    scene.saw("a mail to the customer and one to the staff, both with number and amount")


@contract(
    "mail.admin-notification",
    severity="medium",
    effect="sends",
    says=(
        "=email: admin|staff notifications",
        "admin|staff email|mail notifications sent|received|arrive|works|@tested|@set?",
        "new order email|mail notification? admin|staff|owner|shop",
        "admin|staff|owner receives|gets email|mail new? order|orders",
        "we? get email|mail when? new order",
        "admin|staff|owner|team notified new orders email|mail",
        (
            "order admin|owner|staff|team|shop|merchant|office|store email|mail|notification|notified|alerts "
            "get|receive|new|notified|arrive|works|goes|reach|sent|order|comes|tested ~ right when mailbox inbox "
            "address about placed @works"
        ),
        (
            "=new order notification|alerts|email|mail ~ goes go right address sent arrive inbox mailbox set up "
            "team received @works"
        ),
        (
            "=staff|merchant|owner|admin|order email|mail|notification notification|sent|works|tested|set|arrive "
            "~ up get right new address go order @works"
        ),
        "=get email|mail order ~ new when comes placed",
    ),
)
def admin_notification(scene: Scene) -> None:
    """The staff (`staff_mail` in `[storefront]`) gets one mail about a new order, with its number.

    Why: an order that nobody packs is noticed by the customer first.
    Fix: name the recipients in production's settings, and send it once the order stands.
    """
    address = staff_address(scene)
    # A shop that was set up anew gives its numbers again, and the mailbox still has the mails about the first ones.
    with postbox(scene, address) as box:
        before = frozenset(one.id for one in box.letters())
    placed = scene.buy(scene.something())
    letter = the_one(scene, address, placed.order, "the staff", before=before)
    scene.saw(f"“{letter.subject}” arrived once")


def the_one(scene: Scene, address: str, words: str, who: str, before: frozenset[str] = frozenset()) -> Letter:
    """The one letter to an address that holds the words and was not there before; asserts that it is one."""
    with postbox(scene, address) as box:
        box.wait(words, known=before)
        time.sleep(ECHO)
        found = [one for one in box.letters(words) if one.id not in before]
    assert found, f"no mail to {who} arrived within {scene.settings.mail.arrival:g} s"
    assert len(found) == 1, f"{len(found)} mails to {who} arrived: {', '.join(one.subject for one in found)}"
    return found[0]


def known(scene: Scene, address: str, words: str) -> frozenset[str]:
    """Which letters there are, once those about the order itself have come."""
    with postbox(scene, address) as box:
        box.wait(words)
        time.sleep(ECHO)
        return frozenset(one.id for one in box.letters(words))


def staff_address(scene: Scene) -> str:
    """Where the shop's notices go."""
    cure = "set staff_mail in [storefront] of golive.toml"
    return scene.settings.storefront.staff_mail or cannot_tell("no address of the staff is declared", cure=cure)


def holds_amount(letter: Letter, amount: Money) -> None:
    """Assert that the mail names the amount with its currency."""
    assert letter.names(amount), f"the mail does not say {amount}"
    signs = [amount.currency, *SIGNS.get(amount.currency, "").split()]
    # They touch the number: “Rs500”, “12,50zł”.
    assert any(sign in f"{letter.subject} {letter.text}" for sign in signs), f"the mail does not say {amount.currency}"


def link_works(scene: Scene, letter: Letter, *, opens: bool = True) -> str:
    """The mail's longest link to the shop; asserts that there is one, that it is https, and that it is answered."""
    hosts = scene.settings.target.all_hosts
    link = letter.link_to(hosts)
    assert link, f"“{letter.subject}” has no link"
    parts = urlsplit(link)
    assert parts.scheme == "https", f"the link of “{letter.subject}” is not https"
    assert parts.hostname in hosts, f"the link of “{letter.subject}” leads to {parts.hostname}"
    if opens:
        opened(scene, link)
    return link


def opened(scene: Scene, link: str) -> str:
    """The page that a link opens."""
    with scene.stage.new_session() as session:
        answer = session.get(link)
    assert answer.status_code == 200, f"the link of the mail is answered with {answer.status_code}"
    return str(answer.text)
