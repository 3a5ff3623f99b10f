"""Certificates: one TLS handshake with every declared host."""

from __future__ import annotations

from pytest_golive.facts.tls.certificate import Problem, SentCertificate, ServedCertificate
from pytest_golive.facts.tls.handshake import Handshake, certificates, handshakes

__all__ = ["Handshake", "Problem", "SentCertificate", "ServedCertificate", "certificates", "handshakes"]
