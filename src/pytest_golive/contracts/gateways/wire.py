"""HTTP to a gateway's API: explicit time-outs, no redirects, TLS always verified, errors in the common terms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from pytest_golive.contracts.gateways.base import (
    AuthFailed,
    AuthInsufficient,
    BadRequest,
    GatewayError,
    GatewayTimeout,
    GatewayUnreachable,
    RateLimited,
)
from pytest_golive.settings.payment import GatewayTable

CONNECT_SECONDS = 10.0
KNOWN_TROUBLE = ("certificate verify failed", "Name or service not known", "refused", "aborted", "timed out")
#: What urllib3 says when there was no connection, or no TLS that is trusted.
NEVER_SENT = (
    "NewConnectionError",
    "NameResolutionError",
    "Failed to establish",
    "certificate verify failed",
    "WRONG_VERSION_NUMBER",
    "HANDSHAKE_FAILURE",
    "PROTOCOL_VERSION",
)
BY_STATUS = {401: AuthFailed, 403: AuthInsufficient, 429: RateLimited}


class Wire:
    """Calls of one gateway; kept open between calls.

    Args:
        base_url: where the API's paths begin.
        table: for the time-out and the certificate authority.
    """

    def __init__(self, base_url: str, table: GatewayTable) -> None:
        import requests

        self.base_url = base_url.rstrip("/")
        self._timeout = (CONNECT_SECONDS, table.timeout)
        #: A `requests.Session`, for an official SDK that takes one.
        self.session = requests.Session()
        # REQUESTS_CA_BUNDLE would silently replace what is trusted.
        self.session.trust_env = False
        if table.ca_file:
            self.session.verify = table.ca_file

    def call(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        form: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
    ) -> tuple[int, Any]:
        """Status and JSON of one call; numbers with a point are `Decimal`.

        Raises:
            GatewayTimeout: no answer in time; what became of it is not known.
            GatewayUnreachable: no connection.
            GatewayError: the answer is no JSON, or a server error (5xx).
        """
        import requests

        url = path if path.startswith(("https://", "http://")) else self.base_url + path
        try:
            answer = self.session.request(
                method, url, json=body, data=form, params=query, headers=headers, auth=auth,
                timeout=self._timeout, allow_redirects=False,
            )  # fmt: skip
        except requests.exceptions.RequestException as error:
            raise unanswered(error, url, self._timeout[1]) from None
        return answer.status_code, _json(answer)

    def close(self) -> None:
        """Give the connections back."""
        self.session.close()


def refuse(status: int, message: str, *, code: str = "") -> GatewayError:
    """The error that an HTTP status stands for; `Declined` is for the gateway to tell."""
    kind = BY_STATUS.get(status) or (GatewayError if status >= 500 else BadRequest)
    return kind(f"{message} (HTTP {status})", code=code)


def unanswered(error: Exception, url: str, seconds: float) -> GatewayError:
    """What a `RequestException` means; when in doubt the request may have been read, and obeyed."""
    import requests

    if isinstance(error, requests.exceptions.ReadTimeout):
        return GatewayTimeout(f"no answer within {seconds:g} s")
    text = str(error)
    # ValueError: the URL or a header is malformed.
    is_unsent = isinstance(error, requests.exceptions.ConnectTimeout | ValueError) or any(
        word in text for word in NEVER_SENT
    )
    host = url.partition("://")[2].partition("/")[0].partition("?")[0].rpartition("@")[2]
    why = next((word for word in KNOWN_TROUBLE if word in text), type(error).__name__)
    if is_unsent:
        return GatewayUnreachable(f"{host} cannot be reached: {why}")
    return GatewayTimeout(f"{host} broke off, and whether it did what was asked is not known: {why}")


@contextmanager
def understood() -> Iterator[None]:
    """Around the reading of an answer: what is missing in it, or of another kind, is a `GatewayError`."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise GatewayError(f"the answer is not understood: {type(error).__name__}: {error}") from error


def _json(answer: Any) -> Any:
    try:
        return json.loads(answer.content, parse_float=Decimal)
    except ValueError:
        kind = answer.headers.get("Content-Type", "no type")
        raise refuse(answer.status_code if answer.status_code >= 400 else 502, f"answered {kind}, not JSON") from None
