"""Planned checks: payment."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "payment.credentials-accepted",
    "Gateway credentials are accepted.",
    severity="critical",
    needs=("payment", "env"),
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
planned(
    "payment.live-mode",
    "The gateway is in production mode.",
    severity="critical",
    needs=("payment", "env"),
    says=(
        "stripe|razorpay|payment|gateway api? keys production|live keys?",
        "stripe|razorpay|payment|gateway api? keys production|live keys? not test keys|mode",
        "stripe|razorpay|payment|gateway production|live keys @set",
        "stripe|razorpay|payment|gateway production|live keys @set not test keys?",
        "stripe|razorpay|payment|gateway gateway? live|production mode @set?",
        "=stripe|razorpay|payment|gateway gateway? mode",
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
planned(
    "payment.sandbox-roundtrip",
    "A sandbox payment can be created and read back.",
    severity="high",
    needs=("payment",),
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
    "payment.bakong-account-registered",
    "The Bakong account id exists.",
    severity="critical",
    needs=("payment", "env"),
    says=(
        "bakong account|id|merchant registered|valid|exists|correct|active",
        "=bakong_id production? bakong id",
        "environment|variables: bakong_id",
        "=bakong account|id|merchant ~ @works @set @tested valid registered api known nbc check one know",
        "=bakong_id ~ @works @set @tested valid registered api known nbc know",
    ),
)
planned(
    "payment.khqr-payload",
    "The generated KHQR payload is right.",
    severity="critical",
    needs=("storefront", "env"),
    says=(
        "khqr payment @works|@tested",
        "khqr payload|code|codes|qr correct|valid|generated|scannable|scans",
        "khqr bakong? merchant name exact|exactly? match|matches|correct",
        "=bakong_merchant_name exact match required",
        "environment|variables: bakong_merchant_name",
        "=khqr payload|string|crc|generated|amount|merchant|currency|decode|account ~ code valid right tested works "
        "name show match order contain qr expiry",
        "khqr|qr merchant|amount|currency|crc|account right|correct|valid|match|order|name ~ code show contain "
        "string test",
        "khqr name|amount|account right|correct ~ shows",
    ),
)
planned(
    "payment.webhook-registered",
    "The payment webhook is registered at the gateway.",
    severity="high",
    needs=("payment", "url"),
    says=(
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
planned(
    "payment.webhook-signature-enforced",
    "The webhook refuses unsigned calls.",
    severity="critical",
    needs=("url", "env"),
    says=(
        "payment|stripe|razorpay: configured webhook handling",
        "payment|stripe|razorpay: webhook signing? secret|signature @set|set|verification|validation",
        "payment: payment api calls secured",
        "stripe|razorpay|payment|gateway webhook signing? secret @set|set",
        "stripe|razorpay|payment|gateway webhook signature verification|validation|@set|required?",
        "webhook signature verification|validation|required|enforced works|@set|@tested?",
        "=webhook signature",
        "forged|unsigned|fake|invalid unsigned|forged? webhooks calls|requests|events? rejected|refused|ignored|denied",
        "unsigned|forged payment? webhooks|webhook calls|requests? not|never accepted|processed",
        "webhook endpoint? rejects|refuses|ignores unsigned|forged|invalid|fake requests|calls|events|signatures",
        "forged|unsigned|fake|invalid webhooks|webhook get|gets|answered 400|401|403",
        "webhook signature|unsigned|signing "
        "stripe|payment|razorpay|gateway|paypal|secret|endpoint|call|invalid|wrong|without "
        "verify|validate|enforced|check|refused|reject|400|401|403|ignored|protected|required|set|configured ~ "
        "request get return",
        "=webhook signature|unsigned|signing ~ stripe payment razorpay gateway verify check required enforced "
        "protected secret set configured wrong invalid rejected refused valid 400 401 403 get endpoint call",
        "webhook secret|signing stripe|razorpay|payment|gateway|paypal set|configured|secret|correct|right|live ~ "
        "environment",
        "fake|forged|unsigned|tampered|spoofed|unauthenticated|manipulated webhook|callback "
        "rejected|refused|ignored|denied|400|401|403|dropped ~ call request payment event stripe get endpoint",
        "check|verify stripe signature webhook ~ incoming",
        "webhook signature bad|wrong|without|invalid|no|missing bounce|fail|error|refused|rejected ~ get call 400",
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
