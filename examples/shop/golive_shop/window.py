"""What a customer does in a browser with scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.contracts.storefront import Customer, Placed

from golive_shop.browser import Browser

if TYPE_CHECKING:
    from playwright.sync_api import Page


class AtWindow(Browser):
    """A customer who clicks."""

    def buy_in_browser(self, page: Page, product: str, customer: Customer, method: str = "") -> Placed:
        page.goto(f"/product/{product}/")
        page.get_by_role("button", name="Accept").click()
        page.get_by_role("button", name="Add to cart").click()
        page.get_by_role("link", name="Check out").click()
        form = page.locator("form:has([name=payment_method])")
        for name in ("name", "phone", "email", "address"):
            form.locator(f"[name={name}]").fill(str(getattr(customer, name)))
        form.locator(f"[name=payment_method][value={method or 'cod'}]").check()
        form.get_by_role("button", name="Place order").click()
        page.locator("#order-number, .errorlist, .message.error").first.wait_for()
        number = page.locator("#order-number")
        if not number.count():
            return Placed(accepted=False, message=page.locator("main").inner_text())
        return Placed(accepted=True, order=number.inner_text())
