"""Forms, and how often strangers may send them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_golive.checks.http.common import all_pages_read, short, some
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.crawl import Crawl
    from pytest_golive.facts.probes import CsrfAnswer, RateAnswer
    from pytest_golive.settings import Settings
BY_HAND = "send the form without and with its token in a browser, or set login in [http] of golive.toml to another form"


class OfApi(str):
    """That a line is about the API; empty: it does not say so."""

    def __new__(cls, text: str) -> OfApi:
        """Raises ValueError for any other word."""
        if text not in {"", "api", "apis", "graphql"}:
            raise ValueError(text)
        return super().__new__(cls, text)


ANYWHERE = OfApi("")


@check(
    "http.csrf-enforced",
    severity="critical",
    effect="probe",
    says=(
        "csrf protection @set|set|@works?",
        "cross site request forgery protection @set|@works?",
        "csrf enabled|enforced",
        "csrf validation|checks enabled|active|works|working|enforced?",
        "post|posts|forms|requests without csrf tokens|token rejected|refused|blocked|403",
        "csrf protection",
        "forged|cross posts|post|requests|request rejected|refused|blocked|403",
        (
            "csrf|xsrf protection|guarded|safe|enforced|middleware|active|enabled|against ~ cross request forgery "
            "post form route state changing token anti attack working test check mutation action rails laravel "
            "endpoint @set"
        ),
        "cross site forgery prevent|protection|guarded|against ~ request csrf attack form post enabled token",
        (
            "csrf|xsrf|forgery without|missing|invalid|no rejected|refused|403|denied|blocked|fails ~ post form "
            "request token test valid anti get answered cross"
        ),
        "protect_from_forgery ~ rails set",
    ),
)
def csrf_enforced(csrf_probe: CsrfAnswer, evidence: Evidence) -> None:
    """The log-in form is refused when it is sent without its CSRF token.

    Why: without that, any site can send your customers' browsers to do things in their name.
    Fix: keep CsrfViewMiddleware (Flask: CSRFProtect) on, and remove csrf_exempt from the view.
    Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet.
    """
    where = short(csrf_probe.action)
    got = f"POST {where} without a CSRF token got {csrf_probe.status}"
    # Rails refuses with 422, and shows a form again with it as well.
    is_refused = csrf_probe.status in {400, 403, 419} or (csrf_probe.status == 422 and not csrf_probe.shows_form)
    assert is_refused, f"{got}: {_what_ran(csrf_probe)}"
    if csrf_probe.status_with_token == csrf_probe.status:
        cannot_tell(f"{got}, but with its token too: something else refuses it", cure=BY_HAND)
    # 419 is Laravel's own status for it; any other may be a firewall's that lets no POST through.
    if not (csrf_probe.status_with_token or csrf_probe.mentions_csrf or csrf_probe.status == 419):
        cannot_tell(f"{got}, which does not speak of CSRF", cure=BY_HAND)
    control = f", and with the token {csrf_probe.status_with_token}" if csrf_probe.status_with_token else ""
    evidence.saw(f"{got}{control}")


def _what_ran(answer: CsrfAnswer) -> str:
    if answer.location:
        return f"it was accepted and redirected to {answer.location}"
    return "the form's own validation ran" if answer.shows_form else "it was not refused"


@check(
    "http.csrf-tokens-in-forms",
    severity="high",
    says=(
        "csrf tokens|token post? forms|form",
        "csrf tokens|token @set|set|included|contained post? forms|form",
        "csrf tokens|token forms|form @set|set",
        "forms|form include|includes|carry|contain|protected csrf tokens|token",
        (
            "csrf|xsrf token|field form ~ contain include carry post hidden anti input present add check "
            "protected embedded render own valid single put"
        ),
    ),
)
def csrf_tokens_in_forms(crawl: Crawl, settings: Settings, evidence: Evidence) -> None:
    """Every form of the site that is sent by POST holds a CSRF token.

    Why: a form without it fails for every customer (or was exempted, and is open to forgery).
    Fix: put {% csrf_token %} inside the form in the template, and render it with the request.
    Cannot tell when: no page that was visited holds such a form, or a page does not answer 200.
    Source: Django docs, "How to use Django's CSRF protection".
    """
    by_script = set(settings.http.csrf_header_paths)
    forms = {
        (form.method, form.action, form.fields, form.has_token): (page.url, form)
        for page in crawl.pages
        for form in page.forms
        if form.method == "POST" and urlsplit(form.action).hostname in settings.target.all_hosts
    }
    if not forms:
        read = all_pages_read(crawl)
        cure = "name a page with such a form in pages of [target] in golive.toml, or take the line out"
        cannot_tell(f"none of the {read} pages holds a form that is sent by POST", cure=cure)
    bare = [
        f"the form to {short(form.action)} on {short(url)}"
        for url, form in forms.values()
        if not form.has_token and urlsplit(form.action).path not in by_script
    ]
    assert not bare, f"without a CSRF token: {some(bare)}"
    evidence.saw(f"{len(forms)} different POST forms on {all_pages_read(crawl)} pages hold a token")


@check(
    "http.rate-limit-active",
    severity="high",
    overlooks="=endpoints =forms signup register reset admin",
    effect="probe",
    says=(
        "rate limiting|limit|limits|limiter @set|set|@works|enforced",
        "=login|request? rate limiting|limits|limit",
        "={api:api|graphql} rate limiting|limits|limit",
        "={api:api|graphql} rate limiting|limit|limits|limiter @set|set|@works|enforced",
        "{api:api|graphql} requests|calls|endpoints? throttled|throttling ip|client|user?",
        "rate limit|limits|limited|limiting {api:api|graphql} requests|calls|endpoints ip|client|user?",
        "login|signup|password|auth|authentication endpoints|endpoint|requests|attempts|form? rate limited",
        "={api:api|graphql} endpoints|requests? rate limited",
        "rate limiting login|auth|signup|public endpoints|forms?",
        "rate limiting @set public|login|auth endpoints|routes?",
        "rate limiting @set {api:api|graphql} endpoints|routes?",
        "limit|limited|throttled|throttle|throttling login|failed attempts|tries|logins brute? force?",
        "rate limiting active django-ratelimit installed",
        "brute-force protection|protected|prevented login? form? @set?",
        "throttling @set|login",
        "hammering|flooding|repeated|many|spamming /login|login|requests? gets|returns|yields|answered? 429",
        "too many login|failed|requests attempts|logins? 429|blocked|rejected|throttled|refused",
        "brute-force login|attempts|attacks|protection|limited|blocked|stopped",
        "login attempts|tries limited|limit|throttled|capped|slowed|blocked",
        "login|signup throttled|throttling",
        "failed logins|login attempts? locked|blocked|limited|throttled|slowed",
        "429 too|after|many|returned|response|responses",
        (
            "bot|attacker|nobody cant|cannot hammer|guess|flood|spam login|password|form|signup ~ account "
            "endpoint try force"
        ),
        (
            "=rate limit|limiter "
            "login|endpoint|auth|public|request|route|active|express|enabled|configured|signup ~ throttling "
            "ip nginx password reset protect expensive abuse form attempt critical place middleware @set"
        ),
        (
            "brute force login|admin|password|wp|attempts ~ protection against guard attack limit prevent block "
            "form lockout stop mitigated secure plugin wordpress user account @set"
        ),
        (
            "login|password|signin|sign attempt|failed|failures|tries|wrong "
            "limit|lock|lockout|throttle|block|capped|ban|out ~ number after 3 5 10 three five ten too many "
            "account user ip maximum minute admin reasonable times temporary temporarily bad"
        ),
        (
            "throttle request|ip|login|auth|attempts ~ client rate limit endpoint rack attack req min minute "
            "second hour 60 100 user @set"
        ),
        ("429 ~ too many request get return yield hammering flood after limit login rate answer attempt client burst"),
    ),
)
def rate_limit_active(rate_probe: RateAnswer, settings: Settings, evidence: Evidence, *, api: OfApi = ANYWHERE) -> None:
    """The limited path refuses after the declared number of requests, and other pages go on answering.

    Why: without a limit passwords are guessed by the thousand, and one client can starve all others.
    Fix: put @ratelimit(key="ip", rate=…, block=True) on the view (Flask: @limiter.limit), or limit_req in nginx, with
    the number that rate_limit in [http] declares.
    Cannot tell when: rate_limit is not declared in [http], or the line is about the API and the log-in was tried.
    Source: OWASP ASVS 2.2.1; RFC 6585 section 4.
    """
    if api and not settings.http.rate_limited_path:
        cure = "name an address of the API as rate_limited_path in [http] of golive.toml"
        cannot_tell("the line is about the API, and the limit of the log-in was tried", cure=cure)
    sent, where = len(rate_probe.statuses), f"{rate_probe.method} {short(rate_probe.url)}"
    assert rate_probe.is_refused, f"{where} was served {sent} times, the last time with {rate_probe.statuses[-1]}"
    assert rate_probe.home_status == 200, f"after the burst the home page answered {rate_probe.home_status}"
    # What refuses from the start may do so for another reason: a form without its token, say.
    status = next(one for one in (429, 403, 503) if one in rate_probe.statuses)
    refused = rate_probe.statuses.index(status) + 1
    evidence.saw(f"{where} was refused with {status} at request {refused}; the home page still answers")
