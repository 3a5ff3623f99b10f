"""Planned checks: mail."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "mail.backend-real",
    "Mail goes to a real backend.",
    severity="high",
    needs=("settings",),
    says=(
        "email|mail service|provider @set gmail|sendgrid|mailgun|ses|smtp? sendgrid|mailgun|postmark?",
        "transactional email|mail service|provider? @set",
        "=email|mail|smtp @set",
        "smtp server|service|provider? @set",
        "email_backend smtp",
        "email|mail backend not console|dummy|file",
        "email|mail go|goes|sent through? real|transactional provider|service|relay",
        "email|mail go|goes|sent through? real provider|service not console",
        "email sent|send|go sendgrid|mailgun|ses|postmark not console back? end?",
        "email sent|send|go sendgrid|mailgun|ses|postmark",
        "smtp|provider real|wired|proper ~ mail email up transactional connected service hooked",
        (
            "mailer|smtp|actionmailer configured|uses|set|real|production ~ provider transactional email server "
            "plugin mail delivery method wp postmark sendgrid ses env action outgoing @set"
        ),
        (
            "email|mail driver|transport|provider|server|service "
            "real|configured|smtp|sendgrid|postmark|mailgun|ses|transactional ~ outgoing up uses esp @set "
            "connected console? amazon resend third party"
        ),
        (
            "email|mail|transactional sendgrid|postmark|mailgun|ses|resend|mandrill|sparkpost|brevo ~ sent send "
            "through go goes out up amazon provider service outgoing @set"
        ),
        (
            "email|mail|email_backend not|never|isnt|arent console|locmem|dummy|logged|file ~ backend one goes "
            "out through sendgrid sent printed smtp real go"
        ),
    ),
)
planned(
    "mail.smtp-connect",
    "The mail server is reachable.",
    severity="high",
    needs=("mail", "env"),
    says=(
        "email|mail provider @set gmail|sendgrid|mailgun|ses|smtp? sendgrid|mailgun|postmark?",
        "smtp connection|connectivity works|functional|@tested|reachable",
        "smtp|mail|email server|host|port reachable|accessible",
        "email|environment|variables: email_host|email_port|smtp_host|smtp_port|mail_server|mail_port",
        (
            "smtp|mail|email|relay server|relay|host|port|gateway "
            "reach|reachable|connect|answers|open|connectivity|correct|responds ~ 587 465 25 2525 outbound "
            "outgoing firewall @works"
        ),
        "=smtp connection|connectivity ~ server mail port @works",
    ),
)
planned(
    "mail.smtp-login",
    "SMTP credentials are accepted.",
    severity="high",
    needs=("mail", "env"),
    says=(
        "email|mail service @set gmail|sendgrid|mailgun|ses|smtp? sendgrid|mailgun|postmark?",
        "smtp|email|mail server? credentials @set|set|valid|accepted|correct|works .env?",
        "smtp password|login|authentication|auth @set|set|valid|accepted|correct|works",
        "=email|mail notifications @set",
        "email|environment|variables: email_host_user|smtp_user|smtp_username|mail_username",
        "email|environment|variables: email_host_password|smtp_password|mail_password",
        "smtp|mail|relay authenticate ~ server host against log",
        (
            "smtp|mail|email|sendgrid|mailgun|postmark|ses|relay "
            "credentials|login|username|password|auth|authentication|key "
            "valid|work|correct|set|accepted|succeeds|tested|success|successful|ok|configured ~ api server user "
            "account up env name outgoing provider log @works"
        ),
    ),
)
planned(
    "mail.smtp-tls",
    "Mail is sent over TLS.",
    severity="high",
    needs=("settings", "mail"),
    says=(
        "email_use_tls|email_use_ssl|mail_use_tls|mail_use_ssl true",
        "smtp|email|mail ssl|starttls|encryption|encrypted @set|on",
        "smtp|emails|mail connection? sent|over|uses? ssl|starttls|encrypted",
        "email|mail goes|sent|go out ssl|starttls",
        "starttls|ssl port 587|465",
        (
            "smtp|email|mail|outgoing|outbound|starttls|email_use_tls|email_use_ssl ssl|starttls|encrypted "
            "sent|uses|enabled|connection|transit|587|465|outgoing|outbound|enforced|required|encrypted|server ~ "
            "port secure goes go @set"
        ),
        "=starttls|smtp|mail|email ssl|starttls|enabled|encrypted ~ outgoing connection server @set",
        "=email_use_tls|email_use_ssl ~ true 1 set enabled",
        "=ssl|encryption outgoing|outbound mail|email|smtp ~ @set",
    ),
)
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
    "mail.templates-render",
    "E-mail templates render.",
    severity="medium",
    needs=("settings", "code"),
    says=(
        "=email|mail templates",
        "email|mail templates render|rendered|@tested|works|functional",
        "email|mail templates render without|no errors",
        (
            "=email|mail template "
            "look|render|tested|reviewed|ready|check|branded|customised|customized|correct|broken|preview|"
            "placeholders no? ~ right notification transactional variables html error text proper version mobile "
            "outlook well nice wrong gmail order customer links content @works"
        ),
        "=email|mail render|branded ~ html text version well right template look plain",
    ),
)
planned(
    "mail.spf",
    "SPF allows the mail provider.",
    severity="high",
    needs=("dns",),
    says=(
        "spf dkim? dmarc? record|records|dns? @set|set|published|valid|correct|passes|passing",
        "=spf dkim? dmarc? record|records|dns?",
        "=sender email|address|domain authenticated|@set?",
        "spf allows|includes|covers|authorises mail|email|sending? provider|sendgrid|mailgun|ses|google|service",
        (
            "spf @set|record|passes|published|dns|includes|authorises|authorizes|txt|check|covers|tested ~ dkim "
            "dmarc sending domain provider email sendgrid google mailgun ses postmark sender mail ends gmail "
            "servers authentication @set"
        ),
        (
            "spf dkim ~ dmarc record dns publish check email authentication add sending domain pass valid mail "
            "entry test mail-tester aligned alignment sender provider sendgrid @set"
        ),
    ),
)
planned(
    "mail.dkim",
    "DKIM key is published.",
    severity="high",
    needs=("dns",),
    says=(
        "dkim spf? dmarc? key|record|records|signing|signature? @set|set|published|valid|correct|passes|passing",
        "dkim spf dmarc? dns|authentication @set|set|published|valid|correct|passes|passing",
        "=dkim spf? dmarc? record|records|key|dns?",
        "=sender email|address|domain authenticated|@set?",
        (
            "dkim @set|record|passes|published|dns|signed|key|txt|cname|check|signature|tested ~ spf dmarc "
            "sending domain provider email sendgrid google mailgun ses postmark sender mail outgoing gmail "
            "selector 2048 bit authentication @set"
        ),
        (
            "dkim spf ~ dmarc record dns publish check email authentication add sending domain pass valid mail "
            "entry test mail-tester aligned alignment sender provider sendgrid @set"
        ),
    ),
)
planned(
    "mail.dmarc",
    "DMARC policy is published.",
    severity="medium",
    needs=("dns",),
    says=(
        "dmarc spf? dkim? record|records|policy|dns? @set|set|published|valid|correct|passes|passing",
        "=dmarc spf? dkim? record|records|policy|dns?",
        "=sender email|address|domain authenticated|@set?",
        "dmarc policy? least? p quarantine|reject",
        (
            "dmarc "
            "record|passes|published|dns|policy|txt|configured|enabled|exists|added|valid|check|reject|"
            "quarantine|tested ~ place spf dkim sending domain email mail right outgoing p least stricter rua "
            "authentication"
        ),
        (
            "dmarc spf|dkim ~ record dns publish check email authentication add sending domain pass valid mail "
            "entry test mail-tester aligned alignment sender provider sendgrid @set"
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
