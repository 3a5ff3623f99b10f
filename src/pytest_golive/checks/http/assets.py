"""The files of the pages: they load, are small, are kept by browsers, and come over https."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_golive.checks.http.common import all_pages_read, short, some
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.assets import Asset, Assets, Compression
    from pytest_golive.facts.crawl import Crawl
    from pytest_golive.facts.sheets import Sheet

#: Content types that fit a kind of file.
FITTING = {
    "stylesheet": re.compile(r"^text/css$"),
    "script": re.compile(r"javascript|ecmascript"),
    "image": re.compile(r"^image/|svg"),
    "icon": re.compile(r"^image/|svg|octet-stream"),
    "font": re.compile(r"font|octet-stream|svg"),
    "manifest": re.compile(r"json"),
}
#: A hash in a file's name; digits alone are a date.
HASHED = re.compile(r"[.-](?=\d*[a-f])[0-9a-f]{8,}\.\w+$|/[0-9a-f]{16,}/", re.IGNORECASE)
#: What to do when the pages have nothing to judge.
PAGES = "name pages that have some in pages of [target] in golive.toml, or take the line out"
UNREAD = "came in an encoding that was not offered and cannot be read here"
ACCEPTED = "have the server send gzip, or the plain text, to clients that accept no more (RFC 9110, 12.5.3)"
ASK_BROTLI = "look with `curl -sI -H 'Accept-Encoding: br' URL`, and vouch for it: `golive todo` shows the commands"
DAY = 86_400
SMALL, MINIFIABLE = 1024, 2048


class Encoding(str):
    """An encoding that a line asks for and gzip is not; empty where any will do."""

    def __new__(cls, said: str) -> Encoding:
        """Take it out of a line.

        Raises:
            ValueError: it is none.
        """
        if said not in {"", "brotli", "br"}:
            raise ValueError(said)
        return super().__new__(cls, said)


NOT_NAMED = Encoding("")
PICTURES = frozenset("image images picture pictures photo photos logo logos".split())


class Picture(str):
    """A line's word for pictures; empty where it names none."""

    def __new__(cls, said: str) -> Picture:
        """Take it out of a line.

        Raises:
            ValueError: it is none.
        """
        if said and said not in PICTURES:
            raise ValueError(said)
        return super().__new__(cls, said)


NO_PICTURE = Picture("")


@check(
    "http.static-assets-load",
    severity="critical",
    overlooks="font fonts video videos",
    says=(
        "=broken {picture:image|picture|photo|logo} check|none|fixed?",
        "=static? file|files|assets served @set|@works?",
        "static files|assets load|loading|accessible|working|loads",
        "css js|javascript load|loading|loads",
        "css js|javascript images load|loading|loads",
        "static files css js images load|loading",
        "{picture:image|picture|photo|logo} load|loading|loads display?",
        "asset|static load ~ css js file image fine path /assets/ /static/",
        "=font|icon|css|stylesheet|js|script load|200 ~ up static file return fine asset image picture style",
        (
            "=image|css|js|javascript|stylesheet|asset|picture|logo|photos "
            "load|displayed|show|appear|visible|200|render ~ up static script file returned fine proper icon font "
            "style"
        ),
        (
            "={picture:image|picture|photo|logo} load|displayed|show|appear|visible|200|render ~ up static file "
            "returned fine proper product image picture photo logo"
        ),
        (
            "{picture:image|picture|photo|logo} no|without|zero|none|never 404|missing|broken ~ load served file "
            "displayed show up come product image picture photo logo"
        ),
        (
            "image|css|js|stylesheet|font|icon|asset|picture|static no|without|zero|none|never 404|missing|broken "
            "~ s load served file displayed show up script error come"
        ),
        "site|page styles|css images|js|script|pictures come|loads|shows ~ up fine working",
    ),
)
def static_assets_load(assets: Assets, evidence: Evidence, *, picture: Picture = NO_PICTURE) -> None:
    """Every stylesheet, script, picture, icon and font that the pages refer to loads as what it should be.

    Why: one missing stylesheet or script makes the shop unusable although every page says 200.
    Fix: run collectstatic on the server, and let the proxy serve STATIC_ROOT at STATIC_URL.
    Cannot tell when: the pages refer to no file of this site or of [http] cdn_hosts; or to no picture of them, and
    the line is about pictures.
    """
    _some_files(assets)
    broken = [f"{short(one.url)} {why} (on {short(one.found_on)})" for one in assets.files if (why := _broken(one))]
    assert not broken, f"{len(broken)} of {len(assets.files)} files do not load: {some(broken)}"
    _all_read(assets, "stylesheet")
    if picture and not any(one.kind == "image" for one in assets.files):
        cannot_tell("the pages refer to no picture of this site; those that scripts put there are not seen", cure=PAGES)
    evidence.saw(f"{len(assets.files)} files of {len(assets.pages)} pages load")
    if assets.foreign:
        evidence.saw(f"not asked for, on other sites: {some((one.url for one in assets.foreign), 3)}")


def _broken(one: Asset) -> str:
    if one.error:
        return f"did not answer: {one.error}"
    if one.status != 200:
        return f"answered {one.status}"
    if not one.size:
        return "is empty"
    if one.undecoded in {"gzip", "x-gzip", "deflate"}:
        return f"does not decode as {one.undecoded}"
    fitting = FITTING.get(one.kind)
    return (
        f"is {one.content_type or 'of no type'}, not a {one.kind}"
        if fitting and not fitting.search(one.content_type)
        else ""
    )


def _all_read(assets: Assets, *kinds: str) -> None:
    """End as unverified when a file of these kinds came in an encoding that nobody asked for: it may hold anything."""
    unread = [f"{short(one.url)} ({one.undecoded})" for one in assets.files if one.undecoded and one.kind in kinds]
    if unread:
        cannot_tell(f"{UNREAD}: {some(unread)}", cure=ACCEPTED)


def _some_files(assets: Assets) -> None:
    if not assets.files:
        hosts = ", ".join(sorted({urlsplit(one.url).hostname or "" for one in assets.foreign} - {""}))
        if hosts:
            why = f"all {len(assets.foreign)} files of the pages are on hosts that are not declared: {hosts}"
            cannot_tell(why, cure="name those that are yours in cdn_hosts of [http] in golive.toml")
        cannot_tell("the pages refer to no file of this site", cure=PAGES)


@check(
    "http.compression",
    severity="high",
    overlooks="minified minify bundled",
    says=(
        "css|js|html|javascript|asset|static|script|stylesheet compressed|gzip ~ minified bundled file enabled",
        "gzip|text|response|http|asset|content brotli? compression @set|active|nginx|webserver nginx|webserver?",
        "gzip brotli? @set nginx|webserver?",
        "gzip brotli? html|text|css|js|javascript|assets css|js|javascript? css|js|javascript?",
        "=gzip|http|response? brotli? compression",
        "=compression enabled|configured|active|works|working gzip? brotli?",
        "{only:brotli|br} compression? @set|active|nginx|webserver|compressed|responses|served|text|html|assets|css|js",
        "{only:brotli|br} compression",
        "responses|assets|text|css|html js|css? compressed|gzip|gzipped",
        "static files|assets|content compressed|compression|gzip|gzipped @set?",
        "static files|assets optimized",
        "gzip brotli? enabled|active|compressed|responses|served|text|html|assets",
        "content-encoding gzip",
        "content-encoding {only:brotli|br}",
        "served|sent|delivered compressed|gzipped|gzip",
        "text responses|assets|resources compressed|gzipped|gzip|compression",
        (
            "gzip compressed text|asset|html|css|js|theme|pages ~ go out sent served file javascript "
            "shopify svg json brotli"
        ),
        (
            "gzip "
            "enabled|html|css|js|text|asset|response|nginx|edge|apache|content|server|served|curl|configured ~ "
            "compression middleware encoding come sent delivered cloudflare static file javascript header "
            "resource level webserver @set i brotli br"
        ),
        (
            "{only:brotli|br} "
            "enabled|html|css|js|text|asset|response|nginx|edge|apache|content|server|served|curl|configured ~ "
            "brotli br compression compressed go out middleware encoding come sent delivered cloudflare static file "
            "javascript header resource level webserver @set"
        ),
        (
            "=compression html|css|js|javascript|text|http|response|middleware|express|nginx|assets|enabled ~ "
            "gzip static file served delivered sent server cdn cloudflare come @set"
        ),
    ),
)
def compression(compression: tuple[Compression, ...], evidence: Evidence, *, only: Encoding = NOT_NAMED) -> None:
    """The home page and its larger stylesheets and scripts come compressed.

    Why: text shrinks to a fifth; on a telephone that is seconds.
    Fix: set `gzip on`, `gzip_types text/css application/javascript …` and `gzip_vary on` in nginx, or use
    WhiteNoise.
    Cannot tell when: nothing larger than 1 KiB was seen, a file came in an encoding that was not offered, or the line
    asks for brotli and gzip, which is asked for first, is there as well.
    """
    broken = [short(one.url) for one in compression if not one.decodes]
    assert not broken, f"does not decode: {some(broken)}"
    larger = [one for one in compression if one.text_size > SMALL]
    plain = [f"{short(one.url)} ({one.text_size} bytes)" for one in larger if one.encoding in {"", "identity"}]
    assert not plain, f"sent without compression: {some(plain)}"
    if unread := [f"{short(one.url)} ({one.encoding})" for one in compression if one.is_unread]:
        cannot_tell(f"{UNREAD}: {some(unread)}", cure=ACCEPTED)
    if not larger:
        cannot_tell("neither the home page nor its stylesheets and scripts are larger than 1 KiB", cure=PAGES)
    unvaried = [short(one.url) for one in larger if not {"accept-encoding", "*"} & _names(one.vary)]
    assert not unvaried, f"compressed without Vary: Accept-Encoding: {some(unvaried)}"
    evidence.saw(", ".join(f"{short(one.url)} comes as {one.encoding}" for one in larger[:6]))
    if only and (other := [f"{short(one.url)} ({one.encoding})" for one in larger if one.encoding != "br"]):
        cannot_tell(f"the line asks for brotli; gzip was asked for first, and came: {some(other)}", cure=ASK_BROTLI)


def _names(vary: str) -> set[str]:
    return {name.strip().lower() for name in vary.split(",")}


@check(
    "http.static-cache-headers",
    severity="high",
    says=(
        "static? files|assets cached|caching|cache headers? @set|set?",
        "static files|assets cached nginx cache headers configured",
        "cache|caching headers|header @set|set|present|sent|correct static? files|assets?",
        "cache control headers|header @set|set|present|sent|correct static? files|assets?",
        "cache|caching headers|header static|fingerprinted|hashed|versioned files|assets",
        "long|far lived|future? cache control|headers? static|fingerprinted|hashed|versioned|immutable? files|assets",
        "browser caching|cache @set|set|leveraged",
        "static files|assets: caching configured",
        "webserver|nginx: caching configured",
        "static files|assets optimized",
        "cache control max|immutable|static|assets|hashed|long|year|fingerprinted",
        "far-future expires",
        "expires headers|header static|assets|images|@set|far?",
        "static|assets|images|files cached|cacheable long|browser",
        "browser|browsers cache|caching static|assets|images|files",
        "hashed|fingerprinted|versioned assets|files|filenames cached|cacheable|immutable",
        (
            "cache|expiry static|asset|css|js|image|font|hashed|fingerprinted|bundle "
            "header|year|month|long|control|immutable|expiry|future|lifetime|max|leverage|browser|aggressive|forever "
            "~ age 31536000 1 one 30 365 far file resource content get etags policy versioned url http response s "
            "served stylesheet time ttl day @set"
        ),
        (
            "browser cache leverage|enabled|header|year|static|image|css|js|resources|assets ~ 1 one file month "
            "long font @set"
        ),
        "cache headers static|content|assets|files ~ @set control good long",
    ),
)
def static_cache_headers(assets: Assets, now: datetime, evidence: Evidence) -> None:
    """Browsers may keep every static file for a day, and those with a hash in their name for a month.

    Why: otherwise every page view loads every file again.
    Fix: `expires 30d;` in the proxy's static location, or WhiteNoise with ManifestStaticFilesStorage.
    Source: RFC 9111 section 5.
    """
    _some_files(assets)
    files = [one for one in assets.files if one.status == 200 and one.kind != "manifest"]
    if not files:
        cannot_tell("none of the static files answered", cure="see the line about static files that load")
    static = [one for one in files if _is_static(one)]
    if not static:
        cannot_tell("no file of the pages is named as one: views make them all", cure=PAGES)
    short_lived = [f"{short(one.url)}: {why}" for one in static if (why := _not_kept(one, now))]
    assert not short_lived, f"{len(short_lived)} of {len(static)} static files are not kept long: {some(short_lived)}"
    evidence.saw(f"{len(static)} static files are kept for at least {DAY} s")


def _is_static(one: Asset) -> bool:
    """A file, not a view that makes a script on the fly: its path ends in the kind of a file."""
    return re.search(r"\.(?:css|m?js|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf)(?:\?|$)", one.url) is not None


def _not_kept(one: Asset, now: datetime) -> str:
    """Why browsers do not keep a file long enough, or empty."""
    control = one.headers.get("cache-control", "")
    for word in ("no-store", "no-cache", "private"):
        if word in control.lower():
            return f"Cache-Control: {control}"
    least = 30 * DAY if HASHED.search(one.url) else DAY
    age = re.search(r"max-age\s*=\s*\"?(\d+)", control, re.IGNORECASE)
    if age:
        return "" if int(age[1]) >= least else f"max-age={age[1]}, less than {least}"
    expires = one.headers.get("expires", "")
    if not expires:
        return "no Cache-Control and no Expires"
    try:
        left = parsedate_to_datetime(expires).astimezone(UTC) - now
    except ValueError:
        return f"Expires: {expires}"
    # Expires counts from the answer, which is seconds older than the clock.
    return "" if left >= timedelta(seconds=least - 600) else f"Expires: {expires}, less than {least} s from now"


@check(
    "http.assets-minified",
    severity="medium",
    overlooks="compress compressed compression gzipped",
    says=(
        "css|js|javascript|html css|js|javascript? files|assets|bundles|bundle? minified|uglified",
        "static? files|assets|bundle|bundles|scripts|stylesheets minified|uglified",
        "minified applied|enabled css|js|javascript css|js|javascript?",
        "js|javascript|css bundle|bundles production? minified",
        "minified css|js|javascript|bundles|assets|files|html|build|production|scripts|stylesheets",
        "=terser|cssnano|esbuild|uglifyjs|csso ~ run build js css bundle minify front end assets step",
        (
            "minified|minifies|uglified|uglify "
            "css|js|javascript|asset|bundle|code|html|script|stylesheet|output|front|build ~ end webpack vite "
            "concatenated combined mode file static compressed gzipped optimised optimized @set ship"
        ),
    ),
)
def assets_minified(assets: Assets, evidence: Evidence) -> None:
    """The site's stylesheets and scripts larger than 2 KiB are minified, and name no missing source map.

    Why: spaces and comments are a third of what a first visit loads.
    Fix: minify in the build (esbuild, terser, lightningcss) and run collectstatic again.
    Cannot tell when: no stylesheet or script is larger than 2 KiB.
    """
    large = [one for one in assets.text_files() if one.text_size > MINIFIABLE]
    fluffy = [
        f"{short(one.url)} ({one.text_size} bytes, {one.needless:.0%} spaces and comments)"
        for one in large
        if one.needless > 0.10 and one.line_length < 200
    ]
    assert not fluffy, f"not minified: {some(fluffy)}"
    lost = [
        f"{short(one.url)} names {short(one.source_map)}, which answered {one.source_map_status}"
        for one in assets.text_files()
        if one.source_map_status >= 400
    ]
    assert not lost, some(lost)
    _all_read(assets, "stylesheet", "script")
    if not large:
        cannot_tell("no stylesheet or script of the site is larger than 2 KiB", cure=PAGES)
    evidence.saw(f"{len(large)} stylesheets and scripts are minified")


@check(
    "http.mixed-content",
    severity="high",
    says=(
        "=site|page|pages|url|urls|link|links https ~ all every use using uses over served internal",
        "no|zero|without mixed content warnings|issues|errors|anywhere?",
        "mixed content warnings|issues|errors? resolved|fixed|none|gone|free|eliminated",
        "no|zero http / images|assets|resources|scripts|links",
        "no|zero insecure|http images|assets|resources|subresources|scripts",
        "resources|assets|images|scripts loaded|served|load|fetched https",
        "mixed content",
        "https pages no|without insecure|http resources|assets|content",
        "=everything load|comes|served https ~ content",
        (
            "no|zero|without|never|nothing insecure|mixed|http "
            "resource|asset|request|content|images|scripts|load|subresources ~ https plain through warning any / "
            "link show padlock secure inline url"
        ),
        (
            "asset|resource|image|script|iframe|font|widgets|stylesheet https|ssl "
            "reference|load|requested|served|come|url|included|fetched|linked ~ only third party external "
            "embedded css js own media video static internal"
        ),
        "mixed content ~ check after switch ssl https error free test fixed padlock issue any scan warning",
    ),
)
def mixed_content(crawl: Crawl, sheets: tuple[Sheet, ...], evidence: Evidence) -> None:
    """No page and no stylesheet loads anything, or sends a form, over plain http.

    Why: browsers block it or warn, and whoever listens can change it.
    Fix: write https:// (or a path) in the template or the database text that holds the address.
    Cannot tell when: a page or stylesheet cannot be read.
    Source: W3C Mixed Content.
    """
    found = [f"{short(page.url)}: {one.kind} {one.url}" for page in crawl.pages for one in page.insecure]
    found += [f"{short(sheet.url)}: {one.kind} {one.url}" for sheet in sheets for one in sheet.insecure]
    assert not found, f"over plain http: {some(dict.fromkeys(found))}"
    all_pages_read(crawl)
    # One that is missing loads nothing; static-assets-load tells.
    if unread := [one for one in sheets if one.status not in {200, 404, 410}]:
        told = unread[0].error or f"{short(unread[0].url)} answered {unread[0].status}"
        cure, failed = unread[0].cure or "see the log of the server that has it", any(one.look_failed for one in unread)
        cannot_tell(f"{len(unread)} of {len(sheets)} stylesheets were not read: {told}", cure=cure, look_failed=failed)
    read = sum(1 for page in crawl.pages if "html" in page.content_type and page.url.startswith("https://"))
    if not read:
        cannot_tell("no page was read over https", cure="write https:// in [target] url of golive.toml")
    evidence.saw(f"nothing over plain http on {read} pages and in {len(sheets)} stylesheets")
