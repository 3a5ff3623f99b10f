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
    ),
)
