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
        "set|correct|right|updated|changed|no|replaced|configured|appear|show|own|proper|default|adjusted ~ tagline "
        "browser tab longer domain framework anymore logo",
        "=site|store|shop|website name|title framework|sites|table|tab ~ set right domain browser show record updated",
        "example.com replace|gone|removed|no site|name|title ~ table framework record left longer",
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
    ),
)
planned(
    "content.sample-data",
    "Sample or test data is loaded.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "sample|demo|test|seed products|data|catalogue|catalog loaded|added|imported|seeded",
        "no lorem ipsum demo|test|sample? products|data|content?",
        "=sample|demo|test|seed|initial|fixture|dummy data|product|content|catalogue|catalog|fixtures|item "
        "loaded|imported|created|seeded|populated ~ database",
        "=sample|demo|test|dummy|placeholder|lorem|example product|content|data|ipsum|text|post|item|page "
        "no|remove|delete|gone|none|cleared|cleaned|without|replaced ~ anywhere any left out up image",
    ),
)
