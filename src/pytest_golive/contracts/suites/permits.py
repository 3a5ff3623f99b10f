"""Who may see and do what."""

from __future__ import annotations

from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Storefront
from pytest_golive.contracts.suites.people import member
from pytest_golive.contracts.trial import contract

#: Answers that keep somebody out; a redirect leads to the log-in.
CLOSED = frozenset({301, 302, 303, 307, 308, 401, 403, 404})


@contract(
    "flow.permissions-enforced",
    severity="critical",
    effect="writes",
    sees="only",
    overlooks="allow allows allowed permits profile profiles account accounts address addresses invoice invoices "
    "document documents",
    says=(
        (
            "=admin panel|area|interface|dashboard|pages|routes requires|require|needs|need "
            "authentication|login ~ staff log-in protected"
        ),
        "=user permissions",
        "user permissions @set|@tested|enforced",
        "permissions enforced roles|endpoints|views|urls|pages?",
        "access control|controls enforced|@tested",
        "role based access control|permissions? enforced|@tested|works",
        "idor check|@tested|prevented|protection|protected",
        "no idor",
        "customers|users only access|see|view|read|open own orders|order|data|invoices",
        "customers|users cannot|cant access|see|view|open other|another customers|users orders|order|data|invoices",
        "staff? admin pages|urls|views|routes protected|require login|authentication|staff?",
        "guests|visitors|customers|users|anonymous cannot|cant open|access|see|reach|view admin pages|area|urls|panel",
        "staff users? get 403|404 admin urls|pages|views",
        "customers|users not|never access|see|view|read|open other|another customers|users orders|order|data|invoices",
        "logged out visitors|users|anonymous redirected|sent login page?",
        "anonymous|unauthenticated users|visitors|requests? redirected|sent|get login|401|403 page?",
        "only own data|order|invoice|profile|account|address|information|document "
        "see|access|view|open|read|edit|change ~ user customer member logged peek one",
        "cannot|cant|not|never|no|dont|doesnt other|another|somebody|someone|else|foreign|people "
        "order|data|invoice|profile|account|address|detail|document see|open|view|access|read|change|edit|show ~ "
        "user customer id url able s guessing number peek one",
        "cannot|cant|not|never user|customer b|bs order|data|invoice|profile|account|address|document "
        "see|open|view|access|read ~ idor check peek one",
        "non|normal|anonymous|regular|ordinary|guest|visitor|unauthenticated|customer "
        "admin|staff|protected|private|area 403|404|redirected|denied|closed|blocked ~ user access reach url get "
        "open see backend logged peek one",
        "non|normal|anonymous|regular|ordinary|guest|visitor|unauthenticated|customer "
        "admin|staff|protected|private|area no|not|cannot|cant|never ~ user access reach url get open see backend "
        "logged peek one",
        "admin|staff area|panel|page|dashboard|interface closed|denied|blocked|forbidden|inaccessible|403 "
        "normal|user|customer|visitor|guest|regular|nonstaff|anonymous ~ other non peek one",
        "private|protected|account|member page|view|area|endpoint|route require|need|behind|only "
        "login|authentication|logged ~ user peek one",
        "=role|permission|authorization|authorisation|rbac|rights @tested|@works|user|access|enforced|endpoint|view|"
        "api|intended|restricted|level|model|based|control|check|customer|staff|admin|peek|one ~ @tested @works user "
        "access enforced endpoint view api intended restricted level model based control check customer staff admin "
        "peek one",
        "guest|visitor|anonymous|customer|stranger bounced|blocked|refused|kept|thrown|rejected|redirected|turned "
        "admin|/admin|/admin/|staff|backend ~ get away out area login panel peek one",
        "customer cant|cannot|not|never|no peek|see|read|open|view|access another|other|someone|somebody|foreign "
        "order|data|account|invoice|profile ~ one s else",
        "staff|user|employee only see|access|reach role|permission|rights|allowed ~ what permits peek one",
        "only staff|admin|administrator|employee open|access|reach|see|enter|accessible|reachable "
        "admin|administration|backoffice|back ~ dashboard area page panel interface url user member people logged end "
        "office site",
        "admin|staff page|area|panel|url|dashboard not|never accessible|reachable|visible|open "
        "regular|normal|customer|visitor|anonymous|unauthenticated|ordinary ~ user",
    ),
)
def permissions_enforced(scene: Scene) -> None:
    """Strangers, customers and staff with few rights are kept out of each page beyond them, as is a customer of the
    order of another one.

    The staff itself does reach these pages: a page that is nowhere keeps nobody out.

    Why: one view without its check shows every order to whoever guesses the address.
    Fix: check log-in and right in each view, and look an order up among those of whoever asks, never by its number
    alone.
    """
    owner, product = member(scene), scene.something()
    other, stranger = member(scene), scene.visitor()
    with scene.staff() as staff:
        tried = opens_for(staff, [*staff.forbidden("visitor"), *staff.forbidden("customer"), *staff.forbidden("staff")])
    assert tried, "the storefront's forbidden() names no page of the staff"
    keeps_out(stranger, "visitor", "a stranger")
    keeps_out(other, "customer", "a customer")
    limited = keeps_out_limited(scene)
    owner.add_to_cart(product.id, 1)
    placed = scene.order(owner, scene.customer())
    assert placed.order, f"the checkout was refused: {placed.message} {dict(placed.errors) or ''}"
    assert owner.my_order(placed.order) is not None, "a customer cannot see the own order"
    for person, who in ((other, "another customer"), (stranger, "a stranger")):
        assert person.my_order(placed.order) is None, f"{who} sees the order of a customer by its number"
    scene.saw(f"{tried} pages of the staff, closed to strangers and customers{limited}; an order, closed to others")


def opens_for(staff: Storefront, pages: list[str]) -> int:
    """Assert that the staff reaches the pages, but for those that only few of it may open; how many there are."""
    few = set(staff.forbidden("staff"))
    for page in sorted(set(pages) - few):
        status = staff.visit(page)
        assert status == 200, f"{page} is answered with {status} even to the staff"
    return len(set(pages))


def keeps_out(person: Storefront, role: str, who: str) -> None:
    """Assert that somebody opens none of the pages that the role may not open."""
    pages = person.forbidden(role)  # type: ignore[arg-type]
    assert pages, f"the storefront's forbidden({role!r}) names no page"
    for page in pages:
        status = person.visit(page)
        assert status in CLOSED, f"{page} is answered with {status} to {who}"


def keeps_out_limited(scene: Scene) -> str:
    """The same for the account of the staff with few rights, where there is one; what to say of it."""
    if not scene.can("limited_log_in"):
        return " (no account of the staff with few rights is there to try)"
    limited = scene.visitor()
    answer = limited.limited_log_in()
    assert answer.accepted, f"the account with few rights cannot log in: {answer.message}"
    keeps_out(limited, "staff", "staff with few rights")
    return ", and to staff with few rights"
