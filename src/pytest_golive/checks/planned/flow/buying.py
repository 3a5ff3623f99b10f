"""Planned checks: what a customer does from the catalogue to the order."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

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
        "checkout form|field|phone|email|address|postcode|zip|input|data|page "
        "validate|required|mandatory|enforced|catch|caught|refuse|reject|complain|spot ~ empty invalid wrong "
        "malformed bad error message number name billing shipping clear show give get submit out good customer when "
        "works tested client server side i up away turned ones",
        "checkout invalid|missing|empty|wrong|malformed|blank|leave|incomplete|bad|skip error|message|warning|hint ~ "
        "form field phone number email address name billing shipping postcode input clear show shown give get submit "
        "data out required mandatory left when lead i up away turned customer ones",
        "=checkout form ~ @works @tested address billing shipping field fill submit bad data new customer valid "
        "invalid desktop mobile get i up away turned ones",
        "checkout cannot|cant|wont|not|dont|never leave|skip|blank|empty|without|submit|pass|missing ~ mandatory "
        "required field let i form phone email address name out get up away turned customer ones",
        "checkout show|give|display|displays validation|error|message incorrect|invalid|missing|empty|wrong|bad "
        "field|input|data|form|entry ~ required address",
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
        "=checkout @works|@tested|go|through|process|flow|journey|funnel|guest|logged|user|customer|shopper|visitor|"
        "buyer|get|way|end|desktop|mobile|iphone|ios|android|phone|browser|error|problem|manual|manually|e2e|green|"
        "step|first|last|try|once|deploy|deploys|launch|different|item|2|two|smooth|smoothly|able|possible|anonymous|"
        "finish|start|smoke|i|myself|ourselves|went|gone|afterwards|empty|cart|up|own ~ @works @tested go through "
        "process flow journey funnel guest logged user customer shopper visitor buyer get way end desktop mobile "
        "iphone ios android phone browser error problem manual manually e2e green step first last try once deploy "
        "deploys launch different item 2 two smooth smoothly able possible anonymous finish start smoke i myself "
        "ourselves went gone afterwards empty cart up own",
        "checkout total|amount|sum|price same|equal|match|agree|identical cart|basket|order|confirmation ~ shown i "
        "myself ourselves went gone finishes afterwards empty up own",
        "complete|finish|run|reach|go|get checkout "
        "through|end|without|way|successful|guest|customer|visitor|user|manual ~ process flow able possible order "
        "error problem desktop mobile step manually deploy deploys after item shopper buyer client people someone i "
        "myself ourselves went gone afterwards empty cart up own",
        "=checking|checkout out|checkout guest|member|customer ~ works finished i myself ourselves went gone "
        "afterwards empty cart up own",
        "checkout finish|complete|went|gone|walk|end ~ cart empty afterwards through ourselves phone order i myself "
        "own mobile desktop run up",
        "=checkout without error|problem|issue|login|registration|account|glitch|trouble ~ @works @tested go through "
        "process flow guest user customer able possible desktop mobile place order finish end step one any",
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
        "order created|create|saved|stored|recorded|lands|written|exist|row "
        "payment|checkout|purchase|database|total|customer|line|item|product|price|exactly|one|single|correct ~ "
        "after new only own right table data when paid placed appear up ends shows sale",
        "order created|create|recorded|saved correct|right|successful ~ database after checkout payment data up ends "
        "shows sale",
        "order number|id|reference unique|own|distinct|sequential|consecutive ~ get placed new assigned different "
        "gapless up ends shows sale",
        "stock|inventory reduce|drop|decrease|decremented|deducted|down|lower|subtracted|fall "
        "order|purchase|sale|sold|buy|bought|checkout|sell ~ level count item one two 1 amount quantity after when "
        "go goes right update exactly up ends shows",
        "double|twice|repeated submit|click|post order one|single|only|exactly|no|never ~ make create created "
        "checkout button form same duplicate second even place up ends shows sale",
        "no|never duplicate|double order ~ created create made submit click reload refresh button back checkout even "
        "up ends shows sale",
        "order show|contain|carry|end right|correct amount|item|total|line|product ~ new up database quantity price "
        "customer name sale",
        "order recorded|stored|saved|created|appear back|office|system correct|right ~ end total amount item details",
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
        "order completed|delivered|fulfilled|fulfil|fulfilment|closed "
        "shipped|pending|processing|status|lifecycle|moved|carried|reach|go|goes|until|through|new|walk|transition ~ "
        "@works @tested open paid mark set able cancelled step end one",
        "order state|status|lifecycle pending|processing|shipped|delivered|machine|transition|jump|change "
        "forbidden|illegal|invalid|transition|delivered|completed|refused|rejected|allowed|works|tested ~ cancelled "
        "paid only impossible new one walk",
        "=fulfil|fulfill|fulfilment|fulfillment order ~ @works @tested closed delivered end process flow staff "
        "shipped mark able possible one walk",
        "=status jump|transition forbidden|illegal|invalid|impossible refused|rejected|impossible|blocked|allowed ~ "
        "order cancelled shipped",
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
        "thank|success|received page|screen "
        "order|purchase|payment|pay|paid|buyer|customer|number|total|redirect|land|checkout|summary ~ show shown "
        "displayed display come up appear see after reached load right successful completed placed once works tested "
        "user visitor buy view ends when through gets i",
        "confirmation page|screen show|shown|display|displays|appear|reach|land|redirect|see|come|load|after ~ order "
        "purchase payment pay paid buyer customer number total checkout right successful completed placed once works "
        "tested user visitor buy view ends up when through gets i",
        "reload|refresh thank|success|confirmation page|screen no|not|doesnt|dont|never ~ second order create make "
        "duplicate another double new again twice place ends lands up when through gets i",
        "=thank|success page|screen ~ @works @tested show shown displayed appear reached order visible ends lands up "
        "when through gets i",
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
        "=purchase|buy|bought|shopping visitor|customer|user|anybody|anyone|someone|somebody|people|end|e2e|test|"
        "full|complete|journey|flow|make|smoke|trial|run|something|successful ~ item one process funnel cart "
        "checkout payment pay confirmation thank go through works ok green start finish desktop mobile ios android "
        "phone device 2 two three able possible yourself z problem error added order step ourselves myself own happy "
        "dry path up i before after launch opening",
        "=order test|smoke|e2e|full|complete|end|someone|somebody|customer|trial "
        "place|run|made|make|through|green|tested|flow|successful|works|gone|went ~ one checkout cart payment pay go "
        "after deploy deploys launch journey process desktop mobile z ourselves myself yourself own thanks happy dry "
        "path up i before opening",
        "cart|basket checkout payment|pay|paid confirmation|thank|success|order "
        "purchase|complete|full|flow|journey|test|browse|end|product ~ go through add added works step ourselves "
        "myself yourself own happy dry path up i before after launch opening",
        "=shopper|somebody|someone|friend|tester|colleague|customer completed|finished|made|placed order|purchase ~ "
        "one mystery real test ourselves myself yourself own thanks happy dry path up i before after launch opening "
        "ends",
        "dry|happy|trial|test run|path|purchase|order purchase|buy|order|cart ~ complete pay checkout thanks before "
        "opening launch once end ourselves myself yourself own up i after",
        "=order something|product|item yourself|ourselves|myself ~ see works test",
        "=order place|make|put few|several|two|three|couple|some test ~ different one through trial",
        "=complete|full|entire|whole order|purchase product|cart|start|catalogue confirmation|thank|end|success ~ "
        "perform run make through one test",
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
        "new|first|fresh|brand|never customer|visitor|shopper|buyer|user|time|email "
        "buy|bought|purchase|order|pay|paid|checkout|shop ~ place complete successful go goes through register add "
        "cart done problem tested end works able possible address phone account before any flow here once up total",
        "=without|no account|registration|login buy|order|purchase|pay|bought ~ someone somebody customer visitor "
        "possible able guest new user place checkout works tested goes here once before up total complete",
        "stranger|newcomer|nobody|unregistered|unknown order|buy|purchase|checkout ~ total complete customer user "
        "visitor minute five under able person problem goes here once before up",
        "=without register|registration|account|login|signup order|buy|purchase|pay|checkout ~ complete customer "
        "user guest visitor able possible works tested goes here once before up total",
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
        "=existing|returning|repeat|known|regular|same "
        "customer|buyer|shopper|user|account|phone|email|client|visitor buy|bought|order|purchase|checkout|pay ~ "
        "@works @tested again second another place number able possible flow once end come back up",
        "second|again|another|repeat order|purchase|buy|bought|checkout "
        "customer|buyer|user|account|phone|email|client|shopper ~ same existing known place work tested duplicate "
        "record create number under able possible successful returning come back regular up once",
        "=order|buy|purchase twice|again|second same email|account|phone|customer|user ~ number name come back "
        "regular works up able once",
        "second|another|again|repeat purchase|order|buy customer|account|record no|not|doesnt|dont|without "
        "duplicate|second|create|new ~ same email phone number under known existing returning buyer place twice",
        "=registered|existing|returning|known customer|user reorder ~ able possible works",
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
        "recognise|recognize|identify|identified|detect|match|find|found|lookup "
        "customer|buyer|shopper|person|client|user|record phone|mobile|telephone|number ~ known existing returning "
        "repeat registered country code blank space same entering typing checkout works tested looked up again pops",
        "phone|mobile|telephone existing|known|registered recognise|recognize|identify|identified|found|detected ~ "
        "number customer checkout up pops enter",
        "customer phone|mobile pop|show|appear|found|recognised|find|known|know ~ number enter typing up repeat "
        "returning existing",
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
        "prefill|autofill|populate|auto|filled customer|buyer|shopper|user|visitor|client "
        "returning|known|existing|saved|stored|logged|repeat|address|detail|name ~ data field form checkout record "
        "delivery shipping automatically already see get phone works tested pre themselves itself i up",
        "checkout|form|field|address prefill|autofill|populate|filled "
        "returning|known|existing|saved|stored|logged|repeat ~ customer user buyer name detail data automatically "
        "pre already themselves itself i up",
        "saved|stored|known address|detail|data|name offer|show|shown|filled|suggested|appear|available|reused "
        "customer|shopper|returning|existing|checkout|form|repeat|buyer ~ again user themselves itself i up",
        "returning|known|existing|repeat|regular|logged dont|not|never|no|without "
        "retype|reenter|type|enter|fill|again address|detail|data|name ~ customer buyer shopper user need themselves "
        "itself i up",
        "phone|known|regular|returning|repeat name|address|detail appear|show|prefilled|filled|come|offered|load ~ "
        "customer themselves itself automatically up checkout form enter recognised i",
        "address|name|detail need again typed|entered|retyped not|no|dont|never|without ~ customer regular returning "
        "known themselves itself i up",
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
        "change|new|update|edit address|phone|detail|data|name customer|profile|account|record|user "
        "save|stored|kept|keep|update|persist|take|end|next|remembered|reflected ~ delivery shipping checkout order "
        "purchase after during time up s existing returning once if moves one i",
        "change|new|edited address|phone|detail stored|saved|kept|persist|remembered|taken|next ~ order purchase "
        "checkout delivery shipping during after time customer account profile record name keep get existing if "
        "moves one i",
        "=update|change|edit address|detail|data customer|user|buyer saved|own|account|profile|able ~ delivery "
        "shipping phone name if moves one i",
    ),
)
