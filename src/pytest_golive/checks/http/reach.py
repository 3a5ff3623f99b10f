"""Whether visitors arrive: over https, from http, on every page, and nobody under a foreign name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from pytest_golive.checks.http.common import all_pages_read, holds, set_by, short, some
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check, fails

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.crawl import Crawl
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.page import Page, Visit
    from pytest_golive.settings import Settings

SLOWEST = 10.0
#: An https address in parts: what comes before a port that goes without saying, and what comes after.
ADDRESS = re.compile(r"(https://[^/?#]*?)(?::443)?(?:/|(?=[?#])|$)(.*)")
DEBUG_MARKS = {
    "Django's debug page": re.compile(r"You(?:'|&#x27;|&#39;)re seeing this error because you have|DEBUG = True"),
    "Werkzeug's debugger": re.compile(r"Werkzeug Debugger|__debugger__|WERKZEUG_"),
    "Laravel's debug page": re.compile(r"vendor/laravel/|Illuminate\\"),
    "Rails' debug page": re.compile(r"Action Controller: Exception caught"),
    "an error of PHP": re.compile(
        r"<b>(?:Warning|Notice|Deprecated|(?:Fatal|Parse) error)</b>:.{1,900}? on line <b>\d", re.DOTALL
    ),
    "a traceback": re.compile(r"Traceback \(most recent call last\)"),
    "Django's list of URL patterns": re.compile(r"Using the URLconf defined in"),
}
#: What an application answers itself; with 403, 429 or 502 something before it answered.
ERRORS = frozenset({400, 404, 410, 500})


@check(
    "http.site-up",
    severity="critical",
    overlooks="phone phones mobile external network browser browsers internet outside world",
    says=(
        "=site|website|shop|store loads|load|opens|up domain|url|address ~ live production real",
        "post|after: =app|application|server|service starts|started|boots|running ~ up again",
        "site|website|homepage|shop accessible|reachable|available|online https?",
        "site|website|homepage|shop|app|application live|up|responds|responding https?",
        "=site|website|homepage loads|loading",
        "=store|storefront accessible|reachable|available|online|live|up",
        "site|website|application up running",
        "home|main|landing|start page|pages accessible|reachable|responds|200",
        "=home|main|landing|start page|pages loads|loading",
        "production|public? url|domain accessible|reachable|responds|live https?",
        "site|website|homepage|url returns|answers|responds 200 ok?",
        "system|platform operational|online",
        "test production environment",
        "=site live yes? no?",
        "=launch|production|live url https / yourdomain.com|example.com",
        "=curl i? https / yourdomain.com|example.com",
        "homepage|site|website|landing|front|start page? answers|opens|responds|renders|comes 200|up?",
        "public url|address answers|responds|reachable|opens|200|loads",
        "site|website|homepage up",
        (
            "=site|website|homepage|home|landing|shop|store|storefront|app|url|webshop|production "
            "opens|up|reachable|online|responds|200|comes|accessible|answers|live|visible ~ https browser outside "
            "internet visitor mobile network phone curl i get give return front main real everyone customer ok "
            "external world / example.com load running through server new any pull own 4g 5g wifi device"
        ),
        (
            "=homepage|home|landing|front|start load|opens|comes|200|renders ~ up browser fine visitor https get "
            "return ok verify check"
        ),
    ),
)
def site_up(arrival: Mapping[str, Visit], settings: Settings, evidence: Evidence) -> None:
    """Every host of the site answers over https with a page, within 10 seconds.

    Why: nothing else matters while visitors meet an error.
    Fix: look at the proxy's and the application's log, and whether the application server runs.
    Source: RFC 9110 section 15.
    """
    for host, visit in arrival.items():
        page = visit.page
        if visit.failure == "encoding":
            cannot_tell(visit.error, cure=visit.cure)
        # In the words of everybody who asked there: a site that is down is one cause, not one for each line.
        assert page is not None, visit.error if visit.root else f"{visit.asked}: {visit.error}"
        if urlsplit(visit.asked).scheme != "https":
            cure = "let the site answer https, and write https:// in [target] url of golive.toml / --golive-target"
            fails(f"[target] url is {visit.asked}, not https", cure=cure)
        seconds = sum(hop.seconds for hop in visit.hops) + page.seconds
        assert page.status == 200, f"{page.url} answered {page.status}"
        assert page.size, f"{page.url} answered 200 with an empty body"
        kind = page.content_type
        assert "html" in kind or "json" in kind, f"{page.url} answered with {kind or 'no Content-Type'}, not a page"
        assert seconds <= SLOWEST, f"{page.url} took {seconds:.1f} s"
        marker = settings.target.marker
        assert holds(page.body, marker), f"{page.url} does not hold the text {marker!r} of [target] marker"
        evidence.saw(f"{host} answered {page.status} with {page.size} bytes in {seconds:.2f} s")


@check(
    "http.https-redirect",
    severity="critical",
    overlooks="admin login checkout payment api",
    says=(
        "=site|page|pages|url|urls|link|links https ~ all every use using uses over served internal",
        "=site|pages|shop? load|loads|run|runs|served|works https",
        "https|ssl redirect|redirects @set|@works?",
        "redirect|redirects|redirected http https @set|@works?",
        "http traffic|requests|pages|urls redirected|redirect|redirects|forwarded https",
        "force|forced|enforce https|ssl site|website|everywhere?",
        "https enforced|forced|everywhere|mandatory|default|works|working",
        "=ssl https configured|enable",
        "not reachable|accessible|available|served plain|unencrypted http",
        "enable_ssl_redirect true",
        "environment variables: secure_ssl_redirect true",
        "config.force_ssl|force_ssl true|@set|set",
        "plain|insecure|unencrypted http redirects|redirected|redirect|forwards|forwarded|upgraded|bounced|bounces",
        "http / ends|lands|goes|bounces|redirected|redirects|forwards|leads https /?",
        "visitors|users|everyone|traffic sent|forced|pushed|moved https|ssl",
        (
            "http https redirect|forward|upgraded|sent|301|takes|goes|lands ~ / traffic request permanent "
            "permanently version automatic cloudflare url get visitor typing example.com www always port 80 443 "
            "works tested ends user secure force insecure plain set up enabled automatically"
        ),
        (
            "force|enforce|always|mandatory https|ssl ~ wide traffic connection cloudflare turn enabled front end "
            "admin wp wordpress visitor default redirect permanent http toggle api login checkout only"
        ),
        "=traffic https|ssl ~ go goes run encrypted served only through redirected user",
        "=https|ssl only|everywhere ~ served permanent redirect go goes traffic run available reachable http",
        "=https|ssl everywhere|only certificate valid ~ trusted",
        "port 80 redirect|only ~ https 443 http traffic requests answers",
        (
            "http no|not|isnt|never|nothing plain|unencrypted|insecure "
            "served|opened|reachable|available|accepted|possible|allowed ~ anymore longer access"
        ),
    ),
)
def https_redirect(
    plain_http: Mapping[str, Visit],
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    application: Application | None = None,
    arrival: Mapping[str, Visit] | None = None,
    pages: Mapping[str, Visit] | None = None,
) -> None:
    """Plain http is answered with a permanent redirect to the same address over https, on every host and page.

    And https does not send the visitor back.

    Why: who types the bare name would otherwise shop, and log in, in the clear.
    Fix: let the proxy answer port 80 with `return 301 https://$host$request_uri`, or let the app
    redirect (Django: SECURE_SSL_REDIRECT).
    Cannot tell when: port 80 cannot be reached from here, or the site itself does not answer.
    Source: RFC 9110 section 15.4; OWASP ASVS 9.1.1.
    """
    for url, visit in plain_http.items():
        page = visit.page
        if page is None:
            site = (arrival or {}).get(urlsplit(url).hostname or "")
            if site is not None and site.root:
                cannot_tell(site.error, cure=site.cure, look_failed=site.look_failed)
            assert "refused" not in visit.error, f"{url} is not answered, so nobody is redirected: {visit.error}"
            cannot_tell(visit.error, cure=visit.cure, look_failed=visit.look_failed)
        assert page.status in {301, 302, 303, 307, 308}, f"{url} answered {page.status} instead of a redirect"
        wanted = _by_https(url, settings)
        location = page.header("location") or ""
        assert location.startswith("https://"), f"{url} redirects to {location or 'nowhere'}, not to https"
        assert _as_asked(location) == wanted, f"{url} redirects to {location}, not to {wanted}"
        assert page.status != 303, f"{url} redirects with 303, which drops the method"
        passing = "" if page.status in {301, 308} else ", only for now: 301 or 308 would be permanent"
        by = set_by(application, "SECURE_SSL_REDIRECT")
        evidence.saw(f"{url} → {page.status} {location}{passing}{by}")
    if arrival is None:
        cannot_see(unseen["arrival"], "whether https leads back to http was not seen: ")
    for visit in (*arrival.values(), *(pages or {}).values()):
        assert not _goes_in_circles(visit, settings), f"{visit.asked}: {visit.error}"
        if visit.look_failed:
            cannot_tell(f"nobody answers where http leads to: {visit.error}", cure=visit.cure, look_failed=True)


def _as_asked(location: str) -> str:
    """An https address as browsers ask for it: with a path, without the port that goes without saying."""
    parts = ADDRESS.fullmatch(location)
    return f"{parts[1].lower()}/{parts[2]}" if parts else location


def _goes_in_circles(visit: Visit, settings: Settings) -> bool:
    """Whether redirects inside the site end nowhere: in a circle, in too many, or back at plain http."""
    if visit.page is not None or visit.failure or not visit.hops:
        return False
    last = visit.hops[-1]
    return urlsplit(urljoin(last.url, last.header("location") or "")).hostname in settings.target.all_hosts


def _by_https(url: str, settings: Settings) -> str:
    """The same address over https, at the port of [target] url when that is another than 443."""
    site, parts = urlsplit(settings.target.url), urlsplit(url)
    port = site.port if site.scheme == "https" and site.hostname == parts.hostname else None
    host = parts.netloc if port in {None, 443} else f"{parts.netloc}:{port}"
    return parts._replace(scheme="https", netloc=host).geturl()


@check(
    "http.unknown-host-rejected",
    severity="high",
    overlooks="ip ips",
    effect="probe",
    says=(
        "allowed_hosts @set|set|restricted|correct",
        "allowed_hosts @set|set|restricted|limited specific|explicit domain|domains|host|hosts|hostnames",
        "allowed_hosts @set|set|restricted actual|real|own|production? domain|domains s?",
        "allowed hosts @set|restricted",
        "unknown|foreign|invalid|wrong|bogus host|hosts|hostnames header|headers? rejected|refused|blocked|denied|400",
        "forged|spoofed|unexpected|arbitrary host|hosts|hostnames header|headers? rejected|refused|blocked|denied|400",
        "host header attack|attacks|injection|poisoning prevented|protected|blocked|impossible|mitigated",
        "host header attack|attacks|injection|poisoning not possible",
        "host header validation|restricted",
        "unknown|foreign|bogus|fake|spoofed|forged|wrong|random|arbitrary|unexpected|invalid host header|headers",
        "requests other|unknown|foreign|wrong hosts|domains|hostnames rejected|refused|dropped|400|444|404",
        "direct ip access|requests rejected|refused|blocked|dropped|444",
        (
            "unknown|unrecognised|unrecognized|foreign|other|bogus|fake|spoofed|wrong|forged|unexpected "
            "host|hostname|domain|names rejected|refused|400|444|404|421|blocked|dropped|denied|closed ~ header "
            "request catch server default vhost nginx return get connection"
        ),
        (
            "host header injection|attack|spoofing|poisoning "
            "prevented|blocked|protected|tested|impossible|mitigated|against ~ guard"
        ),
        "host header injection|attack|spoofing|poisoning not|no|cannot ~ possible work risk",
        (
            "direct|directly ip blocked|refused|rejected|denied|closed|404|403|444|dropped|deny ~ access address "
            "server origin request host hits"
        ),
        "ip doesnt|not|never|dont show|serve|reach|answer|reveal ~ address hit server direct access",
        "only own hostname|host|domain answers|accepts|responds|served ~ server request header",
    ),
)
def unknown_host_rejected(unknown_host: Visit, arrival: Mapping[str, Visit], evidence: Evidence) -> None:
    """A request for a host name that is not the site's is refused, and the name is not echoed in a link.

    Why: a site that answers to any name can be made to send password-reset links to somebody else's.
    Fix: name the hosts in ALLOWED_HOSTS, and give the proxy a default server that answers 444 or 421.
    Cannot tell when: the site's own name is refused as well.
    Source: Django docs, "Host header validation"; RFC 9110 section 7.4.
    """
    page = unknown_host.page
    if page is None:
        evidence.saw("Host: evil.example was hung up on")
        return
    location = page.header("location") or ""
    assert page.status >= 400, f"Host: evil.example got {page.status}" + (f" to {location}" if location else "")
    assert page.status < 500, f"Host: evil.example made the site answer {page.status}"
    link = re.findall(r"(?:href|src|action)\s*=\s*[\"']?[^\"'>\s]*evil\.example", page.body, re.IGNORECASE)
    assert not link, f"the answer {page.status} to Host: evil.example links to it: {', '.join(link)}"
    own = next(iter(arrival.values()))
    if own.page is None and not own.hops:
        cannot_tell(own.error, cure=own.cure, look_failed=own.look_failed)
    if own.page is not None and own.page.status == page.status:
        cure = "let this machine's address through the firewall, or through whatever asks visitors to log in"
        cannot_tell(f"Host: evil.example got {page.status}, and so did the site's own name", cure=cure)
    evidence.saw(f"Host: evil.example got {page.status}")


@check(
    "http.debug-page-absent",
    severity="critical",
    overlooks="toolbar bar",
    effect="probe",
    says=(
        "=debug off|disabled|deactivated|false off|false ~ mode @set set turned",
        "security|configured: debug false",
        "debug mode? off|disabled|deactivated production?",
        "debug mode false",
        "no|without debug page|pages|output|information shown? visitors|users|public?",
        "debug|developer|error page|pages never|not shown|visible|exposed|served visitors|users|public?",
        "no|never|without debug page|pages|screen|toolbar|output|console",
        "werkzeug debugger|console off|no|disabled|unreachable|absent",
        "debug page|pages|screen|console off|disabled|unreachable|absent|gone|not",
        "debug output off|disabled|no",
        (
            "=debug off|false|disabled|deactivated|0 ~ mode bar setting flag turn django flask toolbar output "
            "info environment error wordpress switch rails screen console"
        ),
        (
            "debug no|never|not|doesnt|isnt|cant|dont "
            "page|mode|output|info|toolbar|screen|console|information|run ~ shown show visible reachable visitor "
            "user display leak exposed see django flask error messages"
        ),
        "app_debug|wp_debug|wp_debug_display|flask_debug|django_debug false|off|0 ~ set",
    ),
)
def debug_page_absent(
    debug_probes: Mapping[str, Page], evidence: Evidence, unseen: Mapping[str, Attempt], home: Page | None = None
) -> None:
    """Errors that anybody can cause show no debug page.

    Why: a debug page shows settings, source code and query parameters to every visitor.
    Fix: set DEBUG = False (Flask: no debug=True, no FLASK_DEBUG) and restart the application server.
    Cannot tell when: the home page is refused, or an unknown address is not answered with an error of the site's own.
    Source: Django docs, "Deployment checklist"; OWASP ASVS 14.3.2.
    """
    for asked, page in debug_probes.items():
        # Where there is no debugger its address shows the home page, which may hold the address again.
        is_home = "__debugger__" in page.url and "javascript" not in page.content_type
        for name, mark in DEBUG_MARKS.items():
            assert is_home or not mark.search(page.body), f"{asked} ({short(page.url)}, {page.status}) shows {name}"
    if home is None:
        cannot_see(unseen["home"])
    status = debug_probes["an unknown path"].status
    if status not in ERRORS:
        cure = "let the site, and any firewall before it, answer 404 for an unknown address"
        cannot_tell(f"no error page was seen: an unknown path was answered with {status}", cure=cure)
    evidence.saw("no debug page in " + ", ".join(f"{asked}: {page.status}" for asked, page in debug_probes.items()))


@check(
    "http.pages-load",
    severity="critical",
    overlooks="external outbound sitemap sitemaps console",
    says=(
        "=links @works|check no|zero broken|404|404s ~ all internal",
        "=site? pages load|loading|work|working|accessible|reachable error|errors?",
        "home|front? pages|site load|loading without|no errors|error",
        "=pages accessible|reachable|return|answer 200?",
        "no|zero broken|dead internal? links|pages|urls",
        "internal|site|menu|navigation|footer links @works",
        "=links @works",
        "broken links fixed|removed|none|gone|check|resolved",
        "sitemap urls|pages|entries load|loading|200|reachable|resolve",
        "test production environment",
        "dead|broken links|link no|none|gone|free|without",
        "no|zero|without dead|broken links|link|pages",
        "link checker|check|checking|crawler clean|passes|green|run|no|finds|reports|done",
        "crawl|crawler|crawling finds|shows|without|no|clean|reports errors|404|404s|dead|broken|problems|error",
        "no|zero 404|404s errors? crawl|crawling|crawler|crawled",
        "pages|page answer|answers|return|returns|respond|open|opens 200|errors|without",
        ("no|zero|without 404 navigation|menu|footer|links|site|sitemap ~ main s header anywhere broken dead internal"),
        "=menu|navigation item|entry|link goes|go|leads|works|opens ~ right place main",
        (
            "=page 200|reachable|open|sitemap|click|accessible ~ load return menu through url crawl fine respond "
            "work visit navigation answer manual up entry"
        ),
        (
            "=page|sitemap|url no|without|zero|nothing|none error|404|broken ~ load click through open return s "
            "crawl respond navigate any works show console"
        ),
        (
            "broken|dead link no|zero|without|0|fix|check|checker|free|search|scan|test ~ internal external run "
            "anywhere crawl find found footer menu report crawler screaming frog any repair working"
        ),
        "link checker ~ w3c run broken",
        "=broken|dead link ~ internal external",
        (
            "=link works|checker|tested|correct|lead|right|resolve|go ~ navigation menu footer header internal "
            "button place run external clicked against valid"
        ),
    ),
)
def pages_load(crawl: Crawl, evidence: Evidence) -> None:
    """Every page of the sitemap and every page that links of the site lead to answers 200 and has a title; links
    alone may redirect to another site.

    Why: a broken product page sells nothing, and search engines drop it.
    Fix: open the listed addresses, and look up their tracebacks in the application's log.
    Cannot tell when: the server asked us to slow down before every page was seen, or a sitemap cannot be read; only
    404 and 410 mean that there is none.
    """
    bad = [
        f"{short(page.url)} answered {page.status} (linked from {short(page.found_on)})"
        for page in crawl.pages
        if page.status >= 400
    ]
    bad += [
        f"{short(page.url)} has no title (linked from {short(page.found_on)})"
        for page in crawl.pages
        if page.status == 200 and "html" in page.content_type and not page.title
    ]
    bad += [
        f"{page.error} (linked from {short(page.found_on)})"
        for page in crawl.pages
        if page.error and page.failure not in {"limited", "encoding"} and (page.failure != "away" or page.is_declared)
    ]
    assert not bad, f"{len(bad)} of {len(crawl.pages)} pages do not load: {some(bad)}"
    all_pages_read(crawl)
    if crawl.foreign_in_sitemap:
        why = f"the sitemap names pages on hosts that are not declared: {some(crawl.foreign_in_sitemap, 3)}"
        cannot_tell(why, cure="name these hosts in hosts of [target] in golive.toml, or correct the sitemap")
    told = f"{crawl.sitemap} names {crawl.from_sitemap}" if crawl.sitemap else "found by links: there is no sitemap"
    evidence.saw(f"{len(crawl.pages)} pages, {told}")
    if away := [short(page.url) for page in crawl.pages if page.failure == "away"]:
        evidence.saw(f"not followed to other sites: {some(away)}")
    if crawl.left_out:
        evidence.saw(f"not followed, because they may change something: {some(map(short, crawl.left_out))}")
    if not crawl.is_complete:
        evidence.saw("the crawl ended at [http] crawl_limit")
