"""Faults of the zone shop.test and of what resolvers remember of it."""

from __future__ import annotations

from faults import Shop, fault, variant

#: The SPF record allows the servers of the MX record to send.
SPF_BY_MX = ("mail.spf",)


@variant("www-own-address")
def www_own_address(shop: Shop) -> None:
    """Give www an A record of its own instead of an alias."""
    shop.zone = shop.zone.without("www.shop.test").adding("www.shop.test", "A", "127.0.0.1")


@fault("a-record-elsewhere", reds=("dns.a-record",), also=("dns.www",))
def a_record_elsewhere(shop: Shop) -> None:
    """Point the A record at another server; www is an alias of it."""
    shop.zone = shop.zone.with_value("shop.test", "A", "127.0.0.9")


@fault("www-missing", reds=("dns.www",), also=("dns.a-record", "dns.propagated"))
def www_missing(shop: Shop) -> None:
    """Remove the www record; www is one of the declared hosts."""
    shop.zone = shop.zone.without("www.shop.test")


@fault("www-elsewhere", reds=("dns.www",), also=("dns.a-record",))
def www_elsewhere(shop: Shop) -> None:
    """Leave www at the old hosting; www is one of the declared hosts, so its A record is wrong as well."""
    shop.zone = shop.zone.without("www.shop.test").adding("www.shop.test", "A", "127.0.0.7")


@fault("domain-missing", reds=("dns.a-record", "dns.propagated", "dns.www"))
def domain_missing(shop: Shop) -> None:
    """Remove the A record; www is an alias of it and loses its address too."""
    shop.zone = shop.zone.without("shop.test", "A")


@fault("resolver-without-www", reds=("dns.propagated",))
def resolver_without_www(shop: Shop) -> None:
    """Let one of the resolvers still believe that www does not exist."""
    shop.stale_zones[2] = shop.zone.without("www.shop.test")


@fault("resolver-stale", reds=("dns.propagated",))
def resolver_stale(shop: Shop) -> None:
    """Let one of the resolvers keep an old address."""
    shop.stale_zones[1] = shop.zone.with_value("shop.test", "A", "127.0.0.8")


@fault("mx-without-address", reds=("dns.mx",), also=SPF_BY_MX)
def mx_without_address(shop: Shop) -> None:
    """Point MX at a name without address."""
    shop.zone = shop.zone.with_value("shop.test", "MX", "10 gone.shop.test.")


@fault("mx-alias", reds=("dns.mx",), also=SPF_BY_MX)
def mx_alias(shop: Shop) -> None:
    """Let the MX name be an alias."""
    shop.zone = shop.zone.without("mail.shop.test").adding("mail.shop.test", "CNAME", "shop.test.")


@fault("mx-on-loopback", reds=("dns.mx",), also=SPF_BY_MX)
def mx_on_loopback(shop: Shop) -> None:
    """Point the MX name at 127.0.0.1, as a forgotten entry for testing does."""
    shop.zone = shop.zone.with_value("mail.shop.test", "A", "127.0.0.1")


@fault("mx-of-other-provider", reds=("dns.mx",), also=SPF_BY_MX)
def mx_of_other_provider(shop: Shop) -> None:
    """Send mail to a server that is not the declared provider's."""
    shop.zone = shop.zone.with_value("shop.test", "MX", "10 app.shop.test.")


@fault("mx-missing", reds=("dns.mx",), also=(*SPF_BY_MX, "content.contact-info"))
def mx_missing(shop: Shop) -> None:
    """Remove the MX record."""
    shop.zone = shop.zone.without("shop.test", "MX")
