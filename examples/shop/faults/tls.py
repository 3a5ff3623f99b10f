"""Faults of the certificate. Where it does not verify, no page can be seen: nothing can be told of them."""

from __future__ import annotations

from dataclasses import replace

from faults import Shop, fault

BLIND = (
    *("http.*", "dns.www", "django.xss-filter", "legal.*", "docs.api-*", "release.version-live"),
    *("content.site-name", "content.contact-info", "content.categories", "admin.reachable", "admin.url-custom"),
)
#: Visitors are refused, at www as well.
REFUSED = ("http.site-up", "dns.www")


@fault("certificate-expires-soon", reds=("tls.certificate-valid",))
def certificate_expires_soon(shop: Shop) -> None:
    """Serve a certificate that expires in 5 days."""
    shop.edge = replace(shop.edge, certificate="expires-soon")


@fault(
    "certificate-expired",
    reds=("tls.certificate-valid",),
    also=(*REFUSED, "tls.certificate-obtained"),
    hides=BLIND,
)
def certificate_expired(shop: Shop) -> None:
    """Serve a certificate that expired two days ago."""
    shop.edge = replace(shop.edge, certificate="expired")


@fault("certificate-not-yet-valid", reds=("tls.certificate-valid",), also=REFUSED, hides=BLIND)
def certificate_not_yet_valid(shop: Shop) -> None:
    """Serve a certificate that begins in two days."""
    shop.edge = replace(shop.edge, certificate="not-yet-valid")


@fault(
    "certificate-self-signed",
    reds=("tls.certificate-obtained", "tls.certificate-installed"),
    also=(*REFUSED, "tls.certificate-valid", "tls.chain-complete"),
    hides=BLIND,
)
def certificate_self_signed(shop: Shop) -> None:
    """Serve what the distribution puts on a fresh server."""
    shop.edge = replace(shop.edge, certificate="self-signed")


@fault(
    "certificate-of-other-site",
    reds=("tls.certificate-installed",),
    also=(*REFUSED, "tls.certificate-valid", "tls.certificate-obtained"),
    hides=BLIND,
)
def certificate_of_other_site(shop: Shop) -> None:
    """Serve another site's certificate."""
    shop.edge = replace(shop.edge, certificate="wrong-host")


@fault(
    "certificate-of-www-wrong",
    reds=("tls.certificate-installed",),
    also=(*REFUSED, "tls.certificate-valid", "tls.certificate-obtained"),
    hides=("http.https-redirect",),
)
def certificate_of_www_wrong(shop: Shop) -> None:
    """Serve another site's certificate, but only for www, which is a declared host too."""
    shop.edge = replace(shop.edge, alias_certificate="wrong-host")


@fault(
    "chain-incomplete",
    reds=("tls.chain-complete",),
    also=(*REFUSED, "tls.certificate-valid"),
    hides=BLIND,
)
def chain_incomplete(shop: Shop) -> None:
    """Serve the certificate without its intermediate: some clients can, ours cannot verify it."""
    shop.edge = replace(shop.edge, certificate="no-intermediate")


@fault("tls-1-1-only", reds=("tls.certificate-installed",), also=REFUSED, hides=(*BLIND, "tls.*"))
def tls_1_1_only(shop: Shop) -> None:
    """Speak nothing newer than TLS 1.1."""
    shop.edge = replace(shop.edge, tls_minimum="TLSv1_1", tls_maximum="TLSv1_1")
