"""Phrases of the code, its documentation, the settings, the database and the edge, on other people's wording."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

BINDER = Binder(load_checks())
AREAS = {"code", "db", "django", "docs", "flask", "http", "mysql", "postgres", "release", "tests"}


def bind(text: str) -> tuple[set[str], tuple[str, ...]]:
    """The ids of these areas that a box is bound to, and the words left over; ``heading > text`` has a heading."""
    heading, _, said = text.rpartition(" > ")
    *_, line = parse(f"## {heading}\n- [ ] {said}\n".encode(), "GO.md").lines
    binding = BINDER.bind(line)
    return {one.check for one in binding.bound if one.check.partition(".")[0] in AREAS}, binding.leftover


#: Lines that are verified wholly, and the ids of these areas.
WHOLLY = """
Turn off debug mode | django.debug-off http.debug-page-absent
HTTPS everywhere | http.https-redirect
Debug mode is off in production | django.debug-off http.debug-page-absent
DEBUG set to False | django.debug-off
DEBUG is disabled | django.debug-off http.debug-page-absent
Ensure DEBUG = False | django.debug-off
All HTTP traffic is redirected to HTTPS | http.https-redirect
HTTP redirects to HTTPS | http.https-redirect
301 redirect from HTTP to HTTPS | http.https-redirect
Strict-Transport-Security header present | http.hsts
Security headers (CSP, X-Frame-Options) set | http.csp-header http.frame-limit http.security-headers
X-Frame-Options: DENY | http.frame-limit
Content Security Policy in place | http.csp-header
CSP header configured | http.csp-header
CORS policy reviewed | http.cors
CORS only allows our front end | http.cors
Rate limiting on login endpoint | http.rate-limit-active
API is rate limited | http.rate-limit-active
Throttle API requests per IP | http.rate-limit-active
Rate limit API requests per IP | http.rate-limit-active
Login is rate-limited | http.rate-limit-active
Brute force protection on the login form | http.rate-limit-active
Gzip/Brotli compression enabled | http.compression
Assets are gzipped | http.compression
Text compression on | http.compression
Static assets have long cache headers | http.static-cache-headers
Cache-Control headers set on static assets | http.static-cache-headers
CSS and JS are minified | http.assets-minified
JavaScript and CSS minified and bundled | http.assets-minified
No mixed content | http.mixed-content
Assets are served from a CDN | http.static-from-cdn
Images are served via the CDN | http.static-from-cdn
Custom 404 page | http.error-404
Custom 404 and 500 pages | http.error-404 http.error-500
404 and 500 pages are branded | http.error-404 http.error-500
Unknown URLs return 404 | http.error-404
No stack traces are shown to users | http.error-pages-clean
Stack traces are never exposed to visitors | http.error-pages-clean
Error messages do not leak sensitive information | http.error-pages-clean
No broken links | http.pages-load
All links work | http.pages-load
All pages return 200 | http.pages-load
Site is up | http.site-up
Site is reachable | http.site-up
The site is reachable over HTTPS | http.site-up
Homepage returns 200 | http.site-up
Health check endpoint returns 200 | http.health-endpoint
/health returns 200 OK | http.health-endpoint
Health endpoint is green | http.health-endpoint
Readiness and liveness probes pass | http.health-endpoint
Health checks pass | http.health-endpoint
Google Analytics installed | http.analytics-tag
GA4 tag on all pages | http.analytics-tag
Swagger UI reachable | http.api-docs-ui
API docs are published | http.api-docs-ui
OpenAPI spec is up to date | docs.api-endpoints
API validates all input | http.api-input-validation
Invalid input returns 400 | http.api-input-validation
CSRF protection is on | http.csrf-enforced
CSRF tokens on all forms | code.csrf-tokens-in-templates http.csrf-tokens-in-forms
All forms have CSRF tokens | code.csrf-tokens-in-templates http.csrf-tokens-in-forms
No XSS vulnerabilities | http.xss-probe
Host header injection is not possible | http.unknown-host-rejected
Unit tests pass | tests.suite-passes
Test suite passes | tests.suite-passes
Tests are green | tests.suite-passes
pytest passes | tests.suite-passes
All specs pass | tests.suite-passes
Test coverage above 80% | tests.coverage
Code coverage is at least 85 % | tests.coverage
No linter errors | code.lint-clean
Linting passes | code.lint-clean
Dependencies have no known vulnerabilities | code.dependencies-no-cves
No dependencies with known vulnerabilities | code.dependencies-no-cves
Dependencies scanned for vulnerabilities | code.dependencies-no-cves
Dependencies are up to date | code.dependencies-current
Dependencies pinned | code.requirements-pinned
No TODOs left in code | code.todo-comments
Everything is committed | code.git-clean
No uncommitted changes | code.git-clean
Working tree is clean | code.git-clean
All queries are parameterized | code.no-raw-sql code.sql-injection-scan
SQL injection tested | code.sql-injection-scan
SAST scan clean | code.sast-clean
Known issues documented | docs.known-issues
Deployment guide written | docs.deployment
Deployment process is documented | docs.deployment
How to deploy is documented | docs.deployment
README is up to date | docs.readme-production
Environment variables are documented | docs.env-vars-documented
API documentation is up to date | docs.api-endpoints docs.api-schemas
All endpoints are documented | docs.api-endpoints
Architecture diagram is up to date | docs.architecture
Architecture is documented | docs.architecture
Database schema is documented | docs.database-schema
Rollback plan is in place | docs.rollback-plan
Rollback plan documented and tested | docs.rollback-plan release.rollback-drill
Rollback tested | release.rollback-drill
Rollback has been rehearsed on staging | release.rollback-drill
We know which version to roll back to | release.rollback-target-known
Previous release is available for rollback | release.rollback-target-known
Staging matches production | release.staging-parity
Staging environment identical to production | release.staging-parity
Release tested on staging | release.staging-run-passed
Everything tested on staging | release.staging-run-passed
All critical user journeys pass | release.flows-all-pass
Critical paths tested | release.flows-all-pass
Correct version is deployed | release.version-live
New version is live | release.version-live
Deployed commit matches the release tag | release.version-live
Database migrations have been run | db.migrations-applied
All migrations have been applied | db.migrations-applied
Migrations ran successfully | db.migrations-applied
No unapplied migrations | db.migrations-applied
Schema is up to date | db.migrations-applied
Migrations are committed | db.migrations-in-sync
Database is not publicly accessible | db.not-public
Database is not exposed to the internet | db.not-public
Database is reachable from the app | db.connects
DB connection works | db.connects
Database uses a dedicated user | db.app-user-exists
Database user has minimal privileges | db.user-least-privilege
DB user has least privilege | db.user-least-privilege
App does not connect as root | db.user-least-privilege
Passwords are hashed | db.passwords-hashed
Passwords stored with a strong hash | db.passwords-hashed
No plaintext passwords in the database | db.passwords-hashed
Indexes exist on foreign keys | db.indexes-present
Database indexes in place | db.indexes-present
No slow queries | db.slow-queries
Slow query log reviewed | db.slow-queries
N+1 queries eliminated | db.no-n-plus-one
Connection pooling configured | db.connection-pooling
Autovacuum is enabled | db.maintenance-current
Data integrity checked | db.integrity
No orphaned records | db.integrity
Two-factor authentication for admins | django.two-factor
2FA enabled for all admin accounts | django.two-factor
MFA enforced for staff | django.two-factor
Admin uses 2FA | django.two-factor
DB migrated | db.migrations-applied
Static files are served | http.static-assets-load
Strong password policy | django.password-validators
Secure cookies | django.csrf-cookie-secure django.session-cookie-secure http.cookies-secure
SECRET_KEY is not the default | django.secret-key-strong
SECRET_KEY is long and random | django.secret-key-strong
ALLOWED_HOSTS is set | django.allowed-hosts django.allowed-hosts-no-wildcard http.unknown-host-rejected
ALLOWED_HOSTS contains only our domain | django.allowed-hosts django.allowed-hosts-no-wildcard
Static files collected | django.static-collected
collectstatic was run | django.static-collected
File upload size is limited | django.upload-limits
Superuser created | django.superuser-exists
manage.py check --deploy passes | django.check-deploy
Django system check passes | django.check-clean
PostgreSQL 16 | postgres.version
MySQL version is supported | mysql.version-supported
ZAP scan clean | http.dast-scan
OWASP ZAP baseline scan has no high alerts | http.dast-scan
Vulnerability scan done | http.dast-scan
Flask debug mode is off | flask.debug-off
FLASK_ENV=production | flask.env-production
Support contacts listed | docs.contacts-filled
Disaster recovery plan documented | docs.disaster-recovery
Backup strategy documented | docs.backup-strategy
Restore procedure is documented | docs.restore-procedure
Troubleshooting guide written | docs.troubleshooting
User manual ready | docs.user-manual
Error codes are documented | docs.error-codes
Bogus hosts are refused | http.unknown-host-rejected
A malformed payload gets a 422 | http.api-input-validation
Fresh database migrates without errors | db.migrations-apply-cleanly
No drift between staging and production | release.staging-parity
Directory listing is off for uploads | http.media-served-safely
Postgres listens only on localhost | db.not-public
Port 5432 is closed to the outside | db.not-public
git status is clean | code.git-clean
The rollback was practised on staging | release.rollback-drill
mark_safe is never used | code.autoescape-intact
Database > Connection tested | db.connects
Allowed hosts: ALLOWED_HOSTS > No wildcards | django.allowed-hosts-no-wildcard
Web server > Configure caching | http.static-cache-headers
Environment Variables > MYSQL_HOST=db.internal | db.connects
Environment Variables > DB_POOL_SIZE=20 | db.connection-pooling
Security > DEBUG=False | django.debug-off http.debug-page-absent
Production Environment Variables > DEBUG=False | django.debug-off
Flask settings > Session cookie HttpOnly | django.session-cookie-httponly flask.session-cookie-httponly
Typing http:// lands on https:// | http.https-redirect
An anonymous API request gets a 401 | http.api-endpoints
Restore instructions are in the wiki | docs.restore-procedure
Phone numbers for on-call are listed | docs.contacts-filled
"""

#: Lines of which words are left over.
PARTLY = """
Rate limiting enabled on public endpoints | http.rate-limit-active
npm audit shows no high vulnerabilities | code.dependencies-no-cves
npm audit clean | code.dependencies-no-cves
All gems are up to date | code.dependencies-current
Emergency contacts are up to date | docs.contacts-filled
Browsers cache static assets for a year | http.static-cache-headers
Referrer-Policy: strict-origin-when-cross-origin | http.referrer-policy
http -> https redirect works | http.https-redirect
No mixed-content warnings in the browser console | http.mixed-content
XSS: user input is escaped | http.xss-probe
Passwords are hashed with bcrypt | db.passwords-hashed
Sessions expire after 30 minutes of inactivity | django.session-timeout
Session cookies are Secure and HttpOnly | django.session-cookie-secure
User passwords are hashed with bcrypt | db.passwords-hashed
"""

#: Lines about something else, or that say the opposite.
TRAPS = """
Documented backup/restore procedures
Previous image tagged
Previous image tagged for rollback
DEBUG logging off
Debug toolbar removed from requirements
Debug builds uploaded to TestFlight
SSL certificate for the mail server
Cache invalidated after deploy
Image compression enabled in the CMS
Search index created
Email tested locally
SMTP connection tested
Redis connection works
Load tests passed
Penetration tests passed
Accessibility tests pass
Password reset link works
Payment API works
Google Maps API tested
Unsubscribe link works
No wildcard DNS records
No wildcard certificates
2FA enabled on the hosting account
Two-factor authentication enabled for the AWS root account
MFA on GitHub
Session notes published
Static site generator updated
Analytics access granted to marketing
Analytics dashboard shared with client
Health insurance page updated
Rollback completed by 14:00
Rollback decision maker named
Roll back the feature flag
Deployment window agreed with customers
Deployment announced on Slack
Deployment freeze lifted
Release notes published
Database password rotated
Database team on call
Database of the old shop archived
Migration of customer emails tested
Migrations guide written
Data migration tested
Data migration completed
Content migration done
Index page loads
Cookie banner enabled
Cookie consent configured
CORS package updated
Robots.txt allows all hosts
Security training completed
Security audit scheduled for May
Security scan of the office network
Security review meeting booked
Code review done
Code freeze in place
Code signing certificate valid
Unit prices correct
Test users created
Test environment up
Staging password changed
Staging tested with the old data
User documentation translated
Documentation team informed
API keys documented in vault
API rate limits of Stripe documented
API deprecation policy published
Error budget documented
Error codes translated
Support contacts informed of the launch
Support team ready
Architecture review meeting held
Database vendor contacted
CDN contract signed
CDN invoice paid
Site search works
Site map of the office
Website copy approved
Website traffic forecast reviewed
Application form tested
Shop opening hours online
Domain contact is reachable
Links to social media updated
Pages translated to German
Tracking code for parcels configured
Order tracking enabled
Minified vendor bundle kept in repo
Compression stockings in stock
Hosts file cleaned
Throttling of background jobs tuned
Uploads folder backed up
Media budget approved
Critical bugs fixed
Critical path of the project reviewed
High priority customers informed
Everything committed to memory
Dependencies between teams clarified
Dependency on vendor X signed off
CI credits topped up
CI runs on every push
Latest version of Node running
New version of the terms is live
Correct image displayed on the homepage
Force push disabled on main
Password policy of the office documented
Session recording configured
Secret key ceremony scheduled
Debug symbols uploaded
HTTPS certificate for the intranet renewed
Status page updated
Status page is reachable
Health check of the load balancer configured
Indexes rebuilt on the reporting server
Connection pool of the mail gateway tuned
Google Analytics training done
Reports ready
Version control access removed for ex-staff
Test coverage report shared with the client
Templates approved by marketing
HTTP/2 enabled
HTTP only cookies
Redirects from old URLs tested
Vacuum cleaner for the server room
Rate cards published
Network plan cancelled
FAQ page available
Emergency exits checked
Emergency access procedures
App tested
Application running
Server tested
Everything tested
Feature tested
We do not enforce HTTPS yet
HSTS will be enabled later
Gzip is off for now
TLS 1.3 only
Migrations not applied yet
"""


def rows(table: str) -> list[tuple[str, set[str]]]:
    return [(line, set(ids.split())) for line, _, ids in (row.rpartition(" | ") for row in table.strip().splitlines())]


@pytest.mark.parametrize(("line", "checks"), rows(WHOLLY))
def test_lines_that_are_verified(line: str, checks: set[str]) -> None:
    assert bind(line) == (checks, ())


@pytest.mark.parametrize(("line", "checks"), rows(PARTLY))
def test_lines_that_are_verified_in_part(line: str, checks: set[str]) -> None:
    bound, leftover = bind(line)
    assert bound == checks
    assert leftover


@pytest.mark.parametrize("line", TRAPS.strip().splitlines())
def test_lines_about_something_else(line: str) -> None:
    assert bind(line)[0] == set()


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ("Security vulnerabilities found", {"code.dependencies-no-cves", "code.sast-clean"}),
        ("Critical tests failing", {"tests.suite-passes"}),
        ("Data corruption detected", {"db.integrity"}),
        ("Database unreachable", {"db.connects"}),
    ],
)
def test_bad_events_mean_their_checks_only_where_they_must_not_happen(text: str, checks: set[str]) -> None:
    *_, line = parse(f"## Conditions for Rollback\n- {text}\n".encode(), "GO.md").lines
    assert {one.check for one in BINDER.bind(line).bound} >= checks
    assert bind(text)[0] == set()


OVERLOOKED = """
All unit and integration tests are green | tests.suite-passes | integration
CI is green on main | tests.suite-passes | ci main
Cypress tests pass | tests.suite-passes | cypress
Working tree is clean and on main | code.git-clean | main
All changes are merged to main | code.git-clean | merged main
Lock file committed | code.requirements-pinned | lock
package-lock.json is committed | code.requirements-pinned | lock.json
Dependencies are pinned with hashes | code.requirements-pinned | hashes
Rollback plan reviewed | docs.rollback-plan | reviewed
Rollback plan agreed | docs.rollback-plan | agreed
Rollback plan known to the team | docs.rollback-plan | known
Everyone knows how to roll back | docs.rollback-plan | knows
Deployment guide reviewed | docs.deployment | reviewed
Known issues communicated to support | docs.known-issues | communicated
Escalation contacts known | docs.contacts-filled | known
RTO and RPO agreed | docs.disaster-recovery | agreed
SPF and DMARC set up for SendGrid | mail.spf mail.dmarc | sendgrid
DMARC set up for SendGrid | mail.dmarc | sendgrid
Database user has select rights only | db.user-least-privilege | select
App user cannot drop tables | db.user-least-privilege | drop
All tests pass on staging | release.staging-run-passed | tests
Smoke tests passed on staging | release.staging-run-passed | smoke tests
Disaster recovery plan tested | docs.disaster-recovery | tested
A records point to both load balancers | dns.a-record | both
gitleaks is clean | secrets.no-hardcoded | gitleaks
Backup/restore procedures documented | docs.restore-procedure | backup
Monitor support tickets | tracker.issues-answered | monitor
API answers 429 after too many requests | http.rate-limit-active | api
Bots cannot hammer the login API | http.rate-limit-active | api
"""


@pytest.mark.parametrize("row", OVERLOOKED.strip().splitlines())
def test_what_a_check_says_nothing_about_is_left_over(row: str) -> None:
    """A suite of unit tests knows nothing of CI, and the files of today nothing of the history."""
    text, check, left = (part.strip() for part in row.split("|"))
    *_, line = parse(f"- [ ] {text}\n".encode(), "GO.md").lines
    binding = BINDER.bind(line)
    assert set(check.split()) <= {one.check for one in binding.bound}
    assert set(left.split()) <= set(binding.leftover)


@pytest.mark.parametrize("text", ["Throttle API requests per IP", "API requests throttled", "Rate limit API calls"])
def test_a_limit_of_the_api_is_not_that_of_the_log_in(text: str) -> None:
    *_, line = parse(f"- [ ] {text}\n".encode(), "GO.md").lines
    assert [(one.check, dict(one.quantities)) for one in BINDER.bind(line).bound] == [
        ("http.rate-limit-active", {"api": "api"})
    ]
