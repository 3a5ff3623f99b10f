"""Faults of payments: in the shop, in what the gate is told of them, and at the gateways."""

from __future__ import annotations

from faults import Running, Shop, fault
from servers.gateways.khqr import token

#: Whoever pays by card, and looks at the gateway or at the order after it.
BY_CARD = (
    "flow.payment-completes",
    "flow.payment-failed",
    "flow.payment-timeout",
    "flow.payment-error-message",
    "flow.refund",
    "flow.purchase",
    "flow.new-customer-purchase",
    "flow.returning-customer-purchase",
    "payment.webhook-signature-enforced",
    "mail.refund-issued",
)


@fault(
    "notice-books-again",
    reds=("flow.payment-completes",),
    also=("flow.payment-timeout", "payment.webhook-signature-enforced"),
)
def notice_books_again(shop: Shop) -> None:
    """Book another payment of the order when its notice comes again; whoever sends one twice sees it."""
    old = "        return False\n    payment.status, payment.message = Payment.Status.PAID"
    again = """        again = {"gateway": payment.gateway, "amount": payment.amount, "currency": payment.currency}
        order.payments.create(**again, attempt=order.payments.count() + 1, status=Payment.Status.PAID)
"""
    shop.edit("store/payments/booking.py", old, again + old)


@fault("declined-keeps-goods", reds=("flow.payment-failed",))
def declined_keeps_goods(shop: Shop) -> None:
    """Keep the things of an order whose payment was declined."""
    old = "        return_goods(order)\n        order.payment_status = Order.Paid.FAILED"
    shop.edit("store/payments/booking.py", old, "        order.payment_status = Order.Paid.FAILED")


@fault("timeout-cancels", reds=("flow.payment-timeout",), also=("flow.payment-error-message",))
def timeout_cancels(shop: Shop) -> None:
    """Cancel the order when the gateway does not answer in time; its page then says nothing of the payment."""
    old = '        logger.warning("payment %s: %s", payment.reference, error)\n        Payment.objects'
    shop.edit("store/payments/paying.py", old, f"        cancel(payment.order)\n{old}")


@fault("exception-shown", reds=("flow.payment-error-message",))
def exception_shown(shop: Shop) -> None:
    """Show the customer the exception when the gateway does not answer."""
    shop.edit("store/payments/paying.py", ".update(message=UNKNOWN)", ".update(message=repr(error))")


@fault("stripe-in-dollars", reds=("flow.pay-stripe",), also=BY_CARD)
def stripe_in_dollars(shop: Shop) -> None:
    """Send Stripe dollars where it counts cents: nobody can pay by card."""
    shop.edit(
        "store/payments/stripe.py", '        "amount": minor(payment.amount),', '        "amount": int(payment.amount),'
    )


@fault("razorpay-without-cents", reds=("flow.pay-razorpay",), also=("payment.webhook-signature-enforced",))
def razorpay_without_cents(shop: Shop) -> None:
    """Ask Razorpay for whole dollars only. Who pays there pays too little, which is not booked."""
    shop.edit(
        "store/payments/razorpay.py",
        '        "amount": minor(payment.amount),\n        "currency": payment.currency,\n        "receipt"',
        '        "amount": int(payment.amount) * 100,\n        "currency": payment.currency,\n        "receipt"',
    )


@fault("khqr-asks-for-another", reds=("flow.pay-khqr",), also=("payment.webhook-signature-enforced",))
def khqr_asks_for_another(shop: Shop) -> None:
    """Ask Bakong with the md5 of another text than the code's: nothing is ever paid."""
    shop.edit("store/payments/khqr.py", 'body={"md5": md5(payment.qr)}', 'body={"md5": md5(payment.reference)}')


@fault("sslcommerz-without-tax", reds=("flow.pay-sslcommerz",), also=("payment.webhook-signature-enforced",))
def sslcommerz_without_tax(shop: Shop) -> None:
    """Open the session with the amount before tax. Who pays there pays too little, which is not booked."""
    old = '"total_amount": f"{payment.amount:.2f}"'
    shop.edit("store/payments/sslcommerz.py", old, '"total_amount": f"{payment.amount - order.tax:.2f}"')


@fault("bakong-name-differs", reds=("payment.khqr-payload",))
def bakong_name_differs(shop: Shop) -> None:
    """Correct the merchant's name in the env file, and restart nothing."""
    shop.env_file_only["BAKONG_MERCHANT_NAME"] = shop.env["BAKONG_MERCHANT_NAME"] + " Ltd"


@fault("bakong-token-ends", reds=("payment.credentials-accepted",))
def bakong_token_ends(shop: Shop) -> None:
    """Let Bakong's token end in three days."""
    shop.env["BAKONG_TOKEN"] = short = token(days=3)

    def accept(running: Running) -> None:
        running.tills.khqr.token = short

    shop.once_running(accept)


@fault("sandbox-keeps-the-money", reds=("payment.sandbox-roundtrip",), also=("flow.refund", "mail.refund-issued"))
def sandbox_keeps_the_money(shop: Shop) -> None:
    """Have Stripe's refunds fail, those of the shop too."""

    def fail(running: Running) -> None:
        running.tills.stripe.always = "refund_failed"

    shop.once_running(fail)


@fault("bakong-id-mistyped", reds=("payment.bakong-account-registered",))
def bakong_id_mistyped(shop: Shop) -> None:
    """Leave a letter out of the account id."""
    shop.env["BAKONG_ID"] = shop.env["BAKONG_ID"].replace("harbour", "harbor")


@fault("webhook-of-staging", reds=("payment.webhook-registered",))
def webhook_of_staging(shop: Shop) -> None:
    """Register the webhook of staging only."""

    def register(running: Running) -> None:
        running.tills.stripe.endpoints[0]["url"] = "https://staging.shop.test/payments/stripe/webhook/"

    shop.once_running(register)


@fault("refund-in-the-shop-only", reds=("flow.refund",))
def refund_in_the_shop_only(shop: Shop) -> None:
    """Note refunds without asking the gateway for them."""
    old = "        GATEWAYS[refund.payment.gateway].refund(refund)\n"
    shop.edit("store/payments/refunds.py", old, "        refund.status = Refund.Status.DONE\n")
