"""DNS: what the authoritative servers and the public resolvers say of the site's names."""

from __future__ import annotations

from pytest_golive.facts.dns.ask import Answer, NameServer
from pytest_golive.facts.dns.records import (
    HostRecords,
    Mail,
    MailServer,
    Www,
    dns_records,
    mail_servers,
    resolver_answers,
    www_site,
)
from pytest_golive.facts.dns.zones import Zone, dns_zones

__all__ = [
    "Answer",
    "HostRecords",
    "Mail",
    "MailServer",
    "NameServer",
    "Www",
    "Zone",
    "dns_records",
    "dns_zones",
    "mail_servers",
    "resolver_answers",
    "www_site",
]
