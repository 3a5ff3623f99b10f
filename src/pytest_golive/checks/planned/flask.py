"""Planned checks: flask."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flask.secret-key-strong",
    "Flask SECRET_KEY is strong.",
    severity="critical",
    needs=("settings",),
    says=(
        "generate strong|random|secure? secret_key 32|32+ characters|chars|bytes",
        "secret_key < strong 32 char key >",
        "python|python3 c import secrets print secrets.token_hex|secrets.token_urlsafe 32",
        "flask secret_key|key secret? strong|long|random|secure|unique random?",
        "flask: secret_key|key secret? @set? strong|long|random|secure|unique|generated random?",
        "flask secret_key|secret key? strong|long|random|not|unique|secure",
    ),
)
planned(
    "flask.debug-off",
    "Flask debug mode is off.",
    severity="critical",
    needs=("settings",),
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
    ),
)
planned(
    "flask.env-production",
    "FLASK_ENV=production, or its successor.",
    severity="medium",
    needs=("settings", "env"),
    says=(
        "flask_env production",
        "flask_env set production",
        "flask environment production",
        "flask configuration|config production class|loaded|active",
    ),
)
planned(
    "flask.session-cookie-secure",
    "Flask session cookie is Secure.",
    severity="critical",
    needs=("settings",),
    says=(
        "flask session cookie|cookies secure httponly?",
        "flask: session_cookie_secure true|@set",
        "flask: session cookie|cookies secure flag?",
        "flask: session cookie|cookies secure httponly",
    ),
)
planned(
    "flask.session-cookie-httponly",
    "Flask session cookie is HttpOnly.",
    severity="high",
    needs=("settings",),
    says=(
        "flask session cookie|cookies secure? httponly",
        "flask: session_cookie_httponly true|@set",
        "flask: session cookie|cookies secure? httponly flag?",
    ),
)
