"""Planned checks: what becomes of an order, stock and prices."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

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
