"""Planned checks: payments, refunds, tax and promo codes."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.promo-valid",
    "A valid promo code gives its discount.",
    severity="high",
    needs=("storefront",),
    says=(
        "promo|promotion|discount|coupon|voucher codes works|functional|@tested",
        "coupons|vouchers works|functional|@tested",
        "valid promo|discount|coupon|voucher? codes|coupons|vouchers apply|applied|gives|reduces discount|total?",
        "promo|discount|coupon|voucher codes apply|applies|applied discount?",
        "discount|promo|coupon|voucher codes give|reduce|grant right|correct discount|total|amount",
        "coupons|vouchers give|reduce|grant total? right|correct discount|total|amount",
        "promo|discount|coupon|voucher code gives|takes|applies|grants discount",
        "discount applied checkout|cart|total|basket",
        "promo|discount|coupon|voucher code? gives|takes 5|10|15|20|25|50 off",
        "promo|promotion|promotional|discount|coupon|voucher "
        "reduce|lower|deduct|apply|applied|accepted|give|take|see ~ code valid total price checkout cart basket "
        "amount right percent 5 10 15 20 25 50 100 order gift test customer works active field",
        "=promo|promotion|discount|coupon|voucher works|tested|functional|ok ~ code cart checkout valid order basket "
        "field",
        "coupon|voucher|discount|promo take|get|deduct|applied|apply right|correct|checkout ~ amount code price "
        "total customer cart",
        "=coupon|voucher|discount|promo launch|welcome|newsletter works|tested|applied ~ code",
        "promo|promotion|discount|coupon|voucher take|get off 5|10|15|20|25|50|right|amount|correct ~ percent code "
        "total price valid checkout",
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
        "invalid|expired|unknown|wrong promo|discount|coupon|voucher codes gives|shows error message?",
        "invalid|expired|wrong|unknown|bogus|fake|nonexistent|bad|below|outdated|inactive "
        "promo|promotion|discount|coupon|voucher refused|rejected|error|message|unchanged|declined|stay|stays ~ code "
        "entering leave total give get show shown work accepted any more longer applied minimum order value amount "
        "price same friendly clear existent existing non nonsense",
        "invalid|expired|wrong|unknown|bogus|fake|nonexistent|bad|below|outdated|inactive "
        "promo|promotion|discount|coupon|voucher not|no|dont|cannot|cant|arent ~ code entering leave total give get "
        "show shown work accepted any more longer applied minimum order value amount price same friendly clear "
        "existent existing non nonsense",
        "nonsense|old|made|random|unknown|typo promo|coupon|voucher|discount rejected|refused|declined|error ~ code "
        "get longer work up accepted gives message any more",
        "nonsense|old|made|random|unknown|typo promo|coupon|voucher|discount no|not|dont ~ code get longer work up "
        "accepted gives any more",
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
        "promo|promotion|discount|coupon|voucher twice|reused|second|again cannot|cant|not|never|no ~ code redeemed "
        "one time customer single order",
        "promo|promotion|discount|coupon|voucher once|twice|single|second|limit|redemption|time|usage "
        "only|refused|enforced|respected|rejected|hold|works|tested ~ code 1 2 100 maximum max customer redeemed one "
        "user order again after first uses",
        "promo|discount|coupon|voucher|code limited uses|redemptions|customer|time "
        "refused|rejected|enforced|respected|hold ~ 1 2 3 5 10 50 100 101st 101 after next",
        "promo|discount|coupon|voucher max|maximum|limit|once redemption|usage "
        "customer|respected|enforced|coupon|code|order ~ one",
        "voucher|coupon|discount|promo work|valid|redeemed|good once|single|one ~ only time code customer",
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
        "=tax|vat|gst amount|correct|right|calculated|charged|added|shown|show|included|computed|applied ~ rate "
        "price total sales country region state checkout invoice cart order shipping customer eu uk de fr tested net "
        "gross receipt mail up",
        "tax|vat|gst calculated|charged|added|included|computed|applied|show|shown|correct "
        "checkout|invoice|cart|order|shipping|price|total|country|region ~ rate sales customer right amount eu uk de "
        "fr tested up",
        "customer|buyer pay|charged tax|vat|gst ~ germany france eu uk right 7 10 18 19 20 21 rate percent up",
        "=tax|vat|gst show|shown|appear|right|correct cart|checkout|invoice|receipt|order ~ up amount",
    ),
)
