"""What DNS says about mail from the domain: SPF, DKIM and DMARC."""

from __future__ import annotations

from pytest_golive.facts.mail_dns.dkim import DkimKey, dkim_keys
from pytest_golive.facts.mail_dns.dmarc import Dmarc, dmarc
from pytest_golive.facts.mail_dns.spf import Spf, SpfRecord, spf

__all__ = ["DkimKey", "Dmarc", "Spf", "SpfRecord", "dkim_keys", "dmarc", "spf"]
