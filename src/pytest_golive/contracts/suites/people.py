"""Customers with an account, as several suites need them."""

from __future__ import annotations

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Customer, Storefront


def open_account(scene: Scene, **given: str) -> Customer:
    """A new customer opens an account, which is removed at the end; asserts that the shop takes it."""
    customer = scene.customer(**given)
    scene.made_one("customer", customer.email, customer.email)
    answer = scene.visitor().register(customer)
    assert answer.accepted, f"an account could not be opened: {answer.message} {dict(answer.errors) or ''}"
    return customer


def logged_in(scene: Scene, customer: Customer) -> Storefront:
    """That customer at a new browser; asserts that the log-in leads to a page that needs one."""
    visitor = scene.visitor()
    if visitor.is_logged_in():
        cannot_tell("the page that tells who is logged in is shown to everybody")
    answer = visitor.log_in(customer.email, customer.password)
    assert answer.accepted, f"the log-in was refused: {answer.message}"
    assert visitor.is_logged_in(), "the log-in was accepted, and a page that needs one is not shown"
    return visitor


def member(scene: Scene) -> Storefront:
    """A new customer with an account, logged in: many shops do that when the account is opened."""
    customer, visitor = scene.customer(), scene.visitor()
    scene.made_one("customer", customer.email, customer.email)
    answer = visitor.register(customer)
    assert answer.accepted, f"an account could not be opened: {answer.message} {dict(answer.errors) or ''}"
    return visitor if visitor.is_logged_in() else logged_in(scene, customer)
