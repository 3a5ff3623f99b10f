"""Faults of what DNS says about the shop's mail."""

from __future__ import annotations

from faults import Shop, fault
from servers.dns import DKIM_KEY, dkim_record

SELECTOR = "s1._domainkey.shop.test"
POLICY = "_dmarc.shop.test"


@fault("spf-missing", reds=("mail.spf",))
def spf_missing(shop: Shop) -> None:
    """Remove the SPF record."""
    shop.zone = shop.zone.without("shop.test", "TXT")


@fault("spf-without-provider", reds=("mail.spf",))
def spf_without_provider(shop: Shop) -> None:
    """Remove the provider's include."""
    shop.zone = shop.zone.with_value("shop.test", "TXT", '"v=spf1 mx -all"')


@fault("spf-twice", reds=("mail.spf",))
def spf_twice(shop: Shop) -> None:
    """Publish a second SPF record instead of extending the first."""
    shop.zone = shop.zone.adding("shop.test", "TXT", '"v=spf1 include:_spf.shop.test ~all"')


@fault("spf-everybody", reds=("mail.spf",))
def spf_everybody(shop: Shop) -> None:
    """End the record in +all."""
    shop.zone = shop.zone.with_value("shop.test", "TXT", '"v=spf1 mx include:_spf.shop.test +all"')


@fault("spf-many-lookups", reds=("mail.spf",))
def spf_many_lookups(shop: Shop) -> None:
    """Ask eleven times: the record is what receivers call a permanent error."""
    includes = " ".join(["include:_spf.shop.test"] * 10)
    shop.zone = shop.zone.with_value("shop.test", "TXT", f'"v=spf1 mx {includes} -all"')


@fault("spf-address-forgotten", reds=("mail.spf",))
def spf_address_forgotten(shop: Shop) -> None:
    """Leave the shop's own mail server out."""
    shop.zone = shop.zone.with_value("shop.test", "TXT", '"v=spf1 include:_spf.shop.test -all"')


@fault("dkim-missing", reds=("mail.dkim",))
def dkim_missing(shop: Shop) -> None:
    """Remove the key."""
    shop.zone = shop.zone.without(SELECTOR)


@fault("dkim-revoked", reds=("mail.dkim",))
def dkim_revoked(shop: Shop) -> None:
    """Leave p= empty, which revokes the key."""
    shop.zone = shop.zone.with_value(SELECTOR, "TXT", '"v=DKIM1; k=rsa; p="')


@fault("dkim-cut-off", reds=("mail.dkim",))
def dkim_cut_off(shop: Shop) -> None:
    """Publish the first 240 characters of the key, as a form with too short a field does."""
    shop.zone = shop.zone.with_value(SELECTOR, "TXT", dkim_record(DKIM_KEY[:240]))


@fault("dkim-character-changed", reds=("mail.dkim",))
def dkim_character_changed(shop: Shop) -> None:
    """Publish the key with one character changed into one that base64 does not have."""
    shop.zone = shop.zone.with_value(SELECTOR, "TXT", dkim_record(f"{DKIM_KEY[:50]}-{DKIM_KEY[51:]}"))


@fault("dmarc-misspelled", reds=("mail.dmarc",))
def dmarc_misspelled(shop: Shop) -> None:
    """Write policy=reject instead of p=reject."""
    shop.zone = shop.zone.with_value(POLICY, "TXT", '"v=DMARC1; policy=reject"')


@fault("dmarc-none", reds=("mail.dmarc",))
def dmarc_none(shop: Shop) -> None:
    """Leave the policy at none, where reject is declared."""
    shop.zone = shop.zone.with_value(POLICY, "TXT", '"v=DMARC1; p=none; rua=mailto:postmaster@shop.test"')


@fault("dmarc-missing", reds=("mail.dmarc",))
def dmarc_missing(shop: Shop) -> None:
    """Remove the record."""
    shop.zone = shop.zone.without(POLICY)
