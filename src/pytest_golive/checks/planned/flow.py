"""Planned checks: flow."""

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
        "checkout form? rejects|refuses|catches missing|malformed|invalid|empty|wrong phone|email|fields|data|address|input",
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
        "!checkout flow|process|page? broken|failing|fails|down",
        "!checkout flow|process? not|isnt|doesnt works|functional",
    ),
)
planned(
    "flow.payment-completes",
    "A payment completes and the order becomes paid.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "@tested|works|functional|successful payment processing|flow|process end|sandbox?",
        "payment processing|flow @tested works",
        "payment works|functional|successful|succeeds",
        "=payment processing|flow",
        "=complete payment",
        "payment goes|go|went through",
        "=customers|buyers|shoppers pay",
        "payment marks order paid",
        "webhook handler|handling|processing|events? idempotent",
        "same|duplicate|repeated webhook|notification delivered|sent|received? twice? not|never book|booked|processed|charged twice?",
        "no double|duplicate charge|charges|booking|bookings|payments",
        "paid orders marked|shown paid",
        "order marked|becomes|turns paid after|once|when payment|paying|webhook",
        "=payments|webhooks idempotent",
        "webhook retries|redelivery dont|never|not create|book|charge duplicate|double? orders|payments|twice",
        "!payment processing|flow? not|isnt|arent works|functional",
        "!payment processing|flow? broken|failing|fails|down|fail",
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
        "@tested|works|functional|successful order|purchase|purchasing|buying|shopping workflow|flow|process|journey end?",
        "test purchase|order successful|succeeds|completed|made|placed|passes|works",
        "place|placed test order end successful?",
        "end purchase|order|buying flow|process? @tested|works?",
        "buy|purchase|order start finish",
        "=place|placed test|real|live? order end?",
        "browse cart? checkout pay|payment|thank",
        "order|purchase browse thank page",
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
    ),
)
planned(
    "flow.promo-valid",
    "A valid promo code gives its discount.",
    severity="high",
    needs=("storefront",),
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "valid promo|discount|coupon|voucher? codes|coupons|vouchers apply|applies|applied|gives|reduces discount|total|price?",
        "promo|discount|coupon|voucher codes apply|applies|applied discount?",
        "discount|promo|coupon|voucher codes give|reduce|grant right|correct discount|total|amount",
        "coupons|vouchers give|reduce|grant total? right|correct discount|total|amount",
    ),
)
planned(
    "flow.promo-invalid",
    "An invalid promo code is refused.",
    severity="high",
    needs=("storefront",),
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "promo|coupon|discount|voucher: invalid|expired codes rejected|refused|handled",
        "invalid|expired|unknown|wrong promo|discount|coupon|voucher codes rejected|refused|handled|declined|error",
        "invalid|expired|unknown coupons|vouchers rejected|refused|handled|declined",
        "invalid|expired coupons|vouchers|code code? show|give|get error instead discount",
        "invalid|expired coupons|vouchers|code promo|discount? not|cant|cannot accepted|applied|redeemed",
        "made|nonexistent|fake|bogus|outdated up? promo|discount|coupon|voucher codes? rejected|refused|declined",
    ),
)
planned(
    "flow.promo-usage-limit",
    "Promo usage limits hold.",
    severity="high",
    needs=("storefront",),
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "promo|coupon|discount|voucher: usage limits enforced|works|@tested|respected",
        "promo|coupon|discount|voucher code? usage|redemption limits enforced|works|@tested|respected?",
        "promo|coupon|discount|voucher code? only redeemed|redeemable|works|valid|accepted? once",
        "coupons|vouchers|code|promo cannot|cant|not|never redeemed|applied? twice",
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
    ),
)
planned(
    "flow.pay-khqr",
    "KHQR payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "khqr payment @works|@tested",
        "khqr payment? flow|code|qr @works|@tested",
        "khqr code? scans? order becomes|marked paid",
        "scan|scanned khqr code? real? banking? app",
        "=pay khqr",
    ),
)
planned(
    "flow.pay-acleda",
    "ACLEDA Bank payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "acleda bank? payment|payments works|functional|successful|@tested",
        "=pay acleda bank?",
    ),
)
planned(
    "flow.pay-wing",
    "Wing Money payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "wing money? payment|payments works|functional|successful|@tested",
        "wing money works|functional|@tested",
        "=pay wing money?",
    ),
)
planned(
    "flow.pay-cod",
    "Cash on delivery works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "cash delivery payment|orders|option? works|functional|@tested",
        "cod payment|orders|option? works|functional|@tested",
        "=payment cod",
        "=payment cash delivery",
        "order pay|paid cash delivery",
        "cod order placed|possible|accepted",
    ),
)
planned(
    "flow.pay-bkash",
    "bKash sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "bkash payment|sandbox sandbox|flow? works|functional|@tested",
        "bkash sandbox? payment succeeds|goes|went through? sandbox?",
    ),
)
planned(
    "flow.pay-nagad",
    "Nagad sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "nagad payment|sandbox sandbox|flow? works|functional|@tested",
        "nagad sandbox? payment succeeds|goes|went through? sandbox?",
    ),
)
planned(
    "flow.pay-sslcommerz",
    "SSLCommerz sandbox payment works.",
    severity="high",
    needs=("storefront", "payment"),
    says=(
        "sslcommerz payment|sandbox sandbox|flow? works|functional|@tested",
        "sslcommerz sandbox? payment succeeds|goes|went through? sandbox?",
        "sslcommerz ipn",
    ),
)
planned(
    "flow.pay-stripe",
    "Stripe payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "stripe payment|checkout processing|flow|integration? works|functional|successful|@tested",
        "stripe integration works|functional|@tested",
        "stripe: payment flow|processing @tested end?",
        "stripe 3ds|3d|sca secure? works|@tested",
        "stripe test card 4242? works|goes|succeeds|accepted through?",
        "stripe 3 d secure card? works|@tested?",
    ),
)
planned(
    "flow.pay-razorpay",
    "Razorpay payment works.",
    severity="critical",
    needs=("storefront", "payment"),
    says=(
        "razorpay payment|checkout processing|flow|integration? sandbox? works|functional|successful|@tested",
        "razorpay integration|sandbox works|functional|@tested",
        "razorpay: payment flow|processing @tested end|sandbox?",
        "razorpay test|sandbox payment captured|succeeds|goes|works through?",
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
    ),
)
planned(
    "flow.register",
    "Registration works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "user|customer|account registration|signup|creation flow|form|process|functionality? works|functional|@tested",
        "registration|signup flow|form|process|functionality|page? works|functional|@tested",
        "@tested? user? registration login works|functional?",
        "sign up flow|form|process|page? works|functional|@tested",
        "user? authentication flows @tested|works",
        "=users|customers|visitors register",
        "weak passwords rejected|refused sign|registration|signup up?",
        "=registration post /api/v1/auth/register/|/api/auth/register/|/api/register|/register",
        "=new? users|customers|visitors|people sign up",
        "new? users|customers|visitors create|open account",
    ),
)
planned(
    "flow.login",
    "Login works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "user|customer|member login functionality|form|page|process? works|functional|@tested",
        "user|customer|member login flow works|functional|@tested",
        "login functionality|form|page|process @tested|works|functional",
        "=login works|functional|successful",
        "@tested? login logout functionality|flow? works|functional?",
        "@tested? user? registration login works|functional?",
        "user? authentication flows @tested|works",
        "=users|customers|members login out?",
        "=login post /api/v1/auth/login/|/api/auth/login/|/api/login|/login",
        "customers|users|members login email|password|credentials password?",
        "wrong|bad|incorrect password|credentials rejected|refused",
        "!users|customers|nobody|people cant|cannot|unable|able login",
    ),
)
planned(
    "flow.logout",
    "Logout works.",
    severity="high",
    needs=("storefront",),
    says=(
        "@tested? login logout functionality|flow? works|functional?",
        "logout functionality? works|functional|@tested",
        "logout ends|invalidates|destroys|terminates|kills session",
        "session invalidated|destroyed|ended|terminated|killed logout",
        "user? authentication flows @tested|works",
        "=users|customers|members login out",
        "log out works|@tested|ends|invalidates|kills really? session?",
        "old? session cookie? useless|dead|invalid|refused after logout",
    ),
)
planned(
    "flow.password-reset",
    "Password reset works.",
    severity="high",
    needs=("storefront", "mail"),
    says=(
        "password reset|recovery flow|process|functionality|link? works|functional|@tested",
        "forgot|forgotten password flow|process|functionality|link? works|functional|@tested",
        "user? authentication flows @tested|works",
        "password? reset links|tokens expire|expiry|once|single",
        "=users|customers reset password",
        "password? reset links only? once|expire|expiry",
    ),
)
planned(
    "flow.jwt-auth",
    "JWT authentication works.",
    severity="high",
    needs=("storefront",),
    says=(
        "jwt|jwts|token authentication|auth|login works|functional|@tested|secure",
        "jwt|jwts tokens? expire|expiry|expiration|expired rejected|refused|enforced?",
        "expired|tampered|forged|invalid|altered jwt|jwts|tokens tokens? rejected|refused|denied",
        "jwt|jwts tokens? signature|signatures checked|enforced|required|rejected",
        "access|refresh|bearer tokens expire|expiry|rotate|rotated",
        "api refuses|rejects expired|tampered|invalid|forged tampered|expired? tokens",
    ),
)
planned(
    "flow.session-lifecycle",
    "Sessions are managed safely.",
    severity="critical",
    needs=("storefront", "url"),
    says=(
        "=review|reviewed session management",
        "session management secure|@tested|works|functional",
        "session id|ids|identifier|key renewed|regenerated|rotated|changes|changed login",
        "session fixation prevented|prevention|protection|impossible|@tested",
        "no session fixation",
        "sessions expire|expired|end|ended|invalidated logout|inactivity|idle",
        "session id? renewed|regenerated|rotated after? login",
        "sessions expire|end|timeout after {minutes} minutes|min inactivity|idle",
    ),
    quantities={"minutes": float},
)
planned(
    "flow.media-upload",
    "Uploads work.",
    severity="high",
    needs=("storefront",),
    says=(
        "image|file|media|photo|avatar uploads|uploading works|functional|@tested",
        "=users|customers|staff|admins upload images|files|photos|media",
    ),
)
planned(
    "flow.upload-malware-rejected",
    "Infected uploads are refused.",
    severity="high",
    needs=("storefront",),
    says=(
        "uploaded|uploads files? scanned|scan|scanning malware|virus|viruses|antivirus",
        "infected|malicious files|uploads rejected|refused|blocked|quarantined",
        "eicar test? file? rejected|refused|blocked|quarantined",
        "eicar test? file? upload gets? rejected|refused|blocked|quarantined",
    ),
)
planned(
    "flow.upload-too-large-rejected",
    "Over-large uploads are refused.",
    severity="medium",
    needs=("storefront",),
    says=(
        "file? upload size limit @set|set?",
        "max|maximum file|upload size @set|set",
        "large|big|huge|oversized|oversize files|uploads|images rejected|refused|blocked|413",
        "files|uploads above|over|larger|bigger|exceeding than? {megabytes} mb get? 413|rejected|refused|blocked",
        "files|uploads {megabytes} mb get? 413|rejected|refused|blocked",
    ),
    quantities={"megabytes": float},
)
planned(
    "flow.upload-type-rejected",
    "Wrong file types are refused.",
    severity="high",
    needs=("storefront",),
    says=(
        "allowed|permitted|upload file|image types restricted|limited|enforced|whitelisted|allowlisted",
        "file|upload types restricted|limited|whitelisted|allowlisted",
        "only allowed|permitted|safe file|image types accepted",
        "wrong|disallowed|forbidden|dangerous|executable|unexpected file types? rejected|refused|blocked",
        "executable|php|exe|script uploads rejected|refused|blocked",
        "only images|pdf|pdfs|jpg|png pdf|pdfs|png? uploaded",
        ".exe|.php|.svg|.html .exe|.php|.svg|.html? uploads|files refused|rejected|blocked",
    ),
)
planned(
    "flow.input-validation",
    "Forms refuse invalid input.",
    severity="high",
    needs=("storefront",),
    says=(
        "input validation forms|form|fields @set|works|@tested?",
        "form|forms validation @set|works|functional|@tested",
        "forms|fields reject|refuse|rejects invalid|bad|wrong input|data|values",
        "invalid|bad form input|data rejected|refused",
        "garbage|invalid|bad form fields|field|input? gives|shows error message? not crash|500",
    ),
)
planned(
    "flow.xss-input-escaped",
    "Stored input is escaped everywhere.",
    severity="critical",
    needs=("storefront", "browser"),
    says=(
        "stored|persistent xss prevented|prevention|protection|@tested|escaped?",
        "@tested? xss prevention payloads",
        "user|customer generated|supplied? input|content|text escaped|sanitized|sanitised",
    ),
)
planned(
    "flow.permissions-enforced",
    "Permissions are enforced.",
    severity="critical",
    needs=("storefront",),
    says=(
        "=user permissions",
        "user permissions @set|@tested|enforced",
        "permissions enforced roles|endpoints|views|urls|pages?",
        "access control|controls enforced|@tested",
        "role based access control|permissions? enforced|@tested|works",
        "idor check|@tested|prevented|protection|protected",
        "no idor",
        "customers|users only access|see|view|read|open own orders|order|data|invoices",
        "customers|users cannot|cant access|see|view|read|open other|another customers|users orders|order|data|invoices",
        "staff? admin pages|urls|views|routes protected|require login|authentication|staff?",
        "guests|visitors|customers|users|anonymous cannot|cant open|access|see|reach|view admin pages|area|urls|panel",
        "staff users? get 403|404 admin urls|pages|views",
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
    ),
)
planned(
    "flow.tax-applied",
    "Tax is computed rightly.",
    severity="high",
    needs=("storefront",),
    says=(
        "tax rules @set|@tested",
        "tax|taxes|vat|gst calculation|calculated|computed|applied @set|@tested|works|correct|right?",
        "vat|tax comes|come out right|correct",
        "correct|right vat|tax|gst charged|shown|applied|added",
        "vat|tax|taxes|gst shows|shown|displayed|appears invoice|checkout|cart|receipt|order",
    ),
)
planned(
    "flow.oauth-login",
    "Login with Google works.",
    severity="high",
    needs=("storefront",),
    says=(
        "google: login flow @tested|works|functional",
        "google|social|oauth|oauth2 login|authentication flow? works|functional|@tested",
        "google oauth|oauth2 login|flow? works|functional|@tested",
        "=users|customers login google",
        "google sign works|@tested",
    ),
)
planned(
    "flow.oauth-mapping",
    "Google user data is mapped rightly.",
    severity="medium",
    needs=("storefront",),
    says=(
        "google|oauth: user|profile data|fields mapping|mapped correct|@tested?",
        "google|oauth user|profile data|fields|email? mapping|mapped",
        "name email google profile|account|end? up?",
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
    "flow.logins-disabled",
    "Logins can be and are switched off.",
    severity="medium",
    needs=("storefront",),
    says=("disable|block user|customer? logins if? needed?",),
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
