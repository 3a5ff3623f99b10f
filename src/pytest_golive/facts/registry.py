"""``@fact`` declares how one thing is seen: what it needs, how long it may take, what it costs the target."""

from __future__ import annotations

import importlib
import inspect
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from pytest_golive.data import dataclass
from pytest_golive.settings import Effect, Settings

F = TypeVar("F", bound=Callable[..., Any])

#: Parameters that are handed in without being facts: settings, HTTP client, injected clock, and where contracts play.
GIVENS = ("settings", "client", "now", "stage")


def is_contract(name: str) -> bool:
    """Whether a fact is how a contract went: its name is the id of a check."""
    return "." in name


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One registered way of looking."""

    name: str
    look: Callable[..., Any]
    needs: tuple[str, ...]
    """Facts that must have been seen first."""
    wants: tuple[str, ...]
    """Facts taken when they can be seen, else None (declared as ``x: X | None = None``)."""
    timeout: float
    """Seconds it may take from its start; 0: the whole deadline."""
    rounds: int
    """Round trips it is expected to take; the longest start first."""
    effect: Effect
    first: Callable[[Settings], None] | None = None
    """Raises CannotLook where no permission would help."""
    loads: tuple[str, ...] = ()
    """Modules that it cannot begin without, and that take long to load."""

    @property
    def is_contract(self) -> bool:
        """Whether it is how a contract went."""
        return is_contract(self.name)

    @cached_property
    def returns(self) -> Any:
        """The return type, by which the fact is stored and read back."""
        return typing.get_type_hints(self.look)["return"]


#: Where each of our own facts is declared; its module is loaded when it is first asked for.
#: Modules whose facts take longest come first.
OURS = {
    name: module
    for module, names in {
        "site": "arrival home pages plain_http not_found unknown_host health error_pages server_error",
        "app": "application flask_application execution system_checks migrations model_changes superusers admin_sites"
        " local_smoke local_error flask_error",
        "database": "database_session catalogue statements",
        "integrity": "data_integrity",
        "cards": "card_data",
        "content": "filled_with contact_texts contact_mail category_pages",
        "admin": "admin_panel default_admin",
        "exposure": "database_exposure",
        "scratch": "scratch_migrations",
        "pages": "page_queries",
        "mails": "mail_renders",
        "inbox": "mail_arrivals reply_domain",
        "probes": "debug_probes csrf_probe cors_probes rate_probe",
        "media": "media_probes",
        "crawl": "crawl",
        "sheets": "sheets",
        "assets": "assets compression",
        "contract": "api_contract",
        "api": "api_schema api_docs api_docs_schema api_answers",
        "api_input": "api_input",
        "analytics": "tag_script",
        "dast": "scan_report",
        "reflection": "xss_probes",
        "tls": "handshakes certificates",
        "tracker": "critical_issues release_changes security_alerts user_issues",
        "rdap": "registration",
        "versions": "git_release live_version",
        "services": "smtp_server cache_roundtrip",
        "mail_dns": "spf dkim_keys dmarc",
        "dns": "dns_zones dns_records resolver_answers mail_servers www_site",
        "redis_server": "redis_server redis_stranger redis_stats",
        "code": "team_files git_state launchers python_code debug_values requirements env_in_git secret_key_places"
        " templates lint style import_order security_scan secret_scan past_secrets audit"
        " package_releases",
        "gateways": "gateway_urls",
        "gateway_code": "gateway_code",
        "incidents": "provider_feeds",
        "delivery": "deploy_script staging_verdict",
        "stack": "stack staging_stack",
        "rehearsal": "rollback_rehearsal",
        "suite": "suite_run coverage_report",
        "credentials": "database_passwords shared_secrets",
        "env": "env_file env_example settings_code",
        "process": "service_environment service_here",
        "legal": "footers legal_pages overdue_rows",
        "documents": "documents",
        "paperwork": "contacts locations",
        "linked": "linked contact_domains web_manual",
        "runbook": "runbook",
        "licences": "licences",
        "written": "written_variables error_codes",
    }.items()
    for name in names.split()
}
ROOM = "pytest_golive.facts."


class Facts(dict[str, Fact]):
    """All facts by name; one of ours declares itself when it is looked up."""

    def __init__(self) -> None:
        super().__init__()
        self._modules = {name: ROOM + module for name, module in OURS.items()}

    def __missing__(self, name: str) -> Fact:
        importlib.import_module(self._modules[name])
        return dict(self)[name]

    def announce(self, modules: Mapping[str, str]) -> None:
        """Say in which modules further facts declare themselves: contracts, each as what became of it."""
        self._modules |= modules

    @property
    def names(self) -> frozenset[str]:
        """Names of all facts there are, loaded or not."""
        return frozenset({*self, *self._modules})

    def by_module(self, names: Iterable[str]) -> list[list[str]]:
        """``names`` grouped by the module that must be loaded for them: a team's own, then ours, longest first."""
        groups: dict[str, list[str]] = {module: [] for module in ("", *self._modules.values())}
        for name in names:
            groups[self._modules.get(name, "")].append(name)
        return [group for group in groups.values() if group]


FACTS = Facts()


def fact(
    *,
    timeout: float = 0.0,
    rounds: int = 1,
    effect: Effect = "read-only",
    first: Callable[[Settings], None] | None = None,
    loads: tuple[str, ...] = (),
) -> Callable[[F], F]:
    """Register the decorated function as the fact of its own name.

    Its parameters name other facts, or one of ``settings``, ``client``, ``now`` and ``stage``; a parameter with
    the default None is taken when it can be seen. It returns JSON-safe data (frozen dataclasses of str, int,
    float, bool, None, tuple, dict, datetime), or raises `CannotLook` with the one reason.

    ``first`` is asked where the effect is not allowed: what it raises is the reason then, not the permission.
    ``loads`` names modules that it cannot begin without, and that take long to load.
    """

    def register(look: F) -> F:
        parameters = inspect.signature(look).parameters.values()
        named = [parameter for parameter in parameters if parameter.name not in GIVENS]
        if "return" not in look.__annotations__:
            raise TypeError(f"fact {look.__name__}: the return type must be annotated")
        is_ours = look.__module__.startswith(ROOM)
        if look.__name__ in FACTS or (look.__name__ in OURS and not is_ours):
            raise TypeError(f"fact {look.__name__} is declared twice")
        FACTS[look.__name__] = Fact(
            name=look.__name__,
            look=look,
            needs=tuple(p.name for p in named if p.default is p.empty),
            wants=tuple(p.name for p in named if p.default is None),
            timeout=timeout,
            rounds=rounds,
            effect=effect,
            first=first,
            loads=loads,
        )
        return look

    return register


def closure(names: Iterable[str]) -> dict[str, Fact]:
    """``names`` and everything they need or want, as name → fact.

    Raises KeyError for a name nobody declared.
    """
    found: dict[str, Fact] = {}
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = FACTS[name]
            todo += [*FACTS[name].needs, *FACTS[name].wants]
    return found


def is_read_only(name: str) -> bool:
    """Whether neither looking at a fact, nor at anything it needs, does more than to read."""
    return all(one.effect == "read-only" for one in closure([name]).values())
