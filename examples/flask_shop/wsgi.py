"""What gunicorn is given: ``gunicorn wsgi:app``."""

from __future__ import annotations

from shop import create_app

app = create_app()
