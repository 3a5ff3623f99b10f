"""What the tests of all gateways need: a certificate authority, and a shop that keeps the notices it gets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from servers.certificates import Certificates
from servers.gateways import Answer, Asked, Courier, StandIn


class Shop(StandIn):
    """The other side of a notice; any HTTPS server will do."""

    name = "shop"

    def answer(self, asked: Asked) -> Answer:
        """Keep it."""
        return Answer(200, {})

    def hears(self, stand_in: StandIn, courier: Courier) -> None:
        """Have a stand-in tell this shop."""
        stand_in.callback, stand_in.deliver = "https://shop.test/notice/", courier


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The stand-ins' own certificate authority."""
    return Certificates(tmp_path_factory.mktemp("gateways") / "certificates")


@pytest.fixture(scope="module")
def shop(certificates: Certificates) -> Iterator[Shop]:
    """A shop called shop.test."""
    running = Shop(certificates.mail_context("shop.test"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def courier(certificates: Certificates, shop: Shop) -> Courier:
    """The way to it."""
    return Courier(certificates.root_file, shop.url.removeprefix("https://"))
