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
    "payment.fraud-screening",
    "Fraud screening is on.",
    severity="medium",
    needs=("payment",),
    says=(
        "fraud detection|screening|rules|prevention|protection @set|on",
        "stripe radar rules? @set|on",
        "fraud|antifraud|radar "
        "detection|screening|filter|rule|protection|prevention|check|analysis|tool|setting|engine|stripe|scoring "
        "enabled|active|configured|run|set ~ anti payment card order gateway shopify",
        "risk rule|filter|engine|score|check payment|gateway|stripe|card|order enabled|active|configured ~ fraud",
        "=radar stripe|rule|fraud ~ enabled active configured reviewed payment",
        "=radar enabled|active|stripe ~ enabled active stripe",
        "fraud check|screen|scan|look gateway|stripe|order|payment|transaction ~",
    ),
)
planned(
    "payment.live-payment-seen",
    "A real small payment went through.",
    severity="high",
    needs=("payment", "storefront"),
    says=(
        "@tested payment flow|processing|process? live|production keys|mode|card",
        "@tested payment processing|flow|transaction? small amount",
        "real|live payment|transaction|charge small? amount? made|@tested|works|successful|succeeds",
        "real card|money order|payment|purchase|transaction|charged",
        "small real|live payment|transaction|purchase|amount",
        "real credit card order|payment|purchase|transaction|charged",
        "bought|paid|purchased something|product|item 1|5? real credit? card order?",
        "real|actual|genuine card|credit|money|payment|transaction|charge|order|purchase paid|pay|made|make|test|"
        "went|go|goes|through|charged|captured|successful|place|done|order|purchase|buy|bought|seen ~ debit 1 2 5 "
        "one euro eur usd small amount own customer refund gateway dashboard somebody someone first did after",
        "live payment|transaction|charge|credit|card|money "
        "made|make|test|went|go|goes|through|captured|successful|done|seen|paid|buy|small|order ~ 1 2 5 one euro eur "
        "usd amount first dashboard gateway own place refund purchase",
        "real|live order|purchase paid|card|money|refund ~ place one made first credit customer test",
        "pay|paid|buy|bought|order own|real|actual card|money ~ 1 2 5 10 euro eur something credit item small debit",
        "process|run|make|made live payment|transaction|charge|order one|refund|small ~ real 1 first",
    ),
)
planned(
    "payment.reconciliation",
    "Gateway transactions agree with orders.",
    severity="high",
    needs=("payment", "storefront"),
    says=(
        "=stripe|razorpay|gateway|payment transactions",
        "transactions|payments reconciled|match|matched|agree orders|order",
        "captured payment matches|matched|agrees order",
        "=payments|transactions|stripe|razorpay reconciled",
        "payment|transaction reconciliation works|functional|@tested|done",
        "orders gateway? transactions|payments agree|match|reconcile",
        "daily? reconciliation stripe|gateway|payment|razorpay payouts|payments|transactions? orders",
        "payment|transaction|payout|gateway|stripe|razorpay|paypal order|shop|sale "
        "reconcile|reconciliation|match|agree|compared|equal|correspond|accounted|consistent|difference|same ~ paid "
        "total daily captured amount vs against between one day",
        "no|never payment|transaction without order ~ paid captured gateway vice versa",
        "no|never order without payment|transaction paid ~ captured gateway",
        "=payment|gateway|stripe|razorpay|transaction|payout reconcile|reconciliation ~ daily job works done "
        "difference open run order tested weekly report",
        "money|payment|transaction|payout stripe|gateway|up|bank|razorpay order|sale "
        "match|equal|tie|tally|agree|add|money ~ tied",
        "payment tie|tally|square order ~ up",
    ),
)
planned(
    "payment.success-rate",
    "Payment success rate is acceptable.",
    severity="high",
    needs=("payment",),
    says=(
        "payment|transaction success rate @watched|acceptable|normal?",
        "failed|declined payments below|under|less",
        "!payment failure|error rate|spike above|over|high|increased|increases?",
        "payment|transaction|card|authorization|authorisation rate|ratio|share|percentage "
        "success|failure|error|fail|authorization|authorisation|approval|decline|acceptance "
        "above|below|under|low|high|ok|normal|stable|fine|acceptable|monitored|good|less|least|higher|more|lower ~ 1 "
        "2 3 5 10 90 92 95 97 98 99 than percent day hour",
        "most|nearly|almost payment|transaction succeed|successful|through ~ go",
        "payment|transaction succeed|successful|succeeded 9|nine|95|90|most|98|99 ~ ten 10 out 100 least",
        "card|payment acceptance|approval|authorization|success rate healthy|ok|fine|normal|good|acceptable|stable ~",
        "authorization|authorisation|approval|acceptance card|payment rate ~ above below 90 95 85 80 97 98",
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
