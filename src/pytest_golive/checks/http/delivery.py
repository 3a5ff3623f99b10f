"""Where files come from: a CDN, the media folder; and the tag that counts visitors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_golive.checks.http.common import readable, short, some
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.analytics import TagScript
    from pytest_golive.facts.assets import Asset, Assets
    from pytest_golive.facts.media import MediaAnswer
    from pytest_golive.facts.page import Visit
    from pytest_golive.settings import Settings

#: Headers that only caches between the application and the browser send.
CDN_HEADERS = (
    "cf-cache-status", "cf-ray", "x-amz-cf-id", "x-served-by", "x-cache", "x-azure-ref", "x-77-cache",
    "x-fastly-request-id", "cdn-cache", "x-akamai-transformed", "x-vercel-cache", "x-nf-request-id",
)  # fmt: skip
RUNNABLE = re.compile(r"html|javascript|svg|xml|python|php", re.IGNORECASE)
MEASUREMENT_ID = re.compile(r"\b(?:G-[A-Z0-9]{6,12}|GTM-[A-Z0-9]{5,9}|UA-\d{4,10}-\d{1,4}|AW-\d{9,11})\b")
PLACEHOLDER_ID = re.compile(r"^(?:G|GTM|UA|AW)-[X0-]+$|^G-(?:ABCDEF|123456|MEASUREMENT)", re.IGNORECASE)


@check(
    "http.static-from-cdn",
    severity="medium",
    says=(
        "static files|assets|content served|delivered|come? cdn|cloudfront|cloudflare|fastly recommended?",
        "static files served cdn optional but recommended",
        "assets|images|static served|delivered|behind|through cdn|cloudfront|cloudflare|fastly",
        "cdn @set static|assets|files? files|assets?",
        "cdn assets|static|images|files|serves|delivers",
        "assets|static|images|files come|comes|through|behind|delivered cdn",
        "cf-cache-status",
        (
            "cdn|cloudfront|cloudflare|fastly|akamai|bunny|bunnycdn|keycdn "
            "asset|static|image|css|js|media|asset_host|stylesheets ~ front through behind come delivered serve "
            "file content points cached pull zone @set video"
        ),
        "content delivery network ~ image static asset @set serve file media front cdn",
        "=cdn @set ~ working applicable if front asset static serve cloudflare cloudfront fastly media",
    ),
)
def static_from_cdn(assets: Assets, settings: Settings, evidence: Evidence) -> None:
    """The static files come from a CDN: from a declared CDN host, or with a CDN's own headers.

    Why: customers far away get them from near by, and the application server is left alone.
    Fix: put the static host behind the CDN and set STATIC_URL to it; declare cdn_hosts in [http].
    Cannot tell when: the pages refer to no static file that could be asked for.
    """
    files = [one for one in assets.files if one.status == 200 and one.kind in {"stylesheet", "script", "image", "font"}]
    if not files:
        cure = "name the CDN's hosts in cdn_hosts of [http] in golive.toml"
        cannot_tell("no static file of the pages could be asked for", cure=cure)
    direct = [short(one.url) for one in files if not _by_cdn(one, settings)]
    assert not direct, (
        f"{len(direct)} of {len(files)} files come straight from the application's host: {some(direct, 3)}"
    )
    evidence.saw(f"{len(files)} files come from a CDN: {_by_cdn(files[0], settings)}")


def _by_cdn(one: Asset, settings: Settings) -> str:
    host = urlsplit(one.url).hostname or ""
    if host in settings.http.cdn_hosts and host not in settings.target.all_hosts:
        return f"host {host}"
    age = one.headers.get("age", "").strip()
    if age.isdigit() and int(age):
        return f"age: {age}"  # Only a cache that others share tells it: RFC 9111, 5.1.
    return next((f"{name}: {one.headers[name]}" for name in CDN_HEADERS if name in one.headers), "")


@check(
    "http.media-served-safely",
    severity="high",
    overlooks="nginx server htaccess",
    effect="probe",
    says=(
        "media|uploaded|user files|uploads? served safely|securely|secure",
        "secure media files serving",
        "media files secured|protected",
        "media|uploads directory|folder listing|browsing @off",
        "no|zero directory listing|index media|uploads",
        "uploaded|user files|uploads cannot|cant|not|never executed|executable|run",
        "directory|folder listing|listings|browsing|indexes @off|no|denied|forbidden|blocked",
        "uploads|uploaded|upload files? not|never|cannot|cant executed|executable|run|execute",
        "no script|php|code execution uploads|upload",
        (
            "directory|folder listing|browsing|index off|disabled|denied|forbidden|blocked|prevented|deactivated "
            "~ upload media nginx apache wp server options htaccess user"
        ),
        (
            "directory|folder listing|browsing|index no|not|never|without|cannot ~ upload media nginx possible "
            "allowed server shown visible wp content user"
        ),
        "autoindex off|disabled ~ nginx set",
        "=options indexes ~ set htaccess apache configured",
        (
            "upload execute|executable|run not|never|cannot|cant|doesnt|dont|no ~ php script folder file user wp "
            "content directory code media server"
        ),
        (
            "upload execution|php blocked|off|disabled|denied|forbidden ~ script wp content folder directory code "
            "htaccess"
        ),
        (
            "upload|media nosniff|attachment|cookieless ~ served file user separate domain header subdomain "
            "content type sent"
        ),
    ),
)
def media_served_safely(media_probes: tuple[MediaAnswer, ...], settings: Settings, evidence: Evidence) -> None:
    """The media folder is not listed, uploaded files cannot run as pages, and private ones are refused.

    Why: a listing shows every customer's upload; an uploaded page runs with your site's cookies.
    Fix: `autoindex off` and `add_header X-Content-Type-Options nosniff always`; serve uploads as attachments.
    Cannot tell when: media_url is not set in [http], no public file is known, or a redirect leaves the site.
    Source: OWASP File Upload Cheat Sheet.
    """
    for one in media_probes:
        where = short(one.url)
        if one.role == "listing":
            assert not one.looks_like_listing, f"{where} answers {one.status} with a list of its files"
        elif one.role == "private":
            assert not _is_open(one), f"{where} is declared private, but an anonymous visitor got {_got(one)}"
        elif one.status == 200:
            assert one.nosniff, f"{where} comes without X-Content-Type-Options: nosniff"
            can_run = RUNNABLE.search(one.content_type) and "attachment" not in one.disposition and one.is_on_site_host
            assert not can_run, f"{where} is shown as {one.content_type} on the site's own host"
    _all_seen(media_probes)
    public = [one for one in media_probes if one.role == "public"]
    gone = [f"{short(one.url)} answered {one.status}" for one in public if one.status != 200]
    if len(gone) == len(public):
        cure = "name uploaded files that are public in media of [http] in golive.toml"
        failed = any(one.status >= 500 for one in public)
        cannot_tell(some(gone) or "no uploaded file is known", cure=cure, look_failed=failed)
    roles = ", ".join(f"{short(one.url)} ({one.role}) {one.status}" for one in media_probes[:8])
    evidence.saw(roles)
    if not settings.http.private_media:
        evidence.saw("no private file is declared")


def _refuses(one: MediaAnswer) -> bool:
    return one.status in {401, 403, 404, 410} or one.asks_to_log_in


def _is_open(one: MediaAnswer) -> bool:
    """Whether a private file was given away, or broke; what a redirect to a page or off the site means is not known."""
    leads_to_page = bool(one.location) and "html" in one.content_type
    return not (_refuses(one) or one.error or leads_to_page)


def _got(one: MediaAnswer) -> str:
    return f"{one.status} at {one.location}" if one.location else str(one.status)


def _all_seen(media_probes: tuple[MediaAnswer, ...]) -> None:
    """End as unverified where a redirect led away from a folder or private file, and nobody knows to what."""
    for one in media_probes:
        if one.error and one.role != "public":
            cannot_tell(one.error, cure=one.cure)
        if one.role == "private" and not _refuses(one):
            cure = "let the server answer 401, 403 or 404 for a private file, or lead to the page with the log-in form"
            cannot_tell(f"{short(one.url)} is declared private, and leads to {one.location} ({one.status})", cure=cure)


@check(
    "http.analytics-tag",
    severity="medium",
    # The ids of Google alone are known.
    overlooks="facebook meta pixel matomo plausible fathom umami posthog",
    says=(
        "=google? analytics",
        "google|ga4|matomo|plausible analytics @set|@works|page",
        "google|ga4? analytics? tracking|measurement code|id @set|active",
        "ga4|gtag|gtm|analytics snippet|tag|code|script page|@set",
        "ga4|gtag|gtm @set",
        "traffic|web|site analytics @set",
        "=analytics|tracking tracking|code? @set",
        "google tag manager @set|snippet|container page?",
        "ga4|gtag|gtm|matomo|plausible snippet|tag|code|script|id|property|fires|loads|page|pageviews|installed",
        "analytics snippet|tag|script|pixel fires|loads|installed|page|pages|present|works",
        "=google analytics ~ key other related @set",
        (
            "=analytics|ga4|ga|gtm|matomo|plausible|pixel|fathom|umami|posthog "
            "tag|code|snippet|script|tracking|container|install|fires|added|embedded ~ google facebook meta add "
            "manager header global measurement id property @set"
        ),
        "tracking code|snippet|script|pixel page|google|head|header ~ @set analytics add ga4 gtm",
        "google tag manager ~ container @set snippet fires code published",
        (
            "analytics|ga4|ga|matomo|plausible collecting|hits|views|pageviews|visits|receiving|recorded|realtime "
            "~ show up data real time see incoming google traffic event arrive come tracking confirm working"
        ),
    ),
)
def analytics_tag(pages: Mapping[str, Visit], tag_script: TagScript, settings: Settings, evidence: Evidence) -> None:
    """Every declared page carries the analytics tag with the configured id once, and its script loads.

    Why: a launch that nobody measured cannot be repeated; a doubled tag counts everybody twice.
    Fix: put the tag with your own id into the base template, once.
    Cannot tell when: analytics_id is not set in [http], or the script's host cannot be reached from here.
    """
    wanted = settings.http.analytics_id
    assert MEASUREMENT_ID.fullmatch(wanted), f"[http] analytics_id {wanted!r} is not a measurement id"
    assert not PLACEHOLDER_ID.search(wanted), f"[http] analytics_id {wanted!r} is a placeholder"
    assert not wanted.startswith("UA-"), f"[http] analytics_id {wanted!r} is of Universal Analytics, which has ended"
    for path, page in readable(pages).items():
        loaded = tag_script.loads.get(path, 0)
        others = {one for one in MEASUREMENT_ID.findall(page.body) if one != wanted}
        found = f" but {', '.join(sorted(others))}" if others else ""
        assert tag_script.names_id.get(path), f"{path} does not carry {wanted}{found}"
        assert loaded <= 1, f"{path} loads the tag of {wanted} {loaded} times"
        assert loaded, f"{path} names {wanted}, but loads no script of it"
    if tag_script.error:
        cure = "let this machine reach the script's host, or look at the page in a browser"
        cannot_tell(f"the tag's script was not seen: {tag_script.error}", cure=cure, look_failed=True)
    assert tag_script.status == 200, f"the tag's script {tag_script.url} answered {tag_script.status}"
    evidence.saw(f"{wanted} on {len(pages)} pages; {tag_script.url} answered 200")
