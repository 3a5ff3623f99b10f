"""No secret of the shop reaches any output, however loud the run and however careless a team's test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_golive.facts.dotenv import read_dotenv
from pytest_golive.facts.redact import is_secret_name
from servers.client import ShopClient

SHOP = Path(__file__).parents[2] / "examples" / "shop"

CARELESS = """
import logging, os, warnings
import pytest

@pytest.mark.high
def test_careless(http, golive, database, redis_client, home):
    text = open(os.environ["SHOP_ENV_FILE"]).read()
    answer = http.get("/track/")
    cookie = answer.headers["Set-Cookie"]
    url = golive.settings.database.url
    logging.getLogger("shop").warning("the environment is %s", text)
    print(text, url)
    warnings.warn(f"{text} {url} {cookie}")
    parts = {"url": url, "lines": text.splitlines(), "client": redis_client.connection_pool.connection_kwargs}
    golive.evidence_of("x").saw(text)
    assert (text, url, cookie) == ("", "", ""), f"{text} {url}"
"""


def canaries(shop: ShopClient) -> dict[str, str]:
    """Every secret of the running shop: of its env file, and the passwords inside of its URLs."""
    values = read_dotenv(Path(shop.env["SHOP_ENV_FILE"])).values
    found = {name: value for name, value in values.items() if is_secret_name(name)}
    for name in ("DATABASE_URL", "REDIS_URL"):
        found[name] = values[name].partition("://")[2].partition("@")[0].rpartition(":")[2]
    assert len(found) >= 3
    return found


@pytest.mark.parametrize(
    "flags",
    [
        ["-vv", "--showlocals", "--tb=long", "-o", "log_cli=true", "--golive-format=markdown"],
        ["-vv", "--showlocals", "-n", "2"],
    ],
    ids=["loud", "workers"],
)
def test_no_secret_in_any_output(live_shop: ShopClient, tmp_path: Path, flags: list[str]) -> None:
    live_shop.heal()
    careless = tmp_path / "test_careless.py"
    careless.write_text(CARELESS)
    report = tmp_path / "report"
    command = [sys.executable, "-m", "pytest", "--golive", "-p", "no:randomly", "-p", "no:cacheprovider", *flags]
    command += [f"--golive-report={report}", f"--junit-xml={report}/junit.xml", str(SHOP), str(careless)]
    environ = {**os.environ, **live_shop.env, "PYTHONPATH": str(SHOP)}
    done = subprocess.run([*command, f"--rootdir={SHOP}", f"--confcutdir={tmp_path.root}"], cwd=SHOP, env=environ,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    outputs = {"stdout": done.stdout, "stderr": done.stderr}
    outputs |= {path.name: path.read_text("utf-8") for path in report.rglob("*") if path.is_file()}
    assert {"verdict.json", "go-no-go.html", "report.html", "junit.xml"} <= set(outputs)
    assert "test_careless" in outputs["verdict.json"]
    leaks = {
        (where, name)
        for where, text in outputs.items()
        for name, secret in canaries(live_shop).items()
        if any(secret[start : start + 12] in text for start in range(len(secret) - 11))
    }
    assert not leaks
    cookies = [line for text in outputs.values() for line in text.splitlines() if "csrftoken=" in line]
    assert all("csrftoken=***" in line for line in cookies)
