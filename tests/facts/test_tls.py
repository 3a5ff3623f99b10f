"""Handshakes with real servers on loopback: every bad certificate is told apart, as of the given clock."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from pytest_golive.errors import CannotLook
from pytest_golive.facts.registry import FACTS
from pytest_golive.facts.tls.certificate import ServedCertificate, covers
from pytest_golive.facts.tls.handshake import (
    Handshake,
    certificates,
    handshakes,
    trusted_roots,
)
from pytest_golive.settings import Settings, Target

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOST = "shop.test"


class Authority:
    """A root, an intermediate, and PEM files of any chain."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = trustme.CA()
        self.intermediate = self.root.create_child_ca()
        self.file = folder / "root.pem"
        self.root.cert_pem.write_to_path(str(self.file))
        self._count = 0

    def leaf(self, *names: str, begins: datetime = NOW - timedelta(days=30), days: float = 60) -> trustme.LeafCert:
        return self.intermediate.issue_cert(*names, not_before=begins, not_after=NOW + timedelta(days=days))

    def pem(self, leaf: trustme.LeafCert, *chain: trustme.Blob) -> Path:
        return self.write(
            leaf.private_key_pem.bytes(), leaf.cert_chain_pems[0].bytes(), *[one.bytes() for one in chain]
        )

    def write(self, *parts: bytes) -> Path:
        self._count += 1
        file = self.folder / f"{self._count}.pem"
        file.write_bytes(b"".join(parts))
        return file


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a TLS server with a PEM file; gives its ``address:port``."""
    with ExitStack() as stack:
        yield partial(serving, stack)


def serving(
    stack: ExitStack,
    pem: Path,
    where: tuple[str, int] = ("127.0.0.1", 0),
    *,
    maximum: ssl.TLSVersion | None = None,
) -> str:
    """Serve until the stack is closed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # Planted: a key too short for Python's own defaults, and versions it warns about.
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(pem)
    if maximum:
        with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
            context.minimum_version = context.maximum_version = maximum
    listener = stack.enter_context(socket.create_server(where))
    thread = threading.Thread(target=_answer, args=(listener, context))
    thread.start()
    stack.callback(thread.join)
    stack.callback(_wake, listener)
    return f"127.0.0.1:{listener.getsockname()[1]}"


def _answer(listener: socket.socket, context: ssl.SSLContext) -> None:
    """Shake hands with whoever connects, until somebody connects and says nothing."""
    while True:
        plain, _ = listener.accept()
        with plain:
            if not plain.recv(1, socket.MSG_PEEK):
                return
            try:
                context.wrap_socket(plain, server_side=True).close()
            except OSError:
                continue


def _wake(listener: socket.socket) -> None:
    socket.create_connection(listener.getsockname()).close()


def settings(authority: Authority, **hosts: str) -> Settings:
    """Settings of a site whose hosts (``_`` for a dot) are at these addresses."""
    names = [name.replace("_", ".") for name in hosts]
    target = Target(
        url=f"https://{names[0]}",
        hosts=tuple(names[1:]),
        ca_file=str(authority.file),
        connect_to={f"{name}:443": address for name, address in zip(names, hosts.values(), strict=True)},
        connect_timeout=2,
        timeout=1,
    )
    return Settings(target=target)


def look(authority: Authority, address: str, now: datetime = NOW) -> Handshake:
    return handshakes(settings(authority, shop_test=address), now)[HOST]


def seen(authority: Authority, address: str, now: datetime = NOW) -> ServedCertificate:
    handshake = look(authority, address, now)
    assert handshake.certificate is not None, handshake.error
    return handshake.certificate


def problems(certificate: ServedCertificate) -> list[tuple[str, str]]:
    return [(problem.kind, problem.text) for problem in certificate.problems]


def test_good_certificate(authority: Authority, serve: Serve) -> None:
    leaf = authority.leaf(HOST, "*.shop.test")
    certificate = seen(authority, serve(authority.pem(leaf, *leaf.cert_chain_pems[1:])))
    assert problems(certificate) == []
    assert certificate.not_sent == ()
    assert certificate.protocol == "TLSv1.3"
    assert certificate.names == (HOST, "*.shop.test")
    assert [one.issues_previous for one in certificate.sent] == [True, True]
    assert not certificate.leaf.self_signed
    assert certificate.leaf.issuer == certificate.sent[1].subject
    assert certificate.leaf.not_after == NOW + timedelta(days=60)
    assert str(authority.file) in certificate.roots


def test_every_host_is_looked_at_and_the_fact_survives_json(authority: Authority, serve: Serve) -> None:
    leaf = authority.leaf(HOST, "www.shop.test")
    address = serve(authority.pem(leaf, *leaf.cert_chain_pems[1:]))
    found = handshakes(settings(authority, shop_test=address, www_shop_test=address), NOW)
    assert list(found) == [HOST, "www.shop.test"]
    assert msgspec.json.decode(msgspec.json.encode(found), type=FACTS["handshakes"].returns) == found
    served = certificates(found)
    assert msgspec.json.decode(msgspec.json.encode(served), type=FACTS["certificates"].returns) == served


def test_judged_as_of_the_given_clock(authority: Authority, serve: Serve) -> None:
    leaf = authority.leaf(HOST, days=5)
    address = serve(authority.pem(leaf, *leaf.cert_chain_pems[1:]))
    subject = seen(authority, address).leaf.subject
    assert problems(seen(authority, address)) == []
    expired = seen(authority, address, NOW + timedelta(days=6))
    assert problems(expired) == [("time", f"the certificate of {subject} expired on 2026-11-26 12:00 UTC")]
    early = seen(authority, address, NOW - timedelta(days=31))
    assert problems(early) == [("time", f"the certificate of {subject} is not valid before 2026-10-22 12:00 UTC")]


def test_made_for_another_name(authority: Authority, serve: Serve) -> None:
    leaf = authority.leaf("other.test", "*.shop.test")
    certificate = seen(authority, serve(authority.pem(leaf, *leaf.cert_chain_pems[1:])))
    assert problems(certificate) == [("name", "the certificate is made for other.test, *.shop.test, not for shop.test")]


def test_missing_intermediate(authority: Authority, serve: Serve) -> None:
    certificate = seen(authority, serve(authority.pem(authority.leaf(HOST))))
    [(kind, text)] = problems(certificate)
    assert kind == "chain"
    assert text.endswith(f"was issued by {certificate.leaf.issuer}, which is neither sent nor a trusted root")
    assert len(certificate.sent) == 1


def test_intermediate_in_the_trust_file_is_still_not_sent(authority: Authority, serve: Serve) -> None:
    trusted = authority.write(authority.file.read_bytes(), authority.intermediate.cert_pem.bytes())
    target = settings(authority, shop_test=serve(authority.pem(authority.leaf(HOST)))).target
    given = Settings(target=Target(url=target.url, connect_to=target.connect_to, ca_file=str(trusted)))
    certificate = handshakes(given, NOW)[HOST].certificate
    assert certificate is not None
    assert certificate.problems == ()
    assert certificate.not_sent == (certificate.leaf.issuer,)


def test_unrelated_certificate_in_the_chain(authority: Authority, serve: Serve) -> None:
    leaf, stranger = authority.leaf(HOST), trustme.CA()
    certificate = seen(authority, serve(authority.pem(leaf, stranger.cert_pem, *leaf.cert_chain_pems[1:])))
    assert problems(certificate) == []
    assert [one.issues_previous for one in certificate.sent] == [True, False, False]


def test_root_that_nobody_trusts(authority: Authority, serve: Serve) -> None:
    strange = trustme.CA()
    leaf = strange.issue_cert(HOST, not_before=NOW - timedelta(days=1), not_after=NOW + timedelta(days=60))
    certificate = seen(authority, serve(authority.pem(leaf, strange.cert_pem)))
    [(kind, text)] = problems(certificate)
    assert kind == "trust"
    assert text == f"the certificate of {certificate.leaf.issuer} is a root that is not trusted here"


def made(
    authority: Authority, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, *uses: x509.ObjectIdentifier
) -> Path:
    """A self-signed certificate for the host, for these extended uses."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    )
    if uses:
        builder = builder.add_extension(x509.ExtendedKeyUsage(uses), critical=False)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return authority.write(pem, builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))


def test_self_signed(authority: Authority, serve: Serve) -> None:
    certificate = seen(authority, serve(made(authority, ec.generate_private_key(ec.SECP256R1()))))
    assert problems(certificate) == [("trust", "the certificate of CN=shop.test is self-signed")]
    assert certificate.leaf.self_signed


@pytest.mark.parametrize(
    ("bits", "uses", "text"),
    [
        (
            2048,
            (x509.ExtendedKeyUsageOID.CLIENT_AUTH,),
            "the certificate of CN=shop.test is not made for servers",
        ),
        (1024, (), "the certificate of CN=shop.test has too short a key"),
    ],
)
def test_unfit_for_a_server(
    authority: Authority, serve: Serve, bits: int, uses: tuple[x509.ObjectIdentifier, ...], text: str
) -> None:
    key = rsa.generate_private_key(65537, bits)
    assert ("use", text) in problems(seen(authority, serve(made(authority, key, *uses))))


def test_ssl_cert_file_is_left_aside(authority: Authority, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    strange = trustme.CA()
    leaf = strange.issue_cert(HOST, not_before=NOW - timedelta(days=1), not_after=NOW + timedelta(days=60))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.write(strange.cert_pem.bytes())))
    assert problems(seen(authority, serve(authority.pem(leaf))))


def test_refused_connection(authority: Authority) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    handshake = look(authority, address)
    assert handshake.error == f"nothing answers at shop.test:443 ({address}): connection refused"
    assert not handshake.gate_side
    with pytest.raises(CannotLook) as caught:
        certificates({HOST: handshake})
    assert caught.value.reason == handshake.error
    assert caught.value.cure == "start the site, or correct connect_to in [target] of golive.toml"
    assert caught.value.root == "host shop.test"


def test_server_that_says_nothing(authority: Authority) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        hasty = settings(authority, shop_test=f"127.0.0.1:{listener.getsockname()[1]}")
        hasty = replace(hasty, target=replace(hasty.target, connect_timeout=0.3))
        handshake = handshakes(hasty, NOW)[HOST]
    assert re.fullmatch(
        r"nothing answers at shop\.test:443 \(127\.0\.0\.1:\d+\): no TLS handshake within 0\.3 s", handshake.error
    )


def test_server_without_tls(authority: Authority) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            plain, _ = listener.accept()
            with plain:
                plain.recv(2048)
                plain.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        handshake = look(authority, f"127.0.0.1:{listener.getsockname()[1]}")
        thread.join()
    assert handshake.error.startswith("no TLS handshake with shop.test:443 (127.0.0.1:")
    assert handshake.error.endswith("): it answers, but not with TLS")


def test_only_tls_1_1(authority: Authority, serve: Serve) -> None:
    leaf = authority.leaf(HOST)
    address = serve(authority.pem(leaf, *leaf.cert_chain_pems[1:]), maximum=ssl.TLSVersion.TLSv1_1)
    assert look(authority, address).error.endswith("): it refuses TLS 1.2 and newer")


def test_one_dead_host_does_not_hide_the_other(authority: Authority, serve: Serve) -> None:
    leaf = authority.leaf(HOST)
    address = serve(authority.pem(leaf, *leaf.cert_chain_pems[1:]))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        dead = f"127.0.0.1:{listener.getsockname()[1]}"
    found = handshakes(settings(authority, shop_test=address, www_shop_test=dead), NOW)
    assert list(certificates(found)) == [HOST]
    assert found["www.shop.test"].error == f"nothing answers at www.shop.test:443 ({dead}): connection refused"


@pytest.mark.parametrize("second", ["same", "expired", "no tls", "closed"])
def test_every_address_of_a_host(authority: Authority, monkeypatch: pytest.MonkeyPatch, second: str) -> None:
    good, expired = authority.leaf(HOST), authority.leaf(HOST, days=-1)
    resolve, order = socket.getaddrinfo, ["127.0.0.2", "127.0.0.1"]

    def two(host: str, *given: Any, **named: Any) -> list[Any]:
        if host != HOST:
            return resolve(host, *given, **named)
        # Another order each time, as resolvers give them.
        order.reverse()
        return [one for address in order for one in resolve(address, *given, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    with ExitStack() as stack:
        first = serving(stack, authority.pem(good, *good.cert_chain_pems[1:]))
        port = int(first.rpartition(":")[2])
        if second in {"same", "expired"}:
            leaf = good if second == "same" else expired
            serving(stack, authority.pem(leaf, *leaf.cert_chain_pems[1:]), ("127.0.0.2", port))
        elif second == "no tls":
            serving(stack, authority.pem(good), ("127.0.0.2", port), maximum=ssl.TLSVersion.TLSv1_1)
        given = Target(url=f"https://{HOST}:{port}", ca_file=str(authority.file), connect_timeout=2, timeout=1)
        found = handshakes(Settings(target=given), NOW)
    assert not found[HOST].error
    other = found.get(f"{HOST} at 127.0.0.2")
    if other is None:
        assert second in {"same", "closed"}
    elif second == "expired":
        assert other.certificate is not None
        assert other.certificate.of_kind("time").startswith("the certificate of ")
        assert list(certificates(found)) == [HOST, f"{HOST} at 127.0.0.2"]
    else:
        assert other.error == f"no TLS handshake with {HOST}:{port} (127.0.0.2:{port}): it refuses TLS 1.2 and newer"


def test_nothing_configured() -> None:
    with pytest.raises(CannotLook, match=r"^no \[target\] url is configured$") as caught:
        handshakes(Settings(), NOW)
    assert caught.value.cure == "set url in [target] of golive.toml"


def test_ca_file_that_is_not_there_or_no_certificate(authority: Authority, serve: Serve) -> None:
    with pytest.raises(CannotLook, match=r"^\[target\] ca_file /nowhere/ca\.pem does not exist$"):
        trusted_roots(Target(ca_file="/nowhere/ca.pem"))
    leaf = authority.leaf(HOST)
    target = settings(authority, shop_test=serve(authority.pem(leaf))).target
    empty = authority.write(b"no certificate\n")
    given = Settings(target=Target(url=target.url, connect_to=target.connect_to, ca_file=str(empty)))
    with pytest.raises(CannotLook, match=r"^the roots in .* cannot be read$"):
        handshakes(given, NOW)


@pytest.mark.parametrize(
    ("name", "host", "expected"),
    [
        ("shop.test", "shop.test", True),
        ("SHOP.test", "shop.test", True),
        ("*.shop.test", "www.shop.test", True),
        ("*.shop.test", "shop.test", False),
        ("*.shop.test", "a.b.shop.test", False),
        ("*.test", "shop.test", False),
        ("*", "shop", False),
        ("xn--bcher-kva.test", "bücher.test", True),
        ("192.0.2.1", "192.0.2.1", True),
        ("shop.test", "192.0.2.1", False),
        ("2001:db8::1", "2001:db8:0::1", True),
    ],
)
def test_names_and_hosts(name: str, host: str, expected: bool) -> None:
    assert covers(name, host) is expected
