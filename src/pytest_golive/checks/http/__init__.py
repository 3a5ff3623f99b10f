"""What a visitor, a browser and a stranger see of the site."""

from __future__ import annotations

from pytest_golive.checks.http import api, assets, dast, delivery, errors, forms, headers, health, reach, reflection

__all__ = ["api", "assets", "dast", "delivery", "errors", "forms", "headers", "health", "reach", "reflection"]
