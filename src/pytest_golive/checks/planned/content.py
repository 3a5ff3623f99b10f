"""Planned checks: content."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "content.site-name",
    "The site name is set.",
    severity="medium",
    needs=("settings", "db", "url"),
    says=(
        "=site|shop: site|shop|store name|title",
        "site|shop|store name|title @set|set|changed",
        "site|shop|store name|title not|isnt|no default|placeholder|example.com",
        "site title not|isnt another wordpress site any? more?",
        "example.com gone|replaced|removed sites|site framework|name|table?",
        "=site|store|shop|website name|title "
        "set|correct|right|updated|changed|replaced|configured|appear|show|own|proper|default|adjusted ~ tagline "
        "browser tab longer domain framework anymore logo",
        "=site|store|shop|website name|title framework|sites|table|tab ~ set right domain browser show record updated",
        "example.com replace|gone|removed site|name|title ~ table framework record left longer",
        "example.com no site|name|title ~ table framework record left longer",
        "=site|shop|store name|title own|real ~ carries shows right",
        "=site|shop|store name|title no|not|isnt longer|default|placeholder|example|theme ~ any more own",
    ),
)
planned(
    "content.contact-info",
    "Contact information is shown.",
    severity="medium",
    needs=("url",),
    says=(
        "=site|content: contact information|details|info",
        "contact information|details|info shown|displayed|visible|footer|website|site|page",
        "phone number? street? address email contact page",
        "phone|address|email number? contact|footer page? correct|right|real|current",
        "company? address phone|email footer",
        "=contact information|info|detail|data|page|email|phone "
        "correct|right|current|shown|visible|find|complete|updated|displayed|footer|up ~ number address visitor "
        "street company impressum imprint",
        "=footer|contact phone|address|email|telephone ~ number street company show right current client",
        "=phone|telephone address|email right|correct|current|shown|visible|site|website|up|page|displayed ~ number "
        "street contact footer company",
        "address footer|contact|imprint ~ phone email number company right shown",
        "=contact|phone|address real|right|correct|current data|detail|info|site|number ~ email",
        "=contact information|detail ~ company right current footer",
    ),
)
planned(
    "content.shipping-zones",
    "Shipping zones exist.",
    severity="high",
    needs=("settings", "db"),
    says=(
        "shipping|delivery zones|areas|regions @set|set",
        "=shipping: delivery|shipping areas|zones|regions",
        "=shipping|delivery zone|area|region|country "
        "set|defined|configured|selected|right|correct|created|complete|reviewed|entered|ready|added|exist|enabled ~ "
        "eu uk de fr domestic international worldwide",
        "=zone created|set|defined|configured eu|uk|domestic|international|shipping|delivery|europe ~ asia world rest",
        "=delivery|shipping country|zone|region ~ present",
    ),
)
planned(
    "content.shipping-costs",
    "Shipping costs are set.",
    severity="high",
    needs=("settings", "db"),
    says=(
        "=shipping|delivery costs|rates|fees|prices",
        "shipping|delivery costs|rates|fees|prices @set|set",
        "zones @set? one rate|price|cost|fee",
        "shipping|delivery zone rate|price|cost|fee",
        "=shipping|delivery|freight cost|rate|fee|price|charge|method|flat|free "
        "correct|right|set|entered|configured|reviewed|tested|defined|ready|complete|added ~ zone country weight de "
        "fr eu uk international domestic",
        "=postage correct|right|set|configured|entered|tested|defined ~ rate cost price",
        "=shipping|delivery price|cost|rate|fee right|correct|ok|set ~ zone country",
        "=free shipping configured|set|works|enabled ~ 20 25 30 35 40 49 50 60 75 99 100 threshold euro order",
    ),
)
planned(
    "content.tax-rules",
    "Tax rules exist.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "tax|vat|gst rules|rates|classes @set|set|entered",
        "tax|vat|gst rules|rates country|region|product @set|set|entered",
        "=tax|vat|gst rate|rule|setting|class "
        "set|configured|entered|correct|right|defined|reviewed|done|ready|assigned|created|added ~ sales country "
        "region state eu uk digital",
        "=tax|vat|gst configured|enabled|set ~ country sales region rate",
        "=tax|vat|gst rate country|region|state ~ entered",
    ),
)
planned(
    "content.product-types",
    "Product types exist.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "product types @set|set",
        "=product|item|article type ~ @set assigned own admin one",
    ),
)
planned(
    "content.product-attributes",
    "Product attributes are defined.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "product: attributes @set|set",
        "product attributes @set|set",
        "product attributes filled|complete",
        "=product|item|article attribute|variant|variation|option|size|weight|specification|spec ~ @set colour color "
        "material filled add value",
        "=size|colour|color|material|weight|variant filled|set|complete|entered|defined ~",
    ),
)
planned(
    "content.categories",
    "Categories are set up.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "product|shop: categories @set|set",
        "product categories @set|set|assigned",
        "product sits|sit|belongs|belong|assigned category",
        "=product category",
        "=category|collection "
        "product|item|set|created|assigned|defined|complete|work|filled|tree|configured|organised|organized|page ~ "
        "@set sorted load menu belong least one",
        "no product|item|article without category|collection ~ left any",
        "product right|correct category|collection ~",
    ),
)
planned(
    "content.sample-data",
    "Sample or test data is loaded.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "sample|demo|seed products|data|catalogue|catalog loaded|added|imported|seeded",
        "test products|data|catalogue|catalog loaded|imported|seeded",
        "=test products|data added",
        "no lorem ipsum demo|test|sample? products|data|content?",
        "=sample|demo|test|seed|initial|fixture|dummy data|product|content|catalogue|catalog|fixtures|item "
        "imported|seeded|populated ~ database",
        "=test|dummy|placeholder|lorem product|content|ipsum|text|post|item|page "
        "remove|delete|gone|cleared|cleaned|replaced ~ anywhere any left out up image",
        "=test|dummy|placeholder|lorem product|content|ipsum|text|post|item|page no|none|without ~ anywhere any left "
        "out up image",
        "=throw|thrown|clear|clean|wipe|purge|get|removed out|rid|test|dummy product|content ~ up",
        "=lorem ipsum removed|gone|replaced ~ more any left anywhere text content",
        "=lorem ipsum no|without ~ more any left anywhere text content",
        "=sample|demo|seed|initial|fixture|dummy data|product|content|catalogue|catalog|fixtures|item "
        "loaded|created|added ~ database",
    ),
)
