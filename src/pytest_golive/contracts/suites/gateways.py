"""The payment gateways themselves: credentials, mode, a payment in the sandbox, where they send their notices."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.gateways.base import Capability, Declined, Endpoint, Gateway, PaymentIntent, Status
from pytest_golive.contracts.money import Money
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.trial import contract
from pytest_golive.settings.payment import StripeTable

#: What test payments are made in, where the table does not say.
USUAL = {"bkash": "BDT", "nagad": "BDT", "sslcommerz": "BDT", "razorpay": "INR"}


@contract(
    "payment.credentials-accepted",
    severity="critical",
    effect="read-only",
    of_gateway=True,
    says=(
        "=payment gateway|api|provider @set",
        "payment gateway|api|provider? credentials|keys @set|set|valid|accepted|works|functional?",
        "stripe|razorpay|bakong|bkash|nagad|sslcommerz api? credentials|keys|key|token @set|set|valid|accepted|works",
        "stripe|razorpay|payment|gateway production|live keys @set",
        "stripe|razorpay|payment|gateway production|live keys @set not test keys?",
        "activate|activated stripe|razorpay|payment|gateway|merchant production|live account",
        "payment: api keys correct|valid|works",
        "payment: add|added keys .env file",
        "payment processing|flow @tested works",
        "!payment processing|flow? not|isnt|arent works|functional",
        "environment|variables: stripe_secret_key|stripe_api_key|stripe_live_secret_key|razorpay_key_secret",
        "key|credential|secret "
        "stripe|razorpay|paypal|payment|gateway|merchant|bkash|nagad|sslcommerz|bakong|provider|psp|mollie|adyen "
        "valid|correct|accepted|works|right|tested|authenticate ~ api entered set environment call real account ones",
        "gateway|stripe|paypal|razorpay|provider accept|authenticate key|credential|login ~ api payment ones right",
        "=key|credential stripe|razorpay|paypal|gateway|merchant|bkash|nagad|sslcommerz|bakong|psp|payment ~ api set "
        "entered provider ones right accepts",
    ),
)
def credentials_accepted(scene: Scene) -> None:
    """Every declared gateway accepts the credentials that are configured, asked without moving money.

    Why: a key that was rotated, mistyped or left empty shows at the first customer who wants to pay.
    Fix: copy the credentials from the gateway's dashboard into the env file again, all of one account and mode.
    Cannot tell when: a gateway does not answer, or its SDK (an extra) is not installed.
    Source: the gateways' own documents, as each adapter names them.
    """
    for name in scene.gateways():
        said = scene.gateway(name).verify_credentials()
        assert said.state != "refused", f"{name} refuses the credentials: {said.evidence}"
        lacks = " (accepted, but lacks the right to look)" if said.state == "insufficient" else ""
        scene.saw(f"{name}: {said.evidence}{lacks}")
        if (ends := scene.gateway(name).token_ends()) is not None:
            days = scene.settings.payment.khqr.token_days if scene.settings.payment.khqr else 0
            left = ends - datetime.now(UTC)
            assert left >= timedelta(days=days), f"{name}: the token ends on {ends:%Y-%m-%d}, in {left.days} days"
            scene.evidence.lapses(f"the token of {name}", ends)


@contract(
    "payment.live-mode",
    severity="critical",
    effect="read-only",
    of_gateway=True,
    says=(
        (
            "payment|stripe|razorpay|gateway: replace|replaced|swap|change|changed|switch|update test "
            "live|production key|keys ~ api with to credentials"
        ),
        "live|production|keys: stripe_secret_key|stripe_publishable_key|stripe_public_key|razorpay_key_id",
        "stripe|razorpay|payment|gateway api? keys production|live keys?",
        "stripe|razorpay|payment|gateway api? keys production|live keys? not test keys|mode",
        "stripe|razorpay|payment|gateway production|live keys @set",
        "stripe|razorpay|payment|gateway production|live keys @set not test keys?",
        "stripe|razorpay|payment|gateway gateway? live|production mode @set?",
        "=stripe|razorpay|payment|gateway gateway? mode",
        "=stripe|razorpay|paypal|payment|gateway|mollie|adyen|klarna live",
        "switch|switched stripe|razorpay|payment|gateway keys|mode|account? test|sandbox live|production",
        "activate|activated stripe|razorpay|payment|gateway|merchant production|live account",
        "payment: switch|switched production|live mode|keys after? testing?",
        "payment: obtain|obtained|get production|live api? keys",
        "environment|variables: stripe_public_key|stripe_publishable_key",
        "environment|variables: stripe_secret_key|stripe_live_secret_key|razorpay_key_id",
        "no test keys left? stripe|gateway|payment|razorpay configured?",
        "sk_live pk_live? keys? no sk_test",
        "payment gateway|provider switched|switch live|production mode?",
        "stripe|razorpay|paypal|payment|gateway|woocommerce|shopify|psp|mollie|adyen|braintree|klarna test|sandbox "
        "mode|key|environment off|disable|deactivated ~ api plugin any",
        "=stripe|razorpay|paypal|payment|gateway|psp|mollie|adyen sandbox|test mode|off off|disabled|deactivated ~",
        "stripe|razorpay|paypal|payment|gateway|psp|mollie|adyen|klarna live|production mode|key ~ @set api "
        "publishable secret provider",
        "switch|moved|changed|flip|go|goes payment|gateway|stripe|razorpay|paypal|provider sandbox|test "
        "live|production|real ~ mode key api account credential",
        "no|without sk_test|pk_test|rzp_test|test|sandbox key ~ environment stripe razorpay payment gateway left api "
        "any file anywhere",
        "no|not|without|never sk_test|pk_test|rzp_test ~ environment key stripe razorpay left any file anywhere",
        "gateway|stripe|payment|paypal|razorpay live|production|real not|no sandbox ~ mode key",
        "payment|gateway|stripe|paypal|razorpay out|off|left test|sandbox mode ~ take taken switched",
        "=gateway|payment|stripe|paypal|razorpay|provider switched|set production|live ~ mode",
        "stripe live key test no ~",
        "replace|swap|exchange stripe|payment|gateway|razorpay|paypal test|sandbox live|production ~ key api mode "
        "credential",
    ),
)
def live_mode(scene: Scene) -> None:
    """Every declared gateway is in production mode: by its keys, its host, and its own word where it gives one.

    Why: with test keys every order is paid and no money ever comes.
    Fix: put the live keys of the same account, and the live address, into the production env file.
    Cannot tell when: neither keys nor host of a gateway show the mode.
    Source: https://docs.stripe.com/keys, and the gateways' lists of hosts.
    """
    modes = {name: scene.gateway(name).mode_of_credentials() for name in scene.gateways()}
    for name, mode in modes.items():
        scene.saw(f"{name}: {mode.kind}, {mode.evidence}")
    # Of two keys one may be of test mode.
    in_test = [
        f"{name} is in test mode: {mode.evidence}"
        for name, mode in modes.items()
        if mode.kind == "test" or "_test_" in mode.evidence
    ]
    assert not in_test, "; ".join(in_test)
    for name, mode in modes.items():
        gateway = scene.gateway(name)
        if Capability.MODE in gateway.capabilities:
            told = gateway.verify_credentials().mode
            assert told is None or told.kind == "live", f"{name} itself says {told.kind}: {told.evidence}"
        if mode.kind == "unknown":
            cannot_tell(f"nothing shows the mode of {name}: {mode.evidence}")


@contract(
    "payment.sandbox-roundtrip",
    severity="high",
    moves_money=True,
    of_gateway=True,
    says=(
        "payment: test|sandbox mode @tested",
        "payment: @tested sandbox mode? first?",
        "payment gateway|api|provider? sandbox|staging @tested|works",
        "sandbox|test payment|transaction works|functional|successful|made|created|completed|succeeds",
        "test payment gateway? sandbox? went|goes through",
        "sandbox|test payment|transaction|charge works|tested|made|created|create|successful|succeed|succeeds|go|"
        "goes|through|processed|completed|run|tried|try|read|executed ~ gateway stripe 1 eur usd euro small amount "
        "mode back end first card one did provider",
        "=sandbox|test payment|transaction mode ~ stripe gateway",
        "run|try|tried|make|made sandbox|test payment|transaction|charge ~ gateway mode one",
        "sandbox payment|order|transaction|charge ok|fine|read|back|works|paid ~ dummy test small",
    ),
)
def sandbox_roundtrip(scene: Scene) -> None:
    """A small payment is made in each gateway's sandbox and read back with its amount, currency and reference.

    Where the sandbox pays without a person it ends paid, one that is to be declined is declined, and a refund goes
    through.

    Why: an amount in cents where units are meant is found by the customer.
    Fix: send amounts as the gateway counts them (its currency's smallest unit or decimals), and check the sandbox keys.
    """
    for name in scene.gateways():
        gateway, money = scene.gateway(name), Money.of("19.99", scene.table(name).currency or USUAL.get(name, "USD"))
        reference = scene.mark().replace("-", "")
        made = gateway.create_payment(money, reference, idempotency_key=scene.mark())
        read = gateway.get_payment(made.id)
        assert (read.money, read.reference or reference) == (money, reference), (
            f"{name}: {money} for {reference} was made, and {read.money} for {read.reference} is read back"
        )
        scene.saw(f"{name}: {money} reached “{read.status.value}”")
        if Capability.HEADLESS_PAYMENT in gateway.capabilities:
            _paid_and_back(scene, gateway, read)


def _paid_and_back(scene: Scene, gateway: Gateway, payment: PaymentIntent) -> None:
    assert payment.status is Status.SUCCEEDED, f"{gateway.name}: the test payment is {payment.status.value}, not paid"
    back = gateway.refund(payment.id, idempotency_key=scene.mark())
    assert back.money == payment.money, f"{gateway.name}: {back.money} of {payment.money} went back"
    assert back.status != "failed", f"{gateway.name}: the refund failed"
    if Capability.DECLINE_SIMULATION not in gateway.capabilities:
        return
    try:
        made = gateway.create_payment(payment.money, scene.mark(), idempotency_key=scene.mark(), outcome="declined")
    except Declined as error:
        scene.saw(f"{gateway.name}: refunded, and a bad card is declined ({error.code})")
        return
    assert made.status is Status.FAILED, f"{gateway.name}: a payment that is declined ended {made.status.value}"


@contract(
    "payment.webhook-registered",
    severity="high",
    overlooks="=providers =gateways",
    effect="read-only",
    of_gateway=True,
    says=(
        (
            "=webhook|webhooks @tested|@works|receives|received|delivered|delivery|arrive ~ payment gateway "
            "stripe razorpay event events endpoint handler provider"
        ),
        "payment|stripe|razorpay: webhook endpoint|url|handling @set|registered",
        "payment|stripe|razorpay|gateway webhook endpoint|url|handling? @set|registered|set",
        "webhook endpoint|url? entered|registered|@set|set stripe|razorpay|gateway|payment dashboard?",
        "stripe|razorpay|payment|gateway webhook url? points|matches production|live? url|domain|host",
        "webhook payment_intent.succeeded|checkout.session.completed|charge.succeeded live|registered|@set",
        "webhook stripe|razorpay|gateway|payment|paypal|provider|psp|mollie "
        "registered|configured|set|added|add|point|enabled|updated|created|entered|active|exist ~ dashboard url "
        "endpoint new domain right mode event host api",
        "stripe|gateway|razorpay|payment|provider send|deliver|sent event|webhook|notification "
        "live|production|new|endpoint|url|domain ~ right",
        "stripe|razorpay|gateway|provider know webhook ~ url endpoint new domain right",
        "payment|stripe|razorpay webhook go|goes|point|arrive production|live ~ url endpoint domain host",
    ),
)
def webhook_registered(scene: Scene) -> None:
    """Stripe has an enabled, live endpoint at this site over https, for all the events that the shop needs.

    Why: without its notices paid orders stay unpaid.
    Fix: in Stripe's dashboard, under Webhooks, add the shop's address with these events in live mode.
    Cannot tell when: Stripe is not among the gateways: the others keep it in their dashboard, where people look.
    Source: https://docs.stripe.com/api/webhook_endpoints/list
    """
    table = scene.settings.payment.stripe
    if table is None:
        cannot_tell("only Stripe can be asked where it sends its notices", cure="look into the gateway's dashboard")
    gateway = scene.gateway("stripe")
    endpoints = gateway.webhook_endpoints()
    ours = [one for one in endpoints if urlsplit(one.url).hostname in scene.settings.target.all_hosts]
    assert ours, f"none of {len(endpoints)} endpoints leads to {scene.settings.target.host}"
    problems = [_wrong(one, table) for one in ours]
    assert not all(problems), f"{ours[0].url}: {problems[0]}"
    scene.saw(f"{ours[problems.index('')].url} is enabled for all events that are needed")


def _wrong(endpoint: Endpoint, table: StripeTable) -> str:
    """What is wrong with an endpoint, or nothing."""
    url = urlsplit(endpoint.url)
    lacking = [one for one in table.webhook_events if one not in endpoint.events and "*" not in endpoint.events]
    told = {
        "it is disabled": not endpoint.is_enabled,
        "it is one of test mode": not (endpoint.is_live or table.stand_in),
        "it is not https": url.scheme != "https",
        f"its path is not {table.callback}": bool(table.callback) and url.path != table.callback,
        f"it is not told of {', '.join(lacking)}": bool(lacking),
    }
    return next((words for words, is_so in told.items() if is_so), "")


@contract(
    "payment.bakong-account-registered",
    severity="critical",
    effect="read-only",
    of_gateway=True,
    says=(
        "bakong account|id|merchant registered|valid|exists|correct|active",
        "=bakong_id production? bakong id",
        "environment|variables: bakong_id",
        "=bakong account|id|merchant ~ @works @set @tested valid registered api known nbc check one know",
        "=bakong_id ~ @works @set @tested valid registered api known nbc know",
    ),
)
def bakong_account_registered(scene: Scene) -> None:
    """Bakong's production API knows the account id of the KHQR codes.

    Why: money sent to a mistyped account is with somebody else.
    Fix: copy the id (name@bank) from the Bakong app, and use the production address of the API.
    Source: Bakong Open API, check_bakong_account.
    """
    table = scene.settings.payment.khqr or cannot_tell("[payment.khqr] is not declared", cure="add it to golive.toml")
    gateway = scene.gateway("khqr")
    mode = gateway.mode_of_credentials()
    name, at, bank = table.account_id.partition("@")
    assert name and at and bank, f"the account id {table.account_id!r} is not of the form name@bank"  # noqa: PT018
    assert table.stand_in or mode.kind != "test", f"it is asked of the sandbox: {mode.evidence}"
    if mode.kind == "unknown":
        cannot_tell(f"it is not known whether that is Bakong: {mode.evidence}")
    assert gateway.account_exists(), f"Bakong does not know {table.account_id}"
    scene.saw(f"{table.account_id} is registered ({mode.evidence})")
