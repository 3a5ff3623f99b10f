"""Planned checks: what a customer does from the catalogue to the delivered order."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.browse-products",
    "Products can be browsed.",
    severity="critical",
    needs=("storefront",),
    says=(
        "@tested? browse products works|functional?",
        "browse|search catalog|catalogue|shop|storefront",
        "product list|listing|listings|catalog|catalogue page? works|functional|displays|shown",
        "product pages|details display|displayed|shown|works",
        "=products get /api/v1/products/|/api/products/|/api/products|/products",
        "product|category pages show|display name|names|price|prices price|prices?",
        "shop|storefront|homepage lists|shows products",
        "product detail? pages open|opens? show|shows? right|correct? price|prices",
    ),
)
planned(
    "flow.add-to-cart",
    "A product can be put in the cart.",
    severity="critical",
    needs=("storefront",),
    says=(
        "=add cart|basket|bag",
        "add cart|basket|bag button? works|functional|@tested",
        "add product|products|item|items cart|basket|bag works|functional?",
        "=cart post /api/v1/cart/items/|/api/cart/items/|/api/cart",
        "product|item put|placed|added cart|basket|bag",
        "add two? same? product cart|basket|bag",
        "add two same? product|item cart|basket|bag",
    ),
)
planned(
    "flow.cart",
    "The cart works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "shopping? cart|basket functionality|works|functional|@tested",
        "@tested shopping? cart|basket functionality",
        "cart|basket quantity|quantities|items updated|changed|removed works|functional?",
        "cart|basket total|totals correct|right|calculated|updated|@tested",
        "cart|basket survives|kept|persists|remembered page? reload|refresh|login",
        "cart|basket totals add up",
        "cart|basket keeps|remembers contents|items|products",
        "quantity|quantities zero|0|negative removes|refused|rejected line|item? cart|basket?",
    ),
)
planned(
    "flow.checkout-form",
    "The checkout form works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "checkout form works|functional|usable|@tested",
        "fill|complete checkout form new? customer?",
        "checkout form validation|validates @tested|works?",
        "checkout form required? fields required|enforced|validation",
        "checkout form? shows|gives error missing? fields?",
        "checkout form? rejects|refuses|catches missing|malformed|invalid|empty|wrong phone|email|fields|data|address",
        "required address|customer? fields enforced|required|validated? checkout",
    ),
)
planned(
    "flow.checkout",
    "A checkout can be completed.",
    severity="critical",
    needs=("storefront",),
    says=(
        "tested|works|functional|successful checkout flow|process|journey|functionality? end?",
        "@tested checkout flow|process|journey end? works|functional|successful",
        "=checkout flow|process|journey end?",
        "guest|customer|user checkout works|functional|@tested",
        "=customers|users|shoppers|buyers|visitors checkout",
        "=checkout post /api/v1/checkout/|/api/checkout/|/api/checkout",
        "=workflow: checkout",
        "=checkout guest",
        "checkout total|totals equals|matches|match cart|basket|order",
        "!checkout flow|process|page? broken|failing|fails|down",
        "!checkout flow|process? not|isnt|doesnt works|functional",
    ),
)
planned(
    "flow.order-created",
    "The order is created rightly.",
    severity="critical",
    needs=("storefront",),
    says=(
        "=order created|recorded",
        "order creation|placement works|functional|@tested",
        "@tested order creation completion",
        "order created|recorded|saved|appears|stored after? checkout|payment|purchase|database",
        "order numbers unique",
        "stock|inventory reduced|decremented|deducted|decreases after? order|purchase|checkout|sale",
        "=workflow: order confirmation",
        "order shows|appears|exists up? database|system|list after checkout|payment|purchase",
        "order gets? unique number|id",
        "stock|inventory goes|drops|levels down|reduced after sale|order|purchase",
        "stock|inventory decremented|reduced|deducted|updated exactly|only? once? order",
    ),
)
planned(
    "flow.order-completed",
    "An order can be carried to completion.",
    severity="high",
    needs=("storefront",),
    says=(
        "@tested order creation completion",
        "order completion|fulfilment|fulfillment process|flow? works|functional|@tested",
        "order lifecycle @tested|works|functional",
        "order status transitions works|functional|@tested|enforced",
        "order paid shipped delivered|completed",
        "order moves|goes|taken paid shipped delivered|completed",
        "order flow|status? pending paid shipped delivered|completed",
    ),
)
planned(
    "flow.success-page",
    "The success page is shown.",
    severity="high",
    needs=("storefront",),
    says=(
        "success|confirmation|thank page @works|shown|displayed|displays|appears",
        "order confirmation page shown|displayed|displays|@works?",
        "=workflow: order confirmation",
        "success|confirmation|thank page shows order number|total",
        "customer|user|buyer lands|redirected|sent success|confirmation|thank page after? paying|payment|order?",
    ),
)
planned(
    "flow.purchase",
    "A full purchase works end to end.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "@tested? complete|full|entire|whole purchase flow|process|journey? works|successful?",
        "complete|full|entire|whole order|shopping|buying flow|process|journey|workflow @tested|works|functional?",
        "@tested|works|functional|successful order|purchase|buying|shopping workflow|flow|process|journey end?",
        "test purchase|order successful|succeeds|completed|made|placed|passes|works",
        "place|placed test order end successful?",
        "end purchase|order|buying flow|process? @tested|works?",
        "buy|purchase|order start finish",
        "=place|placed test|real|live? order end?",
        "browse cart? checkout pay|payment|thank",
        "order|purchase browse thank page",
        "bought|buy|purchase|purchased one|real|test? product|item|something",
        "!customers|users|visitors cant|cannot|unable buy|order|purchase",
    ),
)
planned(
    "flow.new-customer-purchase",
    "A new customer can buy.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "@tested? new customer purchase|order|checkout flow? works|functional|successful?",
        "new|first time? visitor|customer|buyer|shopper buy|purchase|order",
        "new customer|user|visitor|shopper place order",
    ),
)
planned(
    "flow.returning-customer-purchase",
    "A returning customer can buy again.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "@tested? returning|existing|repeat customer purchase|order|checkout flow? works|functional|successful?",
        "returning|existing|repeat customer|visitor|buyer|shopper buy|order again",
    ),
)
planned(
    "flow.returning-customer-recognised",
    "A known phone number is recognised.",
    severity="high",
    needs=("storefront",),
    says=(
        "=returning: existing|known phone number",
        "returning|existing|known customer recognised|recognized|identified phone? number?",
        "known|existing phone number recognised|recognized",
        "returning|repeat buyers|shoppers|users recognised|recognized|identified phone? number?",
    ),
)
planned(
    "flow.returning-customer-prefill",
    "Customer data is pre-filled.",
    severity="high",
    needs=("storefront",),
    says=(
        "customer info|information|data|details|address pre fill|filled",
        "customer info|information|data|details|address prefilled|prefill|autofilled",
        "checkout|form|fields|address form? pre filled|fill returning|existing customer",
        "checkout|form|fields|address form? prefilled returning|existing customer",
        "saved|stored address|details|data pre? filled|prefilled|offered returning|existing|known customer",
    ),
)
planned(
    "flow.returning-customer-updated",
    "Changed customer data is stored.",
    severity="high",
    needs=("storefront",),
    says=(
        "=returning: customer updated",
        "changed|changes|new customer? address|data|details|info saved|stored|kept customer|account|profile|next",
        "customer data|record|details|address|info updated after purchase|order|checkout",
    ),
)
planned(
    "flow.order-tracking",
    "An order can be tracked.",
    severity="high",
    needs=("storefront",),
    says=(
        "=track order",
        "=order|parcel|shipment tracking",
        "order|parcel|shipment tracking page? works|functional|@tested",
        "track order number|id phone|email",
        "customers|buyers|users|guests|shoppers follow|track order|parcel|shipment",
        "customers|buyers|users follow|track order|parcel|shipment order? no|number phone|email",
        "order lookup|search number|id phone|email works|@tested?",
        "customers|buyers|users look|check up? status order",
        "guests|customers|buyers track order without account|login|logging",
        "strangers|nobody|others cant|cannot|able? look|see|open up? somebody|someone? elses order",
    ),
)
planned(
    "flow.order-tracking-details",
    "Tracking shows the right details.",
    severity="high",
    needs=("storefront",),
    says=(
        "order details display|displayed|shown|correct|accurate",
        "tracking page details? correct|accurate|shows|displays",
    ),
)
planned(
    "flow.order-status-visible",
    "A status change reaches the customer.",
    severity="high",
    needs=("storefront",),
    says=(
        "=workflow: status updates",
        "order status updates|changes works|functional|@tested",
        "order status updates|changes visible|shown|reaches customer?",
        "customer see|sees order status updates|changes?",
        "customer see|sees new|updated|changed order? status",
        "customer see|sees new status soon|when|after change?",
        "order|shipping status updates|changes visible|shown customer",
    ),
)
planned(
    "flow.out-of-stock",
    "Out-of-stock products cannot be bought.",
    severity="critical",
    needs=("storefront",),
    says=(
        "out stock product|item? handling|handled|@tested|unavailable|blocked",
        "out stock|sold product|item cant|cannot|not ordered|bought|purchased|added|sold cart?",
        "out stock|sold product|item? marked|shown|displayed unavailable|sold|out",
        "stock never|not|cant|cannot negative",
        "out stock|sold product|item isnt|arent|not|never buyable|orderable|purchasable",
        "product|item zero|no stock cant|cannot|not bought|purchased|ordered|added",
        "nothing|not|cant|cannot ordered|bought|sold when stock|inventory 0|zero|empty",
        "stock|inventory cant|cannot|never|not go|goes|drop|drops below zero|0",
    ),
)
planned(
    "flow.concurrent-orders",
    "Concurrent orders do not oversell.",
    severity="critical",
    needs=("storefront",),
    says=(
        "concurrent|simultaneous|parallel orders|checkouts|purchases handled|handling|safe|oversell",
        "=concurrent|simultaneous|parallel orders|checkouts|purchases @tested",
        "no|never overselling|oversell|oversold",
        "two people|customers|users|buyers|shoppers one? last item|product|piece",
        "last item|product|piece only? sold|bought once|one",
        "race conditions checkout|stock|inventory|orders handled|@tested|prevented",
        "simultaneous|concurrent|parallel checkouts|orders last item|piece|product",
        "race last item|product|piece one? winner?",
    ),
)
planned(
    "flow.conversion-event",
    "A purchase sends a conversion event.",
    severity="medium",
    needs=("storefront", "browser"),
    says=(
        "conversion|purchase|ecommerce tracking|event|events @set|works|functional|@tested|fires|fired|sent",
        "conversion|purchase pixel|tag fires|fired|sent|works",
        "purchases show|appear up? ga4|ga|analytics conversions|events",
    ),
)
planned(
    "flow.price-update-visible",
    "A price change becomes visible.",
    severity="medium",
    needs=("storefront",),
    says=(
        "cache invalidation strategy? @set|works|functional|@tested",
        "price|stock changes|updates visible|shown|appear|reflected shop|storefront|site|immediately?",
        "change|changed price back|admin office? shop|storefront|site shows|reflects",
        "price|stock changes show|appear|arrive up? site|shop|storefront|live",
    ),
)
planned(
    "flow.orders-paused",
    "New orders can be and are stopped.",
    severity="medium",
    needs=("storefront",),
    says=(
        "stop|pause accepting|taking|receiving new? orders if? critical|needed|necessary?",
        "new orders paused|stopped",
    ),
)
