"""Checks of where the admin is, and that it is there."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from pytest_golive.checks.content.common import named
from pytest_golive.checks.registry import Evidence, cannot_see, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.admin import AdminPage
    from pytest_golive.facts.app_model import AdminSites
    from pytest_golive.facts.gather import Attempt
    from pytest_golive.settings import Settings

DEFAULT = "/admin"
VOUCH = "have it tried from the other side, and vouch for it: `golive todo` shows the commands"


@check(
    "admin.reachable",
    severity="critical",
    overlooks="only office home",
    says=(
        "admin panel|interface|site|dashboard|area accessible|reachable|available|loads|responds /admin/|/admin?",
        "admin panel|interface|site|dashboard works|functional",
        "@tested admin panel|interface|dashboard access",
        "/admin|/admin/ loads|reachable|accessible|responds|answers",
        "=admin reachable|accessible|loads https?",
        "admin panel|interface|site comes up",
        "!admin panel|interface|site? down|unreachable|inaccessible",
        "!admin panel|interface|site not accessible|reachable|works",
        "=admin|/admin|/admin/|backoffice|office reachable|reached|accessible|open|up|load|online|respond|answer|200 "
        "~ panel area interface dashboard back staff https css login form see wp url show works get",
        "=admin panel|dashboard|area|interface|site|console available|online|up|running ~ https staff get",
        "=back end|office staff|admin reachable|accessible|up|load|open|online ~ https get",
        "=wp admin open|load|up|reachable|accessible|work ~ panel get",
    ),
)
def reachable(admin_panel: AdminPage, settings: Settings, evidence: Evidence) -> None:
    """The declared address of the admin shows its log-in form over https, and the form's style sheets load.

    Where networks are declared, it does so from these alone.

    Why: orders wait, and nothing can be taken off sale, as long as nobody gets in.
    Fix: let the proxy pass the path of the admin on, and collect its static files; or close it to other networks.
    Cannot tell when: url is not set in [admin]; where networks are declared, what the other side sees is never known.
    """
    networks = settings.admin.networks
    if networks and (admin_panel.error or admin_panel.status in {401, 403, 404}):
        if _is_inside(admin_panel.own_address, networks):
            raise AssertionError(f"from {admin_panel.own_address}, which is declared, {_said(admin_panel)}")
        cannot_tell(f"it is closed here, as declared: whether it opens in {named(networks)} is unknown", cure=VOUCH)
    assert admin_panel.status == 200, _said(admin_panel)
    assert admin_panel.url.startswith("https://"), f"{admin_panel.url} is not https"
    assert admin_panel.has_form, f"{admin_panel.url} shows no form with a password"
    dead = [f"{url}: {status or 'no style sheet comes'}" for url, status in admin_panel.styles.items() if status != 200]
    assert not dead, f"these style sheets of it do not load: {named(dead)}"
    evidence.saw(f"{admin_panel.url} shows the form; {len(admin_panel.styles)} style sheets load")
    if networks:
        _only_from(networks, admin_panel.own_address)


def _said(page: AdminPage) -> str:
    return f"{page.asked}: {page.error}" if page.error else f"{page.url or page.asked} answers {page.status}"


def _is_inside(address: str, networks: tuple[str, ...]) -> bool:
    return bool(address) and any(ip_address(address) in ip_network(one, strict=False) for one in networks)


def _only_from(networks: tuple[str, ...], address: str) -> None:
    """It is open here: red where that is not declared, and unknown elsewhere."""
    try:
        is_inside = _is_inside(address, networks)
    except ValueError as error:
        cannot_tell(f"networks in [admin]: {error}", cure='write networks as ["10.8.0.0/24"]')
    is_public = bool(address) and ip_address(address).is_global
    assert is_inside or not is_public, f"it is open to {address}, which is in none of {named(networks)}"
    seen = f"it is open to {address or 'this machine'}"
    cannot_tell(f"{seen}; that it is closed outside of {named(networks)} cannot be seen from here", cure=VOUCH)


@check(
    "admin.url-custom",
    severity="medium",
    says=(
        "admin url|path|location custom|changed|moved|renamed|nonstandard default?",
        "admin url|path not|isnt default|guessable|/admin|/admin/",
        "admin lives|moved|reachable|served somewhere|anywhere? other than? /admin|/admin/",
        "custom|secret|non default? admin url|path",
        "=admin_url custom admin path optional?",
        "environment|variables: admin_url",
        "default admin|/admin|/admin/ url|path changed|moved|renamed|disabled|gone",
        "admin|wp|/admin|/admin/ url|path|location|route|address "
        "custom|change|move|rename|hidden|hide|nonstandard|non|hard|secret|obscure|another|gone|other|different ~ "
        "default standard guess behind",
        "not|isnt|no|never|other admin|wp url|path|location|address "
        "default|/admin|/admin/|guessable|standard|obvious|guess ~ under served longer",
        "=not|isnt admin /admin|/admin/ ~ under served url path default",
        "=/admin|/admin/ 404 ~ return give answer default",
        "admin|wp behind|under custom|secret|nonstandard|unguessable|obscure|own url|path|address ~ hidden",
        "=hide|hidden|move|rename admin|/wp-admin|wp ~ url path login behind somewhere else",
        "admin not|isnt|no default path|url|place|address ~ any longer",
        "change|custom|rename|move wp|admin login url|path|slug|address ~ default",
    ),
)
def url_custom(
    admin_panel: AdminPage,
    default_admin: AdminPage,
    settings: Settings,
    evidence: Evidence,
    unseen: Mapping[str, Attempt],
    admin_sites: AdminSites | None = None,
) -> None:
    """The declared address of the admin is another than /admin/ and shows the log-in form; /admin/ answers 404.

    Where a honeypot is declared, /admin/ may show a form that belongs to no admin site.

    Why: robots try passwords at /admin/ all day long, and at no other path.
    Fix: set ADMIN_URL to a path that nobody guesses, and take `path("admin/", …)` out of the URLconf.
    Cannot tell when: url is not set in [admin], /admin/ answers neither 404 nor a form, or the sites behind a declared
    honeypot cannot be listed.
    """
    own = admin_panel.asked.partition("://")[2].partition("/")[2].strip("/")
    assert f"/{own}".lower() != DEFAULT, f"the admin is at {admin_panel.asked}"
    assert admin_panel.status == 200, f"{admin_panel.asked} answers {admin_panel.status or admin_panel.error}"
    assert admin_panel.has_form, f"{admin_panel.asked} shows no form with a password"
    evidence.saw(f"the form is at {admin_panel.path}; /admin/ answers {default_admin.status}")
    if default_admin.status in {404, 410}:
        return
    assert not default_admin.path.startswith(f"/{own}/"), f"/admin/ leads to {default_admin.path}"
    if not settings.admin.honeypot:
        is_open = default_admin.has_form or default_admin.status == 401
        assert not is_open, f"/admin/ shows a log-in form ({default_admin.url}) and is no declared honeypot"
        cure = "let it answer 404, or declare it: [admin], honeypot = true"
        cannot_tell(f"/admin/ answers {default_admin.status}, and shows no form", cure=cure)
    if admin_sites is None:
        cannot_see(unseen["admin_sites"])
    real = [site.path for site in admin_sites.sites if site.path.strip("/").lower() == "admin"]
    assert not real, "/admin/ is an admin site of the application, and no honeypot"
