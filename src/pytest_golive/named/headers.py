"""A line that lists the security headers it means asks for these: "Security headers set (nosniff, HSTS)"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pytest_golive.checklist.bind import Binding
from pytest_golive.checklist.model import Kind, Line
from pytest_golive.patterns import lazily

#: Looks at all of them, where a line does not say which.
ALL = "http.security-headers"
EACH = frozenset({"http.hsts", "http.csp-header", "http.nosniff", "http.frame-limit", "http.referrer-policy"})
#: In brackets, or behind a colon to the end.
LIST = lazily(r"\s*\(([^()]+)\)|:\s+([^:()]+)$")
BETWEEN = lazily(r"\s*(?:[,;/+&]|\band\b)\s*")
#: It names only some of what is meant.
IS_OPEN = lazily(r"(?i)\betc\b|\be\.?g\b|\.\.\.|…|\bsuch as\b|\blike\b|\bincl|\bother")


def listed(line: Line, bind: Callable[[Line], Binding]) -> Binding:
    """What ``bind`` binds the line to, and of the headers only those that it lists."""
    binding = bind(line)
    found = LIST.search(line.text) if any(one.check == ALL for one in binding.bound) else None
    if found is None or line.pins or line.kind is Kind.RISK or IS_OPEN.search(line.text):
        return binding
    head = bind(replace(line, text=LIST.sub("", line.text, count=1)))
    entries = [entry for entry in BETWEEN.split(found[1] or found[2]) if entry]
    parts = [bind(replace(line, text=entry)) for entry in entries]
    bound = {one.key: one for part in parts for one in part.bound}
    is_list = {one.check for one in head.bound} == {ALL} and bound and {one.check for one in bound.values()} <= EACH
    left = dict.fromkeys(word for part in (head, *parts) for word in part.leftover)
    # What no check of one header knows ("frame-ancestors") is left to that of all.
    if not is_list or not left.keys() <= {*binding.leftover}:
        return binding
    return Binding(bound=tuple(bound.values()), leftover=tuple(left))
