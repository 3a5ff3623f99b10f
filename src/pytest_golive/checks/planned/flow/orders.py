"""Planned checks: what becomes of an order, stock and prices."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

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
        "=track|trace|follow|lookup order|parcel|shipment|package|delivery ~ @works @tested number id email phone up "
        "customer guest buyer visitor user login account status find show right wrong refuse reject able possible i "
        "out",
        "track|lookup|look|find|found|check|status|search order|parcel|shipment|package number|id|reference "
        "email|phone|page|customer|guest|buyer|status|wrong|right|works|tested ~ up see refuse show user visitor i "
        "out able",
        "see|know|find|check where|whereabouts order|parcel|shipment|package ~ customer buyer user guest visitor i "
        "out up able",
        "=tracking trace|page ~ @works @tested find order number show i out up able",
        "=tracking|follow order|parcel|shipment ~ works tested phone number email i own able out up",
        "where|whereabouts order|parcel|shipment|package ~ customer buyer find out see i look up able",
        "=order look|lookup|track|find|check|see without|guest login|account|registering ~ up i customer own able "
        "status out",
        "=tracking order|parcel|shipment link|number|page ~ works tested customer mail email buyer",
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
        "tracking detail|item|line|total|amount|quantity|price|product|date "
        "show|display|displays|match|correct|right|accurate|same|complete|equal ~ order view number status customer "
        "list what tells",
        "order detail|view|screen|page item|line|total|amount|quantity|product|article "
        "show|list|display|displays|correct|right|match|accurate ~ customer user account number date status price "
        "what tells",
        "=order detail customer|user|buyer|account complete|right|correct|shown|display|displays|show|accurate ~ "
        "view what tells",
        "tracking show|tell|says ordered|right|correct|same|item|total ~ what equals status number quantity price line",
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
        "customer|buyer|user|shopper status|shipped|state see|visible|reflect|show|shown|appear|reach|seen "
        "order|shipped|change|updated|staff|admin ~ new when set soon account view tracking within 1 minute after "
        "once immediately up i what",
        "order status current|update|change customer|tracking|buyer|visible|account ~ show shown see appear new "
        "reflect up i what",
        "status customer|account|buyer office|admin|back follow|match|show|same|mirror|reflect ~ order up i what",
        "customer|buyer|user|shopper status|state see|visible|show|shown shipped ~ order new account",
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
        "stock|inventory|sold out|no|zero|without|0|empty|more|exceed|beyond "
        "blocked|refused|rejected|prevented|gone|disabled|impossible|unavailable|error add|added|buy|bought|buyable|"
        "order|orderable|purchase|purchasable|sell|cart|basket|checkout|button|available ~ item article variant show "
        "mean mark when message possible customer anybody than shown greyed grayed what i up",
        "stock|inventory|sold out|no|zero|without|0|empty|more|exceed|beyond cannot|cant|not|never|arent|isnt add|"
        "added|buy|bought|buyable|order|orderable|purchase|purchasable|sell|cart|basket|checkout|button|available ~ "
        "item article variant show mean mark when possible customer anybody than shown greyed grayed what i up",
        "unavailable cannot|cant|not|never|arent product|item|article|variant "
        "order|buy|bought|purchase|purchasable|add|added|buyable|orderable ~ cart basket checkout greyed grayed out "
        "what i up",
        "stock|inventory never|not|cannot|cant|doesnt negative|below|minus ~ go goes become drop zero 0 level count "
        "fall greyed grayed out what i up",
        "out|sold stock|out unavailable|badge|label|message|notice|marked|displayed ~ item article show shown "
        "checkout blocked button order greyed grayed what i up",
        "cant|cannot|not|nobody|never|nothing order|buy|sell|bought|sold stock|available|unavailable|zero ~ what "
        "below item than more customer when out greyed grayed i up",
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
        "last item|piece|product|article|unit|copy "
        "two|twice|same|simultaneous|parallel|concurrent|race|only|both|simultaneously ~ 2 time buyer customer "
        "people get sold sell buy bought order stock one once handled condition purchase win up ten five",
        "prevented|impossible|avoided|protection oversell|oversold ~ stock order parallel simultaneous concurrent "
        "two come once checkout item same time when against up gets ten five",
        "no|never|not|cannot|without|dont|cant oversell|oversold ~ stock order parallel simultaneous concurrent two "
        "come once checkout item same time when against up gets ten five",
        "simultaneous|parallel|concurrent|race|simultaneously order|checkout|purchase|buyer|sale|buying "
        "stock|item|product|piece|inventory|exactly|one|safe|handled|tested|oversell|locked ~ same last condition "
        "win only against works two customer up gets ten five",
        "stock|inventory lock|reserved checkout|order|payment same|nobody|during|parallel|race|concurrent ~ buy "
        "piece item while up gets ten five",
        "race condition stock|inventory|order|checkout|item|purchase ~ last handled tested prevented safe covered up "
        "gets ten five",
        "never|not|no|nobody|cannot|cant|dont sell|sold|buy|bought twice|two same|last|piece ~ item customer one "
        "time people unit article stock up gets ten five",
        "parallel|simultaneous|concurrent buyer|customer|checkout|order one|last|only ~ ten five two 2 5 10 item "
        "left get wins polite rest others piece nine four stock up",
        "two|simultaneous|parallel|concurrent order|checkout|buyer last unit|item|piece|product|article "
        "not|dont|cannot|never|cant ~ succeed win get",
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
        "conversion event|tag|tracking|pixel|recorded|fire|analytics|ga4|gtm|google|arrive|counted ~ @works @tested "
        "purchase order ads after once exactly show shown up checkout sent facebook meta value realtime real time "
        "commerce gets",
        "purchase event|pixel|ga4|gtm|analytics|datalayer "
        "fire|sent|send|works|tested|value|currency|recorded|show|arrive|appear|tracked|carry ~ facebook meta tiktok "
        "google order after once exactly thank right conversion realtime real time commerce gets up",
        "ecommerce|commerce tracking|event ga4|gtm|analytics|ecommerce|commerce|google ~ e works tested order "
        "purchase enhanced realtime real time gets up value",
        "commerce|ecommerce tracking|event @works|@tested|order|purchase ~ e enhanced google analytics realtime real "
        "time gets up value",
        "order conversion test|recorded|show|analytics|ads|google|appear ~ up after realtime real time commerce gets "
        "value",
        "analytics|ga4|pixel|gtm receive|get|see|show|fire|record purchase|conversion|sale ~ value currency e "
        "commerce real time realtime event test once google facebook meta data up",
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
        "price|stock change|update|edit|new visible|show|shown|appear|reflected|see|live|immediately|instantly ~ "
        "front end list detail cart within 1 minute after right away once cache purge refresh admin dashboard back "
        "office level become shortly reach nowhere seen up",
        "price|stock change|update|edit clear|invalidate|purge|flush cache ~ after reach nowhere seen up",
        "price|stock change|update list|detail|cart page|detail|cart|list update|right ~ reach nowhere seen up",
        "price change|edit|update reach|arrive|come|old|nowhere|live|through ~ within minute after seen quick fast "
        "new storefront up",
    ),
)
