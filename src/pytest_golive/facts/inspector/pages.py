"""What pages ask of the database: each declared page is requested by Django's test client, and its queries counted.

Nothing stays behind: every request is rolled back, mail goes to memory, and so do caches and the sessions in them.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pytest_golive.facts.inspector.base import Eye, load
from pytest_golive.facts.inspector.execution import arrival, bound_connecting, hush, raised, undone

#: What Django says to the database of its own accord, to be able to undo a part.
APART = re.compile(r"\s*(?:SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK|BEGIN|COMMIT)\b", re.IGNORECASE)
READS = re.compile(r"\s*(?:SELECT|WITH)\b", re.IGNORECASE)
TEXT, NUMBER = re.compile(r"'(?:[^']|'')*'"), re.compile(r"(?<![\w\"$])\d+(?:\.\d+)?(?![\w\"])")
SEVERAL = re.compile(r"\((?:%s|\?)(?:, ?(?:%s|\?))*\)")
COLUMNS = re.compile(r"^(SELECT(?: DISTINCT)?) .+? (FROM) ")
#: Sessions in the database are rolled back, those in cookies are nowhere; all others go to the cache in memory.
SESSIONS = ("backends.db", "backends.cached_db", "backends.signed_cookies", "backends.cache")
#: A finding shows no more of a page's statements.
SHOWN = 5


def shape(statement: str) -> str:
    """A statement without its values, so that two that differ in those alone are the same."""
    text = NUMBER.sub("?", TEXT.sub("?", " ".join(statement.split())))
    return SEVERAL.sub("(?)", text.replace("%s", "?"))


class Count:
    """The statements of one request, and how many rows the largest of their answers had."""

    def __init__(self) -> None:
        self.shapes: Counter[str] = Counter()
        self.rows = 0
        self._objects: Counter[type] = Counter()

    def execute(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """Stands around every statement, as Django's execute_wrapper wants it."""
        answer = execute(sql, params, many, context)
        if not APART.match(str(sql)):
            self.shapes[shape(str(sql))] += 1
            self._objects.clear()
            if READS.match(str(sql)):
                self.rows = max(self.rows, getattr(context["cursor"].cursor, "rowcount", -1) or 0)
        return answer

    def made(self, sender: Any, **_: Any) -> None:
        """Not every driver says how many rows came: count what was made of them since the last statement."""
        self._objects[sender] += 1
        self.rows = max(self.rows, self._objects[sender])


@contextlib.contextmanager
def counting() -> Iterator[Count]:
    """Counts the statements on every connection meanwhile."""
    count, signal = Count(), load("django.db.models.signals:post_init")
    signal.connect(count.made)
    with contextlib.ExitStack() as stack:
        for connection in load("django.db:connections").all():
            stack.enter_context(connection.execute_wrapper(count.execute))
        try:
            yield count
        finally:
            signal.disconnect(count.made)


def caches_in_memory() -> None:
    """From here on caches are empty ones of this process: nothing is read from the real ones or written to them."""
    settings, caches = load("django.conf:settings"), load("django.core.cache:caches")
    for alias in list(caches.settings):
        caches.settings[alias] = {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "golive-" + alias,
        }
        with contextlib.suppress(AttributeError):
            del caches[alias]
    if not str(settings.SESSION_ENGINE).endswith(SESSIONS):
        settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"


def see_pages(eye: Eye) -> Any:
    """Every declared page, one after the other."""
    bound_connecting()
    hush()
    caches_in_memory()
    return [_page(eye, view) for view in eye.options.get("views") or ()]


def _page(eye: Eye, view: Any) -> dict[str, Any]:
    told = _measured(eye, view["path"], view["user"])
    if view["fewer"] and not told["error"]:
        fewer = _measured(eye, view["fewer"], view["user"])
        told.update(fewer_total=fewer["total"], fewer_rows=fewer["rows"])
        wrong = fewer["error"] or ("" if fewer["status"] == told["status"] else f"answers {fewer['status']}")
        wrong = wrong or ("" if fewer["name"] == told["name"] else f"is another view ({fewer['name']})")
        told["error"] = f"{view['fewer']}: {wrong}" if wrong else ""
    return told


def _measured(eye: Eye, path: str, user: str) -> dict[str, Any]:
    told: dict[str, Any] = {"status": 0, "name": "", "location": "", "error": "", "total": 0, "rows": 0, "repeated": []}
    try:
        # What a process does once in its life is done by the first request, which is not counted.
        for _ in range(2):
            _request(eye, path, user, told)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a page may raise anything
        told["error"] = eye.sentence(error)
    return told


def _request(eye: Eye, path: str, user: str, told: dict[str, Any]) -> None:
    for cache in load("django.core.cache:caches").all():
        cache.clear()
    with undone(), raised(eye) as errors:
        client = load("django.test:Client")(raise_request_exception=False)
        if user:
            _log_in(client, user)
        with counting() as count:
            answer = client.get(path, secure=True, **arrival(eye))
            if answer.streaming:
                answer.getvalue()
            told.update(status=answer.status_code, location=answer.headers.get("Location", ""))
            # A middleware may have answered for an address that has no view.
            with contextlib.suppress(load("django.urls:Resolver404")):
                told["name"] = str(answer.resolver_match._func_path)
    told.update(total=sum(count.shapes.values()), rows=count.rows, error=errors[0] if errors else "")
    several = [(statement, times) for statement, times in count.shapes.most_common(SHOWN) if times > 1]
    told["repeated"] = [{"statement": _short(eye, statement), "times": times} for statement, times in several]


def _log_in(client: Any, name: str) -> None:
    """A session of this user; what else the application does when somebody logs in is no page's work."""
    users = load("django.contrib.auth:get_user_model")()._default_manager
    signal = load("django.contrib.auth.signals:user_logged_in")
    told, signal.receivers = signal.receivers, []
    signal.sender_receivers_cache.clear()
    try:
        client.force_login(users.get_by_natural_key(name))
    finally:
        signal.receivers = told
        signal.sender_receivers_cache.clear()


def _short(eye: Eye, statement: str) -> str:
    text = COLUMNS.sub(r"\1 … \2 ", statement)
    return eye.redact(text if len(text) <= 160 else text[:159] + "…")
