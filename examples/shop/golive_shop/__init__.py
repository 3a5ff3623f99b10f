"""The shop's pages, driven as customers and staff do: what the contracts of `pytest --golive` act through."""

from __future__ import annotations

from golive_shop.forms import Forms
from golive_shop.staff import Staff


class HillHarbour(Forms, Staff):
    """One person at a browser."""
