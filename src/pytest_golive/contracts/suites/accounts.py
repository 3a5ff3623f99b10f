"""Accounts are opened, entered, left, and entered again with a new password."""

from __future__ import annotations

import re
from dataclasses import replace

from pytest_golive.checks.registry import cannot_tell
from pytest_golive.contracts.letters import postbox
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Answer, Customer
from pytest_golive.contracts.suites.people import logged_in, open_account
from pytest_golive.contracts.trial import contract

#: What a mail about a new password speaks of.
RESET = re.compile(r"passw|reset|kennwort|contrase|mot de passe|senha", re.IGNORECASE)
#: What a link is made of; an address in it is none of its words.
WORD = re.compile(r"(?<![\w.+%@-])[\w-]+(?![\w.+-]*(?:@|%40))")


@contract(
    "flow.register",
    severity="critical",
    overlooks="",
    says=(
        "user|customer|account registration|signup|creation flow|form|process|functionality? works|functional|@tested",
        "=registration|signup flow|form|process|functionality|page? works|functional|@tested",
        "@tested? user? registration login works|functional?",
        "=sign up flow|form|process|page? works|functional|@tested",
        "user? authentication flows @tested|works",
        "=users|customers|visitors register",
        "weak passwords rejected|refused sign|registration|signup up?",
        "=registration post /api/v1/auth/register/|/api/auth/register/|/api/register|/register",
        "=new? users|customers|visitors|people sign up",
        "new? users|customers|visitors create|open account",
        "duplicate email|account|accounts|emails|address addresses? refused|rejected registration|signup|sign up?",
        "=register|registration|signup @works|@tested|able|user|customer|visitor|people|person|account|new|email|"
        "password|form|fresh|mobile|desktop|login|possible|end|flow|process|anybody|someone|i|once ~ @works @tested "
        "able user customer visitor people person account new email password form fresh mobile desktop login "
        "possible end flow process anybody someone i once",
        "=create|created|account account|creation|profile "
        "user|customer|visitor|people|shopper|new|anyone|guest|login|able|works|tested|mobile ~ @works @tested "
        "possible log email password own desktop flow registration i once",
        "=create|created account ~ @works @tested new user customer visitor able possible login own email password i "
        "once",
        "signup|registration|register taken|already|duplicate|existing|twice email|account|username|address "
        "reject|refuse|error|message ~ form user same i once",
        "signup|registration|register taken|already|duplicate|existing|twice email|account|username|address "
        "cannot|cant ~ form user same i once",
        "=account open|creation|create new|able|test|customer|user ~ works own possible i once",
        "=signup anyone|anybody|visitor|customer|user|people|email|able ~ address works tested password new i once",
    ),
)
def register(scene: Scene) -> None:
    """An account is opened once for each e-mail address and can be entered; a weak or missing password is refused.

    The address in another letter case is the same one.

    Why: two accounts of one address mix up orders, and an account that cannot be entered loses the customer.
    Fix: compare addresses without regard to case, hold that with a unique constraint, and check passwords by the
    server's own rules.
    """
    customer = open_account(scene)
    logged_in(scene, customer)
    name, _, host = customer.email.partition("@")
    again = replace(customer, email=f"{name.upper()}@{host}", password=f"Other-{customer.password}")
    opens_none(scene, again, is_known=True)
    for password in ("12345678", ""):
        opens_none(scene, scene.customer(password=password))
    opens_none(scene, scene.customer(email=""))
    for password in (again.password, customer.password):
        entered = scene.visitor().log_in(customer.email, password).accepted
        assert entered is (password == customer.password), "who registers with a known address sets its password"
    scene.saw("one account opened; refused the address in capitals, a weak and no password, no address")


def opens_none(scene: Scene, customer: Customer, *, is_known: bool = False) -> None:
    """Assert that no account arises; a shop that tells nobody which addresses it knows may be polite about those."""
    if customer.email:
        scene.made_one("customer", customer.email, customer.email)
    answer = scene.visitor().register(customer)
    told = f"{customer.email or 'no address'} with the password {customer.password[:8]!r}"
    if answer.refused:
        assert answer.message or answer.errors, f"{told} was refused without a word"
        return
    assert is_known, f"an account was opened for {told}"
    entered = scene.visitor().log_in(customer.email, customer.password)
    assert entered.refused, f"an account was opened for {told}"


@contract(
    "flow.login",
    severity="critical",
    says=(
        "=user|customer? authentication @works|@tested",
        "user|customer|member login functionality|form|page|process? works|functional|@tested",
        "user|customer|member login flow works|functional|@tested",
        "login functionality|form|page|process @tested|works|functional",
        "=login works|functional|successful",
        "@tested? login logout functionality|flow? works|functional?",
        "@tested? user? registration login works|functional?",
        "user? authentication flows @tested|works",
        "=users|customers|members login out?",
        "=login post /api/v1/auth/login/|/api/auth/login/|/api/login|/login",
        "customers|users|members login email|password|credentials password?",
        "wrong|bad|incorrect password|credentials rejected|refused",
        "login wrong|bad|incorrect password refused|rejected|shows|gives|fails error?",
        "!users|customers|nobody|people cant|cannot|unable|able login",
        "=login @works|@tested|able|user|customer|member|visitor|existing|people|account|email|password|form|valid|"
        "credential|mobile|desktop|right|wrong|possible|accept|reject|refused|error|message|show|invalid|end|deploy|"
        "deploys|after|i|normal|regular|ordinary|ones ~ @works @tested able user customer member visitor existing "
        "people account email password form valid credential mobile desktop right wrong possible accept reject "
        "refused error message show invalid end deploy deploys after i normal regular ordinary ones",
        "=log|sign able|possible ~ user customer account profile visitor existing test member works i normal regular "
        "ordinary ones",
        "wrong|invalid|bad|incorrect password|credential error|message|refused|reject|denied|show ~ login user get "
        "give unknown form friendly i normal regular ordinary ones",
        "=login out|normal|customer|user ~ works tested regular ordinary existing i ones",
        "wrong|bad|invalid|incorrect credential|password turned|away|bounce|error|rejected|refused ~ message get "
        "login user customer friendly i normal regular ordinary ones",
        "wrong|bad|invalid|incorrect credential|password no ~ get login user customer friendly i normal regular "
        "ordinary ones",
    ),
)
def login(scene: Scene) -> None:
    """The right password leads to a page that needs a log-in; a wrong one and an unknown name get the same refusal.

    Why: customers who cannot log in do not come back, and an answer that differs tells strangers who is a customer.
    Fix: check the password with the framework's own log-in, and answer both refusals with the same words and status.
    """
    customer = open_account(scene)
    logged_in(scene, customer)
    stranger = scene.customer()
    answers: list[Answer] = []
    for email, password, what in (
        (customer.email, f"not-{customer.password}", "a wrong password"),
        (stranger.email, customer.password, "an unknown name"),
    ):
        visitor = scene.visitor()
        answer = visitor.log_in(email, password)
        assert answer.refused, f"{what} was accepted"
        assert not visitor.is_logged_in(), f"{what} was refused, and led in all the same"
        answers.append(told(answer, email))
    wrong, unknown = answers
    assert wrong == unknown, f"a wrong password is answered “{wrong.message}”, an unknown name “{unknown.message}”"
    scene.saw(f"a wrong password and an unknown name are answered alike: {wrong.message or dict(wrong.errors)}")


def told(answer: Answer, email: str) -> Answer:
    """The answer without the address in it."""
    errors = {name: words.replace(email, "…") for name, words in answer.errors.items()}
    return replace(answer, message=answer.message.replace(email, "…"), errors=errors)


@contract(
    "flow.logout",
    severity="high",
    overlooks="=sessions",
    says=(
        "@tested? login logout functionality|flow? works|functional?",
        "logout functionality? works|functional|@tested",
        "logout ends|invalidates|destroys|terminates|kills session",
        "session invalidated|destroyed|ended|terminated|killed logout",
        "user? authentication flows @tested|works",
        "=users|customers|members login out",
        "log out works|@tested|ends|invalidates|kills really? session?",
        "old? session cookie? useless|dead|invalid|refused after logout",
        "=logout @works|@tested|able|user|customer|button|link|any|end|kill|destroy|clear|session|token|cookie|"
        "redirect|home|click|possible|desktop|mobile|me|logs|i|dead ~ @works @tested able user customer button link "
        "any end kill destroy clear session token cookie redirect home click possible desktop mobile me logs i dead",
        "logout session|token|cookie gone|end|invalid|dead|destroyed|destroy|cleared|deleted|kill|useless ~ after "
        "user me logs i",
        "logout|signing|logging back|page|account|private|protected|member no|not|dont|doesnt|never|cannot|cant ~ "
        "after button show reachable accessible longer out open works any reach me i dead",
        "=signing|logged out ~ @works @tested user when click logout able possible me i dead",
        "logout really|ends|dead|out|session ~ me logs user customer after works kills i",
    ),
)
def logout(scene: Scene) -> None:
    """After the log-out the session is over: neither the browser nor a copy of its cookie reaches a page any more.

    Opening the address of the log-out (`logout` in `[storefront]`) from another site ends nothing.

    Why: whoever kept the cookie stays inside; a log-out by a mere link throws customers out from any page.
    Fix: end the session on the server, and log out by POST with a token only.
    """
    visitor = logged_in(scene, open_account(scene))
    key = visitor.session_key() or cannot_tell("the storefront gives no session_key() of somebody who is logged in")
    copy = scene.visitor()
    copy.with_session_key(key)
    if not copy.is_logged_in():
        cannot_tell("a copy of the session is not let in even before the log-out")
    if path := scene.settings.storefront.logout:
        visitor.visit(path)
        assert visitor.is_logged_in(), f"a link to {path} logs out"
    visitor.log_out()
    assert not visitor.is_logged_in(), "still logged in after the log-out"
    assert not copy.is_logged_in(), "a copy of the session is still let in after the log-out"
    scene.saw("a copy of the session was let in before the log-out, and not after it")


@contract(
    "flow.password-reset",
    severity="high",
    overlooks="expire expiry 24 hour",
    effect="sends",
    sees="only",
    says=(
        "password reset|recovery flow|process|functionality|link? works|functional|@tested",
        "forgot|forgotten password flow|process|functionality|link? works|functional|@tested",
        "user? authentication flows @tested|works",
        "password? reset links|tokens expire|expiry|once|single",
        "=users|customers reset password",
        "password? reset links only? once|expire|expiry",
        "=password forgot|forgotten|lost|recover|forget ~ @works @tested able user customer visitor reset link "
        "functionality feature flow process request set new end possible form i me let choose",
        "=password reset works|tested|able|possible|flow|process|function|functional|functionality|feature|request|"
        "form|end|ok|visitor ~ @works @tested user customer new set forgotten link procedure i me let choose",
        "reset link|token once|only|single|expire|twice|second|24|hour ~ password works refused reject after 1 2 new "
        "time one valid i me let choose",
        "reset|forgot|forgotten|recover link|mail|flow new|password choose|set|let|pick ~ me customer user works i",
        "=password forgot|forgotten|lost reset|recover|new ~ i works tested own user get me let choose",
    ),
)
def password_reset(scene: Scene) -> None:
    """The link of the mail sets a new password once; then the old one, the used link and an altered one are refused.

    An address that nobody has gets the same page.

    Why: a link that works twice opens the account to whoever reads the mailbox later.
    Fix: use tokens that depend on the password and expire (Django's own do), and answer every address alike.
    """
    customer = open_account(scene)
    unknown, link, known = scene.customer(), *asked_reset(scene, customer.email)
    other = scene.visitor().ask_password_reset(unknown.email)
    assert told(other, unknown.email) == told(known, customer.email), "the page tells whether there is an account"
    new, forged = f"New-{customer.password}", f"Forged-{customer.password}"
    sets_nothing(scene, altered(link), replace(customer, password=forged), "an altered link")
    answer = scene.visitor().set_password(link, new)
    assert answer.accepted, f"the link of the mail was refused: {answer.message}"
    assert scene.visitor().log_in(customer.email, customer.password).refused, "the old password is still good"
    logged_in(scene, replace(customer, password=new))
    sets_nothing(scene, link, replace(customer, password=forged), "the used link")
    scene.saw("the link worked once; refused: the link altered, the link again, the old password")


def asked_reset(scene: Scene, email: str) -> tuple[str, Answer]:
    """Ask for the mail; its link, and what the page said."""
    with postbox(scene, email) as box:
        before = box.letters()
        answer = scene.visitor().ask_password_reset(email)
        assert answer.accepted, f"the reset was refused: {answer.message}"
        letter = box.wait_new(before, RESET)
    assert letter, f"no mail with a link reached {email} within {scene.settings.mail.arrival:g} s"
    link = letter.link_to(scene.settings.target.all_hosts)
    assert link, f"“{letter.subject}” has no link"
    return link, answer


def altered(link: str) -> str:
    """The link with another letter in the middle of its token: the longest word with a digit in path and query.

    What comes last may be an address or a note of where the link was; and of the last letter of a token in base64 not
    all bits count.
    """
    begin = link.find("/", link.find("://") + 3) if "://" in link else 0
    token = max(WORD.finditer(link, max(begin, 0)), key=lambda one: (any(map(str.isdigit, one[0])), len(one[0])))
    at = (token.start() + token.end()) // 2
    at = next(place for place in (*range(at, token.end()), *range(at, token.start(), -1)) if link[place].isalnum())
    return link[:at] + ("b" if link[at] == "a" else "a") + link[at + 1 :]


def sets_nothing(scene: Scene, link: str, customer: Customer, what: str) -> None:
    """Assert that a link is refused, and that the password is as it was."""
    answer = scene.visitor().set_password(link, customer.password)
    assert answer.refused, f"{what} set a new password"
    assert scene.visitor().log_in(customer.email, customer.password).refused, f"{what} set a new password"
