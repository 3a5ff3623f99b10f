"""Checks about a Flask application's production configuration, looked at by the application's own Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_golive.checks.django.edge import cookies_without
from pytest_golive.checks.django.identity import weakness
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.code.launchers import Launchers
    from pytest_golive.facts.flask_model import FlaskApplication
    from pytest_golive.facts.page import Page, Visit
    from pytest_golive.facts.process import ServiceEnvironment

#: What Flask takes for off in FLASK_DEBUG.
OFF = ("0", "false", "no")
PRODUCTION = re.compile(r"prod|live", re.IGNORECASE)
NOT_PRODUCTION = re.compile(r"dev|test|debug|local", re.IGNORECASE)


@check(
    "flask.secret-key-strong",
    severity="critical",
    says=(
        "generate strong|random|secure? secret_key 32|32+ characters|chars|bytes",
        "secret_key < strong 32 char key >",
        "python|python3 c import secrets print secrets.token_hex|secrets.token_urlsafe 32",
        "flask secret_key|key secret? strong|long|random|secure|unique random?",
        "flask: secret_key|key secret? @set? strong|long|random|secure|unique|generated random?",
        "flask secret_key|secret key? strong|long|random|unique|secure",
        (
            "flask secret_key strong|long|random|secure|unique|fresh|generated|bytes|characters|unpredictable ~ app "
            "application least value @set chars new own production 32 hex key secrets.token_hex from"
        ),
        (
            "flask secret key strong|long|random|secure|unique|fresh|generated|bytes|characters|unpredictable ~ app "
            "application least value @set chars new own production 32 hex secrets.token_hex python with"
        ),
        (
            "app.secret_key|app.config strong|long|random|secure|unique|fresh|generated ~ secret_key secret key "
            "value least characters chars bytes new flask os.urandom"
        ),
        (
            "flask secret_key|key not|isnt|never|no|without default|dev|tutorial|development|sample|example|"
            "placeholder ~ secret app application fresh strong value random new the one"
        ),
        "flask secret_key {length} ~ strong long random least characters chars bytes minimum unique app",
    ),
)
def secret_key_strong(flask_application: FlaskApplication, evidence: Evidence, *, length: int = 32) -> None:
    """SECRET_KEY of the Flask application, and every fallback still accepted, is long, random and no sample value.

    Why: whoever guesses it signs sessions, and is then any user.
    Fix: put a new one into the env file: `python -c "import secrets; print(secrets.token_urlsafe({length}))"`.
    Source: https://flask.palletsprojects.com/en/stable/config/#SECRET_KEY
    """
    key = flask_application.secrets.get("SECRET_KEY")
    assert key is not None, "SECRET_KEY is not set"
    assert key.length, "SECRET_KEY is not set"
    evidence.saw(f"SECRET_KEY has {key.length} characters, {key.distinct} different, {key.entropy:g} bits each")
    keys = {"SECRET_KEY": key} | {
        f"SECRET_KEY_FALLBACKS[{number}]": fallback for number, fallback in enumerate(flask_application.fallbacks)
    }
    weak = [f"{name} {why}" for name, one in keys.items() if (why := weakness(one, length))]
    assert not weak, "; ".join(weak)


@check(
    "flask.debug-off",
    severity="critical",
    overlooks="everywhere environments servers instances",
    says=(
        "flask_debug 0|@off|unset|absent|removed",
        "flask_debug not|no set|enabled|1",
        "no app.run debug true left|anywhere|code?",
        "flask debug mode? @off",
        "flask: debug mode? @off",
        "werkzeug|flask debugger @off",
        "no app.run debug|true",
        "app.debug @off",
        "flask_debug @off|0|unset|not|absent|removed",
        (
            "flask debug|debugger|debugging off|false|disabled|0|deactivated ~ mode app application debugger turned "
            "switched set interactive werkzeug live settings server configuration is"
        ),
        "flask debug without ~ runs run running started starts mode app application service server",
        (
            "flask debug|debugger|debugging not|never|doesnt|isnt|no|nobody runs|run|running|started|start|enabled|"
            "active|true|reachable|exposed|served|internet ~ mode app application server with started the public "
            "from"
        ),
        "app.run debug no|not|never|isnt|without ~ true left anywhere called code flask in production",
        "app.run debug gone|removed|remove|deleted ~ true code flask all",
        (
            "werkzeug|interactive debugger|console off|disabled|deactivated|unreachable|false ~ flask turned "
            "switched interactive werkzeug pin"
        ),
        (
            "werkzeug|interactive debugger|console not|never|no|isnt reachable|active|exposed|enabled|accessible|"
            "available ~ flask outside publicly interactive public from internet"
        ),
        "flask_debug 0|false|off|unset ~ @set environment server service variable flask value",
        "flask_debug not|never|isnt 1|true|set|enabled|active ~ environment server service variable",
    ),
)
def debug_off(
    flask_application: FlaskApplication,
    evidence: Evidence,
    launchers: Launchers | None = None,
    service_environment: ServiceEnvironment | None = None,
) -> None:
    """The Flask application is not in debug mode: app.debug is False, FLASK_DEBUG is off, nothing runs it with debug.

    Why: the debugger runs whatever code a visitor types, behind nothing but a PIN.
    Fix: take FLASK_DEBUG and `debug=True` away; set DEBUG in the configuration to the boolean False or not at all.
    Cannot tell when: the module calls `run(debug=True)` only when it is started as a script.
    Source: https://flask.palletsprojects.com/en/stable/debugging/
    """
    variable, given = flask_application.environment.get("FLASK_DEBUG", ""), flask_application.settings.get("DEBUG")
    assert variable.lower() in {"", *OFF}, f"FLASK_DEBUG is {variable!r}"
    running = service_environment.flask_debug if service_environment else ""
    assert running.lower() in {"", *OFF}, f"the running service has FLASK_DEBUG={running}"
    assert not isinstance(given, str), f"DEBUG is the text {given!r}, which counts as true"
    assert not flask_application.debug, "app.debug is True"
    started = launchers.debug if launchers else ()
    assert not started, f"it is started with debug: {'; '.join(f'{one.place} {one.text}' for one in started)}"
    assert not flask_application.runs_debug, f"loading {flask_application.module} calls run(debug=True)"
    evidence.saw(f"app.debug is False in {flask_application.module}")
    if flask_application.by_hand:
        places = ", ".join(flask_application.by_hand)
        cannot_tell(
            f"run(debug=True) is called when it is started as a script: {places}", cure="remove debug=True there"
        )


@check(
    "flask.env-production",
    severity="medium",
    says=(
        "flask_env production",
        "flask_env set production",
        "flask environment production",
        "flask configuration|config production class|loaded|active",
        "flask_env production ~ @set unit file service environment variable server systemd says value dockerfile",
        (
            "flask productionconfig|production loads|loaded|load|uses|use|used|runs|run|starts|started|active|class|"
            "selected|picked|mode ~ configuration config object class app application environment productionconfig "
            "with settings started service server what it starts"
        ),
        "flask productionconfig ~ configuration class app application uses",
    ),
)
def env_production(flask_application: FlaskApplication, evidence: Evidence) -> None:
    """The Flask application runs with its production configuration: FLASK_ENV=production where its code asks for it.

    Why: a development configuration shows errors to visitors and leaves cookies open.
    Fix: set FLASK_ENV=production in the env file; Flask itself ignores it since 2.3, so choose the configuration by it.
    Cannot tell when: the code asks for FLASK_ENV, which is not set, and nothing names the configuration it then takes.
    Source: https://flask.palletsprojects.com/en/stable/config/#development-production
    """
    value = flask_application.environment.get("FLASK_ENV")
    assert value in {None, "production"}, f"FLASK_ENV is {value!r}"
    taken = [name.rpartition(".")[2] for name in flask_application.configs]
    others = [name for name in taken if NOT_PRODUCTION.search(name)]
    assert not others, f"the configuration is loaded from {', '.join(others)}"
    assert not flask_application.debug, "app.debug is True"
    if value is None and flask_application.reads_env and not any(PRODUCTION.search(name) for name in taken):
        cannot_tell("FLASK_ENV is not set, and the code asks for it", cure="set FLASK_ENV=production in the env file")
    named = "FLASK_ENV is production" if value else f"Flask {flask_application.flask} and the code do without FLASK_ENV"
    evidence.saw("; ".join([named, *(f"configuration {name}" for name in taken)]))


def _judge_cookie(
    application: FlaskApplication,
    seen: tuple[Mapping[str, Visit] | None, Page | None],
    *,
    flag: str,
    evidence: Evidence,
) -> None:
    """The setting is True, and no page sets the session cookie without the flag."""
    name = f"SESSION_COOKIE_{flag.upper()}"
    given = application.settings.get(name)
    assert given is True, f"{name} is {given!r}"
    evidence.saw(f"{name} is True")
    cookie = str(application.settings.get("SESSION_COOKIE_NAME"))
    bare = cookies_without(*seen, cookie, flag)
    assert not bare, f"{bare[0]} sets the cookie {cookie} without {flag}, although {name} is True"


@check(
    "flask.session-cookie-secure",
    severity="critical",
    says=(
        "flask session cookie|cookies secure httponly?",
        "flask: session_cookie_secure true|@set",
        "flask: session cookie|cookies secure flag?",
        "flask: session cookie|cookies secure httponly",
        (
            "flask cookie|cookies secure|https|ssl ~ session flag flagged attribute only sent over carries app "
            "application sets set has marked httponly true settings transmitted by is"
        ),
        "flask session_cookie_secure ~ true @set configuration app application settings app.config turned in",
        "app.config session_cookie_secure ~ true @set flask",
    ),
)
def session_cookie_secure(
    flask_application: FlaskApplication,
    evidence: Evidence,
    pages: Mapping[str, Visit] | None = None,
    home: Page | None = None,
) -> None:
    """Flask's session cookie is sent over https only: SESSION_COOKIE_SECURE is True, every one seen says Secure.

    Why: a session cookie that travels over http is the customer's log-in for whoever listens.
    Fix: set `app.config["SESSION_COOKIE_SECURE"] = True`; it is False unless the application sets it.
    Source: https://flask.palletsprojects.com/en/stable/config/#SESSION_COOKIE_SECURE
    """
    _judge_cookie(flask_application, (pages, home), flag="Secure", evidence=evidence)


@check(
    "flask.session-cookie-httponly",
    severity="high",
    says=(
        "flask session cookie|cookies secure? httponly",
        "flask: session_cookie_httponly true|@set",
        "flask: session cookie|cookies secure? httponly flag?",
        (
            "flask cookie|cookies httponly ~ session flag flagged attribute carries app application sets set has "
            "marked secure true settings"
        ),
        (
            "flask cookie|cookies javascript|js|scripts|script not|no|cannot|cant|hidden|never|unreadable|invisible "
            "~ session read readable access accessible app by side client"
        ),
        "flask session_cookie_httponly ~ true @set configuration app application settings app.config turned in",
        "app.config session_cookie_httponly ~ true @set flask",
    ),
)
def session_cookie_httponly(
    flask_application: FlaskApplication,
    evidence: Evidence,
    pages: Mapping[str, Visit] | None = None,
    home: Page | None = None,
) -> None:
    """Scripts cannot read Flask's session cookie: SESSION_COOKIE_HTTPONLY is True, every one seen says HttpOnly.

    Why: one injected script would otherwise take over the session.
    Fix: leave `SESSION_COOKIE_HTTPONLY` at True.
    Source: https://flask.palletsprojects.com/en/stable/config/#SESSION_COOKIE_HTTPONLY
    """
    _judge_cookie(flask_application, (pages, home), flag="HttpOnly", evidence=evidence)
