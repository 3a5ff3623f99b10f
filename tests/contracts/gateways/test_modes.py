"""Gateways whose credentials look alike in both worlds: the host tells test from live."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pytest_golive.contracts.gateways import acleda, bkash, sslcommerz
from pytest_golive.contracts.gateways.base import Gateway
from pytest_golive.settings.payment import AcledaTable, BkashTable, GatewayTable, SslcommerzTable

HERE = "https://127.0.0.1:9/"


@pytest.mark.parametrize(
    ("open_gateway", "table", "kind"),
    [
        (acleda.open_gateway, AcledaTable(base_url=""), "unknown"),
        (acleda.open_gateway, AcledaTable(base_url="https://epaymentuat.acledabank.com.kh:8443/SHOP"), "test"),
        (acleda.open_gateway, AcledaTable(base_url="https://x.test/"), "unknown"),
        (acleda.open_gateway, AcledaTable(base_url=HERE, stand_in=True), "test"),
        (bkash.open_gateway, BkashTable(base_url=""), "test"),
        (bkash.open_gateway, BkashTable(base_url="https://tokenized.pay.bka.sh/v1.2.0-beta"), "live"),
        (bkash.open_gateway, BkashTable(base_url="https://bkash.example.com/"), "unknown"),
        (bkash.open_gateway, BkashTable(base_url=HERE, stand_in=True), "test"),
        (sslcommerz.open_gateway, SslcommerzTable(base_url=""), "test"),
        (sslcommerz.open_gateway, SslcommerzTable(base_url="https://sandbox.sslcommerz.com"), "test"),
        (sslcommerz.open_gateway, SslcommerzTable(base_url="https://securepay.sslcommerz.com"), "live"),
        (sslcommerz.open_gateway, SslcommerzTable(base_url="https://SecurePay.sslcommerz.com.:443/"), "live"),
        (sslcommerz.open_gateway, SslcommerzTable(base_url="https://pay.example.com"), "unknown"),
        (sslcommerz.open_gateway, SslcommerzTable(base_url=HERE, stand_in=True), "test"),
        (sslcommerz.open_gateway, SslcommerzTable(base_url="https://securepay.sslcommerz.com", stand_in=True), "live"),
    ],
)
def test_mode_is_told_by_the_host(
    open_gateway: Callable[[GatewayTable], Gateway], table: GatewayTable, kind: str
) -> None:
    assert open_gateway(table).mode_of_credentials().kind == kind
