"""Which lines the http checks are meant by, and what of a line they leave over."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.bind import Binder
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.checks import load_checks, new_binder


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("HTTPS redirect enabled", {"http.https-redirect"}),
        ("Redirect HTTP to HTTPS", {"http.https-redirect"}),
        ("HTTP traffic is redirected to HTTPS", {"http.https-redirect"}),
        ("Security headers configured in nginx", {"http.security-headers"}),
        ("Content Security Policy is enforced", {"http.csp-header"}),
        ("Verify CORS configuration", {"http.cors"}),
        ("CSRF tokens in all forms", {"http.csrf-tokens-in-forms"}),
        ("Custom 404 and 500 pages", {"http.error-404", "http.error-500"}),
        ("Error messages do not leak sensitive data", {"http.error-pages-clean"}),
        ("No sensitive data in error messages", {"http.error-pages-clean"}),
        ("Login rate limiting active", {"http.rate-limit-active"}),
        ("Gzip/Brotli compression enabled", {"http.compression"}),
        ("Brotli compression enabled", {"http.compression"}),
        ("CSS and JavaScript minified", {"http.assets-minified"}),
        ("No broken links", {"http.pages-load"}),
        ("Health check endpoint working", {"http.health-endpoint"}),
        ("Swagger UI accessible", {"http.api-docs-ui"}),
        ("Google Analytics installed", {"http.analytics-tag"}),
        ("Redis caching configured", set()),
        ("All cookies Secure", {"http.cookies-secure"}),
        ("Cookies are HttpOnly", {"http.cookies-httponly"}),
        ("All cookies are Secure and HttpOnly", {"http.cookies-secure", "http.cookies-httponly"}),
        ("Session cookies HTTPS only", set()),
        ("Set up application logging", set()),
        ("Input validation on all forms", set()),
    ],
)
def test_lines_it_is_meant_by(text: str, ids: set[str]) -> None:
    http = {name: one for name, one in load_checks().items() if name.startswith("http.")}
    binding = Binder(http).bind(Line(id="line", number=1, text=text, kind=Kind.ITEM))
    assert {one.check for one in binding.bound} == ids
    if ids:
        assert binding.leftover == ()


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("HSTS max-age at least 2 years", {"2", "years"}),
        ("404 page links to the home page", {"links", "home"}),
        ("404 page has a link home", {"link", "home"}),
        ("404 page offers a way back", {"offers", "way", "back"}),
        ("Error pages styled", {"styled"}),
        ("404 page follows our design", {"design"}),
        ("Site reachable from the internet", {"internet"}),
        ("Site reachable from outside", {"outside"}),
        ("HSTS max-age at most 31536000", {"most"}),
        ("HSTS with preload and includeSubDomains", {"preload"}),
        ("Referrer-Policy: no-referrer", {"no", "referrer"}),
        ("X-Frame-Options is ALLOW-FROM", {"allow"}),
        ("HTTP redirects to HTTPS with a 308", {"308"}),
        ("Certificate is valid for 90 days", {"90"}),
    ],
)
def test_a_value_that_no_check_compares_is_left_over(text: str, leftover: set[str]) -> None:
    binding = new_binder(load_checks()).bind(Line(id="line", number=1, text=text, kind=Kind.ITEM))
    assert leftover <= set(binding.leftover)
