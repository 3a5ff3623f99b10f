"""Checks of how the application sends mail: its backend and its mail server."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.services import SmtpServer
    from pytest_golive.settings import Settings

SMTP = "django.core.mail.backends.smtp.EmailBackend"
NOWHERE = {
    "django.core.mail.backends.console.EmailBackend": "prints mail to the console",
    "django.core.mail.backends.filebased.EmailBackend": "writes mail to files",
    "django.core.mail.backends.locmem.EmailBackend": "keeps mail in memory",
    "django.core.mail.backends.dummy.EmailBackend": "throws mail away",
    "anymail.backends.console.EmailBackend": "prints mail to the console",
    "anymail.backends.test.EmailBackend": "keeps mail in memory",
}
#: Packages of backends that send through a provider.
PROVIDERS = ("anymail.backends.", "django_ses.", "sendgrid_backend.", "postmarker.", "django_mailgun.", "sparkpost.")
#: Backends that keep mail for a worker, and the setting that names the one that sends.
QUEUES = {
    "djcelery_email.backends.CeleryEmailBackend": "CELERY_EMAIL_BACKEND",
    "mailer.backend.DbBackend": "MAILER_EMAIL_BACKEND",
    "django_q_email.backends.DjangoQBackend": "Q_EMAIL_BACKEND",
    "huey_mailer.backends.HueyEmailBackend": "HUEY_EMAIL_BACKEND",
}
DEFAULT_SENDER = "webmaster@localhost"
STARTTLS_PORTS = {25, 587, 2525}
TLS_PORT = 465


@check(
    "mail.backend-real",
    severity="high",
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
def backend_real(application: Application, settings: Settings, evidence: Evidence) -> None:
    """Mail goes to an SMTP server or a provider, from a sender of the shop's own.

    Why: with the console backend of development every mail is written to a log and no customer gets one.
    Fix: set EMAIL_BACKEND to the SMTP or the provider's backend, EMAIL_HOST, and DEFAULT_FROM_EMAIL.
    Cannot tell when: the backend is one of the team's own that backends in [mail] does not name.
    Source: Django documentation, "Sending email".
    """
    told = application.settings
    backend = str(told.get("EMAIL_BACKEND") or SMTP)
    if backend in QUEUES:
        evidence.saw(f"{backend} keeps mail for a worker")
        backend = str(told.get(QUEUES[backend]) or SMTP)
    assert backend not in NOWHERE, f"EMAIL_BACKEND is {backend}, which {NOWHERE.get(backend)}"
    evidence.saw(f"EMAIL_BACKEND is {backend}")
    if backend != SMTP and backend not in settings.mail.backends and not backend.startswith(PROVIDERS):
        cannot_tell(f"whether {backend} really sends is not known", cure="name it in backends of [mail] if it does")
    if backend == SMTP and "EMAIL_HOST" not in application.explicit:
        cannot_tell("EMAIL_HOST is set nowhere: Django tries localhost", cure="set EMAIL_HOST, be it to localhost")
    host = str(told.get("EMAIL_HOST") or "")
    assert backend != SMTP or host, "EMAIL_HOST is empty"
    sender = str(told.get("DEFAULT_FROM_EMAIL") or "")
    assert sender, "DEFAULT_FROM_EMAIL is empty"
    assert DEFAULT_SENDER not in sender, f"DEFAULT_FROM_EMAIL is {sender}, Django's own default"
    evidence.saw(f"DEFAULT_FROM_EMAIL is {sender}")


def _spoken(server: SmtpServer) -> None:
    """Ends the check when no SMTP is spoken at all."""
    if not server.host:
        why = f"mail goes to {server.backend}, which speaks no SMTP here"
        cannot_tell(why, cure="have somebody look at the provider's page and vouch for it")


@check(
    "mail.smtp-connect",
    severity="high",
    overlooks="worker container firewall outbound outgoing",
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
    effect="probe",
)
def smtp_connect(smtp_server: SmtpServer, evidence: Evidence) -> None:
    """The mail server of the application's settings answers and greets, by TLS as configured.

    Why: many hosts block outgoing mail ports, which shows only when the first order is placed.
    Fix: correct EMAIL_HOST and EMAIL_PORT, and open the way out to that port in the firewall.
    Cannot tell when: the application sends by a provider's API instead of SMTP.
    Source: RFC 5321; RFC 3207.
    """
    server = smtp_server
    _spoken(server)
    assert server.banner or server.certificate or not server.trouble, f"{server.place}: {server.trouble}"
    assert server.banner.startswith("220") or server.certificate, f"{server.place} answered {server.banner!r}, not 220"
    assert server.greeted or server.certificate, f"{server.place} refused EHLO: {server.greeting or server.trouble}"
    assert not server.certificate, f"the certificate of {server.place} does not verify: {server.certificate}"
    if server.use_tls or server.use_ssl:
        assert server.tls, f"{server.place}: {server.trouble or 'it offers no STARTTLS, which EMAIL_USE_TLS asks for'}"
    evidence.saw(f"{server.place} greets: {server.greeting}")


@check(
    "mail.smtp-login",
    severity="high",
    overlooks="worker container",
    says=(
        "email|mail service @set gmail|sendgrid|mailgun|ses|smtp? sendgrid|mailgun|postmark?",
        "smtp|email|mail server? credentials @set|set|valid|accepted|correct|works .env?",
        "smtp password|login|authentication|auth @set|set|valid|accepted|correct|works",
        "=email|mail notifications @set",
        "email|environment|variables: email_host_user|smtp_user|smtp_username|mail_username",
        "email|environment|variables: email_host_password|smtp_password|mail_password",
        "smtp|mail|relay authenticate ~ server host against log",
        (
            "smtp|sendgrid|mailgun|postmark|ses|relay credentials|login|username|password|auth|authentication|key "
            "valid|work|correct|set|accepted|succeeds|tested|success|successful|ok|configured ~ mail api server user "
            "account up env name outgoing provider log @works"
        ),
        # "Login by email" is what a customer does.
        (
            "mail|email credentials|username|password|key "
            "valid|work|correct|set|accepted|succeeds|tested|success|successful|ok|configured ~ api server user "
            "account up env name outgoing provider @works"
        ),
        "mail|email login|auth|authentication server|host|provider valid|work|accepted|succeeds|tested|ok ~ api user "
        "account outgoing",
    ),
    effect="probe",
)
def smtp_login(smtp_server: SmtpServer, evidence: Evidence) -> None:
    """The mail server accepts the application's user and password, over TLS; nothing is sent.

    Why: a revoked or mistyped password stops every mail, and nobody is told.
    Fix: correct EMAIL_HOST_USER and EMAIL_HOST_PASSWORD, and set EMAIL_USE_TLS or EMAIL_USE_SSL.
    Cannot tell when: there is no way to the server over verified TLS: no password is sent then.
    Source: RFC 4954.
    """
    server = smtp_server
    _spoken(server)
    if not server.user and not server.password:
        cure = "set EMAIL_HOST_USER and EMAIL_HOST_PASSWORD; a relay without log-in is for somebody to vouch for"
        cannot_tell(f"the application does not log in at {server.place}", cure=cure)
    assert server.user, f"EMAIL_HOST_USER is empty, so Django does not log in at {server.place}"
    assert server.password, f"EMAIL_HOST_PASSWORD is empty, so Django does not log in at {server.place}"
    assert server.use_tls or server.use_ssl, f"the password would go to {server.place} without TLS"
    if server.login_code is None:
        why = server.certificate or server.trouble or "no TLS"
        cure = "see what the connection to the mail server lacks, and look again"
        cannot_tell(f"the password was not sent to {server.place}: {why}", cure=cure, look_failed=True)
    assert server.login_code == 235, f"{server.place} refuses the log-in: {server.login_words}"
    evidence.saw(f"{server.place} accepted the log-in over {server.tls}")


@check(
    "mail.smtp-tls",
    severity="high",
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
    effect="probe",
)
def smtp_tls(smtp_server: SmtpServer, evidence: Evidence) -> None:
    """Mail leaves the application over TLS: one of EMAIL_USE_TLS and EMAIL_USE_SSL, fitting the port, verified.

    Why: mail and password in clear text can be read by everybody on the way.
    Fix: set EMAIL_USE_TLS = True with port 587, or EMAIL_USE_SSL = True with port 465, not both.
    Cannot tell when: the server cannot be reached, or a relay on this machine takes the mail and sends it on.
    Source: RFC 3207; RFC 8314; Django documentation, EMAIL_USE_TLS.
    """
    server = smtp_server
    _spoken(server)
    both = server.use_tls and server.use_ssl
    assert not both, "EMAIL_USE_TLS and EMAIL_USE_SSL are both True, with which Django cannot send"
    if not server.use_tls and not server.use_ssl:
        if server.port == 25 and _is_here(server.host):
            cure = "look at the relay's own configuration, and vouch for it"
            cannot_tell(f"mail goes to the relay on this machine ({server.place}), which sends it on", cure=cure)
        raise AssertionError(f"neither EMAIL_USE_TLS nor EMAIL_USE_SSL is set: {server.place} gets mail in clear text")
    wrong = server.port == TLS_PORT if server.use_tls else server.port in STARTTLS_PORTS
    name = "EMAIL_USE_TLS" if server.use_tls else "EMAIL_USE_SSL"
    assert not wrong, f"{name} does not fit port {server.port}: 587 goes with EMAIL_USE_TLS, 465 with EMAIL_USE_SSL"
    assert not server.certificate, f"the certificate of {server.place} does not verify: {server.certificate}"
    if not server.tls and (server.trouble or not server.greeted):
        cure = "correct EMAIL_HOST and EMAIL_PORT, and let this machine reach the mail server"
        cannot_tell(f"{server.place}: {server.trouble or 'no greeting'}", cure=cure, look_failed=True)
    assert server.tls, f"{server.place} offers no STARTTLS"
    evidence.saw(f"{server.place} speaks {server.tls}, and its certificate verifies")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
