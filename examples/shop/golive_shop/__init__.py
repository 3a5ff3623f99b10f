"""The shop's pages, driven as customers and staff do: what the contracts of `pytest --golive` act through."""

from __future__ import annotations

from golive_shop.books import Bookkeeping
from golive_shop.forms import Forms
from golive_shop.paying import Paying
from golive_shop.window import AtWindow


class HillHarbour(Bookkeeping, Forms, Paying, AtWindow):
    """One person at a browser."""
