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
    ),
)
planned(
    "content.product-types",
    "Product types exist.",
    severity="medium",
    needs=("settings", "db"),
    says=("product types @set|set",),
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
    ),
)
