"""What a customer with an account does."""

from __future__ import annotations

from golive_shop.browser import Browser


class Account(Browser):
    """A customer with an account."""
