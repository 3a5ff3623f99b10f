"""The staff enters the admin."""

from __future__ import annotations

from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.suites.people import member
from pytest_golive.contracts.trial import contract


@contract(
    "admin.login-works",
    severity="critical",
    says=(
        "admin|staff login works|functional|successful|@tested",
        "admin panel|interface|site|dashboard works|functional",
        "@tested admin panel|interface|dashboard access",
        "=test admin panel|interface",
        "=login admin panel|interface|dashboard|site?",
        "=staff|admins login admin? panel|interface?",
        "staff|admins|team login admin|back office|panel|area|dashboard|interface",
        "=login admin|staff|superuser|backoffice|office|dashboard|wp|panel ~ @works @tested back user area interface "
        "able credential account client possible end",
        "=log|sign able|possible admin|office|backoffice|dashboard|panel|wp ~ staff client back superuser user works "
        "area end",
        "=admin|staff|superuser credential|password works|accepted|tested|valid ~ login account",
        "=owner|staff|client|admin log|login admin|panel|dashboard|office|staff ~ able back",
        "=test|try staff|admin login ~ once",
    ),
)
def login_works(scene: Scene) -> None:
    """The test account of the staff reaches the admin; with a wrong password it does not, nor does a customer.

    Why: on the day of the launch somebody has to get in, and nobody else.
    Fix: see that the account is active and of the staff, and that the admin asks for both.
    """
    answer = scene.stage.staff_enters()
    assert answer.accepted, f"the test account of the staff cannot log in: {answer.message}"
    with scene.staff() as staff:
        pages = staff.forbidden("customer")
        assert pages, "the storefront's forbidden('customer') names no page of the admin"
        status = staff.visit(pages[0])
    assert status == 200, f"{pages[0]} is answered with {status} after the log-in of the staff"
    stranger = scene.visitor()
    assert stranger.staff_log_in("not-the-password").refused, "a wrong password was accepted"
    assert stranger.visit(pages[0]) != 200, f"{pages[0]} opens after a wrong password"
    assert member(scene).visit(pages[0]) != 200, f"{pages[0]} opens to a customer"
    scene.saw(f"{pages[0]} opens to the staff; not after a wrong password, and not to a customer")
