"""A team's launch, told with the commands they would type: gate, attest, waive, fill, sign, verify."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_golive.checklist.bind import VARIABLE
from pytest_golive.checklist.model import Checklist, Kind
from pytest_golive.checklist.parse import parse
from servers.client import ShopClient
from tests.drill.conftest import PAGES
from tests.forking import Forker
from tests.plugin.conftest import HTML

SHOP = Path(__file__).parents[2] / "examples" / "shop"
#: Commits and keys are the test's own, whatever the machine's git is set to.
NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
#: Documents that the checklists name beside the shop's own.
NAMED = ("MYSQL_SETUP.md", "PATENT_GITHUB_GUIDE.md", "README.md")
ELSEWHERE = "docs.djangoproject.com:443"
RELEASE_MANAGER = "release@shop.test"
#: A plug-in of the gates of one story: the shop's files stay as they are from the first gate to the last, so what its
#: own Python says of them is asked once; site, database, records and commits are looked at each time.
REMEMBERING = """
import hashlib, json
from pathlib import Path

import pytest_golive.facts.app as app

ask = app._run


def remembered(command, folder, environment, seconds):
    question = json.dumps([command, folder, dict(environment)], sort_keys=True)
    kept = Path(__file__).with_name(hashlib.sha256(question.encode()).hexdigest())
    if not kept.exists():
        kept.write_text(json.dumps(ask(command, folder, environment, seconds)))
    return json.loads(kept.read_text())


app._run = remembered
"""


@dataclass(frozen=True, kw_only=True)
class Done:
    """How a command ended."""

    code: int
    said: str


class Story:
    """One repository with one checklist, gated against the running demo shop."""

    def __init__(self, folder: Path, document: Path, shop: ShopClient, databases: str, forker: Forker) -> None:
        self._forker = forker
        self.folder = folder
        self.document = folder / document.name
        self._env = {**os.environ, **shop.env, **NOBODY, "HOME": str(folder.parent), "COLUMNS": "100"}
        self._env["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        beside = folder.parent / "beside"
        beside.mkdir()
        (beside / "remembering.py").write_text(REMEMBERING, "utf-8")
        self._env["PYTHONPATH"] = str(beside)
        folder.mkdir()
        shutil.copy(document, self.document)
        self._env["SHOP_ENV_FILE"] = str(self._env_file(Path(shop.env["SHOP_ENV_FILE"])))
        toml = (SHOP / "golive.toml").read_text("utf-8")
        toml = toml.replace('checklist = ["GO_LIVE.md"]', f'checklist = ["{document.name}"]')
        # The conditions at its end are those of the demo's own checklist.
        toml = toml.partition("[applies]\n")[0]
        # Its gateways are stand-ins with test keys, which is no state to launch in.
        toml = toml.partition("[payment]\n")[0] + "[storefront]\n" + toml.partition("[storefront]\n")[2]
        # A story is about what people say: the demo looks at all 240 products, here a page of each kind will do.
        toml = toml.replace("[http]\n", f"[http]\ncrawl_limit = {PAGES}\n")
        asked = f'osv_url = "{databases}/v1/query"\nindex_url = "{databases}/simple"\n'
        toml = toml.replace("[code.reviewed]\n", f"[code]\n{asked}\n[code.reviewed]\n")
        read = tomllib.loads(toml)
        assert (read["http"]["crawl_limit"], read["code"]["index_url"]) == (PAGES, f"{databases}/simple")
        # Nobody asks other people's sites: this one is named in a document.
        toml = toml.replace("[target.connect_to]\n", f'[target.connect_to]\n"{ELSEWHERE}" = "127.0.0.1:9"\n')
        # Test mail is sent in the drill and by the demo itself; it would be once more for each run of a story.
        toml = toml.replace('"writes", "sends"]', '"writes"]')
        for name in NAMED:
            if name in self.document.read_text("utf-8"):
                (folder / name).write_text(f"# {name}\n", "utf-8")
        (folder / "golive.toml").write_text(toml, "utf-8")
        # A team's project has what the package depends on; the plug-ins of these tests' own environment are not its.
        loaded = " ".join(f"-p {name}" for name in ("golive", "django", *HTML, "remembering"))
        (folder / "pytest.ini").write_text(f"[pytest]\naddopts = {loaded} -p no:cacheprovider\n", "utf-8")
        (folder / ".gitignore").write_text("golive-report/\n", "utf-8")
        self.git("init", "-q", "-b", "main")
        self.commit("The checklist")

    @property
    def checklist(self) -> Checklist:
        """The checklist as it is now."""
        return parse(self.document.read_bytes(), self.document.name)

    @property
    def report(self) -> Path:
        """Folder of the reports."""
        return self.folder / "golive-report"

    @property
    def verdict(self) -> dict[str, Any]:
        """The last verdict.json."""
        read: dict[str, Any] = json.loads((self.report / "verdict.json").read_text("utf-8"))
        return read

    def lines(self, **wanted: Any) -> list[dict[str, Any]]:
        """Judged lines that have these values."""
        return [
            one for one in self.verdict["lines"] if all(one.get(name) in _either(of) for name, of in wanted.items())
        ]

    def key(self, who: str) -> Path:
        """Somebody's private key, outside of the repository."""
        return self.folder.parent / f"{who.partition('@')[0]}"

    def gate(self, *flags: str) -> Done:
        """``pytest --golive``."""
        return self._forked("pytest", "--golive", "-q", *flags)

    def golive(self, *arguments: str) -> Done:
        """The ``golive`` command."""
        return self._forked("pytest_golive.cli", *arguments)

    def git(self, *arguments: str) -> Done:
        """Git, as the release manager."""
        who = ("-c", f"user.email={RELEASE_MANAGER}", "-c", "user.name=Release", "-c", "commit.gpgsign=false")
        return self.run("git", *who, *arguments)

    def commit(self, why: str) -> None:
        """Commit all there is."""
        self.git("add", "-A")
        assert self.git("commit", "-q", "--allow-empty", "-m", why).code == 0

    def run(self, *command: str) -> Done:
        """Any command, in the repository."""
        done = subprocess.run(
            command, cwd=self.folder, env=self._env, capture_output=True, text=True, encoding="utf-8", check=False
        )
        return Done(code=done.returncode, said=done.stdout + done.stderr)

    def _forked(self, module: str, *arguments: str) -> Done:
        code, out, err = self._forker.run(module, arguments, self.folder, self._env)
        return Done(code=code, said="\n".join((*out, *err, "")))

    def append(self, file: str, text: str) -> None:
        """Add text to a file of the repository."""
        path = self.folder / file
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")

    def _env_file(self, original: Path) -> Path:
        """The shop's own environment file, with the variables that the checklist asks for beside those it has."""
        copy = self.folder.parent / f"{self.folder.name}.env"
        text = original.read_text("utf-8")
        for line in self.checklist.lines:
            found = VARIABLE.match(line.text) if line.kind is Kind.ENVVAR else None
            if found and not re.search(rf"(?m)^{found['name']}=", text):
                given = (found["value"] or "").strip("`\"' ")
                # No two secrets are the same.
                own = hashlib.sha256(found["name"].encode()).hexdigest()[:24]
                text += f"{found['name']}={given if given.isalnum() else f'q8Zr-{own}-V'}\n"
        copy.write_text(text, "utf-8")
        copy.chmod(0o600)
        return copy


def _either(wanted: Any) -> tuple[Any, ...] | frozenset[Any] | set[Any]:
    return wanted if isinstance(wanted, (tuple, frozenset, set)) else (wanted,)
