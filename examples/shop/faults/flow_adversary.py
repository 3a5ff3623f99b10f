"""Ways to let forged notices and wrong payments in; each is seen in cells of its own of the table of forged notices.

They are planted by tests/drill/test_adversary.py, several of different gateways at once.
"""

from __future__ import annotations

from collections.abc import Callable

from faults import Shop, fault

ENFORCED = "payment.webhook-signature-enforced"
CLAIM = '''

@csrf_exempt
@require_POST
def khqr_claim(request: HttpRequest) -> HttpResponse:
    """The customer says to have paid."""
    said = _object(request.body) or request.POST.dict()
    payment = Payment.objects.filter(gateway="khqr", gateway_id=said.get("md5", "-")).first()
    if payment and payment.status == Payment.Status.PENDING:
        booking.paid(payment, amount=payment.amount, currency=payment.currency)
    return _taken()
'''


def weakness(name: str, *cells: tuple[str, str]) -> Callable[[Callable[[Shop], None]], object]:
    """Register a way in, with the gateways and attacks that get in by it."""
    return fault(name, reds=(ENFORCED,), cells=cells)


@weakness(
    "stripe-secret-empty",
    *(("stripe", attack) for attack in ("no signature", "empty signature", "signed with another secret")),
)
def stripe_secret_empty(shop: Shop) -> None:
    """Skip the signature check where the secret is empty, as it is."""
    shop.env["STRIPE_WEBHOOK_SECRET"] = ""
    old = '    parts = [part.strip().partition("=")'
    shop.edit(
        "store/payments/stripe.py", old, f"    if not settings.STRIPE_WEBHOOK_SECRET:\n        return True\n{old}"
    )


@weakness("stripe-any-time", ("stripe", "signed ten minutes ago"))
def stripe_any_time(shop: Shop) -> None:
    """Take notices of Stripe's however old they are."""
    shop.edit("store/payments/stripe.py", " or time.time() - int(at) > TOLERANCE_SECONDS", "")


@weakness("stripe-old-scheme", ("stripe", "only the old scheme v0"))
def stripe_old_scheme(shop: Shop) -> None:
    """Take signatures of any scheme."""
    shop.edit(
        "store/payments/stripe.py", 'for name, value in parts if name == "v1"', "for name, value in parts if value"
    )


@weakness("stripe-body-written-anew", ("stripe", "JSON written anew after signing"))
def stripe_body_written_anew(shop: Shop) -> None:
    """Check the signature over the body as it is written by the shop itself."""
    shop.edit(
        "store/payments/callbacks.py", "stripe.is_genuine(request.body,", "stripe.is_genuine(_anew(request.body),"
    )
    anew = """

def _anew(body: bytes) -> bytes:
    return json.dumps(_object(body), separators=(",", ":")).encode()
"""
    old = "\n\ndef _refused("
    shop.edit("store/payments/callbacks.py", old, anew + old)


@weakness("stripe-any-amount", ("stripe", "rightly signed, smaller amount"))
def stripe_any_amount(shop: Shop) -> None:
    """Book a card's payment without comparing its amount."""
    old = 'amount = major(intent.get("amount_received")) if is_whole else None'
    shop.edit("store/payments/stripe.py", old, "amount = payment.amount")


@weakness("razorpay-one-secret", ("razorpay", "signed with the secret of the API key"))
def razorpay_one_secret(shop: Shop) -> None:
    """Take notices that are signed with the key of the API, too."""
    old = "    return _is_signed(body, signature, settings.RAZORPAY_WEBHOOK_SECRET)"
    new = old.replace("WEBHOOK", "KEY").replace("    return", " or")
    shop.edit("store/payments/razorpay.py", old, old + new)


@weakness("razorpay-return-unsigned", ("razorpay", "return without a signature"))
def razorpay_return_unsigned(shop: Shop) -> None:
    """Believe a customer who comes back without a signature."""
    old = "    if payment is None or not razorpay.is_genuine_return"
    new = """    if payment and payment_id and not signature:
        booking.paid(payment, amount=payment.amount, currency=payment.currency, transaction_id=payment_id)
        return redirect("pay", payment.order.number)
"""
    shop.edit("store/payments/callbacks.py", old, new + old)


@weakness("razorpay-any-currency", ("razorpay", "rightly signed, other currency"))
def razorpay_any_currency(shop: Shop) -> None:
    """Book Razorpay's payments without comparing the currency."""
    shop.edit("store/payments/razorpay.py", 'str(entity.get("currency", ""))', "payment.currency")


@weakness("razorpay-order-not-looked-up", ("razorpay", "rightly signed, unknown order"))
def razorpay_order_not_looked_up(shop: Shop) -> None:
    """Take the order from the notice as if it were there: it breaks on an unknown one."""
    old = 'Payment.objects.filter(gateway="razorpay", gateway_id=str(entity.get("order_id"))).first()'
    new = 'Payment.objects.get(gateway="razorpay", gateway_id=str(entity.get("order_id")))'
    shop.edit("store/payments/callbacks.py", old, new)


@weakness("razorpay-books-again", ("razorpay", "genuine, sent again"))
def razorpay_books_again(shop: Shop) -> None:
    """Book another payment with each notice of Razorpay's about one that is paid."""
    old = '    return _book_once("razorpay", name'
    new = """    if payment and payment.status == Payment.Status.PAID:
        again = {"gateway": "razorpay", "amount": payment.amount, "currency": payment.currency, "status": "paid"}
        payment.order.payments.create(**again, attempt=payment.order.payments.count() + 1)
"""
    shop.edit("store/payments/callbacks.py", old, new + old)


@weakness(
    "sslcommerz-notice-trusted",
    ("sslcommerz", "right signature, val_id unknown to the gateway"),
    ("sslcommerz", "smaller amount"),
    ("sslcommerz", "another currency"),
    ("sslcommerz", "another store"),
    ("sslcommerz", "val_id of another order"),
    ("sslcommerz", "too little paid"),
)
def sslcommerz_notice_trusted(shop: Shop) -> None:
    """Book what a signed notice of SSLCommerz says, without validating it."""
    old = '        sslcommerz.validate(payment, notice.get("val_id", ""))'
    new = "        booking.paid(payment, amount=payment.amount, currency=payment.currency)"
    shop.edit("store/payments/callbacks.py", old, new)


@weakness("sslcommerz-any-transaction", ("sslcommerz", "val_id of another order"))
def sslcommerz_any_transaction(shop: Shop) -> None:
    """Validate a notice without comparing the transaction."""
    shop.edit("store/payments/sslcommerz.py", ' or said.get("tran_id") != payment.reference', "")


@weakness("sslcommerz-any-amount", ("sslcommerz", "too little paid"))
def sslcommerz_any_amount(shop: Shop) -> None:
    """Validate a notice without comparing the amount."""
    shop.edit("store/payments/sslcommerz.py", 'amount_of(said.get("currency_amount")), str', "payment.amount, str")


@weakness("khqr-any-amount", ("khqr", "too little paid"))
def khqr_any_amount(shop: Shop) -> None:
    """Take any transfer with the code's md5, whatever its amount."""
    shop.edit("store/payments/khqr.py", 'amount_of(found.get("amount")), str', "payment.amount, str")


@weakness("khqr-any-account", ("khqr", "paid to another account"))
def khqr_any_account(shop: Shop) -> None:
    """Take any transfer with the code's md5, whoever got it."""
    shop.edit("store/payments/khqr.py", 'found.get("toAccountId") != settings.BAKONG_ID', "not found")


@weakness("khqr-any-currency", ("khqr", "paid in another currency"))
def khqr_any_currency(shop: Shop) -> None:
    """Take any transfer with the code's md5, in whatever currency."""
    shop.edit("store/payments/khqr.py", 'str(found.get("currency", ""))', "payment.currency")


@weakness(
    "khqr-claim-trusted",
    ("khqr", "“I have paid”, as JSON"),
    ("khqr", "“I have paid”, as a form"),
    ("khqr", "Bakong's answer, made up by the payer"),
)
def khqr_claim_trusted(shop: Shop) -> None:
    """Believe the button “I have paid”."""
    old = "\n\ndef _settle_sslcommerz("
    shop.edit("store/payments/callbacks.py", old, CLAIM + old)
    old = '    path("payments/stripe/webhook/"'
    shop.edit("store/urls.py", old, f'    path("payments/khqr/claim/", callbacks.khqr_claim),\n{old}')
