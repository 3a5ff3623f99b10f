"""People: passwords, sessions, superusers, the second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_golive.facts.app_model import AdminSites, Application, Superusers
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.settings import Settings

LENGTH = "MinimumLengthValidator"
COMMON = "CommonPasswordValidator"
#: In the names of validators that ask Have I Been Pwned, whose list holds every common password.
LEAKED = "pwned"
SECOND_FACTORS = {
    "django_otp": "django_otp.middleware.OTPMiddleware",
    "two_factor": "django_otp.middleware.OTPMiddleware",
    "allauth.mfa": "",
    "mfa": "",
}


@check(
    "django.password-validators",
    severity="high",
    says=(
        "admin|user? panel? password|passwords strength|policy|validation|complexity|validators @set|set|@works",
        "strong password|passwords policy|rules? enforced|required",
        "=strong password|passwords policy|rules",
        "auth_password_validators @set|set",
        "weak|common|short passwords|password rejected|refused|blocked|impossible|forbidden",
        "password validators|policy|rules|strength|complexity|length minimum|enforced|active|applied|required",
        "=password minimum|min length|characters",
        "common|weak|trivial|short|easy passwords|password rejected|refused|not|accepted",
        "common|weak|trivial|short|easy passwords|password blocked|fail|turned|impossible",
        (
            "password|passwords characters|chars least|minimum|need|needs|long ~ eight ten twelve 8 must have user "
            "users customers accounts enough"
        ),
        (
            "password|passwords policy|strength|rules|complexity|requirements|validators|validation enforced|"
            "required|active|applied|strict|configured|enabled|demanded|mandatory|force|enforce|set|minimum|strong|"
            "checked ~ @set user users customer customers accounts account registration signup sign up admin staff "
            "length common all characters chars strong min long short complexity rules policy strength good least"
        ),
        (
            "password|passwords minimum|min|least|long length|characters|chars|character ~ 8 user users customer "
            "customers accounts account registration signup policy set must enforced required long enough strength "
            "complexity"
        ),
        (
            "weak|common|short|trivial|easy|simple|guessable|insecure|bad password|passwords refused|rejected|reject|"
            "rejects|blocked|denied|forbidden|impossible|prevented|disallowed|prohibited|refuses ~ user users "
            "customer customers accounts choose signup registration register registering form by the like sign up "
            "too at"
        ),
        (
            "weak|common|short|trivial|easy|simple|guessable|bad password|passwords cannot|cant|not|no|never|dont "
            "accepted|allowed|chosen|choose|chose|pick|possible|accept|allow|use|used|chosing|select|set|picked ~ "
            "user users customer customers accounts signup registration register visitors we"
        ),
        (
            "strong|secure|safe|complex|good password|passwords required|enforced|choose|chosen|pick|demanded|"
            "mandatory|require|forced|force ~ user users customer customers accounts account signup registration for "
            "all register registering admin staff people"
        ),
        "auth_password_validators @set|active|minimum|length|common ~ django settings setting",
    ),
)
def password_validators(application: Application, settings: Settings, evidence: Evidence) -> None:
    """Weak passwords are refused: too short ones and common ones, "password1" among them.

    Why: with no validators a customer or an admin may choose "123", and somebody will try it.
    Fix: restore the four validators that startproject puts into AUTH_PASSWORD_VALIDATORS, with
    `"min_length": {app.password_min_length}` for MinimumLengthValidator.
    Cannot tell when: the validators cannot be set up.
    Source: https://docs.djangoproject.com/en/stable/topics/auth/passwords/#password-validation
    """
    if why := application.errors.get("passwords"):
        cannot_tell(f"the validators could not be asked: {why}", cure="correct AUTH_PASSWORD_VALIDATORS")
    validators = application.passwords.validators
    assert validators, "AUTH_PASSWORD_VALIDATORS is empty: every password is accepted"
    evidence.saw(f"validators: {', '.join(one.name.rpartition('.')[2] for one in validators)}")
    shortest = max((one.min_length or 0 for one in validators), default=0)
    wanted = settings.app.password_min_length
    assert shortest >= wanted, f"passwords of {shortest} characters are accepted, {wanted} are wanted"
    assert application.passwords.password1_refused, 'the password "password1" is accepted'
    known = any(
        kind.endswith(COMMON) or LEAKED in kind.lower() for one in validators for kind in (one.name, *one.kinds)
    )
    assert known, f"there is no {COMMON}"


@check(
    "django.session-timeout",
    severity="medium",
    overlooks="browser close idle inactive inactivity admin staff customers short",
    says=(
        "session|sessions timeout|expiry|expiration|lifetime|idle @set|set|appropriate|limited|reasonable|short",
        "=session timeout|expiry|expiration|lifetime",
        "=sessions expire",
        "sessions|session expire|expires|end after|inactivity|idle|browser inactivity|time|close|hours|hour?",
        "session_cookie_age @set|set",
        "sessions|session expire|expires",
        "session|sessions timeout|lifetime",
        "idle|inactive users|sessions|session logged|expire|timeout|end",
        (
            "staff|users|user|admins|customers logged|signed|kicked nothing|idle|inactivity|inactive ~ out after "
            "hour hours minutes an of doing automatically get period time some half"
        ),
        (
            "session|sessions timeout|expire|expires|expired|expiry|expiration|lifetime|lifespan ~ @set after "
            "inactivity idle hours hour minutes minute min days day weeks week max maximum most limited reasonable "
            "sensible short browser closes close closed automatic automatically user users login admin force length "
            "duration admins time customers inactive period least some"
        ),
        (
            "session|sessions end|ends|ended browser|inactivity|idle|automatically ~ when login after closes close "
            "closed user users automatically"
        ),
        (
            "session_cookie_age|session_expire_at_browser_close true|@set|limited|reasonable|hours|days|86400 ~ "
            "django settings setting value sensible 86400 seconds"
        ),
        (
            "idle|inactive|inactivity logged|logout|signed|kicked|login|log out|automatically|automatic|timeout|"
            "expire|session|sessions ~ after user users admin admins staff customers out minutes minute period "
            "automatically when get some hours hour from of"
        ),
        (
            "automatic|automatically|auto logout ~ after inactivity idle period users user time minutes sessions "
            "inactive @set"
        ),
    ),
)
def session_timeout(application: Application, settings: Settings, evidence: Evidence) -> None:
    """Sessions end in the declared time ([app] session_max_age, a day unless set), or with the browser.

    Why: a session that lives for weeks is open to whoever uses that computer next.
    Fix: set `SESSION_COOKIE_AGE = {app.session_max_age}` (or less), or `SESSION_EXPIRE_AT_BROWSER_CLOSE = True`.
    Source: https://docs.djangoproject.com/en/stable/ref/settings/#session-cookie-age
    """
    if application.settings.get("SESSION_EXPIRE_AT_BROWSER_CLOSE") is True:
        evidence.saw("SESSION_EXPIRE_AT_BROWSER_CLOSE is True")
        return
    age, longest = application.settings.get("SESSION_COOKIE_AGE"), settings.app.session_max_age
    evidence.saw(f"SESSION_COOKIE_AGE is {age}")
    assert isinstance(age, int), f"SESSION_COOKIE_AGE is {age!r}"
    assert age <= longest, f"SESSION_COOKIE_AGE is {age} s, longer than {longest} s, and sessions outlive the browser"


@check(
    "django.superuser-exists",
    severity="high",
    effect="executes",
    says=(
        "superuser account? created|exists|configured",
        "=admin|administrator user|account created|exists",
        "create superuser",
        "create superuser python manage.py createsuperuser",
        "superuser created python manage.py createsuperuser",
        "=python? manage.py createsuperuser",
        "docker compose f docker compose.prod.yml exec web python manage.py createsuperuser",
        "=admin login|account|user client|exists|created|team|owner ~ there for the shop an own has their real",
        "=superuser ~ make there a django first",
        (
            "=superuser|superusers|createsuperuser created|create|exists|exist|one|run|made|initial|first|account|"
            "@set ~ django production live admin least client python manage.py /manage.py strong good password "
            "needed if user account has been own done there login works"
        ),
        (
            "=admin|administrator account|user|login created|create|exists|exist|created|made|make|add|added ~ first "
            "initial live django panel back end super main production least one there for"
        ),
    ),
)
def superuser_exists(superusers: Superusers, evidence: Evidence) -> None:
    """There is an active superuser with a password, and none has a password everybody tries first.

    Why: without one nobody can run the shop; with admin/admin anybody can.
    Fix: run `python manage.py createsuperuser`, or `changepassword` for the one named here.
    Cannot tell when: the database cannot be asked, or there are more superusers than were tried.
    Source: https://docs.djangoproject.com/en/stable/ref/django-admin/#createsuperuser
    """
    evidence.saw(f"{superusers.count} active superusers with a password; default passwords tried on {superusers.tried}")
    assert superusers.count, "there is no active superuser with a usable password"
    known = superusers.default_password
    assert not known, f"the password of {', '.join(known)} is one that everybody tries first"
    if superusers.tried < superusers.count:
        cure = "take the superuser's rights from those who do not need them"
        cannot_tell(f"only {superusers.tried} of {superusers.count} superusers were tried", cure=cure)


@check(
    "django.two-factor",
    severity="medium",
    effect="executes",
    says=(
        "=2fa|mfa authentication? @set|set|mandatory recommended?",
        "=two-factor authentication? @set|set|mandatory recommended?",
        "=2fa|mfa admin|admins|staff|superusers users|accounts|login?",
        "two-factor authentication admin|admins|staff|superusers users|accounts|login?",
        "=multi-factor authentication? @set|set|mandatory recommended?",
        "2fa|mfa authentication? @set|set|mandatory anybody|everyone? admin|admins|staff users|accounts|panel?",
        "2fa|mfa authentication? @set|set|mandatory accounts|users admin|admins|staff users|accounts|panel?",
        "2fa|mfa authentication? @set|set|mandatory anybody|everyone|accounts|users? admin|admins|staff rights|login",
        "2fa|mfa authentication? @set|set|mandatory anybody|everyone? superusers|administrators users|accounts|panel?",
        "2fa|mfa authentication? @set|set|mandatory accounts|users superusers|administrators users|accounts|panel?",
        "2fa|mfa authentication? @set|set|mandatory anybody|everyone? superusers|administrators rights|login",
        "2fa|mfa authentication? @set|set|mandatory accounts|users superusers|administrators rights|login",
        "two-factor authentication? @set|set|mandatory anybody|everyone? admin|admins|staff users|accounts|panel?",
        "two-factor authentication? @set|set|mandatory accounts|users admin|admins|staff users|accounts|panel?",
        "two-factor authentication? @set|set|mandatory anybody|everyone? admin|admins|staff rights|login",
        "two-factor authentication? @set|set|mandatory accounts|users admin|admins|staff rights|login",
        "two-factor authentication? @set|set|mandatory anybody|everyone? superusers users|accounts|panel?",
        "two-factor authentication? @set|set|mandatory anybody|everyone? administrators users|accounts|panel?",
        "two-factor authentication? @set|set|mandatory accounts|users superusers|administrators users|accounts|panel?",
        "two-factor authentication? @set|set|mandatory anybody|everyone? superusers|administrators rights|login",
        "two-factor authentication? @set|set|mandatory accounts|users superusers|administrators rights|login",
        "multi-factor authentication? @set|set|mandatory admin|admins|staff users|accounts|panel|rights|login?",
        "multi-factor authentication? @set|set|mandatory superusers|administrators users|accounts|panel|rights|login?",
        "admin|admins|staff users|accounts|panel|login? protected|need|require|behind 2fa|mfa",
        "superusers|administrators users|accounts|panel|login? protected|need|require|behind 2fa|mfa",
        "2fa|mfa|totp admin|admins|staff|superuser|superusers|administrators",
        "2fa|mfa|totp mandatory|required|enforced|compulsory anybody|everybody|everyone? admin|admins|staff",
        "2fa|mfa|totp mandatory|required|enforced|compulsory anybody|everybody|everyone? superusers|administrators",
        "second factor admin|admins|staff|superusers|administrators|required login?",
        "admin|admins|staff login|logins needs|need|requires|require|asks second|2fa|mfa|totp factor?",
        (
            "no|nobody|never admin|admins|staff|administrator without factor|2fa|mfa|totp ~ login second two log "
            "panel access back end office gets into can"
        ),
        (
            "everyone|everybody|anyone office|admin|staff authenticator|2fa|mfa|totp|passkey ~ access back to with "
            "the an app uses use panel area must have has rights"
        ),
        (
            "2fa|mfa|totp|otp|u2f|webauthn|authenticator|passkey|passkeys admin|admins|administrator|administrators|"
            "staff|superuser|superusers|editors|backoffice|office ~ @set login logins account accounts user users "
            "panel area site required require requires mandatory enforced forced protected secured need needs app "
            "code asks ask access every back end office rights role roles authentication log logging secure use "
            "using uses anyone everybody anybody everyone turned dashboard wp wordpress django with for behind by "
            "owner members people"
        ),
        (
            "two|2|multi|second factor|step admin|admins|administrator|administrators|staff|superuser|superusers|"
            "editors|backoffice|office ~ @set auth authentication verification login logins account accounts user "
            "users panel area required require mandatory enforced protected secured need needs code asks access "
            "every back end office rights role use using uses turned everyone dashboard wp wordpress django two"
        ),
        (
            "2fa|mfa|totp no|nobody|none|never|without|not without admin|staff|admins|administrator ~ panel area "
            "site reach reaches login gets get access into users user back end office"
        ),
    ),
)
def two_factor(
    application: Application,
    admin_sites: AdminSites,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    superusers: Superusers | None = None,
) -> None:
    """A password alone does not open the admin, and every superuser has a second factor.

    Why: admins' passwords get stolen; the second factor keeps the thief out.
    Fix: install django-otp, make the admin site an `OTPAdminSite`, and let every superuser add a device.
    Cannot tell when: there is no admin site, or the superusers' devices cannot be listed.
    Source: https://django-otp-official.readthedocs.io
    """
    if not admin_sites.sites:
        cannot_tell("no admin site is in the URLconf", cure="write “(if applicable)” behind the line, or take it out")
    open_sites = [f"{site.path} ({site.site})" for site in admin_sites.sites if site.password_only]
    assert not open_sites, f"a password alone opens the admin at {', '.join(open_sites)}"
    evidence.saw(f"a password alone does not open {', '.join(site.path for site in admin_sites.sites)}")
    packages = [name for name in SECOND_FACTORS if name in application.installed_apps]
    for name in packages:
        middleware = SECOND_FACTORS[name]
        assert not middleware or application.has_middleware(middleware), f"{middleware} is not in MIDDLEWARE"
    if superusers is None:
        cannot_see(unseen["superusers"])
    if superusers.without_device is None:
        cure = "answer the line with a test of your own: only devices of django-otp and django-allauth are known"
        cannot_tell("which superusers have a second factor could not be seen", cure=cure)
    without = superusers.without_device
    assert not without, f"no confirmed second factor for {', '.join(without)}"
    evidence.saw(f"all {superusers.count} superusers have a confirmed device ({', '.join(packages)})")
