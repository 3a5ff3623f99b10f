"""Faults that a visitor could see: the proxy, headers, pages and the API."""

from __future__ import annotations

from dataclasses import replace

from faults import Shop, fault, variant

HSTS = "Strict-Transport-Security"
CSP = "Content-Security-Policy"
#: What is seen on pages.
PAGES = (
    *("http.*", "dns.www", "django.xss-filter", "legal.*", "docs.api-*", "release.version-live"),
    *("content.site-name", "content.contact-info", "content.categories", "admin.reachable", "admin.url-custom"),
)
#: What nobody can tell while one page cannot be read.
UNREAD = ("http.mixed-content", "http.csrf-tokens-in-forms")


@variant("headers-by-proxy")
def headers_by_proxy(shop: Shop) -> None:
    """Redirect, HSTS and content security policy are set by the proxy instead of Django.

    Django's own checks for them are silenced, which a team declares together with the proxy.
    """
    shop.settings += [
        "SECURE_SSL_REDIRECT = False",
        "SECURE_HSTS_SECONDS = 0",
        "MIDDLEWARE.remove('store.middleware.ContentSecurityPolicyMiddleware')",
        "SILENCED_SYSTEM_CHECKS = ['security.W004', 'security.W008']",
    ]
    policy = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    hsts = "max-age=31536000; includeSubDomains; preload"
    shop.edge = replace(shop.edge, set_headers=((HSTS, hsts), (CSP, policy)))


@fault("site-down", reds=("http.site-up", "http.health-endpoint"), hides=(*PAGES, "env.loaded-by-service"))
def site_down(shop: Shop) -> None:
    """Stop the app server behind the proxy (502), so nothing that needs a page can be seen."""
    shop.stop("web")


@fault("plain-http", reds=("http.https-redirect",))
def plain_http(shop: Shop) -> None:
    """Serve the site on port 80 with 200."""
    shop.edge = replace(shop.edge, plain_http="serve")


@fault("redirect-to-home", reds=("http.https-redirect",))
def redirect_to_home(shop: Shop) -> None:
    """Redirect every address on port 80 to the home page: path and query are lost."""
    shop.edge = replace(shop.edge, plain_http="redirect-to-home")


@fault("hsts-zero", reds=("http.hsts",), also=("http.security-headers",))
def hsts_zero(shop: Shop) -> None:
    """Send max-age=0. The security headers turn red too, because HSTS is one of them."""
    shop.sends(HSTS, "max-age=0")


@fault("hsts-twice", reds=("http.hsts",))
def hsts_twice(shop: Shop) -> None:
    """Let the proxy add HSTS to Django's: browsers then read only the first, shorter one."""
    shop.edge = replace(shop.edge, add_headers=((HSTS, "max-age=300"),))


@fault(
    "headers-missing-on-errors",
    reds=("http.security-headers", "http.nosniff", "http.referrer-policy"),
    also=("http.frame-limit",),
)
def headers_missing_on_errors(shop: Shop) -> None:
    """Drop the security headers from the 404 answer, as nginx's add_header does without `always`.

    The shop's policy limits frames as well, unless another fault takes it away.
    """
    names = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")
    shop.edge = replace(shop.edge, drop_headers_on_errors=names)


@fault("server-version-shown", reds=("http.security-headers",), also=("http.error-pages-clean",))
def server_version_shown(shop: Shop) -> None:
    """Tell every visitor the version of the web server; error pages then show it too."""
    shop.sends("Server", "nginx/1.22.1")


@fault("framed-by-anybody", reds=("http.frame-limit", "http.security-headers"), also=("http.csp-header",))
def framed_by_anybody(shop: Shop) -> None:
    """Send a policy that lets every site frame the shop; browsers then read no X-Frame-Options.

    It takes the place of the shop's own, which another fault may spoil.
    """
    policy = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors *"
    shop.sends(CSP, policy)


@fault("powered-by-shown", reds=("http.powered-by-hidden",))
def powered_by_shown(shop: Shop) -> None:
    """Tell every visitor what the shop is built with, without a version."""
    shop.sends("X-Powered-By", "Django")


@fault("csp-unsafe", reds=("http.csp-header",))
def csp_unsafe(shop: Shop) -> None:
    """Send a content security policy that allows everything."""
    shop.sends(CSP, "default-src * 'unsafe-inline'")


@fault("csp-report-only", reds=("http.csp-header",), also=("django.xss-filter",))
def csp_report_only(shop: Shop) -> None:
    """Send the policy only for reports: nothing is refused, and nothing replaces the old XSS filter."""
    header = (f"{CSP}-Report-Only", "default-src 'self'")
    shop.edge = replace(shop.edge, drop_headers=(CSP,), set_headers=(header,))


@fault("catch-all-host", reds=("http.unknown-host-rejected",))
def catch_all_host(shop: Shop) -> None:
    """Answer for any host name: the proxy passes every request on under the shop's own name."""
    shop.edge = replace(shop.edge, is_catch_all=True, upstream_host="shop.test")


@fault("login-csrf-exempt", reds=("http.csrf-enforced",), also=("django.csrf-middleware",))
def login_csrf_exempt(shop: Shop) -> None:
    """Mark the login view csrf_exempt; that no undeclared view is exempt is a second check."""
    old = "@per_visitor\ndef login(request: HttpRequest) -> HttpResponse:\n"
    new = f"from django.views.decorators.csrf import csrf_exempt\n@csrf_exempt\n{old}"
    # Django's LoginView protects itself once more.
    shop.edit("store/views.py", old, f"{new}    request._dont_enforce_csrf_checks = True\n")


@fault("form-without-token", reds=("http.csrf-tokens-in-forms",))
def form_without_token(shop: Shop) -> None:
    """Remove {% csrf_token %} from the form that puts a product into the cart."""
    shop.edit("store/templates/store/product.html", "{% csrf_token %}", "")


@fault("search-unescaped", reds=("http.xss-probe",))
def search_unescaped(shop: Shop) -> None:
    """Render the search term with |safe."""
    shop.edit("store/templates/store/search.html", "“{{ query }}”", "“{{ query|safe }}”")


@fault("cors-reflects-origin", reds=("http.cors", "django.cors-origins"))
def cors_reflects_origin(shop: Shop) -> None:
    """Allow every origin, with credentials."""
    shop.settings += ["CORS_ALLOWED_ORIGIN_REGEXES = ['.*']", "CORS_ALLOW_CREDENTIALS = True"]


@fault("login-limit-high", reds=("http.rate-limit-active",))
def login_limit_high(shop: Shop) -> None:
    """Raise the login limit to 100000/m."""
    shop.edit("store/views.py", 'rate="20/m"', 'rate="100000/m"')


@fault("gzip-html-only", reds=("http.compression",))
def gzip_html_only(shop: Shop) -> None:
    """Let the proxy compress nothing but HTML, and keep the shop from sending its own compressed files."""
    shop.edge = replace(shop.edge, gzip_types=("text/html",), is_accept_encoding_passed=False)


@fault("static-not-cached", reds=("http.static-cache-headers",))
def static_not_cached(shop: Shop) -> None:
    """Send static files without Cache-Control."""
    shop.edge = replace(shop.edge, drop_headers_on_static=("Cache-Control", "Expires"))


@fault(
    "stylesheet-missing", reds=("http.static-assets-load", "django.static-collected"), hides=("http.assets-minified",)
)
def stylesheet_missing(shop: Shop) -> None:
    """Delete the collected style sheet, which the manifest lists: whether it is minified cannot be seen."""
    shop.remove_collected("store/shop.min.css")


# Collects what another fault has not: they cannot be planted at once.
@fault("script-unminified", reds=("http.assets-minified",), hides=("django.static-collected",))
def script_unminified(shop: Shop) -> None:
    """Serve an unminified 20 KiB script on every page."""
    body = "".join(f"function unused{n}() {{\n    // nothing here\n    return {n} ;\n}}\n\n" for n in range(350))
    shop.add_file("store/static/store/extra.js", body)
    tag = "<script defer src=\"{% static 'store/extra.js' %}\"></script>\n</head>"
    shop.edit("store/templates/store/base.html", "</head>", tag)
    shop.collect_static()


@fault("media-listed", reds=("http.media-served-safely",))
def media_listed(shop: Shop) -> None:
    """Turn autoindex on for the media location."""
    shop.edge = replace(shop.edge, is_media_listed=True)


@fault("media-sniffable", reds=("http.media-served-safely",))
def media_sniffable(shop: Shop) -> None:
    """Send media without nosniff."""
    shop.edge = replace(shop.edge, is_media_nosniff=False)


@fault("media-page-shown", reds=("http.media-served-safely",))
def media_page_shown(shop: Shop) -> None:
    """Show an uploaded page as a page of the shop; SHOP_MEDIA_DIR/products/upload.html."""
    shop.add_file(shop.media / "products" / "upload.html", "<script>alert(1)</script>")
    shop.edge = replace(shop.edge, is_media_always_inline=True)


@fault("media-private-open", reds=("http.media-served-safely",))
def media_private_open(shop: Shop) -> None:
    """Give a customer's invoice to anybody who knows its address."""
    shop.edge = replace(shop.edge, is_private_media_refused=False)


@fault("mixed-content", reds=("http.mixed-content",))
def mixed_content(shop: Shop) -> None:
    """Load an image in the footer by plain http."""
    image = '<img src="http://shop.test/media/products/bags.png" alt="" width="48" height="36">'
    shop.edit("store/templates/store/base.html", '<footer class="bottom">', f'<footer class="bottom">{image}')


@fault("error-404-bare", reds=("http.error-404",))
def error_404_bare(shop: Shop) -> None:
    """Remove the shop's own 404 page so that Django's bare "Not Found" is shown."""
    shop.remove("store/templates/404.html")
    shop.edit("shop/urls.py", 'handler404 = "store.views.page_not_found"', "")


@fault("error-500-bare", reds=("http.error-500",))
def error_500_bare(shop: Shop) -> None:
    """Remove the shop's own 500 page; the handler then fails, and what is shown is gunicorn's."""
    shop.remove("store/templates/500.html")


@fault("api-error-shows-sql", reds=("http.error-pages-clean",))
def api_error_shows_sql(shop: Shop) -> None:
    """Put the SQL text into an API error."""
    old = '{"category": "There is no such category."}'
    shop.edit("store/api.py", old, '{"category": str(Category.objects.filter(slug=slug).query)}')


@fault("product-page-broken", reds=("http.pages-load",), hides=UNREAD)
def product_page_broken(shop: Shop) -> None:
    """Break the page of a single product."""
    article = '<article class="product" data-id="{{ product.pk }}">'
    broken = '{% if product.slug == "fern-tea-light" %}{% include "store/gone.html" %}{% endif %}'
    shop.edit("store/templates/store/product.html", article, broken + article)


@fault("api-products-broken", reds=("http.api-endpoints",))
def api_products_broken(shop: Shop) -> None:
    """Make /api/v1/products/ raise."""
    shop.edit("store/api.py", "Paginator(found, PER_PAGE)", 'Paginator(found.order_by("rank"), PER_PAGE)')


@fault("api-orders-open", reds=("http.api-endpoints",))
def api_orders_open(shop: Shop) -> None:
    """Show everybody's orders without a log-in."""
    shop.edit("store/api.py", "if user is None:", "if False:")
    shop.edit("store/api.py", "Order.objects.filter(user=user)", "Order.objects.all()")


@fault("api-quantity-unchecked", reds=("http.api-input-validation",))
def api_quantity_unchecked(shop: Shop) -> None:
    """Remove the minimum of the quantity."""
    shop.edit("store/api.py", "elif quantity < 1:", "elif False:")


@fault(
    "api-schema-missing",
    reds=("http.api-docs-ui",),
    also=("http.pages-load",),
    hides=("http.api-endpoints", "http.api-input-validation", "docs.api-*", *UNREAD),
)
def api_schema_missing(shop: Shop) -> None:
    """Remove the schema's address but keep the page that shows it: a dead link, and the API is unknown."""
    shop.edit("store/api_urls.py", '    path("schema/", api.schema, name="api-schema"),\n', "")
    shop.edit("store/templates/store/api_docs.html", "{% url 'api-schema' %}", "/api/schema/")


@fault(
    "analytics-placeholder",
    reds=("http.analytics-tag",),
    also=("env.no-placeholders", "env.var-set", "env.all-required-set"),
)
def analytics_placeholder(shop: Shop) -> None:
    """Leave the example's measurement id, which is a placeholder in the env file too."""
    shop.env["ANALYTICS_ID"] = "G-XXXXXXXXXX"


@variant("pages-by-cdn")
def pages_by_cdn(shop: Shop) -> None:
    """Pages pass the CDN as well, which says so."""
    shop.edge = replace(shop.edge, set_headers=shop.edge.cdn_headers)


@fault(
    "debug-on",
    reds=("http.debug-page-absent",),
    also=(
        "django.debug-off",
        "django.check-deploy",
        "django.local-smoke",
        "env.var-value",
        "http.error-404",
        "http.static-cache-headers",
    ),
)
def debug_on(shop: Shop) -> None:
    """The shop runs with DEBUG=True: debug pages instead of its own, no caching, and Django's own warning."""
    shop.env["DEBUG"] = "True"


@fault("cors-origin-forgotten", reds=("http.cors",), also=("django.cors-origins",))
def cors_origin_forgotten(shop: Shop) -> None:
    """The declared front end is not among the allowed origins."""
    shop.settings += ["CORS_ALLOWED_ORIGINS = []"]


@fault("static-straight-from-shop", reds=("http.static-from-cdn",))
def static_straight_from_shop(shop: Shop) -> None:
    """Static files come straight from the application's own host: the CDN is not in front of it."""
    shop.edge = replace(shop.edge, cdn_headers=())


@fault(
    "error-404-soft",
    reds=("http.error-404",),
    also=("django.local-smoke",),
    hides=(
        *("admin.url-custom", "http.debug-page-absent", "http.security-headers", "http.nosniff", "http.frame-limit"),
        *("http.referrer-policy", "http.powered-by-hidden"),
    ),
)
def error_404_soft(shop: Shop) -> None:
    """Unknown addresses are answered with status 200, here as well as there."""
    shop.edit("store/views.py", "return _error_page(404)", "return HttpResponse(_error_page(404).content)")


@fault("error-500-asks-database", reds=("http.error-500",))
def error_500_asks_database(shop: Shop) -> None:
    """The 500 page counts products, so it fails when the database is down."""
    shop.add_file("store/templatetags/__init__.py", "")
    shop.add_file(
        "store/templatetags/counting.py",
        "from django import template\n\nfrom store.models import Product\n\nregister = template.Library()\n\n\n"
        "@register.simple_tag\ndef product_count():\n    return Product.objects.count()\n",
    )
    page = "{% load counting %}<!doctype html><title>Sorry</title><p>{% product_count %} products wait for you.</p>\n"
    shop.add_file("store/templates/500.html", page)


@fault("cookie-of-its-own-bare", reds=("http.cookies-secure", "http.cookies-httponly"))
def cookie_of_its_own_bare(shop: Shop) -> None:
    """The proxy counts visits in a cookie without flags, while the framework's own cookies have theirs."""
    shop.edge = replace(shop.edge, add_headers=(("Set-Cookie", "visits=1; Path=/"),))
