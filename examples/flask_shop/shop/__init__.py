"""A small Flask shop: another good shop for the gate, as unlike the Django one as it can be.

It sends no security header and redirects nobody to https: the proxy before it does all of that.
"""

from __future__ import annotations

import os

from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from shop import account, api, cart, database, limits, pages

CONFIGS = {"production": "shop.config.Production", "development": "shop.config.Development"}


def create_app() -> Flask:
    """The application, configured as FLASK_ENV says."""
    app = Flask(__name__)
    app.config.from_object(CONFIGS[os.environ.get("FLASK_ENV", "production")])
    app.logger.setLevel(app.config["LOG_LEVEL"])
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    csrf = CSRFProtect(app)
    # Nothing below /api/ changes anything for whoever is logged in.
    csrf.exempt(api.blueprint)
    database.connect(app)
    limits.connect(app)
    for part in (pages, cart, account, api):
        app.register_blueprint(part.blueprint)
    for kind in (400, 404, 405, 413, 429, 500, CSRFError):
        app.register_error_handler(kind, show_error)
    app.cli.add_command(database.seed)
    return app


def show_error(error: Exception) -> tuple[Response | str, int]:
    """A page for people, JSON for programs; neither asks the database."""
    code = getattr(error, "code", None) or 500
    if request.path.startswith("/api/"):
        return api.problem(code), code
    reason = f"CSRF: {error.description}" if isinstance(error, CSRFError) else ""
    return render_template("error.html", code=code, reason=reason), code
