"""Where contracts play: the storefront, the gateways, invented customers, and the cleaning up behind them."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pytest_golive.checks.registry import Evidence, cannot_tell
from pytest_golive.contracts.ledger import ORDER, Ledger, mark_in, new_mark, told
from pytest_golive.contracts.live import live_sign
from pytest_golive.contracts.scene import Scene
from pytest_golive.contracts.storefront import Answer, Leftover, Product, Storefront, has, stub
from pytest_golive.contracts.turns import Turns
from pytest_golive.errors import CannotLook
from pytest_golive.settings import Effect, Settings

if TYPE_CHECKING:
    import requests

    from pytest_golive.contracts.gateways.base import Gateway
    from pytest_golive.contracts.provider import Provider

#: How long a run that is ended waits for contracts to come to their end.
LAST_SECONDS = 8.0
NO_STOREFRONT = "nothing drives the shop: no storefront is given"
GIVE_IT = (
    "override the fixture `storefront` in conftest.py (docs/storefront.md), or describe a JSON API in [storefront]"
)


class Stage:
    """One run's means of acting on the target.

    Args:
        settings: ``[storefront]`` and ``[payment]`` are used.
        environ: where signs of live mode are looked for, too.
    """

    def __init__(self, settings: Settings, environ: Mapping[str, str] = os.environ) -> None:
        self.settings = settings
        self._environ = environ
        self._make: Callable[[], Any] | None = None
        self.why, self._cure = NO_STOREFRONT, GIVE_IT
        self._first: Any = None
        self._staff: Any = None
        self._staff_answer: Answer | None = None
        self._staff_lock = threading.RLock()
        self._lock, self._sweeping = threading.Lock(), threading.Lock()
        self.turns = Turns(settings)
        self._numbers = itertools.count(1)
        self._ledger = Ledger(Path(settings.report))
        self._is_begun = False
        self._is_closing = self._is_over = False
        self._gateways: dict[str, Gateway] = {}
        self._provider: Provider | None = None
        self._provider_lock = threading.Lock()
        self._playing: set[str] = set()
        self._curtain = threading.Condition()
        self.mark = new_mark(time.time())
        self.first_phone = int(time.time() * 10)
        self.common: Product | None = None
        """What contracts buy that need nothing special."""
        self.left: list[Leftover] = []
        """What could not be removed."""

    def give(self, make: Callable[[], Any]) -> None:
        """Say what makes a person at a browser: the value of the fixture `storefront`."""
        self._make = make

    def refuse(self, why: str, cure: str = "") -> None:
        """Say why there is no storefront."""
        self.why, self._cure = why, cure or GIVE_IT

    def admit(self, name: str, effect: Effect, *, moves_money: bool, methods: Sequence[str]) -> None:
        """Let a contract play.

        Raises:
            CannotLook: with the reason why it may not.
        """
        if effect == "sends" and methods and "writes" not in self.settings.allow:
            raise CannotLook(f"{name} writes on the target too, which was not allowed", cure="add writes to allow")
        if moves_money and (sign := live_sign(self.settings, self._environ)):
            why = f"{name} moves money, and {sign} is of the live mode of a payment gateway"
            raise CannotLook(why, cure="run it where only test keys are configured", root="live-mode")
        if not methods:
            return
        if self._make is None:
            raise CannotLook(self.why, cure=self._cure, root="storefront")
        person = self.person()
        lacking = [method for method in methods if not has(person, method)]
        if lacking:
            calls = ", ".join(f"{method}()" for method in lacking)
            raise CannotLook(f"the storefront has no {calls}", cure="write " + "; ".join(map(stub, lacking)))

    @contextmanager
    def scene(self, name: str, *, alone: bool = False) -> Iterator[Scene]:
        """A contract's turn: begins with what earlier runs left behind, ends with what it made itself removed."""
        with self.turns.alone() if alone else self.turns.beside_others(), self._on_stage(name):
            scene = Scene(self, name)
            if self._make is not None and "writes" in self.settings.allow:
                self._begin(scene.evidence)
            try:
                yield scene
            finally:
                if scene.made:
                    self._remove(scene.made, scene.evidence)

    @contextmanager
    def _on_stage(self, name: str) -> Iterator[None]:
        with self._curtain:
            if self._is_closing:
                raise CannotLook(f"the run was ended before {name} began", cure="run the gate again")
            self._playing.add(name)
        try:
            yield
        finally:
            with self._curtain:
                self._playing.discard(name)
                self._curtain.notify_all()

    def visitor(self) -> Storefront:
        """A new person at a new browser."""
        assert self._make is not None
        return cast("Storefront", self._make())

    def person(self) -> Any:
        """One person at a browser, to be asked what the adapter has: made once."""
        with self._lock:
            if self._first is None:
                self._first = self.visitor()
            return self._first

    def new_session(self) -> requests.Session:
        """For adapters: a session of its own, with the target's address and trust, and the headers of [storefront]."""
        from pytest_golive.facts.session import open_session

        session = open_session(self.settings.target)
        session.headers.update(self.settings.storefront.headers)
        return session

    @contextmanager
    def staff(self) -> Iterator[Storefront]:
        """The one member of the staff, logged in; contracts take turns, for many staffs log in with a code that is
        good for half a minute."""
        with self._staff_lock:
            answer = self.staff_enters()
            if answer.refused:
                cannot_tell(f"the test account of the staff cannot log in: {answer.message}")
            yield cast("Storefront", self._staff)

    def gateway(self, name: str) -> Gateway:
        """The adapter of a declared gateway, the same one for the whole run: tokens are few, and keys are reused."""
        from pytest_golive.contracts.gateways import open_gateway

        with self._lock:
            if name not in self._gateways:
                self._gateways[name] = open_gateway(name, self.settings.payment.tables[name])
            return self._gateways[name]

    @contextmanager
    def provider(self) -> Iterator[Provider]:
        """The stand-in for the provider of log-ins, answering; contracts take turns, for it has one address."""
        from pytest_golive.contracts.provider import Provider

        table = self.settings.storefront.oauth
        if table is None or not table.client_id:
            what = "client_id of [storefront.oauth] is not set" if table else "no log-in by a provider is declared"
            cannot_tell(what, cure="add [storefront.oauth] to golive.toml (docs/storefront.md)")
        with self._provider_lock:
            self._provider = self._provider or Provider(table)
            with self._provider.listening():
                yield self._provider

    def staff_enters(self) -> Answer:
        """What the shop said to the staff's log-in, which is tried once in a run."""
        with self._staff_lock:
            if self._staff_answer is None:
                self._staff = self.visitor()
                can = has(self._staff, "staff_log_in")
                self._staff_answer = self._staff.staff_log_in() if can else Answer(accepted=True)
            return self._staff_answer

    def number(self) -> int:
        """Another number at each call."""
        return next(self._numbers)

    def close(self) -> None:
        """Remove whatever still carries this run's mark; never raises."""
        if not self._is_begun or self._is_over:
            return
        end = time.monotonic() + LAST_SECONDS
        with self._curtain:
            # A contract that is in the middle of something would leave it behind.
            self._is_closing = True
            self._curtain.wait_for(lambda: not self._playing, timeout=max(0.0, end - time.monotonic()))
        with suppress(Exception):
            earlier, self.left = self.left, []
            if not self._sweep(Evidence(), lambda mark: mark == self.mark):
                own = [Leftover(kind="product", id=self.common.id, mark=self.mark)] if self.common else []
                self._remove([*earlier, *own], Evidence())
            if not self.left:
                self._ledger.end(self.mark)
        self._is_over = True

    def _begin(self, evidence: Evidence) -> None:
        # The others wait: what an earlier run left would go away under them.
        with self._sweeping:
            if self._is_begun:
                return
            self._is_begun = True
            before = self._ledger.open_marks()
            self._ledger.begin(self.mark)
            if self._sweep(evidence, self._ledger_says_over):
                self._ledger.end(*before)

    def _ledger_says_over(self, mark: str) -> bool:
        return mark != self.mark and self._ledger.is_over(mark)

    def _sweep(self, evidence: Evidence, is_ours: Callable[[str], bool]) -> bool:
        """Remove what carries such a mark; False when the adapter cannot tell."""
        if not (has(self.person(), "leftovers") and has(self.person(), "remove")):
            return False
        try:
            with self.staff() as staff:
                found = [one for one in staff.leftovers("golive-") if is_ours(mark_in(one.mark))]
        except Exception as error:  # noqa: BLE001 - a contract that needs no staff still has its turn
            evidence.saw(f"what earlier runs left could not be looked for: {error}")
            return False
        if found:
            evidence.saw(f"an earlier run had left {told(found)}")
            self._remove(found, evidence)
        return True

    def _remove(self, made: list[Leftover], evidence: Evidence) -> None:
        kept = [one for one in sorted(made, key=lambda one: ORDER.index(one.kind)) if not self._removed(one)]
        if kept:
            self.left += kept
            evidence.saw(f"left in the shop: {told(kept)}")

    def _removed(self, one: Leftover) -> bool:
        """Whether it could be removed; if not, the rest is removed all the same."""
        if not has(self.person(), "remove"):
            return False
        try:
            with self.staff() as staff:
                staff.remove(one)
        except Exception:  # noqa: BLE001 - whatever an adapter raises
            return False
        return True
