"""Where this machine keeps the root certificates it trusts."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from pytest_golive.data import dataclass

#: Where systems keep their roots when OpenSSL was built to look elsewhere (bundled with Python or a wheel).
BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
FOLDER = "/etc/ssl/certs"
#: How OpenSSL finds a root in a folder: by the hash of its subject (`openssl rehash`).
HASHED = re.compile(r"[0-9a-f]{8}\.\d+")


@dataclass(frozen=True, kw_only=True)
class Roots:
    """The trusted roots: files, or folders of hashed certificates."""

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " and ".join((*self.files, *self.folders))


@cache
def system_roots() -> Roots:
    """The operating system's own roots, as a folder where it has all of the bundle's: of a bundle OpenSSL reads every
    certificate (20 ms, 3 MB), of a folder those that it needs. Empty when there are none.
    """
    import ssl

    paths = ssl.get_default_verify_paths()
    bundle = next((path for path in (paths.openssl_cafile, *BUNDLES) if Path(path).is_file()), "")
    wanted = Path(bundle).read_bytes().count(b"-----BEGIN CERTIFICATE-----") if bundle else 1
    for folder in (paths.openssl_capath, FOLDER):
        if Path(folder).is_dir() and sum(map(bool, map(HASHED.fullmatch, os.listdir(folder)))) >= wanted:
            return Roots(folders=(folder,))
    return Roots(files=(bundle,) if bundle else ())


def are_named_otherwise() -> bool:
    """Whether OpenSSL's own variables name other roots than the system's: what honours them reads those."""
    named = {os.environ[name] for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if name in os.environ}
    return not named <= {*BUNDLES, FOLDER}
