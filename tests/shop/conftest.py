"""One running demo shop for all tests of this directory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter

SHOP = Path(__file__).resolve().parents[2] / "examples" / "shop"
sys.path.insert(0, str(SHOP))

from servers.client import ShopClient  # noqa: E402


class ConnectTo(HTTPAdapter):
    """Connects to another place than the URL says, as curl's --connect-to does."""

    def __init__(self, place: str) -> None:
        self._place = place
        super().__init__()

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        original = str(request.url)
        parts = urlsplit(original)
        request.headers.setdefault("Host", str(parts.hostname))
        # The certificate is checked for the name in the URL, wherever it is served.
        names = {"assert_hostname": parts.hostname, "server_hostname": parts.hostname}
        self.poolmanager.connection_pool_kw.update(names if parts.scheme == "https" else {})
        request.url = parts._replace(netloc=self._place).geturl()
        response = super().send(request, *args, **kwargs)
        request.url = response.url = original
        return response


@dataclass
class Browser:
    """A visitor with cookies who trusts the shop's own root certificate."""

    env: dict[str, str]
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False
        self.session.verify = self.env["SHOP_CA"]
        self.session.mount("https://", ConnectTo(self.env["SHOP_HTTPS"]))
        self.session.mount("http://", ConnectTo(self.env["SHOP_HTTP"]))

    def get(self, url: str, **options: Any) -> requests.Response:
        return self.session.get(self._whole(url), timeout=30, allow_redirects=False, **options)

    def post(self, url: str, data: dict[str, str], page: str) -> requests.Response:
        """Fill in the form that is on the page."""
        token = self.get(page).text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        headers = {"Referer": self._whole(page)}
        form = {**data, "csrfmiddlewaretoken": token}
        return self.session.post(self._whole(url), data=form, headers=headers, timeout=30, allow_redirects=False)

    def _whole(self, url: str) -> str:
        return url if "://" in url else f"https://shop.test{url}"


@pytest.fixture
def shop(live_shop: ShopClient) -> ShopClient:
    """The good shop: whatever the test before has planted is healed first."""
    live_shop.heal()
    return live_shop


@pytest.fixture
def browser(shop: ShopClient) -> Iterator[Browser]:
    visitor = Browser(shop.env)
    with visitor.session:
        yield visitor
