"""Certificates for shop.test: a good one and every bad kind, signed by a root nobody else trusts."""

from __future__ import annotations

import ssl
import warnings
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOSTS = ("shop.test", "www.shop.test")
KINDS = ("good", "expires-soon", "expired", "not-yet-valid", "wrong-host", "self-signed", "no-intermediate")


class Certificates:
    """Root, intermediate, and a server certificate of any kind, made when first asked for."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self._directory = directory
        self._root = trustme.CA(organization_name="Shop Test Root")
        self._issuer = self._root.create_child_ca()
        self.root_file = directory / "root.pem"
        self._root.cert_pem.write_to_path(str(self.root_file))

    def context(self, kind: str, minimum: str, maximum: str | None) -> ssl.SSLContext:
        """A server context with this certificate and these TLS versions."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with warnings.catch_warnings():
            # Planting "only TLS 1.1" is the point; Python warns about it.
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion[minimum]
            if maximum:
                context.maximum_version = ssl.TLSVersion[maximum]
                if maximum in {"TLSv1", "TLSv1_1"}:
                    context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.set_alpn_protocols(["http/1.1"])
        context.load_cert_chain(self._file(kind))
        return context

    def mail_context(self, host: str) -> ssl.SSLContext:
        """What a mail server shows that is called so."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._issuer.issue_cert(host).configure_cert(context)
        return context

    @cache  # noqa: B019 - one object for the whole life of the process
    def _file(self, kind: str) -> Path:
        path = self._directory / f"{kind}.pem"
        path.write_bytes(self._pem(kind))
        path.chmod(0o600)
        return path

    def _pem(self, kind: str) -> bytes:
        if kind == "self-signed":
            return self_signed(HOSTS)
        now = datetime.now(UTC)
        ends = {"expires-soon": now + timedelta(days=5), "expired": now - timedelta(days=2)}
        starts = {"not-yet-valid": now + timedelta(days=2)}
        hosts = ("other.test",) if kind == "wrong-host" else HOSTS
        leaf = self._issuer.issue_cert(
            *hosts,
            common_name=hosts[0],
            not_before=starts.get(kind, now - timedelta(days=30)),
            not_after=ends.get(kind, now + timedelta(days=60)),
        )
        chain = leaf.cert_chain_pems[:1] if kind == "no-intermediate" else leaf.cert_chain_pems
        return leaf.private_key_pem.bytes() + b"".join(pem.bytes() for pem in chain)


def self_signed(hosts: tuple[str, ...]) -> bytes:
    """What a distribution puts on a fresh server: a certificate that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, hosts[0])])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .sign(key, hashes.SHA256())
    )
    key_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return key_pem + certificate.public_bytes(serialization.Encoding.PEM)
