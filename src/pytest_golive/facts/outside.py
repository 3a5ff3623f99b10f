"""JSON over HTTPS from services beside the site: trackers and registries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook

CONNECT_SECONDS = 5.0
SECONDS = 15.0
#: Pages of a list that are read; longer ones are not judged.
MOST_PAGES = 20


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer."""

    url: str
    status: int
    value: Any
    """The JSON; None when the answer is none."""
    body: bytes = b""
    """What came instead of JSON."""
    next: str = ""
    """Address of the next page."""

    @property
    def words(self) -> str:
        """Status, and the message that came with it."""
        told = self.value.get("message") or self.value.get("error") if isinstance(self.value, Mapping) else ""
        return f"{self.status} {' '.join(str(told or '').split())[:160]}".strip()


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service and how it is asked; another host, whether redirected or linked to, does not get the credentials."""

    base: str
    headers: Mapping[str, str]
    ca_file: str = ""

    def ask(self, path: str) -> Reply:
        """GET a path below the base, or a full URL.

        Raises CannotLook when nothing answers.
        """
        import requests

        url = path if path.startswith(("http://", "https://")) else f"{self.base.rstrip('/')}/{path.lstrip('/')}"
        with requests.Session() as session:
            # Nothing ambient: neither a .netrc nor another store of certificates.
            session.trust_env = False
            session.max_redirects = 5
            session.headers.update(self._headers(url))
            try:
                answer = session.get(url, timeout=(CONNECT_SECONDS, SECONDS), verify=self.ca_file or True)
            except requests.RequestException as error:
                place = url.partition("?")[0]
                cure = "let this machine reach it, or correct its address in golive.toml"
                raise CannotLook(f"{place} gives no answer: {_why(error)}", cure=cure, look_failed=True) from error
        try:
            value = answer.json()
        except ValueError:
            value = None
        after = answer.links.get("next", {}).get("url", "")
        body = answer.content if value is None else b""
        return Reply(url=url, status=answer.status_code, value=value, body=body, next=after)

    def _headers(self, url: str) -> dict[str, str]:
        is_home = not self.base or urlsplit(url)[:2] == urlsplit(self.base)[:2]
        return {name: value for name, value in self.headers.items() if is_home or name != "Authorization"}

    def pages(self, path: str, cure: str) -> Iterator[Any]:
        """Every item of a list, over all its pages.

        Raises CannotLook when the service refuses, or the list is longer than is read.
        """
        url = path
        for _ in range(MOST_PAGES):
            reply = self.expect(url, cure)
            if not isinstance(reply.value, list):
                raise CannotLook(f"{_place(reply)} did not answer with a list", cure=cure)
            yield from reply.value
            if not reply.next:
                return
            url = reply.next
        raise CannotLook(f"{_place(reply)} has more than {MOST_PAGES} pages", cure="narrow the question in [tracker]")

    def expect(self, path: str, cure: str) -> Reply:
        """The answer, which must be 200 with JSON.

        Raises CannotLook when it is not.
        """
        reply = self.ask(path)
        if reply.status != 200 or reply.value is None:
            words = reply.words if reply.value is not None else f"{reply.status} without JSON"
            raise CannotLook(f"{_place(reply)} answers {words}", cure=cure, look_failed=reply.status >= 500)
        return reply


def _place(reply: Reply) -> str:
    return reply.url.partition("?")[0]


def _why(error: Exception) -> str:
    import requests

    if isinstance(error, requests.Timeout):
        return "none in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate does not verify"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return type(error).__name__
