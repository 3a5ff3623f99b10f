"""Customers who come back."""

from __future__ import annotations

from dataclasses import replace

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Customer, Product
from pytest_golive.contracts.suites.acts import by_staff, fill, place, same, spaced, the_customer
from pytest_golive.contracts.trial import contract


@contract(
    "flow.returning-customer-recognised",
    severity="high",
    says=(
        "=returning: existing|known phone number",
        "returning|existing|known customer recognised|recognized|identified phone? number?",
        "known|existing phone number recognised|recognized",
        "returning|repeat buyers|shoppers|users recognised|recognized|identified phone? number?",
        "recognise|recognize|identify|identified|detect|match|find|found|lookup "
        "customer|buyer|shopper|person|client|user|record phone|mobile|telephone|number ~ known existing returning "
        "repeat registered country code blank space same entering typing checkout works tested looked up again pops",
        "phone|mobile|telephone existing|known|registered recognise|recognize|identify|identified|found|detected ~ "
        "number customer checkout up pops enter",
        "customer phone|mobile pop|show|appear|found|recognised|find|known|know ~ number enter typing up repeat "
        "returning existing",
    ),
)
def returning_customer_recognised(scene: Scene) -> None:
    """The phone number of a customer is recognised, however it is typed, and an unknown one is not.

    Why: who must type everything again wonders whether the last order got lost, too.
    Fix: look customers up by the normalised number (E.164), never by the text that was typed.
    """
    product = scene.something()
    customer, number = known(scene, product)
    for phone in (customer.phone, spaced(customer.phone)):
        found = filled_in(scene, product, phone, number)
        assert found, f"the customer is not recognised by {phone!r}"
        assert same(found.name, customer.name), f"{phone!r} finds {found.name!r} instead of {customer.name!r}"
    stranger = scene.customer()
    assert not filled_in(scene, product, stranger.phone, number), "a phone number that is unknown finds a customer"
    scene.saw("recognised with and without blanks; an unknown number finds nobody")


@contract(
    "flow.returning-customer-prefill",
    severity="high",
    says=(
        "customer info|information|data|details|address pre fill|filled",
        "customer info|information|data|details|address prefilled|prefill|autofilled",
        "checkout|form|fields|address form? pre filled|fill returning|existing customer",
        "checkout|form|fields|address form? prefilled returning|existing customer",
        "saved|stored address|details|data pre? filled|prefilled|offered returning|existing|known customer",
        "prefill|autofill|populate|auto|filled customer|buyer|shopper|user|visitor|client "
        "returning|known|existing|saved|stored|logged|repeat|address|detail|name ~ data field form checkout record "
        "delivery shipping automatically already see get phone works tested pre themselves itself i up",
        "checkout|form|field|address prefill|autofill|populate|filled "
        "returning|known|existing|saved|stored|logged|repeat ~ customer user buyer name detail data automatically "
        "pre already themselves itself i up",
        "saved|stored|known address|detail|data|name offer|show|shown|filled|suggested|appear|available|reused "
        "customer|shopper|returning|existing|checkout|form|repeat|buyer ~ again user themselves itself i up",
        "returning|known|existing|repeat|regular|logged dont|not|never|no|without "
        "retype|reenter|type|enter|fill|again address|detail|data|name ~ customer buyer shopper user need themselves "
        "itself i up",
        "phone|known|regular|returning|repeat name|address|detail appear|show|prefilled|filled|come|offered|load ~ "
        "customer themselves itself automatically up checkout form enter recognised i",
        "address|name|detail need again typed|entered|retyped not|no|dont|never|without ~ customer regular returning "
        "known themselves itself i up",
    ),
)
def returning_customer_prefill(scene: Scene) -> None:
    """The checkout fills in name and address of a known customer, nothing for others, and nothing without a proof.

    Whether a proof is needed is said by ``[storefront] prefill_proof``.

    Why: an address that anybody gets for a phone number is a leak of personal data.
    Fix: fill in the stored data only for who has logged in or shown to know an order of that customer.
    """
    product = scene.something()
    customer, number = known(scene, product)
    needs_proof = scene.settings.storefront.prefill_proof
    found = filled_in(scene, product, customer.phone, number if needs_proof else "")
    assert found, "nothing is filled in for a known customer"
    for name in ("name", "address"):
        seen, wanted = getattr(found, name), getattr(customer, name)
        assert same(seen, wanted), f"the {name} filled in is {seen!r} instead of {wanted!r}"
    assert not filled_in(scene, product, scene.customer().phone, ""), (
        "something is filled in for an unknown phone number"
    )
    if needs_proof:
        for proof in ("", known(scene, product)[1]):
            told = "without a proof" if not proof else "for the number of somebody else's order"
            assert not filled_in(scene, product, customer.phone, proof), f"name and address are given out {told}"
    scene.saw(f"filled in for the customer, {'with proof only' if needs_proof else 'which needs no proof'}")


@contract(
    "flow.returning-customer-updated",
    severity="high",
    says=(
        "=returning: customer updated",
        "changed|changes|new customer? address|data|details|info saved|stored|kept customer|account|profile|next",
        "customer data|record|details|address|info updated after purchase|order|checkout",
        "change|new|update|edit address|phone|detail|data|name customer|profile|account|record|user "
        "save|stored|kept|keep|update|persist|take|end|next|remembered|reflected ~ delivery shipping checkout order "
        "purchase after during time up s existing returning once if moves one i",
        "change|new|edited address|phone|detail stored|saved|kept|persist|remembered|taken|next ~ order purchase "
        "checkout delivery shipping during after time customer account profile record name keep get existing if "
        "moves one i",
        "=update|change|edit address|detail|data customer|user|buyer saved|own|account|profile|able ~ delivery "
        "shipping phone name if moves one i",
    ),
)
def returning_customer_updated(scene: Scene) -> None:
    """A new address at the next purchase is stored and filled in from then on, and the old order keeps the old one.

    Why: the next parcel goes to where the customer no longer lives.
    Fix: update the customer with each order, and store a copy of the address with the order itself.
    """
    product = scene.something()
    customer, first = known(scene, product)
    moved = replace(customer, address="2 Other Street\nTestville")
    visitor = scene.visitor()
    fill(visitor, product)
    second = place(scene, visitor, moved).order
    addresses = {number: by_staff(scene, number).address for number in (first, second)}
    if not all(addresses.values()):
        cannot_tell("the storefront's order() does not tell the address of an order")
    assert same(addresses[first], customer.address), f"the first order's address became {addresses[first]!r}"
    assert same(addresses[second], moved.address), f"the second order's address is {addresses[second]!r}"
    kept = the_customer(scene, customer)
    assert same(kept.address, moved.address), f"the customer's address is still {kept.address!r}"
    found = filled_in(scene, product, customer.phone, second if scene.settings.storefront.prefill_proof else "")
    assert found, "nothing is filled in after the second purchase"
    assert same(found.address, moved.address), f"the address filled in is still {found.address!r}"
    scene.saw("the new address is stored and filled in; the first order keeps its own")


def known(scene: Scene, product: Product) -> tuple[Customer, str]:
    """A customer who has ordered, and the number of that order."""
    customer, visitor = scene.customer(), scene.visitor()
    customer = replace(customer, name=f"Golive {scene.mark()}")
    fill(visitor, product)
    return customer, place(scene, visitor, customer).order


def filled_in(scene: Scene, product: Product, phone: str, proof: str) -> Customer | None:
    """What the checkout fills in for somebody who has something in the cart and enters this phone number."""
    visitor = scene.visitor()
    fill(visitor, product)
    return visitor.prefill(phone, proof)
