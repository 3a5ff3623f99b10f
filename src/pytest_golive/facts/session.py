"""The `requests.Session` of a team's own tests: the target's base URL, addresses and trust, nothing ambient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

if TYPE_CHECKING:
    import requests

    from pytest_golive.settings import Target


def open_session(target: Target) -> requests.Session:
    """A session whose URLs are relative to the target, and that connects and trusts as the gate does."""
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    from pytest_golive.facts.redact import REDACTOR
    from pytest_golive.facts.wire import endpoint_of

    def routed(connection: type[Any], scheme: str) -> type[Any]:
        """The connection class, connecting where ``[target] connect_to`` says; names in TLS stay as asked."""

        class Routed(connection):  # type: ignore[misc]
            _dns_host: str
            port: int

            def _new_conn(self) -> Any:
                host, port = self._dns_host, self.port
                end = endpoint_of(f"{scheme}://{host}:{port}/", target.connect_to)
                self._dns_host, self.port = end.connect_host, end.connect_port
                try:
                    return super()._new_conn()
                finally:
                    self._dns_host, self.port = host, port

        return Routed

    class Http(HTTPConnectionPool):
        ConnectionCls = routed(HTTPConnection, "http")

    class Https(HTTPSConnectionPool):
        ConnectionCls = routed(HTTPSConnection, "https")

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = {"http": Http, "https": Https}

    class Session(requests.Session):
        def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
            kwargs.setdefault("timeout", (target.connect_timeout, target.timeout))
            response = super().request(method, urljoin(target.url + "/", str(url)), *args, **kwargs)
            for cookie in (*response.cookies, *self.cookies):
                REDACTOR.learn(cookie.value or "")
            return response

    session = Session()
    # REQUESTS_CA_BUNDLE and proxies of the environment would silently change what is looked at.
    session.trust_env = False
    if target.ca_file:
        session.verify = target.ca_file
    adapter = Adapter(pool_maxsize=target.connections)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
