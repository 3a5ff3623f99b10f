"""Faults of the way the shop sends mail."""

from __future__ import annotations

from faults import Shop, fault


@fault("mail-console", reds=("mail.backend-real",), hides=("mail.smtp-*",))
def mail_console(shop: Shop) -> None:
    """Print mail to the console, as in development: no mail server is asked then."""
    shop.settings.append('EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"')


@fault("mail-sender-default", reds=("mail.backend-real",))
def mail_sender_default(shop: Shop) -> None:
    """Leave DEFAULT_FROM_EMAIL at webmaster@localhost."""
    shop.settings.append('DEFAULT_FROM_EMAIL = "webmaster@localhost"')


@fault("mail-variable-misspelt", reds=("mail.templates-render",))
def mail_variable_misspelt(shop: Shop) -> None:
    """Misspell a variable in the order mail: Django prints nothing for it."""
    shop.edit("store/templates/store/mail/order.txt", "{{ order.name }}", "{{ order.nmae }}")


@fault("mail-link-relative", reds=("mail.templates-render",))
def mail_link_relative(shop: Shop) -> None:
    """Forget the host in a link of the order mail: there is no page that it could be relative to."""
    shop.edit("store/templates/store/mail/order.html", "{{ site_url }}{% url", "{% url")


@fault("mail-sender-of-stranger", reds=("mail.test-message",), also=("mail.backend-real",))
def mail_sender_of_stranger(shop: Shop) -> None:
    """Send from an address whose domain's SPF does not name the provider."""
    shop.settings.append('DEFAULT_FROM_EMAIL = "orders@elsewhere.test"')


@fault("mail-reply-to-nobody", reds=("mail.reply-to",))
def mail_reply_to_nobody(shop: Shop) -> None:
    """Let customers' answers go where nobody reads them."""
    shop.settings.append('REPLY_TO = "noreply@invalid"')


@fault("mail-alias-removed", reds=("mail.forwarding",))
def mail_alias_removed(shop: Shop) -> None:
    """Forget to forward info@."""
    shop.mail_aliases = frozenset({"support@shop.test"})


@fault("mail-port-closed", reds=("mail.smtp-connect",), also=("env.loaded-by-service",), hides=("mail.smtp-*",))
def mail_port_closed(shop: Shop) -> None:
    """Write a port into the env file where nothing listens."""
    shop.env_file_only["EMAIL_PORT"] = "1"


@fault("mail-password-wrong", reds=("mail.smtp-login",), also=("env.loaded-by-service",))
def mail_password_wrong(shop: Shop) -> None:
    """Change the password in the env file."""
    shop.env_file_only["EMAIL_HOST_PASSWORD"] = "old-password-of-last-year"


@fault(
    "mail-tls-off",
    reds=("mail.smtp-tls", "mail.smtp-login"),
    also=(
        "env.loaded-by-service",
        "env.var-value",
    ),
)
def mail_tls_off(shop: Shop) -> None:
    """Set EMAIL_USE_TLS=False: the password would go in clear text."""
    shop.env_file_only["EMAIL_USE_TLS"] = "False"


@fault("mail-certificate-of-other", reds=("mail.smtp-tls", "mail.smtp-connect"), hides=("mail.smtp-login",))
def mail_certificate_of_other(shop: Shop) -> None:
    """Let the mail server show another server's certificate: no password is sent then."""
    shop.mail_name = "other.test"
