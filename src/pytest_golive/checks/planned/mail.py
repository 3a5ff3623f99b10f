"""Planned checks: mail."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "mail.test-message",
    "A test mail arrives.",
    severity="high",
    needs=("mail", "settings"),
    says=(
        "email|mail sending|delivery|deliverability works|functional|@tested",
        "email|mail notifications works|functional|@tested",
        "=email|mail notifications",
        "send? test email|mail|message sent|received|arrives|delivered|lands inbox?",
        "send? test email|mail|message lands|arrives inbox|mailbox|inboxes not spam",
        "email|mail arrive|delivered|land|lands inbox|inboxes not? spam?",
        "email|mail dont|not|never land|lands|go|goes|end|ends spam|junk folder?",
        "=email|mail works|functional|@tested",
        "outgoing|outbound|transactional|system email|mail works|@tested|delivered|arrive",
        "email|mail delivered? dont|not|never land|go|end up? spam",
        "form|contact mail|email|message form? arrives|received|delivered",
        "!email|mail sending? not|arent sent|delivered|works",
        (
            "mail|email reach|land|arrive inbox|mailbox ~ customer user actual transactional gmail recipient real "
            "external"
        ),
        (
            "form submission|enquiries|entries arrive|reach|land|delivered ~ mailbox inbox email right mail "
            "contact office"
        ),
        (
            "=email|mail sending|sent|delivered|arrive|works|deliverability|out|received ~ go transactional get "
            "inbox outgoing real customer server user address account gmail outlook @works"
        ),
        (
            "test email|mail|message send|sent|received|arrives|reaches|delivered|lands|inbox ~ gmail outlook "
            "real external hotmail yahoo out account address customer @works"
        ),
        (
            "email|mail no|not|dont|never|arent|doesnt spam|junk ~ land go goes end inbox folder flagged marked "
            "filter outgoing delivered arrive get up"
        ),
        (
            "contact form email|mail|message arrive|received|delivered|works|reach|sends|sent|tested ~ inbox "
            "right address mailbox goes submission office submit"
        ),
    ),
)
planned(
    "mail.reply-to",
    "Reply-To is set rightly.",
    severity="medium",
    needs=("mail", "settings"),
    says=(
        "=reply|replyto email|address|header? @set|correct|valid",
        "reply|replyto email|address|header @set|correct|valid",
        (
            "replyto "
            "goes|support|address|header|mailbox|email|mail|right|correct|points|helpdesk|inbox|set|proper ~ real "
            "outgoing team reply customer sender monitored valid reach desk send transactional @set"
        ),
        "no reply replyto ~ address proper mail email set",
        (
            "replies|replyto email|mails|outgoing reach|support|customer|go|goes|arrive|helpdesk ~ address inbox "
            "mailbox team desk order"
        ),
    ),
)
planned(
    "mail.forwarding",
    "E-mail forwarding works.",
    severity="medium",
    needs=("mail",),
    says=(
        "email|mail forwarding @set|works|functional|@tested",
        "email|mail info|support|hello|contact forwarded",
        "email|mail info|support forwarded team?",
        (
            "info|support|hello|contact|sales|alias|aliases|mailbox|email|mail forward "
            "works|tested|team|set|configured|rules|up|place|inbox|right|info|support|hello|contact|mailbox|owner "
            "~ address group shared domain gmail account catch @set @works"
        ),
        (
            "email|mail|mailbox|info|support aliases|alias ~ up sales receive contact hello forward address team "
            "@set @works"
        ),
        (
            "info|support|hello|contact|sales reaches|lands|arrives|goes|received "
            "mailbox|inbox|team|right|mail|email|staff ~ shared address sent"
        ),
    ),
)
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
