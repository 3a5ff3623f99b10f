"""Of the system's roots a folder is taken where it has all of them, since OpenSSL reads a bundle whole."""

from __future__ import annotations

import socket
import ssl
import threading
from pathlib import Path

import pytest
import trustme
from OpenSSL import crypto

from pytest_golive.facts import roots


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with two roots in a bundle, and with an empty folder."""
    bundle, folder = tmp_path / "bundle.pem", tmp_path / "certs"
    folder.mkdir()
    bundle.write_bytes(b"".join(trustme.CA().cert_pem.bytes() for _ in range(2)))
    monkeypatch.setattr(roots, "BUNDLES", (str(bundle),))
    monkeypatch.setattr(roots, "FOLDER", str(folder))
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    nowhere = ssl.DefaultVerifyPaths("", "", "SSL_CERT_FILE", "/nowhere/cert.pem", "SSL_CERT_DIR", "/nowhere/certs")
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)
    return folder


def found() -> roots.Roots:
    return roots.system_roots.__wrapped__()


def hashed(folder: Path, authority: trustme.CA) -> None:
    """Put a root where OpenSSL looks for it."""
    pem = authority.cert_pem.bytes()
    name = crypto.load_certificate(crypto.FILETYPE_PEM, pem).subject_name_hash()
    (folder / f"{name:08x}.0").write_bytes(pem)


def test_a_folder_that_lacks_a_root_of_the_bundle_is_not_taken(folder: Path) -> None:
    hashed(folder, trustme.CA(organization_name="One"))
    assert found() == roots.Roots(files=roots.BUNDLES)
    hashed(folder, trustme.CA(organization_name="Two"))
    assert found() == roots.Roots(folders=(str(folder),))


def test_a_folder_of_plain_files_is_none(folder: Path) -> None:
    for name in ("one.pem", "two.crt", "README"):
        (folder / name).write_text("")
    assert found().folders == ()


def test_without_any_roots_there_are_none(folder: Path) -> None:
    Path(roots.BUNDLES[0]).unlink()
    assert found() == roots.Roots()


def test_a_root_in_the_folder_is_trusted_and_another_is_not(folder: Path) -> None:
    trusted, stranger = trustme.CA(organization_name="Ours"), trustme.CA(organization_name="Theirs")
    hashed(folder, trusted)
    context = ssl.create_default_context(capath=str(folder))
    assert greets(trusted, context)
    assert not greets(stranger, context)


def greets(authority: trustme.CA, context: ssl.SSLContext) -> bool:
    """Whether a handshake with a server of this authority succeeds."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("shop.test").configure_cert(serving)
    near, far = socket.socketpair()

    def serve() -> None:
        try:
            serving.wrap_socket(far, server_side=True).close()
        except (ssl.SSLError, OSError):
            far.close()

    server = threading.Thread(target=serve)
    server.start()
    try:
        context.wrap_socket(near, server_hostname="shop.test").close()
    except ssl.SSLCertVerificationError:
        return False
    finally:
        near.close()
        server.join()
    return True


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_other_roots_in_openssl_s_variables_are_meant(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not roots.are_named_otherwise()
    monkeypatch.setenv("SSL_CERT_FILE", roots.BUNDLES[0])
    assert not roots.are_named_otherwise()
    monkeypatch.setenv(name, "/etc/company/roots")
    assert roots.are_named_otherwise()
