"""Calls of the gateways: over verified TLS, never longer than the visitor waits, never following redirects."""

from __future__ import annotations

import json
import logging
import os
import ssl
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

CONNECT_SECONDS = 5
logger = logging.getLogger("store.payments")


class GatewayError(Exception):
    """The gateway did not do what it was asked; the text is for the log."""


class OutcomeUnknownError(GatewayError):
    """No answer: perhaps it was done, perhaps not. Ask before trying again."""


class DeclinedError(GatewayError):
    """The bank or wallet said no; the text is for the customer."""


def call(
    method: str,
    url: str,
    *,
    body: Mapping[str, Any] | None = None,
    form: Mapping[str, Any] | None = None,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """Status and JSON object of one call; amounts with a point become decimals.

    Raises:
        OutcomeUnknownError: no answer in time, a broken one, or an error of the gateway's own server.
        GatewayError: it was not reached.
    """
    import requests

    host = urlsplit(url).hostname
    try:
        answer = requests.request(
            method, url, json=body, data=form, params=query, headers=dict(headers or {}), auth=auth,
            timeout=(CONNECT_SECONDS, settings.PAYMENT_TIMEOUT), allow_redirects=False,
            verify=_trusted(),
        )  # fmt: skip
    except requests.ConnectTimeout as error:
        raise GatewayError(f"{host} was not reached: {type(error).__name__}") from None
    except requests.Timeout:
        raise OutcomeUnknownError(f"{host} did not answer within {settings.PAYMENT_TIMEOUT:g} s") from None
    except requests.ConnectionError as error:
        # A request that was cut off may have been read before.
        kind = OutcomeUnknownError if "aborted" in str(error) else GatewayError
        raise kind(f"{host} was not reached: {type(error).__name__}") from None
    except requests.RequestException as error:
        raise OutcomeUnknownError(f"{host} broke off: {type(error).__name__}") from None
    return answer.status_code, _object(answer.status_code, answer.content, str(host))


def _trusted() -> str | bool:
    """Whom the machine trusts; requests itself knows of REQUESTS_CA_BUNDLE, and not of SSL_CERT_FILE."""
    own = os.environ.get("REQUESTS_CA_BUNDLE")
    return True if own else ssl.get_default_verify_paths().cafile or True


def _object(status: int, content: bytes, host: str) -> dict[str, Any]:
    try:
        found = json.loads(content, parse_float=Decimal)
    except ValueError:
        found = None
    if status >= 500 or not isinstance(found, dict):
        raise OutcomeUnknownError(f"{host} answered {status}")
    logger.info("%s answered %s", host, status)
    return found
