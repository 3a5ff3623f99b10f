"""Checks about secrets: out of the repository and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.code.common import listed
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.code.history import EnvInGit, SecretKeyPlaces
    from pytest_golive.facts.code.past import PastSecrets
    from pytest_golive.facts.code.scan import SecretScan

DEEPER = "fetch the whole history: `git fetch --unshallow`"
#: Places that are told.
MOST = 5


@check(
    "secrets.no-hardcoded",
    severity="critical",
    overlooks="history =commit =commits gitleaks trufflehog ggshield bundle javascript front frontend client",
    says=(
        (
            "credentials|secrets|passwords|keys|tokens environment no|not|never "
            "hardcoded|code|git|repo|repository|source ~ api stored kept variables variable via loaded read "
            "from in files .env hard coded the"
        ),
        "no hardcoded credentials|secrets|passwords|keys|tokens code|codebase|repo|repository|source|git?",
        "no hard coded credentials|secrets|passwords|keys|tokens code|codebase|repo|repository|source?",
        "=hardcoded credentials|secrets|passwords|keys",
        "no secrets|credentials|passwords|tokens committed|stored|left? git|repo|repository|code|codebase|source",
        "no api|secret|private keys passwords|tokens|secrets? committed|stored|left? git|repo|repository|code|codebase",
        "no passwords|secrets|credentials keys|tokens|passwords|secrets committed? git|repo|repository|code|codebase",
        "no secrets|credentials|passwords|tokens committed|stored|left? version|source control|code",
        "secrets|credentials not|never|arent committed|hardcoded|stored git|repo|repository|code|codebase",
        "passwords|keys not|never|arent committed|hardcoded|stored git|repo|repository|code|codebase",
        "secrets|credentials|passwords|keys not|never|arent committed|stored? version|source control|code",
        "=secrets|credentials|passwords not|never committed|hardcoded",
        "secret|gitleaks|trufflehog scan|scanning repo|repository|git|history? clean|passes|green",
        "gitleaks|trufflehog clean|passes|green|finds|reports nothing|no? secrets|leaks?",
        "run? security audit codebase",
        (
            "secret|secrets|credentials scan|scans|scanned|scanning|scanner clean|nothing|green|passed|passes ~ repo "
            "repository git history found finds code codebase result github is of"
        ),
        (
            "secret|secrets|credentials scan|scans|scanned|scanning|scanner no|none|zero leaks|leaked|findings|"
            "secrets|hits|leak|results ~ repo repository git history found finds code codebase any shows secret"
        ),
        (
            "gitleaks|trufflehog|ggshield clean|nothing|green|passes|passed ~ scan scans scanned repo repository git "
            "history found finds run reports report over result pipeline whole is"
        ),
        (
            "gitleaks|trufflehog|ggshield no|zero|without|none secret|secrets|leaks|findings|issues|leak|credentials "
            "~ scan scans scanned repo repository git history found finds run reports report over result pipeline "
            "any shows"
        ),
        (
            "secret|secrets|password|passwords|credential|credentials|keys|tokens no|never|not|nothing|free|zero|"
            "none|arent|dont repo|repository|repositories|git|code|codebase|source|history|github|javascript|bundle "
            "~ committed commit hardcoded hard coded api private access sensitive stored kept checked in leaked leak "
            "any version control found pushed push live or exposed secrets passwords keys credentials tokens "
            "contains contain left remain lives source code frontend front end client side plain text into plaintext "
            "embedded clean"
        ),
        (
            "secret|secrets|password|passwords|credentials|keys|tokens out|outside|removed|remove repo|repository|"
            "git|code|codebase|source|history|github|hardcoded ~ kept keep stored store live production all of the "
            "api committed version control moved secrets passwords source sensitive hard coded any from"
        ),
        (
            "secret|secrets|password|passwords|credentials|keys|tokens no|never|not|nothing|arent|dont committed|"
            "commit|hardcoded|versioned|checked ~ api private access in git sensitive version control stored any "
            "hard coded or secrets passwords keys credentials tokens pushed"
        ),
        (
            "hardcoded secret|secrets|password|passwords|credential|credentials|keys|tokens no|zero|without|never|"
            "none|nowhere ~ api private access code any or source secrets passwords credentials keys tokens left "
            "codebase"
        ),
        (
            "hard coded|code secret|secrets|password|passwords|credential|credentials|keys|tokens no|zero|without|"
            "never|none|nowhere|not ~ coded api private access any or source secrets passwords credentials keys "
            "tokens left codebase all"
        ),
        (
            "hardcoded secret|secrets|password|passwords|credential|credentials|keys|tokens removed|remove|gone ~ "
            "api all any every code from source the"
        ),
        (
            "hard coded secret|secrets|password|passwords|credential|credentials|keys|tokens removed|remove|gone ~ "
            "api all any every code from source the"
        ),
        (
            "secret|secrets version control no|nothing|never|not ~ source secrets passwords credentials keys stored "
            "committed in kept"
        ),
        (
            "scan|scanned|searched|grepped|audited repo|repository|code|git|history|codebase|commits secret|secrets|"
            "keys|credentials|passwords ~ leaked committed clean hardcoded for github api tokens passwords keys hard "
            "coded exposed source whole"
        ),
    ),
)
def no_hardcoded(secret_scan: SecretScan, evidence: Evidence) -> None:
    """detect-secrets, the beginnings of well-known keys, and literals of Python code show no credential in the files.

    Why: a key in the repository is on every developer's machine, and in the history for ever.
    Fix: move it to the environment and change it; mark a false alarm with `# pragma: allowlist secret` on its line.
    Cannot tell when: detect-secrets is not installed.
    Source: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    """
    assert not secret_scan.spots, f"written in files: {listed(secret_scan.spots)}"
    evidence.saw(f"{secret_scan.files} tracked files hold no credential")


@check(
    "secrets.never-committed",
    severity="critical",
    overlooks="gitleaks trufflehog ggshield bundle javascript front frontend client",
    says=(
        (
            "credentials|secrets|passwords|keys|tokens environment no|not|never git|repo|repository ~ api stored kept "
            "variables variable via loaded read from in files .env hard coded the hardcoded code source"
        ),
        "no hardcoded credentials|secrets|passwords|keys|tokens git|repo|repository",
        "no hard coded credentials|secrets|passwords|keys|tokens repo|repository",
        "no secrets|credentials|passwords|tokens committed|stored|left? git|repo|repository",
        "no api|secret|private keys passwords|tokens|secrets? committed|stored|left? git|repo|repository",
        "no passwords|secrets|credentials keys|tokens|passwords|secrets committed? git|repo|repository",
        "no secrets|credentials|passwords|tokens committed|stored|left? version|source control",
        "secrets|credentials|passwords|keys not|never|arent committed|hardcoded|stored git|repo|repository",
        "secrets|credentials|passwords|keys not|never|arent committed|stored? version|source control",
        "secret scan|scanning repo|repository|git|history clean|passes|green",
        "=secrets|credentials|passwords|keys not|never|arent committed",
        (
            "secret|secrets|password|passwords|credential|credentials|keys|tokens no|never|not|nothing|free|zero|"
            "none|arent|dont repo|repository|repositories|git|history|github|committed|commit|commits|pushed|"
            "versioned ~ hardcoded hard coded api private access sensitive stored kept checked in leaked leak any "
            "control found push live or exposed secrets passwords keys credentials tokens contains contain left remain "
            "lives source code codebase plaintext embedded clean ever was"
        ),
        (
            "secret|secrets|password|passwords|credentials|keys|tokens out|outside|removed|remove repo|repository|"
            "git|history|github ~ kept keep stored store live production all of the api committed version control "
            "moved secrets passwords source sensitive hard coded any from code codebase hardcoded"
        ),
        (
            "scan|scanned|searched|grepped|audited repo|repository|git|history|commits secret|secrets|keys|"
            "credentials|passwords ~ leaked committed clean hardcoded for github api tokens passwords keys hard coded "
            "exposed source whole code codebase"
        ),
    ),
)
def never_committed(past_secrets: PastSecrets, evidence: Evidence) -> None:
    """No line that any commit of the repository ever added holds a key of a known service or a quoted credential.

    Why: what was committed once is in every clone, whether or not a later commit took it out.
    Fix: change the secret where it is valid, then rewrite the history (`git filter-repo --replace-text FILE`); what
    never was one is let pass when a line of the repository holds it with `# pragma: allowlist secret`.
    Cannot tell when: the clone is shallow, or the history is too long to be read in half a minute.
    Source: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
    """
    places = past_secrets.places
    more = f", and {len(places) - MOST} more" if len(places) > MOST else ""
    assert not places, f"the history holds {', '.join(places[:MOST])}{more}"
    if past_secrets.shallow:
        cannot_tell("the clone is shallow: whether a secret was ever committed cannot be seen", cure=DEEPER)
    evidence.saw(f"{past_secrets.commits} commits added no credential")


@check(
    "secrets.env-not-committed",
    severity="critical",
    says=(
        "api? secrets|credentials|passwords|keys|tokens never committed version|source control",
        "api? secrets|credentials|passwords|keys|tokens never committed|checked git|repo|repository|github",
        (
            ".env|.env.production|.env.local gitignore|.gitignore|gitignored|ignored never|not|isnt "
            "committed|git|repo|repository ~ file files added listed in version control to is"
        ),
        (
            "secrets|credentials|passwords|keys|tokens never committed|checked ~ api private access in git "
            "source version control repo repository stored to the"
        ),
        ".env|.env.production file|files? not|never|dont|isnt committed|tracked git|repo|repository? control?",
        ".env|.env.production file|files? not|never|dont|isnt commit git|repo|repository? control?",
        ".env|.env.production file|files? not|never|dont|isnt versioned|checked git|repo|repository? control?",
        ".env|.env.production file|files? not|never|dont|isnt committed|tracked version|control|source control?",
        ".env|.env.production file|files? not|never|dont|isnt commit version|control|source control?",
        ".env|.env.production file|files? not|never|dont|isnt versioned|checked version|control|source control?",
        "environment file|files not|never|dont|isnt committed|tracked git|repo|repository|version? control?",
        "environment file|files not|never|dont|isnt commit|versioned git|repo|repository|version? control?",
        ".env|.env.production file|files? .gitignore|gitignored|ignored git|listed|added? control?",
        ".env|.env.production file|files? .gitignore|gitignored|ignored control|version control?",
        ".env|.env.production file|files? gitignore|excluded git|listed|added|control|version? control?",
        "production .env file created dont|not|never commit|committed",
        "no .env file|files committed|git|repo|repository|tracked",
        (
            ".env|.env.production|.env.local|environment gitignore|.gitignore|gitignored|ignored|ignore ~ file files "
            "listed added add git repo repository covered covers contains lists is entry has version control"
        ),
        (
            ".env|.env.production|.env.local no|not|never|isnt|arent|nothing|nobody|dont|none git|repo|repository|"
            "version|github|gitlab|committed|commit|tracked|checked|history|vcs|pushed ~ file files control source "
            "kept stored part in present checked under added pushed accidentally any ls shows there code with into"
        ),
        (
            ".env|.env.production|.env.local out|outside|excluded|absent git|repo|repository|version|github|vcs ~ "
            "file files control source kept keep stored is from left of"
        ),
        (
            "environment file|files no|not|never|isnt|arent|dont git|repo|repository|github|committed|commit|tracked|"
            "checked|version|vcs ~ control source kept stored in under pushed history production settings"
        ),
        (
            "environment settings|configuration no|never|not committed version|git|repo|repository ~ production prod "
            "test staging control source local"
        ),
    ),
)
def env_not_committed(env_in_git: EnvInGit, evidence: Evidence) -> None:
    """Git ignores the production env file (or a unit has it elsewhere), and no commit ever held it or another env file.

    An env file is what golive.toml names, and whatever is called `.env`, `.env.*` or `*.env`, in any folder; templates
    (`.env.example`) and encrypted ones are not, nor one of tests (`.env.test`) without a real secret.

    Why: who can read the repository, now or later, has every password of the shop.
    Fix: take it out with `git rm --cached`, add it to .gitignore, and change every secret that was in it; a commit
    that holds it goes only with the history rewritten (`git filter-repo --invert-paths --path FILE`).
    Cannot tell when: the clone is shallow, so that its history cannot be looked at.
    Source: https://git-scm.com/docs/gitignore
    """
    name = env_in_git.name
    assert not env_in_git.tracked, f"git tracks {', '.join(env_in_git.tracked)}"
    assert not env_in_git.history, f"the history holds {', '.join(env_in_git.history)}"
    kept_out = env_in_git.elsewhere or (f"git ignores {name}" if env_in_git.ignored else "")
    open_to_add = env_in_git.untracked or (() if kept_out else (name,))
    assert not open_to_add, f"git does not ignore {', '.join(open_to_add)}: the next `git add` takes it in"
    if env_in_git.shallow:
        cannot_tell("the clone is shallow: whether an env file was ever committed cannot be seen", cure=DEEPER)
    evidence.saw(f"{kept_out}, and no commit holds it or another env file")


@check(
    "secrets.secret-key-from-env",
    severity="critical",
    overlooks="vault manager",
    says=(
        "secret_key set|@set secure",
        "secret_key read|loaded|comes|stored|taken|set|kept environment variable|variables?",
        "secret key read|loaded|comes|stored|taken|set|kept environment variable|variables|var?",
        "secret_key read|loaded|comes|stored|taken environment not|nowhere|never code|git|repo|repository",
        "secret key read|loaded|comes|stored|taken environment not|nowhere|never code|git|repo|repository",
        "secret_key|secret not|never|isnt key? hardcoded|committed|code|git|repo|repository",
        "secret_key not|never|isnt committed? version|source control|code",
        "secret key not|never|isnt hardcoded|committed code|git|repo|repository?",
        "secret_key environment variable|variables",
        "secret_key: stored|set|read|kept environment not code",
        (
            "secret_key environment|.env|vault read|reads|comes|come|loaded|loads|stored|moved|taken|lives|kept|via|"
            "only|injected|variable|supplied|provided|passed ~ @set django production file variables value is "
            "settings through secret manager app flask"
        ),
        (
            "secret|django key environment|.env read|reads|comes|come|loaded|loads|stored|moved|taken|lives|kept|via|"
            "injected|variable|variables|supplied|use|used ~ secret @set django production file only through app "
            "flask keys move"
        ),
        (
            "secret_key no|not|never|isnt|nowhere|nothing|dont code|git|repo|repository|settings|settings.py|source|"
            "hardcoded|committed|codebase|history|github ~ hard coded kept stored file python version control django "
            "value in checked into commit read environment comes"
        ),
        (
            "secret_key out|outside code|git|repo|repository|settings|settings.py|source|codebase|history|github ~ "
            "kept keep moved move stored file python version control django lives of"
        ),
        (
            "secret key no|not|never|isnt|nowhere code|git|repo|repository|settings|settings.py|source|hardcoded|"
            "hard|committed|codebase|github ~ coded kept stored file python version control django value checked "
            "into flask app commit"
        ),
        (
            "secret key out|outside code|git|repo|repository|settings|settings.py|source|codebase ~ kept keep moved "
            "move stored file python version control django lives of flask app"
        ),
    ),
)
def secret_key_from_env(secret_key_places: SecretKeyPlaces, evidence: Evidence) -> None:
    """SECRET_KEY is the value of an environment variable, and neither a tracked file nor the git history holds it.

    Why: whoever reads the key can forge sessions and password reset links, and many read the repository.
    Fix: read it with `os.environ["SECRET_KEY"]`, and put a new key into the env file: the old one stays in the history.
    Cannot tell when: the clone is shallow, or the application cannot be started to ask it.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#secret-key
    """
    seen = secret_key_places
    assert seen.variable, "SECRET_KEY is not the value of an environment variable: it is written in the code"
    assert not seen.files, f"the value of SECRET_KEY is in {', '.join(seen.files)}"
    assert not seen.history, f"the value of SECRET_KEY is in the git history of {', '.join(seen.history)}"
    if seen.shallow:
        cannot_tell("the clone is shallow: whether SECRET_KEY was ever committed cannot be seen", cure=DEEPER)
    evidence.saw(f"SECRET_KEY is the value of {seen.variable}, which no commit holds")
