"""The shop's own tests, as its team runs them: none of them needs a server."""

from __future__ import annotations

import os
import subprocess

from servers.client import ShopClient

SUITES = ("store.tests", "store.tests_api", "store.tests_payments", "store.tests_accounts")


def test_they_pass(shop: ShopClient) -> None:
    command = [shop.env["SHOP_PYTHON"], "manage.py", "test", *SUITES, "--settings", "shop.settings_for_tests"]
    # What the env file says is read by the settings; byte code would be taken for a change of the deployed files.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        command, cwd=shop.env["SHOP_DIR"], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "Ran 39 tests" in done.stderr
