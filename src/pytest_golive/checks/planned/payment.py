"""Planned checks: payment."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "payment.api-over-https",
    "Gateway calls go over verified HTTPS.",
    severity="critical",
    needs=("settings", "code"),
    says=(
        "=payment security",
        "payment: api calls|requests secured|secure|encrypted|https",
        "payment api|gateway|provider calls|requests|traffic|communication secured|secure|encrypted|https|ssl",
        "calls? payment provider|gateway|api go|goes https|ssl",
        "payment|stripe|razorpay|paypal|psp https|ssl|encrypted "
        "call|request|traffic|connection|communication|data|transmitted|transmission|api|sent ~ only go verify "
        "certificate verification transfer provider gateway secured",
        "=gateway https|ssl|encrypted call|request|traffic|connection|communication ~ only sent verification verify",
        "payment|gateway|stripe|razorpay|paypal verify|verification certificate|ssl "
        "call|request|connection|traffic|enabled ~ https api provider",
        "no verify false payment|gateway|stripe|code ~ module call request anywhere",
        "payment|stripe|paypal|gateway https|ssl talk|speak|go|only ~ provider api",
    ),
)
planned(
    "payment.no-card-data-stored",
    "No card data is stored.",
    severity="critical",
    needs=("db", "code", "server"),
    says=(
        "=payment security",
        "no sensitive? card|payment|cardholder|credit data|details|numbers|card stored|saved|kept|logged",
        "card|cardholder|payment|credit card? data|details|numbers never|not stored|saved|kept|logged",
        "no pan|cvv|cvc|pans pan|cvv|cvc? stored|saved|kept|logged",
        "sensitive data not stored plain text",
        "sensitive data not stored plaintext",
        "credit? card data|details|numbers never touches|reaches|hits database|server|servers|logs",
        "card data|details|numbers dont|never|not end|appear|land|show up? logs|database",
        "cvv|cvc|pan|pans never|not stored|saved|kept|logged",
        "card|cardholder|pan|cvv|cvc no|not|never|dont|nothing|without|none|doesnt|neither "
        "store|save|kept|keep|database|touch|reach|see|server|disk ~ credit debit data number detail payment any "
        "plain text sensitive holder contain",
        "card|pan|cvv data|detail|number stay|stays|tokenised|tokenized|only "
        "stripe|gateway|provider|psp|element|hosted ~ credit handled",
        "card|pan|cvv number|data|detail not|never|no|dont database|see|disk|anywhere ~ credit",
    ),
)
planned(
    "payment.provider-status",
    "The gateway reports no incident.",
    severity="high",
    needs=("url",),
    says=(
        "stripe|razorpay|bakong|gateway|payment provider|gateway? status page",
        "no stripe|razorpay|gateway|provider|payment incident|incidents|outage",
        "stripe|razorpay|gateway|provider no open|known|unresolved? incident|incidents|outage",
        "stripe|razorpay|gateway|paypal|provider|psp|bakong status "
        "operational|green|normal|ok|fine|page|check|clean|healthy ~ payment api before launch up show",
        "no|not|without|zero incident|outage|problem|disruption|degradation "
        "stripe|razorpay|gateway|provider|paypal|psp ~ open ongoing known reported payment status current unresolved "
        "any side maintenance",
        "status.stripe.com|status.razorpay.com|status.paypal.com operational|green|show|ok|normal|incident ~",
        "=stripe|razorpay|paypal|gateway|provider up|status status|page|up ~ ok check",
        "=stripe|razorpay|gateway|paypal status ~ before launch ok payment provider",
    ),
)
planned(
    "payment.endpoint-reachable",
    "The server reaches the gateway.",
    severity="high",
    needs=("server",),
    says=(
        "payment: network connectivity",
        "payment|stripe|razorpay|bakong gateway|api|endpoint|host|provider reachable|accessible|connectivity server?",
        "server reaches|reach|connects|connect payment|stripe|razorpay gateway|api?",
        "server|app|backend reach|reaches|connect|connects api.stripe.com|api.razorpay.com",
        "server|app|host|firewall|outgoing|outbound|pod|cluster|container "
        "payment|stripe|razorpay|api.stripe.com|paypal|psp|bakong|api.razorpay.com "
        "reach|reachable|connect|connectivity|access|accessible|talk|curl|let|allowed|open|resolve ~ @works api "
        "network https succeed 443 port gateway provider endpoint traffic",
        "=server|app|host|firewall|outgoing|outbound|pod|cluster|container gateway "
        "reach|reachable|connect|connectivity|access|accessible|talk|curl|let|allowed ~ @works api network https "
        "succeed 443 port payment provider",
        "=connectivity|network|connection|reachable|access payment|stripe|razorpay|bakong|paypal "
        "gateway|provider|api|host|endpoint ~ @works @tested server",
        "=egress|production|outgoing|outbound payment|stripe|razorpay|paypal|gateway "
        "reach|reachable|open|allowed|works|connect ~ api provider",
        "egress|outbound|outgoing payment|stripe|razorpay|paypal open|allowed|works|reach|tested ~ gateway api "
        "provider traffic https 443",
        "=app|server|backend gateway connect|reach|talk ~ payment",
    ),
)
