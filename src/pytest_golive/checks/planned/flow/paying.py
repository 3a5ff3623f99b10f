"""Planned checks: payments, refunds, tax and promo codes."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.payment-completes",
    "A payment completes and the order becomes paid.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "@tested|works|functional|successful payment processing|flow|process end|sandbox?",
        "payment processing|flow @tested works",
        "stripe: payment flow|processing @tested end?",
        "payment works|functional|successful|succeeds|goes|went through?",
        "=payment processing|flow",
        "=complete payment",
        "webhook handler|handling|processing|events? idempotent",
        "same|repeated webhook|notification delivered|sent? twice? not|never booked|book|processed twice?",
        "no double|duplicate charge|charges|booking|bookings|payments",
        "paid orders marked|shown paid",
        "order marked|becomes|turns paid after|once|when payment|paying|webhook",
        "=payments|webhooks idempotent",
        "webhook retries|redelivery dont|never|not create|book|charge duplicate|double? orders|payments|twice",
        "click|clicking|clicks pay charges|charged only? once",
        "customer|card charged only|exactly once",
        "!payment processing|flow? not|isnt|arent works|functional",
        "!payment processing|flow? broken|failing|fails|down|fail",
        "=pay customer|visitor|user|buyer|shopper|people|guest|anyone|somebody ~ able possible order online checkout "
        "get i even if",
        "=payment @works|@tested|through|end|process|flow|goes|smooth ~ @works @tested go going order customer "
        "checkout smoke mobile desktop online error problem get i even if",
        "order paid mark|status|turn|become|set|go|goes|update|show|flip|change|completed "
        "payment|pay|webhook|callback|after|successful|success|gateway|once|when ~ automatically stripe through "
        "customer right done notification get i even if",
        "webhook|callback|ipn|notification|click|pay|retry|replay|replayed "
        "twice|double|duplicate|once|second|again|idempotent "
        "not|dont|doesnt|never|no|only|cannot|nothing|harmless|one|single|exactly ~ payment book charge create "
        "process order customer repeated retried button same delivered sent event get i even if",
        "callback|webhook|ipn payment|gateway|order|stripe update|mark|set order|status|paid ~ works right get i "
        "even if",
        "webhook|callback|payment idempotent|deduplicated ~ handler processing tested works event stripe get i even if",
        "customer|visitor|user pay order paid|flip|goes|turn|become|marked ~ get status i even if",
        "nobody|noone|never|not|no|cant charge|pay|paid|billed twice|double ~ customer same order one get i even if",
        "money|card|charge|customer taken|charged|booked|billed once ~ even if click pay twice only button exactly "
        "refresh reload get i",
        "=pay order paid mark|get|becomes|goes ~ i customer even if",
        "=payment flow|process sandbox ~ @works @tested order",
        "payment captured|successful|received order paid ~ marked status",
    ),
)
planned(
    "flow.payment-failed",
    "A failed payment is handled.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "failed|declined|rejected payment|card handled|handling|@tested",
        "payment failures|errors handled|handling gracefully? @tested|@set?",
        "payment: error handling @set|@tested",
        "declined|failed|refused card|payment order stays|remains|left unpaid|pending|open",
        "retry failed|declined payment",
        "payment retry works|functional|@tested",
        "declined|failed cards|payment leave|leaves|keeps order unpaid|pending|open",
        "failed|declined payment retried",
        "payment fails @tested|handled|gracefully",
        "insufficient funds handled|handling|@tested|declined",
        "card|payment declined|failed clear|friendly? message no order",
        "fail|declined|refused|insufficient|cancelled|canceled|aborted|failure|unsuccessful "
        "payment|card|funds|charge|transaction "
        "unpaid|handled|open|pending|tested|retry|retried|gracefully|again|release|freed ~ order leave keep stays "
        "stay customer stock when after what happen try able get bad",
        "fail|declined|refused|cancelled|canceled|aborted payment|card|transaction not|no|never|doesnt|dont "
        "paid|order|mark|create ~ when stay stays get bad",
        "bad|declined|refused|failing|expired card order unpaid|remain|open|no|not|stay|stays ~ created paid when "
        "leaves get",
        "=try|test card|payment declined|fail|refused ~ get one pay when bad",
    ),
)
planned(
    "flow.payment-timeout",
    "A payment timeout is handled.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "payment|gateway timeouts handled|handling|@tested gracefully?",
        "payment errors handling @tested|@set?",
        "payment: error handling @set|@tested",
        "payment|gateway|provider doesnt|not|never answer|respond|reply order stays|remains pending|unpaid|open",
        "payment|gateway gateway? outage|unavailable handled|handling gracefully?",
        "payment|gateway timeout leaves|keeps order pending|unpaid|open",
        "payment|gateway provider outage handled|handling gracefully?",
        "late payment|gateway? notifications|webhook|callback still? booked|handled|accepted|processed",
        "payment|gateway|provider|stripe|paypal|razorpay timeout|outage|down|slow|unavailable|times|unreachable|hang "
        "handled|gracefully|pending|tested|survive|simulated|friendly|cleanly|open|clean ~ api request order leave "
        "stay stays when if customer out after 10 30 35 second message works take",
        "payment|gateway|provider|stripe|paypal|razorpay "
        "down|outage|slow|unavailable|timeout|unreachable|answer|respond|reply|response "
        "not|doesnt|no|never|without|dont crash|hang|break|fall|500 ~ if when order stay stays api see request take",
        "gateway|provider|stripe|payment slow|timeout|outage survive|tolerate|handle ~ api when take if",
        "late|delayed payment|gateway|webhook|notification "
        "confirmation|notification|callback|success|webhook|payment booked|handled|accepted|processed|count ~ once "
        "order after take if",
        "outage|down|hang|slow|timeout stripe|paypal|gateway|provider|payment dont|doesnt|not|never ~ if take when "
        "pull",
        "late|delayed payment|gateway confirmation|notification|callback|success|webhook "
        "booked|handled|accepted|processed ~ once order",
        "gateway|provider|payment doesnt|not|never answer|respond pending|unpaid|open nobody|no crash|error ~ order "
        "stay stays see",
    ),
)
planned(
    "flow.payment-error-message",
    "Payment errors show a message.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "payment: error messages clear|shown|displayed|friendly|helpful|understandable",
        "payment error|failure messages clear|shown|displayed|friendly|helpful|understandable",
        "clear|helpful|friendly error? message declined|failed|refused payment|card",
        "customer|buyer|shopper told what|why payment|declined|failed|unpaid",
        "card|payment decline|declines|failure|declined|failed shows|gives friendly|clear|helpful? message",
        "card|payment declined|failed clear|friendly? message no? order?",
        "payment|card error|fail|failure|declined|refused "
        "message|text|told|explain|hint|understandable|helpful|friendly|clear|tell|reason ~ customer user buyer "
        "shopper shown show displayed display see get when why what next language instead stack trace own",
        "payment|card error|failure|failed|declined shown|show|see|displayed|told|get customer|buyer|user|shopper ~ "
        "message helpful clear when why",
        "no|never|not raw|technical|internal|exception|stack error|text|message|trace gateway|payment|card "
        "customer|user|buyer|shown|visible ~ show code api",
        "customer|buyer|user payment|card|declined fail|declined|refused|error|customer "
        "message|know|told|next|explanation ~ get clear if what when friendly see helpful why",
        "declined customer|buyer know|told what|why ~ next",
        "show|display|displays useful|helpful|clear|friendly|understandable|good error|message card|payment "
        "declined|fail|refused ~ if when customer user",
    ),
)
planned(
    "flow.refund",
    "A refund works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "partial? full? refund process|flow|handling|processing|functionality? works|functional|@tested",
        "@tested partial|full full|partial? refund",
        "refunds go|goes|went through",
        "refund reaches|arrives|appears customers|gateway|customer|stripe card|account?",
        "=refund @works|@tested|order|payment|customer|card|partial|full|issue|processed|back|gateway|reach|possible|"
        "able|admin|arrive|transaction ~ @works @tested stripe razorpay paypal go goes dashboard marked status "
        "updated money trigger see amount right end after bank account real",
        "refund gateway|card|customer|stripe reach|arrive|go|goes|appear|shown|back ~ partial order money bank account",
        "=refund money|order|one back|partly|partial|half|full ~ go goes when another",
    ),
)
