"""Planned checks: mail."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "mail.order-confirmation",
    "The order confirmation mail is sent.",
    severity="high",
    needs=("storefront", "mail"),
    says=(
        "order|purchase confirmation|receipt email|mail sent|received|arrives|delivered|works|@tested?",
        "customer|buyer|shopper gets|receives order? confirmation|receipt email|mail",
        "confirmation email|mail sent|arrives|received|delivered after order|purchase|checkout",
        "email|mail notifications works|functional|@tested",
        "=email|mail notifications @set?",
        "order email|mail reach|reaches customer|buyer",
        (
            "order|purchase|checkout|payment|buyer|receipt confirmation|receipt|order|notification "
            "email|mail|inbox "
            "sent|send|receives|gets|arrives|after|check|tested|works|go|goes|lands|customer|delivered|triggered|out "
            "~ place right automatically shopper immediately @works"
        ),
        (
            "customer|buyer|shopper email|mail|receipt|confirmation after|confirmation|order|purchase|receipt ~ "
            "get receive sent checkout payment @works"
        ),
        "=receipt email|mail after payment|purchase|order ~ sent send arrives customer gets",
        (
            "=order|purchase|receipt email|mail|receipts ~ sent customer confirmation go right notification "
            "arrive check setup @works"
        ),
        "=confirmation email|mail after|checkout|order|purchase ~ sent customer payment arrives gets @works",
        "=email receipt ~ sent order customer arrive @works",
    ),
)
planned(
    "mail.password-reset",
    "The password reset mail is sent.",
    severity="high",
    needs=("storefront", "mail"),
    says=(
        "password reset|recovery email|mail sent|received|arrives|delivered|works|@tested?",
        "forgot|forgotten|lost password email|mail sent|received|arrives|delivered|works|@tested?",
        "reset email|mail sent|arrives|received|delivered",
        (
            "password reset|forgot|forgotten|lost|recovery email|mail|link "
            "works|sent|send|arrives|delivered|tested|receive|get|goes ~ user flow right account inbox requested "
            "customer out domain @works"
        ),
        (
            "reset email|mail|link email|mail|arrives|works|sent|live|domain|points|production|correct|https ~ "
            "password url user host right @works"
        ),
    ),
)
planned(
    "mail.registration",
    "The registration mail is sent.",
    severity="medium",
    needs=("storefront", "mail"),
    says=(
        "=email: user? registration confirmation",
        "registration|signup|welcome|activation confirmation? email|mail sent|received|arrives|works|@tested?",
        "account|address verification|confirmation email|mail sent|received|arrives|works|@tested?",
        "sign up confirmation|verification|welcome? email|mail sent|arrives|works|received",
        (
            "=registration|signup|sign|welcome|activation|verification|verify|account email|mail|link "
            "confirmation|sent|send|arrives|works|delivered|tested|get|receive|reaches|goes|out ~ new user "
            "customer up after inbox address member client register @works"
        ),
        (
            "=email|mail confirmation|verification|welcome|activation "
            "registration|signup|account|sign|user|customers|registering ~ new after up sent get arrives receive "
            "@works"
        ),
        "=users|customers|members activation|verification|welcome email|mail|link ~ new get receive @works",
    ),
)
planned(
    "mail.refund-request",
    "The refund notification is sent.",
    severity="medium",
    needs=("storefront", "mail"),
    says=(
        "=refund request? notifications|email|emails|mail",
        "refund request|confirmation? notifications|email|mail sent|received|arrives|works|@tested",
        "customer|buyer|staff gets|receives email|mail when|after refund requested|issued?",
        (
            "=refund email|mail|notifications|notifies|notified ~ sent customer get issued when request staff "
            "confirmation arrives buyer out goes reach about receives go after delivered owner admin user @works"
        ),
    ),
)
planned(
    "mail.admin-notification",
    "Admin notifications are sent.",
    severity="medium",
    needs=("storefront", "mail"),
    says=(
        "=email: admin|staff notifications",
        "admin|staff email|mail notifications sent|received|arrive|works|@tested|@set?",
        "new order email|mail notification? admin|staff|owner|shop",
        "admin|staff|owner receives|gets email|mail new? order|orders",
        "we? get email|mail when? new order",
        "admin|staff|owner|team notified new orders email|mail",
        (
            "order admin|owner|staff|team|shop|merchant|office|store email|mail|notification|notified|alerts "
            "get|receive|new|notified|arrive|works|goes|reach|sent|order|comes|tested ~ right when mailbox inbox "
            "address about placed @works"
        ),
        (
            "=new order notification|alerts|email|mail ~ goes go right address sent arrive inbox mailbox set up "
            "team received @works"
        ),
        (
            "=staff|merchant|owner|admin|order email|mail|notification notification|sent|works|tested|set|arrive "
            "~ up get right new address go @works"
        ),
        "=get email|mail order ~ new when comes placed",
    ),
)
