"""The log-in of the admin as a visitor meets it, and what lies where everybody looks for it first."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.client import Client, NoAnswer, no_page, site_url
from pytest_golive.facts.markup import parse
from pytest_golive.facts.page import Page, Visit
from pytest_golive.facts.registry import fact
from pytest_golive.facts.wire import endpoint_of
from pytest_golive.settings import Settings

DEFAULT = "/admin/"


@dataclass(frozen=True, kw_only=True)
class AdminPage:
    """What an address answers, with the files its page needs."""

    asked: str
    """In full."""
    url: str = ""
    """Where it ended."""
    status: int = 0
    """0: no answer came, which a firewall may want."""
    error: str = ""
    """Why no answer came."""
    has_form: bool = False
    """It shows a form with a password."""
    styles: Mapping[str, int]
    """By address of a style sheet: its status, or 0."""
    own_address: str = ""
    """From which address of this machine it was asked."""

    @property
    def path(self) -> str:
        """Where it ended, without the host."""
        return urlsplit(self.url).path


@fact(rounds=4)
def admin_panel(
    settings: Settings,
    client: Client,
    home: Page,  # noqa: ARG001 - when the site is down, that is the one reason
) -> AdminPage:
    """The declared address of the admin, redirects inside the site followed, and its style sheets."""
    if not settings.admin.url:
        cure = 'write into golive.toml: [admin], url = "env:ADMIN_URL" (or its path)'
        raise CannotLook("nothing says where the admin is", cure=cure)
    seen = _look(settings, client, settings.admin.url)
    if seen.error and not settings.admin.networks:
        raise no_page(client.visit(seen.asked))
    return seen


@fact(rounds=3)
def default_admin(settings: Settings, client: Client, home: Page) -> AdminPage:  # noqa: ARG001 - as above
    """What is at /admin/."""
    seen = _look(settings, client, DEFAULT)
    if seen.error:
        raise no_page(client.visit(seen.asked))
    return seen


def _look(settings: Settings, client: Client, path: str) -> AdminPage:
    url = site_url(settings, path)
    visit: Visit = client.visit(url)
    address = _own_address(settings, url)
    if visit.page is None:
        return AdminPage(asked=url, error=visit.error, styles={}, own_address=address)
    read = parse(visit.page.body, visit.page.url)
    has_form = any(form.has_password for form in read.forms)
    sheets = [one.url for one in read.references if one.kind == "stylesheet"] if has_form else []
    found = {one: _status(got) for one, got in zip(sheets, client.visits(sheets), strict=True)}
    return AdminPage(
        asked=url,
        url=visit.page.url,
        status=visit.page.status,
        has_form=has_form,
        styles=found,
        own_address=address,
    )


def _status(visit: Visit) -> int:
    if visit.page is None or (visit.page.status == 200 and visit.page.content_type not in {"text/css", ""}):
        return 0  # a page that is sent instead, such as a log-in, is no style sheet to a browser
    return visit.page.status


def _own_address(settings: Settings, url: str) -> str:
    """Which address of this machine the site would see, if nothing stands between; nothing is sent."""
    with contextlib.suppress(OSError, NoAnswer):
        end = endpoint_of(url, settings.target.connect_to)
        [family, *_], *_ = socket.getaddrinfo(end.connect_host, end.connect_port, type=socket.SOCK_DGRAM)
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((end.connect_host, end.connect_port))
            return str(probe.getsockname()[0])
    return ""
