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
        "flask_env production ~ @set unit file service environment variable server systemd says value dockerfile",
        (
            "flask productionconfig|production loads|loaded|load|uses|use|used|runs|run|starts|started|active|class|"
            "selected|picked|mode ~ configuration config object class app application environment productionconfig "
            "with settings started service server what it starts"
        ),
        "flask productionconfig ~ configuration class app application uses",
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
        (
            "flask cookie|cookies secure|https|ssl ~ session flag flagged attribute only sent over carries app "
            "application sets set has marked httponly true settings transmitted by is"
        ),
        "flask session_cookie_secure ~ true @set configuration app application settings app.config turned in",
        "app.config session_cookie_secure ~ true @set flask",
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
