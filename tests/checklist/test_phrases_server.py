"""What people write about machines, operations and measured numbers, and what only looks like it."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.bind import Binder, Binding
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

#: Every word is accounted for.
WHOLLY = {
    "HTTPS everywhere, certificate valid": "http.https-redirect tls.certificate-valid",
    "HTTPS everywhere (valid certificate)": "http.https-redirect tls.certificate-valid",
    "HTTPS only, certificate valid": "http.https-redirect tls.certificate-valid",
    "Certificate valid, HTTPS everywhere": "http.https-redirect tls.certificate-valid",
    "HTTPS certificate valid": "tls.certificate-valid",
    "HSTS ≥ 1 year": "http.hsts",
    "HSTS max-age >= 31536000": "http.hsts",
    "Uptime monitor on /health every minute": "monitoring.uptime-configured",
    "API response time: < 500 ms": "perf.api-response-time",
    "Firewall is on": "server.firewall-active",
    "Security groups locked down": "server.firewall-active server.open-ports",
    "Only 80 and 443 are open to the world": "server.open-ports",
    "No ports other than 443 exposed": "server.open-ports",
    "Docker Compose is installed on the host": "server.docker-installed",
    "All containers are up and healthy": "server.compose-services-healthy",
    "All containers healthy": "server.compose-services-healthy",
    "App runs under systemd": "server.process-managed",
    "Gunicorn is managed by supervisor": "server.process-managed",
    "Services start automatically after a reboot": "server.starts-on-boot",
    "The app comes back after a server reboot": "server.starts-on-boot",
    "App restarts automatically on crash": "server.auto-restart",
    "Nginx is running": "server.web-server-running",
    "Nginx config passes `nginx -t`": "nginx.config-valid",
    "nginx -t is clean": "nginx.config-valid",
    "Application server is running": "server.app-server-running",
    "Python 3.11 installed": "server.python-version",
    "Python 3.12 on the server": "server.python-version",
    "Dependencies installed from requirements.txt": "server.dependencies-installed",
    "Password authentication for SSH disabled": "server.ssh-key-auth",
    "SSH password login disabled": "server.ssh-key-auth",
    "SSH access by key only": "server.ssh-key-auth",
    "Root SSH login disabled": "server.ssh-no-root",
    "fail2ban installed and running": "server.intrusion-detection",
    "OS is up to date": "server.packages-updated",
    "All OS security updates installed": "server.security-patches",
    "Server is patched": "server.security-patches",
    "Unattended upgrades enabled": "server.auto-updates",
    "Automatic security updates turned on": "server.auto-updates",
    "Enough disk space": "server.disk-space",
    "At least 20% free disk space": "server.disk-space",
    "Disk usage below 80%": "server.disk-space",
    "Sufficient memory available": "server.memory",
    "CPU usage under 70%": "server.cpu-load",
    "Uploads directory is writable by the app": "server.media-permissions",
    "`.env` permissions are 600": "server.env-file-mode",
    ".env file is only readable by the app user": "server.env-file-mode",
    "Logging is set up": "logs.configured",
    "Application logs are written to stdout": "logs.configured",
    "Logs are centralised in Loki": "logs.shipped",
    "Logs are shipped to Datadog": "logs.shipped",
    "Log aggregation in place": "logs.shipped",
    "Log level is INFO": "logs.level",
    "Log level set to WARNING in production": "logs.level",
    "Logs rotate daily": "logs.rotation",
    "No PII in logs": "logs.no-sensitive-data",
    "Passwords and tokens are never logged": "logs.no-sensitive-data",
    "Failed logins are logged": "logs.failed-login-recorded",
    "Sentry is receiving errors": "monitoring.error-tracking",
    "Sentry configured with the production DSN": "monitoring.error-tracking",
    "Error monitoring (Bugsnag) is enabled": "monitoring.error-tracking",
    "Exceptions are reported to Honeybadger": "monitoring.error-tracking",
    "Uptime checks configured": "monitoring.uptime-configured",
    "Pingdom check for the homepage": "monitoring.uptime-configured",
    "On-call gets paged when the site goes down": "monitoring.alerts-configured",
    "Alerts configured for CPU, memory and disk": "monitoring.alerts-configured monitoring.host-metrics",
    "Alerts go to Slack": "monitoring.alerts-configured",
    "Server metrics in Grafana": "monitoring.host-metrics",
    "Database metrics are collected": "monitoring.db-metrics",
    "APM enabled": "monitoring.apm-data",
    "New Relic APM installed": "monitoring.apm-data",
    "SSL expiry alerts configured": "monitoring.certificate-expiry",
    "Certificate expiry is monitored": "monitoring.certificate-expiry",
    "No open incidents": "monitoring.no-open-incidents",
    "Error rate below 1%": "monitoring.error-rate",
    "5xx rate < 0.5 %": "monitoring.error-rate",
    "p95 latency under 500 ms": "monitoring.response-time",
    "99.9% uptime": "monitoring.uptime",
    "Backups run every night": "backup.scheduled",
    "Nightly database backups are running": "backup.scheduled",
    "Automated daily backups enabled": "backup.scheduled",
    "Database is backed up daily": "backup.scheduled",
    "DB backups automated": "backup.scheduled",
    "Backups are automated": "backup.scheduled",
    "Backups scheduled daily": "backup.scheduled",
    "Fresh backup taken before the deploy": "backup.recent",
    "Backup taken right before launch": "backup.recent",
    "A recent backup exists": "backup.recent",
    "Latest backup is less than 24 hours old": "backup.recent",
    "Restore tested": "backup.restore-drill",
    "Backup restore has been tested": "backup.restore-drill",
    "Restoring from backup has been tested": "backup.restore-drill",
    "Tested restoring a backup": "backup.restore-drill",
    "We have restored a backup to a scratch database": "backup.restore-drill",
    "Backups can be restored": "backup.restore-drill",
    "Backups tested": "backup.restore-drill",
    "Backups verified by restore": "backup.restore-drill",
    "Backups are encrypted": "backup.encrypted",
    "Backups encrypted at rest": "backup.encrypted",
    "Off-site backups": "backup.off-server",
    "Backups are stored off-site": "backup.off-server",
    "Backups stored in S3 in another region": "backup.off-server",
    "Backup retention is 30 days": "backup.retention",
    "Backups kept for 30 days": "backup.retention",
    "Media uploads are backed up": "backup.media-scheduled",
    "Gunicorn worker count matches CPU cores": "gunicorn.workers",
    "Nginx reverse proxy configured": "nginx.reverse-proxy",
    "Maintenance page ready": "nginx.maintenance-page",
    "No secrets in repo": "secrets.no-hardcoded secrets.never-committed",
    "No secrets in git": "secrets.no-hardcoded secrets.never-committed",
    "No secrets in the git repository": "secrets.no-hardcoded secrets.never-committed",
    "No credentials in the repo": "secrets.no-hardcoded secrets.never-committed",
    "No passwords in the git history": "secrets.no-hardcoded secrets.never-committed",
    "No secrets in code": "secrets.no-hardcoded",
    "No hardcoded passwords": "secrets.no-hardcoded",
    "No API keys in code": "secrets.no-hardcoded",
    "Secrets are not committed to git": "secrets.no-hardcoded secrets.never-committed",
    "No hardcoded secrets": "secrets.no-hardcoded",
    ".env is in .gitignore": "secrets.env-not-committed",
    ".env not committed": "secrets.env-not-committed",
    ".env is git-ignored": "secrets.env-not-committed",
    "SECRET_KEY comes from the environment": "secrets.secret-key-from-env",
    "Secret key loaded from env var": "secrets.secret-key-from-env",
    "SECRET_KEY not in version control": "secrets.secret-key-from-env",
    "Strong database password": "secrets.db-password-strong",
    "Production credentials differ from staging": "secrets.credentials-unique",
    "No critical bugs": "tracker.no-open-critical",
    "No open P0/P1 issues": "tracker.no-open-critical",
    "No open blockers": "tracker.no-open-critical",
    "All critical bugs fixed": "tracker.no-open-critical",
    "All PRs reviewed": "tracker.release-reviewed",
    "Code has been peer reviewed": "tracker.release-reviewed",
    "Every change was reviewed by a second person": "tracker.release-reviewed",
    "No open Dependabot alerts": "tracker.no-security-alerts",
    "Load test with expected traffic passed": "load.expected-traffic",
    "Load tested at 500 concurrent users": "load.expected-traffic",
    "Load test done": "load.expected-traffic load.thresholds",
    "Site handles expected peak traffic": "load.thresholds",
    "No memory leaks": "load.memory-stable",
    "Home page loads in under 2 seconds": "perf.page-load",
    "Pages load in under 3 seconds": "perf.page-load",
    "Page load time under 3 s": "perf.page-load",
    "Checkout page loads within 2 seconds": "perf.page-load",
    "API responses under 200 ms": "perf.api-response-time",
    "API p95 < 300 ms": "perf.api-response-time",
    "Telegram bot token is valid": "notify.telegram-token",
    "Telegram notifications arrive": "notify.telegram-chat",
    "Uploads go to S3": "storage.app-uses-bucket",
    "S3 bucket is private": "storage.bucket-accessible",
    "S3 bucket is not public": "storage.bucket-accessible",
    "Media files stored on S3": "storage.app-uses-bucket",
    "Redis is running": "redis.ping",
    "Redis reachable": "redis.ping",
    "Redis requires a password": "redis.password-required",
    "Redis is password protected": "redis.password-required",
    "Cache hit rate above 80%": "redis.hit-ratio",
    "Cache works": "redis.cache-roundtrip",
    "SSL certificate is valid": "tls.certificate-valid",
    "SSL cert installed": "tls.certificate-installed",
    "TLS certificate auto-renews": "tls.auto-renewal",
    "Let's Encrypt auto-renewal works": "tls.auto-renewal",
    "Certbot renewal timer active": "tls.auto-renewal",
    "Certificate renews automatically": "tls.auto-renewal",
    "TLS 1.0/1.1 disabled": "nginx.https-enabled",
    "Only TLS 1.2 and 1.3 enabled": "nginx.https-enabled",
    "Domain points to the right server": "dns.a-record",
    "DNS points to production": "dns.a-record",
    "A record points to the new server": "dns.a-record",
    "DNS propagated": "dns.propagated",
    "MX records set": "dns.mx",
    "Domain registered": "dns.domain-registered",
    "Domain does not expire soon": "dns.domain-registered",
    "WHOIS privacy on": "dns.whois-privacy",
    "All environment variables set": "env.all-required-set",
    "Env vars configured": "env.all-required-set",
    "No missing environment variables": "env.all-required-set",
    ".env.example is up to date": "env.example-complete",
    "No placeholder values left in .env": "env.no-placeholders",
    "Full certificate chain is served": "tls.chain-complete",
    "Intermediate certificate installed": "tls.chain-complete",
}
#: The checks are right, and words are left for a person.
PARTLY = {
    "HTTPS on every page and certificate valid": "tls.certificate-valid",
    "www redirects to the apex domain": "dns.www",
    "No errors in the logs after deploy": "logs.no-critical-errors",
    "PagerDuty integration tested": "monitoring.alerts-configured",
}
#: The words sound alike and mean something else.
TRAPS = (
    "High traffic: load testing done, auto-scaling still to decide",
    "Old firewall rules deleted",
    "Firewall rules will be configured after launch",
    "Ports 80 and 443 are open",
    "Docker images are scanned",
    "Database server has been sized for peak",
    "Python style guide agreed",
    "Dependencies updated to the newest versions",
    "SSH keys of leavers rotated",
    "SSH host keys on the Git server renewed",
    "MySQL root login disabled",
    "WordPress automatic updates enabled",
    "Prometheus box has disk space for 90 days",
    "Disk encryption enabled",
    "Memory limit of PHP raised to 512 MB",
    "Team trained on reading logs",
    "Audit log kept for 7 years",
    "Slow query logging enabled",
    "Binary logging enabled",
    "Sentry is not configured yet",
    "Sentry budget approved",
    "Uptime SLA signed with the hosting company",
    "Low-stock alerts go to Slack",
    "Security alerts mailing list subscribed",
    "Certificate for the mail server bought",
    "Error rate budget agreed",
    "Backups are not scheduled",
    "Backups disabled on purpose",
    "Backup generator tested",
    "Backup contact named for each role",
    "Backup payment provider configured",
    "Gunicorn or uWSGI: decide by Friday",
    "Nginx will be configured later",
    "Reverse proxy planned if traffic doubles",
    "Maintenance mode enabled",
    "Rotate SECRET_KEY once a year",
    "Secret santa list not committed",
    "No secrets between teams",
    "Critical path documented",
    "Code review guidelines written",
    "Critical CSS inlined",
    "Code of conduct reviewed",
    "No critical reviews in the app store",
    "Load balancer configured",
    "Load testing is postponed",
    "Performance review of the team held",
    "Home page redesign approved",
    "Checkout copy approved",
    "Payment terms 30 days",
    "Telegram channel advertised on the site",
    "Bucket list written",
    "Storage room cleared",
    "Cache invalidated",
    "Redis considered for version 2",
    "Redis used by the data-science cluster is password-protected",
    "Client certificate issued to the bank",
    "ISO certificate valid until 2027",
    "CAA record limits who may issue certificates",
    "Domain experts available on launch day",
    "Domain registered with Mailgun",
    "DNS provider invoice paid",
    "Privacy officer named",
    "Staging environment variables documented",
    "Environment impact assessed",
    "Alerts for abandoned carts enabled",
    "Old TLS certificate revoked",
)


@pytest.fixture(scope="module")
def binder() -> Binder:
    return Binder(load_checks())


def bound(binder: Binder, text: str) -> tuple[set[str], Binding]:
    (line, *_) = parse(f"- [ ] {text}\n".encode(), "GO_LIVE.md").lines
    binding = binder.bind(line)
    return {one.check for one in binding.bound}, binding


@pytest.mark.parametrize("text", WHOLLY)
def test_the_line_is_wholly_verified_by(binder: Binder, text: str) -> None:
    found, binding = bound(binder, text)
    assert found == set(WHOLLY[text].split())
    assert not binding.leftover


@pytest.mark.parametrize("text", PARTLY)
def test_the_line_is_partly_verified_by(binder: Binder, text: str) -> None:
    found, binding = bound(binder, text)
    assert found == set(PARTLY[text].split())
    assert binding.leftover


@pytest.mark.parametrize("text", TRAPS)
def test_the_line_means_something_else(binder: Binder, text: str) -> None:
    found, _ = bound(binder, text)
    assert not found


def test_the_numbers_of_the_line_reach_the_check(binder: Binder) -> None:
    quantities = {
        "Disk usage below 80%": {"percent": 80},
        "Latest backup is less than 24 hours old": {"hours": 24},
        "Backup retention policy (30+ days)": {"days": 30},
        "Error rate: < 0.1%": {"percent": 0.1},
        "Python 3.10+ installed": {"minimum": "3.10+"},
        "Log level is INFO": {"level": "info"},
        "Database password is strong (16+ characters)": {"length": 16},
    }
    for text, wanted in quantities.items():
        _, binding = bound(binder, text)
        assert [dict(one.quantities) for one in binding.bound] == [wanted], text


DAYS = {
    "SSL certificate valid for at least 30 days": 30,
    "Certificate has at least 30 days left": 30,
    "SSL certificate is valid for more than 60 days": 60,
    "SSL certificate does not expire within 21 days": 21,
}


@pytest.mark.parametrize("text", DAYS)
@pytest.mark.parametrize("pin", ["", " <!-- golive: tls.certificate-valid -->"])
def test_the_line_says_how_long_the_certificate_is_valid(binder: Binder, text: str, pin: str) -> None:
    (line, *_) = parse(f"- [ ] {text}{pin}\n", "GO.md").lines
    binding = binder.bind(line)
    assert [(one.check, dict(one.quantities)) for one in binding.bound] == [
        ("tls.certificate-valid", {"days": DAYS[text]})
    ]
    assert (binding.leftover, binding.unasked) == ((), ())


def test_a_pin_says_which_duration_it_is_not_asked_about(binder: Binder) -> None:
    text = "- [ ] Zertifikat valid for 3 months or 90 days <!-- golive: tls.chain-complete -->\n"
    (line, *_) = parse(text, "GO.md").lines
    assert binder.bind(line).unasked == ("3 months", "90 days")
