"""HTTP to a gateway's API: explicit time-outs, no redirects, TLS always verified, errors in the common terms."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
from pytest_golive.settings_payment import GatewayTable

CONNECT_SECONDS = 10.0
KNOWN_TROUBLE = ("certificate verify failed", "Name or service not known", "refused", "aborted", "timed out")
#: What urllib3 says when there was no connection, or none that is trusted.
NEVER_SENT = ("NewConnectionError", "NameResolutionError", "Failed to establish", "certificate verify failed")
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
        self._session = requests.Session()
        # REQUESTS_CA_BUNDLE would silently replace what is trusted.
        self._session.trust_env = False
        if table.ca_file:
            self._session.verify = table.ca_file

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
            answer = self._session.request(
                method, url, json=body, data=form, params=query, headers=headers, auth=auth,
                timeout=self._timeout, allow_redirects=False,
            )  # fmt: skip
        except requests.exceptions.ConnectTimeout as error:
            raise GatewayUnreachable(_told(error, url)) from None
        except requests.exceptions.Timeout:
            raise GatewayTimeout(f"no answer within {self._timeout[1]:g} s") from None
        except requests.exceptions.RequestException as error:
            raise (GatewayUnreachable if was_never_sent(error) else GatewayTimeout)(_told(error, url)) from None
        return answer.status_code, _json(answer)

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()


def refuse(status: int, message: str, *, code: str = "") -> GatewayError:
    """The error that an HTTP status stands for; `Declined` is for the gateway to tell."""
    kind = BY_STATUS.get(status) or (GatewayError if status >= 500 else BadRequest)
    return kind(f"{message} (HTTP {status})", code=code)


def was_never_sent(error: BaseException) -> bool:
    """Whether nobody can have read the request; when in doubt it may have been read, and obeyed."""
    text = str(error)
    # ValueError: the URL or a header is malformed.
    return isinstance(error, ValueError) or any(word in text for word in NEVER_SENT)


def _json(answer: Any) -> Any:
    try:
        return json.loads(answer.content, parse_float=Decimal)
    except ValueError:
        kind = answer.headers.get("Content-Type", "no type")
        raise refuse(answer.status_code if answer.status_code >= 400 else 502, f"answered {kind}, not JSON") from None


def _told(error: Exception, url: str) -> str:
    """What went wrong, without the URL's query, which may hold credentials."""
    host = url.partition("://")[2].partition("/")[0]
    text = str(error)
    why = next((word for word in KNOWN_TROUBLE if word in text), type(error).__name__)
    return f"{host} cannot be reached: {why}"
