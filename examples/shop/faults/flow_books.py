"""Faults that show when the gateways' books are laid beside the shop's."""

from __future__ import annotations

import time

from faults import Running, Shop, fault

ORDER = "SELECT id FROM store_order WHERE number = 'PAID000003'"


@fault("books-order-deleted", reds=("payment.reconciliation",))
def books_order_deleted(shop: Shop) -> None:
    """Delete an order that was paid."""
    shop.sql(f"DELETE FROM store_payment WHERE order_id = ({ORDER})")
    shop.sql(f"DELETE FROM store_orderline WHERE order_id = ({ORDER})")
    shop.sql("DELETE FROM store_order WHERE number = 'PAID000003'")


@fault("books-refund-unknown", reds=("payment.reconciliation",))
def books_refund_unknown(shop: Shop) -> None:
    """Refund a payment in the gateway's dashboard, without a word to the shop."""
    shop.once_running(lambda running: _only_charge(running, "pi_paid000006").update(amount_refunded=100))


@fault("payments-declined", reds=("payment.success-rate",))
def payments_declined(shop: Shop) -> None:
    """Let ten customers of the last hour be declined."""

    def decline(running: Running) -> None:
        for number in range(10):
            running.tills.stripe.recall(
                f"pi_declined{number}", reference=f"DECLINED{number:02}-1", amount=2500, currency="USD",
                refunded=0, is_paid=False, at=int(time.time()) - 3600,
            )  # fmt: skip

    shop.once_running(decline)


@fault("fraud-not-screened", reds=("payment.fraud-screening",))
def fraud_not_screened(shop: Shop) -> None:
    """Let Stripe assess no charge."""

    def switch_off(running: Running) -> None:
        running.tills.stripe.risk_level = "not_assessed"
        for charge in running.tills.stripe.charges.values():
            charge["outcome"]["risk_level"] = "not_assessed"

    shop.once_running(switch_off)


def _only_charge(running: Running, name: str) -> dict[str, object]:
    stripe = running.tills.stripe
    return stripe.charges[stripe.intents[name]["latest_charge"]]
