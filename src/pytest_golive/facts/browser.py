"""A real browser that reaches the target and nobody else: what it would send to others is noted and answered here.

It goes where ``[target]`` says: ``connect_to`` becomes a rule of its resolver, which finds no other host at all, and
of a private authority's certificates it trusts the very keys that a handshake by ``ca_file`` has shown to be good.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pytest_golive.data import dataclass
from pytest_golive.errors import CannotLook
from pytest_golive.facts.wire import endpoint_of, to_ascii

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Playwright, Request, Response, Route

    from pytest_golive.settings import Target

EXTRA = "pip install 'pytest-golive[browser]'"
INSTALL = "install Chromium (apt-get install chromium, or playwright install chromium)"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Nothing in the background, and no proxy of the environment, behind which the rules of the resolver would not hold.
FLAGS = (
    "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-domain-reliability", "--disable-quic", "--no-first-run", "--no-proxy-server",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A request that a page made."""

    url: str
    method: str = "GET"
    kind: str = "fetch"
    """What for, in Playwright's words: document, script, image, fetch, ping."""
    body: str = ""


class Window:
    """One page in a profile of its own, as of somebody who has never been there.

    Args:
        browser: of `launched`.
        target: whose pages are opened; a path is enough for ``page.goto``.
        headers: sent to the target with every request.
        keeps: URL prefixes whose requests are answered here although they may be the target's own.
        allow_scripts: URL prefixes of others' scripts that are loaded.
    """

    def __init__(
        self,
        browser: Browser,
        target: Target,
        *,
        headers: Mapping[str, str],
        keeps: Sequence[str] = (),
        allow_scripts: Sequence[str] = (),
    ) -> None:
        self._target, self._headers = target, headers
        self._keeps, self._scripts = tuple(keeps), tuple(allow_scripts)
        self.sent: list[Sent] = []
        """All requests of the page, oldest first."""
        self.unloaded: list[str] = []
        """Scripts of others that were not loaded: not allowed, or not to be had."""
        context = browser.new_context(base_url=target.url, service_workers="block")
        context.set_default_timeout(target.timeout * 1000)
        context.on("request", self._note)
        context.on("response", self._answered)
        context.on("requestfailed", self._lost)
        context.route("**/*", self._answer)
        self.page: Page = context.new_page()

    def wait_for(self, seen: Callable[[], bool], seconds: float) -> bool:
        """Whether ``seen`` holds after some request that is made within so many seconds."""
        from playwright.sync_api import TimeoutError as TooLate

        if not seen():
            with suppress(TooLate):
                self.page.context.wait_for_event("request", predicate=lambda _: seen(), timeout=seconds * 1000)
        return seen()

    def settle(self, seconds: float) -> None:
        """Wait until the page asks for nothing any more, at most so long: some never end."""
        from playwright.sync_api import TimeoutError as TooLate

        with suppress(TooLate):
            self.page.wait_for_load_state("networkidle", timeout=seconds * 1000)

    def _is_ours(self, url: str) -> bool:
        host = urlsplit(url).hostname
        return host is None or host in {to_ascii(one) for one in self._target.all_hosts}

    def _may_load(self, request: Request) -> bool:
        return request.resource_type == "script" and request.method == "GET" and request.url.startswith(self._scripts)

    def _answer(self, route: Route) -> None:
        request = route.request
        if self._is_ours(request.url) and not request.url.startswith(self._keeps):
            route.continue_(headers={**request.headers, **self._headers})
        elif self._may_load(request):
            route.continue_()
        else:
            if request.resource_type == "script":
                self.unloaded.append(request.url)
            origin = request.headers.get("origin", "*")
            # A script that is not allowed to read the answer may take it for a failure, and send again.
            allowed = {"access-control-allow-origin": origin, "access-control-allow-credentials": "true"}
            route.fulfill(status=204, headers=allowed)

    def _note(self, request: Request) -> None:
        body = (request.post_data_buffer or b"").decode("utf-8", "replace")
        self.sent.append(Sent(url=request.url, method=request.method, kind=request.resource_type, body=body))

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._lost(response.request)

    def _lost(self, request: Request) -> None:
        if request.resource_type == "script" and not self._is_ours(request.url):
            self.unloaded.append(request.url)


@contextmanager
def launched(target: Target, *, also: Sequence[str] = ()) -> Iterator[Browser]:
    """A browser that finds the hosts of the target, and those of the URLs ``also``.

    Raises:
        CannotLook: Playwright or the browser is not installed, or the target's certificate is not good.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise CannotLook("no browser can be driven: Playwright is not installed", cure=EXTRA) from None
    flags = [*FLAGS, f"--host-resolver-rules={', '.join(resolver_rules(target, also))}"]
    if keys := good_keys(target):
        flags.append(f"--ignore-certificate-errors-spki-list={','.join(keys)}")
    with sync_playwright() as playwright:
        program = executable(playwright)
        try:
            browser = playwright.chromium.launch(executable_path=program, args=flags)
        except Error as error:
            why = f"{program} cannot be started: {error.message.partition(chr(10))[0]}"
            raise CannotLook(why, cure=INSTALL, look_failed=True) from None
        with browser:
            yield browser


def executable(playwright: Playwright) -> str:
    """The installed browser: the system's, else Playwright's own."""
    own = playwright.chromium.executable_path
    found = next(filter(None, map(shutil.which, NAMES)), None) or (own if Path(own).is_file() else "")
    if not found:
        raise CannotLook("no Chromium is installed on this machine", cure=INSTALL)
    return found


def resolver_rules(target: Target, also: Sequence[str] = ()) -> list[str]:
    """What Chromium's resolver may find: the hosts of the target where ``connect_to`` has them, and nothing else."""
    elsewhere = [f"MAP {asked} {there}" for asked, there in target.connect_to.items()]
    hosts = dict.fromkeys([*target.all_hosts, *(urlsplit(url).hostname or "" for url in also)])
    names = [f"[{host}]" if ":" in host else to_ascii(host) for host in hosts if host]
    return [*elsewhere, *(f"MAP {name} {name}" for name in names), "MAP * ~NOTFOUND"]


def good_keys(target: Target) -> list[str]:
    """Digests (SHA-256, Base64) of the keys of the target's hosts, where their certificates are good by ``ca_file``."""
    if not target.ca_file or urlsplit(target.url).scheme != "https":
        return []
    return [one for host in target.all_hosts if (one := _key_of(host, target))]


def _key_of(host: str, target: Target) -> str:
    """The digest of one host's key; nothing: it is not good by ``ca_file``, and the browser's own roots decide."""
    import socket
    import ssl

    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    port = urlsplit(target.url).port or 443
    end = endpoint_of(f"https://{host}:{port}/", target.connect_to)
    try:
        context.load_verify_locations(target.ca_file)
        with (
            socket.create_connection((to_ascii(end.connect_host), end.connect_port), target.connect_timeout) as plain,
            context.wrap_socket(plain, server_hostname=to_ascii(host)) as secured,
        ):
            certificate = x509.load_der_x509_certificate(secured.getpeercert(binary_form=True) or b"")
    except ssl.SSLCertVerificationError:
        return ""
    except (OSError, ValueError) as error:
        if host != target.host:
            return ""
        why = f"no browser could open {target.url}: {error}"
        cure = "let this machine reach the target, or correct ca_file in [target]"
        raise CannotLook(why, cure=cure, root=host, look_failed=True) from None
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()
