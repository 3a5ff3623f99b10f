"""Checks about the env file and the variables the application reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check
from pytest_golive.facts.redact import MASK, as_boolean, is_placeholder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import Application
    from pytest_golive.facts.env import EnvFile
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.facts.process import ServiceEnvironment
    from pytest_golive.facts.settings_code import SettingsCode
    from pytest_golive.settings import Settings

WRITE = "write it from the example file, or correct env_file in [app] of golive.toml"
REPAIR = "repair it, or correct env_file in [app] of golive.toml"
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: Of a key or an address it is enough that it is set; what a flag is set to is for the checks that know it.
GIVEN = re.compile(r"\w+_(?:key|secret|token|ur[il]|host|port|user(?:name)?|pass(?:word|phrase)?|dsn|id|e?mail|bucket)")


def _usable(env_file: EnvFile) -> EnvFile:
    """The env file, when it can be judged by; that it is there is `env.file-present`'s to say."""
    if not env_file.exists:
        cannot_tell(f"the env file {env_file.path} does not exist", cure=WRITE)
    if env_file.error:
        cannot_tell(f"the env file {env_file.path} cannot be used: {env_file.error}", cure=REPAIR)
    if not env_file.entries:
        cannot_tell(f"the env file {env_file.path} sets no variable", cure=WRITE)
    return env_file


@check(
    "env.file-present",
    severity="critical",
    says=(
        "environment file created|present|exists|configured",
        "environment variables configured .env file",
        "create|created production .env file",
        "production? .env|.env.production file created|present|exists|configured",
        "production .env file created dont|not|never commit|committed",
        "production env|environment file created|present|exists|place",
        ".env.production created|present|exists|place",
        "cp .env.production.example .env.production",
        "cp .env.example .env",
        (
            ".env|.env.production|.env.prod created|create|copied|copy|put|present|exists|exist|place|placed|"
            "configured|deployed|filled|uploaded|available|provided|transferred ~ @set server host machine box vps "
            "file production live own template .env.example .env.sample example directory folder next docker "
            "compose.yml docker-compose.yml root project its app real values from with and based"
        ),
        (
            "=.env|.env.production|.env.prod server|host|box|machine|vps ~ file production has own live there its "
            "prod sits"
        ),
        (
            "environment file created|create|copied|present|exists|exist|place|placed|put|deployed|uploaded|"
            "configured ~ @set server host machine box vps production own template project app"
        ),
        "=.env file there|exists|present|production|live|created ~ server host",
    ),
)
def file_present(env_file: EnvFile, evidence: Evidence, env_example: EnvFile | None = None) -> None:
    """The production env file is there, can be read, and has every variable of the example file.

    Why: a service that starts without its variables runs with defaults, or not at all.
    Fix: copy the example file to the path configured as env_file in [app] of golive.toml, and fill it in.
    Source: https://12factor.net/config
    """
    # In the words of everything that cannot be seen without it: one file is one cause.
    assert env_file.exists, f"the env file {env_file.path} does not exist"
    assert not env_file.error, f"the env file {env_file.path} cannot be used: {env_file.error}"
    assert env_file.entries, f"the env file {env_file.path} sets no variable"
    evidence.saw(f"{env_file.path} sets {len(env_file.entries)} variables")
    if env_example is None or not env_example.exists:
        evidence.saw("there is no example file to compare with")
        return
    assert not env_example.error, f"the example file {env_example.path} cannot be read: {env_example.error}"
    missing = [name for name in env_example.names if name not in env_file.names]
    assert not missing, f"{env_file.path} lacks {', '.join(missing)} of {env_example.path}"


@check(
    "env.no-placeholders",
    severity="critical",
    says=(
        "no placeholder|dummy value|values left|remain? .env|.env.production|environment file|variables?",
        "no default|sample value|values left|remain? .env|.env.production|environment file|variables?",
        "no placeholder|dummy value|values left|remain|remaining",
        "placeholder|placeholders|dummy value|values? replaced .env|.env.production|environment? file?",
        "edit actual value",
        "environment file created actual|real? value?",
        ".env.production|.env filled real|actual value",
        "change me no|nothing|none|nobody environment|.env ~ file variables left still is value values",
        (
            "placeholder|placeholders|dummy|sample|example|changeme|fake|default .env|environment|variables|secrets|"
            "configuration replaced|replace|swapped|gone|filled|changed|removed|overwritten ~ @set real actual own "
            "production value values file variable passwords credentials all every with by ones new live change me "
            "entries entry"
        ),
        (
            "placeholder|placeholders|dummy|sample|changeme|fake|example no|without|nothing|none|zero|never .env|"
            "environment|variables|configuration|secrets ~ left remain remaining contains value values real actual "
            "holds empty still file default files any has or hold variable"
        ),
        (
            "default|example value|values no|none|without|zero .env|environment|variables|configuration ~ left "
            "remain remaining placeholder real holds file contains still any"
        ),
        (
            ".env|environment real|actual value|values|secrets|credentials ~ file holds has variables production "
            "contains filled no placeholders with live all set actual variable every"
        ),
        (
            "change me .env|environment replaced|replace|gone ~ value values file every left real all variables "
            "placeholder"
        ),
    ),
)
def no_placeholders(env_file: EnvFile, evidence: Evidence) -> None:
    """No variable of the env file is empty or left as in an example file.

    Why: "change-me" as a key works until somebody tries it from outside.
    Fix: give the variables named here their real values, or remove those that are not used.
    Source: https://12factor.net/config
    """
    file = _usable(env_file)
    left = [f"{one.name} (line {one.line}{', empty' if one.empty else ''})" for one in file.entries if not one.is_set]
    evidence.saw(f"{len(file.entries)} variables in {file.path}")
    assert not left, f"still a placeholder: {', '.join(left)}"


class VariableName(str):
    """A word that can only be the name of a variable with a key or an address."""

    def __new__(cls, text: str) -> VariableName:
        """Raises ValueError for any other word."""
        if not GIVEN.fullmatch(text):
            raise ValueError(text)
        return super().__new__(cls, text.upper())


@check(
    "env.var-set",
    severity="high",
    says=("{variable} @set|set|add .env|.env.production|.env.prod file?",),
)
def var_set(env_file: EnvFile, settings: Settings, evidence: Evidence, *, variable: VariableName) -> None:
    """The variable is in the env file (or in [app] env) with a value of its own.

    Why: a forgotten variable is a feature that fails on the first day.
    Fix: give {variable} its value in the env file and restart the service.
    Source: https://12factor.net/config
    """
    if not VARIABLE.fullmatch(variable):
        cannot_tell(f"{variable!r} is not a variable's name", cure="correct the name in the line")
    if settings.app.env.get(variable) and not is_placeholder(settings.app.env[variable]):
        evidence.saw(f"{variable} is set in [app] env of golive.toml")
        return
    entry = _usable(env_file).entry(variable)
    assert entry is not None, f"{variable} is not in {env_file.path}"
    assert not entry.empty, f"{variable} is empty (line {entry.line} of {env_file.path})"
    assert entry.is_set, f"{variable} is still a placeholder (line {entry.line} of {env_file.path})"
    evidence.saw(f"{variable} is set (line {entry.line} of {env_file.path})")


@check("env.var-value", severity="high")
def var_value(env_file: EnvFile, evidence: Evidence, *, variable: str, value: str) -> None:
    """The variable has the value that the line states; booleans count as booleans.

    Why: `DEBUG=Flase` is a value too, only not the one everybody believes in.
    Fix: set `{variable}={value}` in the env file and restart the service.
    Cannot tell when: the variable is a secret, whose value is never compared with a checklist.
    Source: https://12factor.net/config
    """
    entry = _usable(env_file).entry(variable)
    assert entry is not None, f"{variable} is not in {env_file.path}; it must be {value}"
    wanted = value.strip().strip("\"'`")
    if entry.value is None or MASK in entry.value:
        cure = "write the line without the value, or answer it with a test of your own"
        cannot_tell(f"{variable} holds a secret, which is not compared with the checklist", cure=cure)
    boolean = as_boolean(wanted)
    same = entry.value == wanted if boolean is None else as_boolean(entry.value) is boolean
    where = f"line {entry.line} of {env_file.path}"
    assert same, f"{variable} is {entry.value!r}, not {wanted!r} ({where})"
    evidence.saw(f"{variable} is {entry.value!r} ({where})")


@check(
    "env.all-required-set",
    severity="critical",
    overlooks=(
        "servers instances containers heroku vercel netlify render railway fly aws azure docker dashboard "
        "panel hosting platform"
    ),
    says=(
        "=variables required|needed|necessary|mandatory @set|set|present|filled ~ .env file environment production",
        "=environment variables set|configured",
        "environment variables set|configured|defined|present",
        "all? required|needed|necessary environment variables set|configured|present|defined|there",
        "environment variables configured .env file",
        "set all environment variables",
        "production environment variables set|configured",
        "no required? environment variables missing|unset",
        (
            "environment|configuration variables|variable set|configured|defined|present|complete|filled|provided|"
            "entered|exist|exists|available|added|created|@set ~ needed necessary required production live server "
            "host app application service platform heroku vercel netlify render railway docker hosting dashboard "
            "real values prod all each correct both new add panel every config put to the have fly aws azure"
        ),
        (
            "=environment|configuration variables|variable needed|necessary|required|needs|server|platform|hosting|"
            "dashboard|heroku|vercel|netlify|render|correct|valid ~ add put production live host app application "
            "service every all each has"
        ),
        (
            "environment|configuration variables|variable|vars no|none|nothing|not|never missing|unset|forgotten|"
            "absent ~ needed required production live server any there empty app among from of our"
        ),
        "environment variables needed|needs|required ~ app application every production server there has service",
    ),
)
def all_required_set(
    env_file: EnvFile,
    settings_code: SettingsCode,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    env_example: EnvFile | None = None,
    application: Application | None = None,
) -> None:
    """Every variable the settings need, and every one of the example file, has a value of its own.

    Why: the variable nobody thought of is found by the first customer who needs it.
    Fix: set the variables named here in the env file.
    Cannot tell when: the settings module is not found, reads no variable, names some only while it runs, or reads
    some only sometimes and could not be run to see.
    Source: https://12factor.net/config
    """
    file = _usable(env_file)
    needed = {read.name: read for read in settings_code.reads if read.required and not read.conditional}
    example = env_example.names if env_example is not None and env_example.exists else ()
    wanted = dict.fromkeys([*needed, *example])
    if not wanted:
        why = f"{settings_code.module} reads no variable that must be set, and there is no example file"
        cannot_tell(why, cure="name the variables in an example file (env_example in [app] of golive.toml)")
    entries = {entry.name: entry for entry in file.entries}
    set_names = {name for name, entry in entries.items() if entry.is_set}
    set_names |= {name for name, value in settings.app.env.items() if not is_placeholder(value)}
    evidence.saw(f"{len(wanted)} variables looked for: {len(needed)} read by code, {len(example)} in the example file")
    absent = [name for name in wanted if name not in set_names]
    assert not absent, "not set: " + ", ".join(_describe(name, settings_code, name in entries) for name in absent)
    if env_example is not None and env_example.error:
        cannot_tell(f"the example file {env_example.path} cannot be read: {env_example.error}", cure="repair it")
    if settings_code.unclear:
        why = f"which variables are read cannot be told from the code: {', '.join(settings_code.unclear)}"
        cannot_tell(why, cure="write their names as texts there, or have somebody vouch for them")
    sometimes = sorted({one.name for one in settings_code.reads if one.required and one.conditional} - set_names)
    if sometimes and application is None:
        cannot_see(unseen["application"], f"{', '.join(sometimes)} may be needed, and the settings could not be run: ")
    if sometimes:
        evidence.saw(f"read only sometimes, and the settings load without: {', '.join(sometimes)}")


def _describe(name: str, code: SettingsCode, is_there: bool) -> str:
    where = next((f"{read.file} line {read.line}" for read in code.reads if read.name == name), "the example file")
    return f"{name} ({'a placeholder or empty, ' if is_there else ''}read in {where})"


@check(
    "env.example-complete",
    severity="medium",
    says=(
        ".env.example created all variables",
        ".env.example|.env.sample|env.example complete|current",
        ".env.example|.env.sample lists|contains|includes|names|covers variables|variable|keys",
        "environment variables|variable|vars code? reads|needs|uses|needed? listed|named .env.example|.env.sample",
        "example env|environment file complete|current",
        (
            ".env.example|.env.sample|.env.template|.env.dist|env.example complete|current|sync|synced|lists|list|"
            "covers|contains|includes|names|updated|update|matches|match|new|newly|documented|mentions ~ @set "
            "variable variables key keys settings setting code all every new needed required used app has both file "
            ".env in the with"
        ),
        (
            "=.env.example|.env.sample|.env.template|.env.dist|env.example variable|variables|key|keys|settings ~ "
            "has every new needed required used app all contains file lists"
        ),
        (
            "example|sample|template environment complete|current|lists|covers|contains|includes|sync|keys|variables|"
            "variable ~ file @set variables keys all every needed new updated has code"
        ),
    ),
)
def example_complete(env_example: EnvFile, settings_code: SettingsCode, evidence: Evidence) -> None:
    """The example file names every variable the settings read, and holds no real secret.

    Why: the next deploy, and the next colleague, start from it.
    Fix: add the variables named here to the example file, with placeholders for values.
    Cannot tell when: the settings read no variable.
    Source: https://12factor.net/config
    """
    assert env_example.exists, f"{env_example.path} does not exist"
    assert not env_example.error, f"{env_example.path} cannot be read: {env_example.error}"
    real = [f"{entry.name} (line {entry.line})" for entry in env_example.entries if entry.looks_real]
    assert not real, f"{env_example.path} holds what looks like a real secret: {', '.join(real)}"
    if not settings_code.names:
        cure = "read secrets and addresses from the environment, or correct settings in [app] of golive.toml"
        cannot_tell(f"{settings_code.module} reads no environment variable that could be found", cure=cure)
    missing = [name for name in settings_code.names if name not in {*env_example.names, *env_example.commented}]
    evidence.saw(f"{len(settings_code.names)} variables are read, {len(env_example.names)} are in {env_example.path}")
    assert not missing, f"{env_example.path} lacks {', '.join(missing)}"


@check(
    "env.loaded-by-service",
    severity="high",
    overlooks="all every worker workers processes",
    says=(
        "environment variables|file loaded|reloaded|picked app|application|service|container|process|up?",
        "=environment variables loaded|reloaded",
        "pods|containers really? got|have|run|see new|latest|current configmap|secret|secrets secret? values|variables",
        "services really? got|have|run|see new|latest|current configmap|secret|secrets secret? values|variables",
        "pods|containers|services|app really? got|have|run|see new|latest|current environment variables|values",
        "no stale|old|outdated environment|configuration values|variables?",
        (
            "environment|.env|configmap|environmentfile loaded|load|loads|reloaded|picked|sees|see|reads|read|"
            "reached|injected|passed|got|received|inherited|run|runs|current service|services|process|processes|"
            "container|containers|pods|pod|gunicorn|uwsgi|worker|workers|systemd|unit|app|application|supervisor ~ "
            "new current latest variables variable values value changes change up running live file its from into "
            "all with run reads secrets really actually by deployment"
        ),
        (
            "restarted|restart|redeployed|reloaded|recreated environment|.env|configmap|variables service|services|"
            "app|application|containers|container|pods|pod|gunicorn|process|workers|server ~ change changes new "
            "reads read picks picked after so values file update updated up current variables variable latest secret "
            "were when since it"
        ),
        (
            "no|none|never stale|outdated|old environment|variables|configmap ~ containers container pods pod "
            "service services runs running run process value values variables with configuration uses"
        ),
    ),
)
def loaded_by_service(service_environment: ServiceEnvironment, evidence: Evidence) -> None:
    """The running service was started with the env file's present values.

    Why: a value that was changed and not loaded waits for the next restart, which is never a good moment.
    Fix: restart the service (`systemctl restart`, or a new container): a reload keeps the old environment.
    Cannot tell when: pid_file is not set in [app], the gate runs on another machine or as another user, or the service
    reads the file itself (it was then at least started after the file's last change).
    Source: https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html
    """
    service = service_environment
    if not (service.current or service.missing or service.outdated):
        cannot_tell(f"the env file {service.file} sets no variable", cure=WRITE)
    who = f"process {service.pid} ({service.program}), started {service.started:%Y-%m-%d %H:%M:%S %Z}"
    assert not service.outdated, f"{who} has other values of {', '.join(service.outdated)} than {service.file}"
    if len(service.missing) > len(service.current):
        changed = f"{service.file} was changed {service.file_changed:%Y-%m-%d %H:%M:%S %Z}"
        assert service.started >= service.file_changed, f"{changed}, after {who}"
        cure = "have the service manager hand it the file (EnvironmentFile=, env_file:), or vouch for it"
        cannot_tell(
            f"{who} has hardly any of its variables: only the service could say that it reads the file", cure=cure
        )
    assert not service.missing, f"{who} lacks {', '.join(service.missing)} of {service.file}"
    evidence.saw(f"{who} has all {len(service.current)} variables of {service.file}")
