"""Signatures, from GO to the deploy script: every way to break one is NO-GO with its reason."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pytest_golive.finding import Outcome
from tests.commits import git
from tests.plugin.conftest import Gate, Golive
from tests.signing import CHECKLIST, ROLES, Shop, make_key, public


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shop:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    return Shop(tmp_path, capsys)


@pytest.fixture
def signed(shop: Shop) -> Shop:
    """A verdict that every role has signed."""
    shop.judge()
    shop.sign_all()
    return shop


def test_the_story_from_the_command_line(
    gate: Gate, golive: Golive, pytester: pytest.Pytester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    key = make_key(tmp_path, "ana")
    config = '[signatures]\nroles = ["Security Reviewer"]\n'
    gate(CHECKLIST, config=config)
    pytester.path.joinpath("golive-allowed-signers").write_text(f"ana@shop.example {public(key)}\n", "utf-8")
    git(pytester.path, "init", "-q")
    # Whatever these tests leave behind is no change.
    pytester.path.joinpath(".gitignore").write_text("*\n", "utf-8")
    kept = "GO.md", "conftest.py", "golive.toml", "golive-allowed-signers", ".gitignore"
    git(pytester.path, "add", "-f", *kept)
    git(pytester.path, "commit", "-qm", "x")
    judged = gate(CHECKLIST, config=config)
    assert judged.code == 0
    roles = [*ROLES, "Security Reviewer"]
    assert [one["role"] for one in judged.verdict["signoffs"]] == roles
    assert f"to sign: {', '.join(roles)} (golive sign" in " ".join(judged.out.split())
    page = pytester.path.joinpath("golive-report", "go-no-go.html").read_text("utf-8")
    assert "3 roles must sign this verdict" in page
    assert all(f"<strong>{role}</strong>" in page for role in roles)
    reasons = {line["text"]: line["reason"] for line in judged.verdict["lines"] if line["kind"] == "signoff"}
    assert reasons == {
        "Technical Lead": 'signed after the verdict: golive sign verdict.json --role "Technical Lead" --decision go',
        "Product Owner/Client": "signed after the verdict: "
        'golive sign verdict.json --role "Product Owner/Client" --decision go',
        "Operations": "signed after the verdict of phase post-deploy: "
        'golive sign verdict.json --role "Operations" --decision go',
    }
    assert golive("verify").ret == 1
    for role in roles:
        done = golive("sign", "--role", role, "--decision", "go", "--key", str(key))
        assert done.ret == 0
        assert f"signed GO as {role}, by ana@shop.example" in done.stdout.str()
    # What decides about a checkout runs none of its code.
    pytester.path.joinpath("test_new.py").write_text("raise SystemExit\n", "utf-8")
    verified = golive("verify")
    assert verified.ret == 0
    assert "GO: " in verified.stdout.str()


def test_go_needs_every_role(shop: Shop) -> None:
    shop.judge()
    missing = [f'{role} has not signed: golive sign {shop.verdict} --role "{role}" --decision go' for role in ROLES]
    assert shop.reasons() == missing
    code, said = shop.sign(" technical  LEAD", "ana", "go", "--note", "seen\x1b[31m")
    assert code == 0
    assert "still to sign: Product Owner/Client" in said
    assert shop.reasons() == missing[1:]
    code, said = shop.sign("Product Owner/Client", "bo")
    assert f"still to sign: nobody; golive verify {shop.verdict}" in said
    code, said = shop.golive("verify")
    assert code == 0
    assert "Technical Lead: GO by ana@shop.example, " in said
    assert r"(seen\x1b[31m)" in said


def test_signing_again_replaces(signed: Shop) -> None:
    signed.sign("Technical Lead", "bo", "no-go", "--note", "the mail queue is stuck")
    assert len(signed.signatures()) == len(ROLES)
    assert signed.reasons() == ["Technical Lead signed NO-GO (bo@shop.example): the mail queue is stuck"]
    signed.sign("Technical Lead", "ana")
    assert signed.reasons() == []


def test_no_go_outweighs_go_even_beside_it(signed: Shop) -> None:
    [first, *_] = signed.signatures()
    kept = first.read_bytes()
    role = json.loads(kept)["statement"]["role"]
    signed.sign(role, "ana", "no-go")
    signed.verdict.parent.joinpath("signatures", "kept.json").write_bytes(kept)
    assert signed.reasons() == [f"{role} signed NO-GO (ana@shop.example)"]


def test_one_byte_of_the_verdict(signed: Shop) -> None:
    raw = signed.verdict.read_bytes()
    roles = ", ".join(json.loads(path.read_text())["statement"]["role"] for path in signed.signatures())
    why = f"{signed.verdict} is not what was signed: it changed, or was judged anew, after {roles} signed"
    signed.verdict.write_bytes(raw.replace(b'"Good line"', b'"Food line"', 1))
    assert signed.reasons() == [why]
    signed.verdict.write_bytes(raw + b"\n")
    assert signed.reasons() == [why]
    for broken in (
        raw.replace(b"{", b"[", 1),
        raw.replace(b"pytest-golive/verdict/1", b"pytest-golive/verdict/2"),
        b"\xff",
    ):
        signed.verdict.write_bytes(broken)
        [first, second] = signed.reasons()
        assert (first, second.startswith(f"{signed.verdict}: ")) == (why, True)
    signed.verdict.write_bytes(raw)
    assert signed.reasons() == []


def test_every_byte_of_the_verdict_counts(signed: Shop) -> None:
    raw = signed.verdict.read_bytes()
    for place in range(0, len(raw), max(1, len(raw) // 40)):
        changed = bytearray(raw)
        changed[place] ^= 1
        signed.verdict.write_bytes(changed)
        assert signed.reasons()[0].startswith(f"{signed.verdict} is not what was signed"), place


def test_a_decision_that_was_edited(shop: Shop) -> None:
    shop.judge(Outcome.FAILED)
    code, said = shop.sign("Technical Lead")
    assert (code, said) == (4, "golive: the verdict is NO-GO, so nobody can sign GO: 1 blocker\n")
    assert shop.sign("Technical Lead", "ana", "no-go")[0] == 0
    assert shop.reasons()[:2] == [
        "Technical Lead signed NO-GO (ana@shop.example)",
        "the verdict is NO-GO: it is sunny",
    ]
    document = json.loads(shop.verdict.read_text("utf-8")) | {"decision": "GO"}
    shop.verdict.write_text(json.dumps(document), "utf-8")
    shop.sign_all()
    assert shop.reasons() == ["the verdict says GO and names what blocks: it was edited"]


def test_the_release(signed: Shop) -> None:
    signed.path.joinpath(".gitignore").write_text("golive-report/\n*.pyc\n", "utf-8")
    assert signed.reasons() == ["this checkout has uncommitted changes"]
    signed.git("checkout", "-q", ".gitignore")
    assert signed.reasons() == []
    signed.path.joinpath("golive-records.toml").write_text("# not committed yet\n", "utf-8")
    assert signed.reasons() == ["golive-records.toml is not committed: commit it"]
    signed.write("golive-records.toml", "# committing what people said makes no new release\n")
    assert signed.reasons() == []
    signed.write("shop.py", "# new\n")
    [reason] = signed.reasons()
    assert reason.startswith("it judged commit ")
    assert reason.endswith(": run the gate again")
    shutil.rmtree(signed.path / ".git")
    assert signed.reasons()[0].endswith("is no git checkout: what would be deployed is not known")


def test_a_new_file_is_an_uncommitted_change(signed: Shop) -> None:
    new = signed.path / "test_new.py"
    new.write_text("def test_new(): pass\n", "utf-8")
    assert signed.reasons() == ["this checkout has uncommitted changes"]
    new.unlink()
    for cache in ("__pycache__", ".pytest_cache"):
        signed.path.joinpath(cache).mkdir(exist_ok=True)
        signed.path.joinpath(cache, "x").write_text("", "utf-8")
    assert signed.reasons() == []


def test_a_verdict_of_uncommitted_changes_or_no_commit(shop: Shop) -> None:
    shop.path.joinpath(".gitignore").write_text("golive-report/\n*.pyc\n", "utf-8")
    shop.judge()
    shop.git("checkout", "-q", ".gitignore")
    shop.sign_all()
    assert shop.reasons() == ["it judged uncommitted changes: commit them, then run the gate again"]
    document = json.loads(shop.verdict.read_text("utf-8")) | {"release": {}}
    shop.verdict.write_text(json.dumps(document), "utf-8")
    shop.sign_all()
    assert shop.reasons() == ["the verdict names no commit: it was judged outside of git"]


@pytest.mark.parametrize("name", ["golive-allowed-signers", "golive.toml"])
def test_what_decides_who_may_sign_is_committed(shop: Shop, name: str) -> None:
    shop.git("rm", "-q", "--cached", name)
    shop.path.joinpath(".gitignore").write_text(f"golive-report/\n{name}\n", "utf-8")
    shop.git("commit", "-qam", "x")
    shop.judge()
    shop.sign_all()
    assert shop.reasons() == [f"{name} is not committed: it decides who may sign, so it must not change unseen"]


@pytest.mark.parametrize(
    ("hours", "flags", "reason"),
    [
        (-23, (), ""),
        (-25, (), "the verdict is older than 24 hours"),
        (-25, ("--max-age", "26"), ""),
        (-2, ("--max-age", "1"), "the verdict is older than 1 hour"),
        (1, (), "the verdict is of the future"),
    ],
)
def test_age(shop: Shop, hours: int, flags: tuple[str, ...], reason: str) -> None:
    as_of = datetime.now(UTC) + timedelta(hours=hours)
    shop.judge(as_of=as_of)
    shop.sign_all()
    told = f"{reason}: as of {as_of:%Y-%m-%d %H:%M:%S} UTC"
    assert shop.reasons(*flags) == ([told] if reason else [])


def test_a_verdict_of_another_site(signed: Shop) -> None:
    with (signed.path / "golive.toml").open("a", encoding="utf-8") as file:
        file.write('\n[target]\nurl = "https://tea.test"\n')
    assert "this gate is for https://tea.test (--golive-env names another one)" in " ".join(signed.reasons())


def test_a_verdict_of_something_else(signed: Shop) -> None:
    told = "it judged phase pre-deploy, this gate asks for post-deploy (--golive-phase)"
    assert signed.reasons("--golive-phase", "post-deploy") == [told]
    signed.path.joinpath("GO.md").write_text(CHECKLIST + "- [ ] A new line\n", "utf-8")
    assert "GO.md, which golive.toml names, was not judged as it is here" in signed.reasons()


@pytest.mark.parametrize("hours", ["0", "-1", "nan", "inf", "1e300", "many"])
def test_an_age_that_would_never_end_is_refused(shop: Shop, hours: str) -> None:
    with pytest.raises(SystemExit):
        shop.golive("verify", "--max-age", hours)
    shop.judge()
    shop.configure(f"max_age_hours = {hours}" if hours != "many" else 'max_age_hours = "many"')
    assert shop.golive("verify")[0] == 4


def test_a_foreign_key(shop: Shop) -> None:
    shop.judge()
    code, said = shop.sign("Technical Lead", "eve")
    assert code == 4
    assert "not signed: golive-allowed-signers does not hold the key that signed, SHA256:" in said
    line = f'YOU@EXAMPLE.COM namespaces="pytest-golive" {public(shop.keys["eve"])}'
    assert said.endswith(f"add to {shop.path / 'golive-allowed-signers'} and commit it:\n  {line}\n")
    shop.allow("ana", "bo", "eve")
    shop.judge()
    shop.sign_all(reversed(ROLES))
    shop.sign("Technical Lead", "eve")
    assert shop.reasons() == []
    shop.allow("ana", "bo")
    [release, foreign] = shop.reasons()
    assert release.startswith("it judged commit ")
    assert foreign.startswith("Technical Lead: golive-allowed-signers does not hold the key that signed, SHA256:")


def test_nobody_is_allowed_yet(shop: Shop) -> None:
    shop.git("rm", "-q", "golive-allowed-signers")
    shop.git("commit", "-qm", "x")
    shop.judge()
    code, said = shop.sign("Technical Lead")
    assert code == 4
    assert f"no key is allowed: there is no {shop.path / 'golive-allowed-signers'}" in said


@pytest.mark.parametrize("options", ['valid-before="20200101"', 'namespaces="git"'])
def test_an_allowed_key_that_expired_or_is_for_something_else(shop: Shop, options: str) -> None:
    shop.allow("ana", options=options)
    shop.judge()
    code, said = shop.sign("Technical Lead")
    assert code == 4
    assert "golive-allowed-signers:1: key " in said


def test_a_key_that_expired_since(signed: Shop) -> None:
    signed.allow("ana", "bo", options='valid-before="20200101"')
    release, *expired = signed.reasons()
    assert release.startswith("it judged commit ")
    assert len(expired) == len(ROLES)
    assert all("golive-allowed-signers:" in one and "key has expired" in one for one in expired)


def test_a_role_that_is_not_the_signers(shop: Shop) -> None:
    shop.configure("[signatures.may_sign]", '"technical lead" = ["ana@shop.example"]')
    shop.judge()
    code, said = shop.sign("Technical Lead", "bo")
    why = "bo@shop.example may not sign as this role, only ana@shop.example ([signatures.may_sign])"
    assert (code, said) == (4, f"golive: not signed: {why}\n")
    shop.sign_all()
    assert shop.reasons() == []
    shop.configure("[signatures.may_sign]", '"technical lead" = ["bo@shop.example"]')
    [_, wrong] = shop.reasons()
    assert wrong.startswith("Technical Lead: ana@shop.example may not sign as this role, only bo@shop.example")
    shop.configure("[signatures.may_sign]", '"Tecnical Lead" = ["bo@shop.example"]')
    code, said = shop.golive("verify")
    told = "golive: golive.toml: signatures.may_sign: no role 'Tecnical Lead', did you mean 'Technical Lead'?\n"
    assert (code, said) == (4, told)


def test_an_edited_signature(signed: Shop) -> None:
    signed.edit_signature("Technical Lead", note="I never said this")
    assert signed.reasons() == [
        "Technical Lead: its signature is broken: Signature verification failed: incorrect signature"
    ]
    signed.sign("Technical Lead", "ana", "no-go")
    signed.edit_signature("Technical Lead", decision="GO")
    assert signed.reasons() == [
        "Technical Lead: its signature is broken: Signature verification failed: incorrect signature"
    ]
    signed.sign("Technical Lead")
    [path, *_] = signed.signatures()
    path.write_text("{}", "utf-8")
    [first, *_] = signed.reasons()
    assert first.startswith(f"{path.name}: {path.name} is no signature file (")


def test_a_signature_of_one_role_is_none_of_another(signed: Shop) -> None:
    signed.edit_signature("Technical Lead", role="Product Owner/Client")
    reasons = signed.reasons()
    assert reasons[0] == (
        "Product Owner/Client: its signature is broken: Signature verification failed: incorrect signature"
    )
    assert reasons[1].startswith("Technical Lead has not signed")


def test_independent(shop: Shop) -> None:
    shop.configure("independent = true")
    shop.judge()
    shop.sign_all()
    assert shop.reasons() == []
    text = shop.path.joinpath("golive-allowed-signers").read_text("utf-8")
    shop.write("golive-allowed-signers", text.replace("ana@shop.example", "ADA@shop.test"))
    shop.judge()
    code, said = shop.sign("Technical Lead")
    assert (code, said) == (
        4, "golive: not signed: ADA@shop.test wrote the release's commit; somebody else has to sign\n",
    )  # fmt: skip
    shop.configure()
    shop.judge()
    shop.sign_all()
    assert shop.reasons() == []
    shop.configure("independent = true")
    assert "Technical Lead: ADA@shop.test wrote the release's commit; somebody else has to sign" in shop.reasons()
    assert shop.sign("Technical Lead", "ana", "no-go")[0] == 0, "anybody may say no"


def test_golive_toml_adds_roles_and_the_verdict_keeps_its_own(signed: Shop) -> None:
    signed.configure('roles = ["Security Reviewer"]')
    assert any(reason.startswith("Security Reviewer has not signed") for reason in signed.reasons())
    code, said = signed.sign("Security", "bo")
    assert code == 4
    assert "did you mean 'Security Reviewer'?" in said
    signed.judge(roles=["Security Reviewer"])
    signed.configure()
    signed.sign_all()
    assert any(reason.startswith("Security Reviewer has not signed") for reason in signed.reasons())


def test_without_any_role_it_is_no_go(shop: Shop) -> None:
    shop.write("GO.md", CHECKLIST.partition("## Sign-off")[0])
    shop.judge()
    assert shop.reasons() == [
        "no role has to sign: name one in golive.toml, [signatures] roles, or in a sign-off line of the checklist"
    ]
    code, said = shop.sign("Technical Lead")
    assert code == 4
    assert "no role signs this verdict: name them in golive.toml, [signatures] roles" in said


def test_a_role_of_another_phase_or_a_misspelt_one(shop: Shop) -> None:
    shop.judge()
    for role, hint in (("Operations", ""), ("Tecnical Lead", ", did you mean 'Technical Lead'?")):
        code, said = shop.sign(role)
        told = f"golive: no role '{role}' signs this verdict{hint} (roles: {', '.join(ROLES)})\n"
        assert (code, said) == (4, told)


def test_nothing_to_sign_and_nothing_to_sign_with(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shop.golive("verify") == (
        4, f"golive: {shop.verdict} cannot be read: No such file or directory; run the gate first: golive gate\n",
    )  # fmt: skip
    shop.judge()
    sign = ("sign", "--role", ROLES[0], "--decision", "go")
    assert shop.golive(*sign, "--key", "/nowhere")[1] == "golive: --key /nowhere: there is no such file\n"
    code, said = shop.golive(*sign)
    assert code == 4
    assert said.startswith("golive: no SSH key: give one with --key FILE")
    bare = tmp_path / "bin"
    bare.mkdir()
    bare.joinpath("git").symlink_to(str(shutil.which("git")))
    monkeypatch.setenv("PATH", str(bare))
    told = "ssh-keygen is not on PATH; it comes with OpenSSH (Debian: apt-get install openssh-client)"
    assert shop.golive(*sign) == shop.golive("verify") == (4, f"golive: {told}\n")


def test_the_usual_key_and_gits(shop: Shop, tmp_path: Path) -> None:
    shop.judge()
    sign = ("sign", "--role", ROLES[0], "--decision", "go")
    tmp_path.joinpath(".ssh").mkdir()
    tmp_path.joinpath(".ssh", "id_ed25519").write_bytes(shop.keys["ana"].read_bytes())
    tmp_path.joinpath(".ssh", "id_ed25519").chmod(0o600)
    assert "by ana@shop.example" in shop.golive(*sign)[1]
    shop.git("config", "gpg.format", "ssh")
    shop.git("config", "user.signingkey", "~/bo")
    assert "by bo@shop.example" in shop.golive(*sign)[1]


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Starts a real ssh-agent; the fixture's value gives it a key."""
    # The address of a socket is short.
    short = Path("/tmp") if len(str(tmp_path)) > 80 else tmp_path
    socket = short / f"golive-agent-{os.getpid()}"
    said = subprocess.run(["ssh-agent", "-a", socket], check=True, capture_output=True, text=True).stdout
    monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
    monkeypatch.setenv("SSH_AGENT_PID", said.partition("SSH_AGENT_PID=")[2].partition(";")[0])
    yield lambda key: subprocess.run(["ssh-add", "-q", key], check=True)
    subprocess.run(["ssh-agent", "-k"], check=True, capture_output=True)


def test_a_key_that_only_the_agent_has(shop: Shop, agent: Callable[[Path], None]) -> None:
    shop.judge()
    agent(shop.keys["ana"])
    shop.keys["ana"].unlink()
    code, said = shop.golive("sign", "--role", ROLES[0], "--decision", "go", "--key", f"{shop.keys['ana']}.pub")
    assert (code, "by ana@shop.example" in said) == (0, True)
    shop.git("config", "gpg.format", "ssh")
    shop.git("config", "user.signingkey", f"key::{public(shop.keys['ana'])}")
    assert shop.golive("sign", "--role", ROLES[1], "--decision", "go")[0] == 0
    assert shop.reasons() == []
