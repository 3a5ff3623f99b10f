"""Checks about the checklist itself: they judge the answers of its other lines."""

from __future__ import annotations

from pytest_golive.checks.registry import Evidence, cannot_tell, check
from pytest_golive.finding import PROVEN, Answer, Outcome

SHOWN = 5


def _open(answers: tuple[Answer, ...], *, good: frozenset[Outcome]) -> str:
    """The answers that are not good, in words; empty when all are."""
    bad = [answer for answer in answers if answer.outcome not in good]
    named = ", ".join(f"“{answer.text}” is {answer.outcome}" for answer in bad[:SHOWN])
    return named + (f" and {len(bad) - SHOWN} more" if len(bad) > SHOWN else "")


def _all(answers: tuple[Answer, ...], *, good: frozenset[Outcome]) -> None:
    """Fails when an answer is bad; cannot tell when the others are only not known yet."""
    wrong = _open(answers, good=good | {Outcome.UNVERIFIED})
    assert not wrong, wrong
    if unseen := _open(answers, good=good):
        cannot_tell(unseen, cure="work through these lines first")


@check("release.group-complete", severity="high")
def group_complete(answers: tuple[Answer, ...], evidence: Evidence) -> None:
    """Every part of this line has passed, is attested or waived, or does not apply; an optional one may be unverified.

    Why: a line with parts is only as true as the weakest of them.
    Fix: see the parts below it.
    """
    # What is optional may be left open, but not be broken; nothing but open parts must not pass either.
    broken = {Outcome.FAILED, Outcome.ERROR}
    needed = tuple(answer for answer in answers if not answer.optional or answer.outcome in broken) or answers
    if not needed:
        cannot_tell("no part of it is due", cure="see the phases of its parts")
    evidence.saw(f"{sum(a.outcome in PROVEN for a in answers)} of {len(answers)} parts are proven")
    _all(needed, good=PROVEN | {Outcome.WAIVED})


@check(
    "release.all-resolved",
    severity="critical",
    says=(
        "items|checklist|boxes completed|ticked before production? deployment|deploying|release|launch",
        "=items before production? deployment|deploying|release|launch",
        "complete checklist before deploying|deployment production?",
        "=checks|items|boxes complete|completed|ticked|done name? date?",
        "=no|zero open|unresolved items|checks|points left?",
        "=no|zero open|unticked|unresolved|empty|remaining items|boxes|lines|points|box|item",
        "=boxes|items|lines ticked|done|closed|completed",
        "=everything list|checklist done|complete|ticked|closed ~ on this the is above",
        (
            "=checklist complete|completed|done|ticked|finished|closed|worked|100%|fulfilled ~ this whole entire "
            "launch go pre items all line lines every boxes box fully before release deployment deploy item of the "
            "is through points are 100"
        ),
        (
            "=items|checkboxes|boxes|lines|points|box|item|line|tasks ticked|done|complete|completed|closed|finished|"
            "off|resolved|waived|go|through|green ~ all above this list checklist every before launch go release pre "
            "deployment deploy or are have been on approved worked lines checked"
        ),
        (
            "=no|nothing|zero|none open|left|unchecked|unticked|remaining|outstanding|unresolved|missing list|"
            "checklist|items|points|lines|boxes|line|item|box ~ this on is in are left open above"
        ),
    ),
)
def all_resolved(answers: tuple[Answer, ...], evidence: Evidence) -> None:
    """Every other line that is due has a good answer: passed, attested, waived or not applicable.

    Why: one forgotten line is how a launch fails.
    Fix: work through the open lines named here.
    """
    if not answers:
        cannot_tell("the checklist has no other line", cure="write the lines that it is to sum up")
    evidence.saw(f"{sum(a.outcome in PROVEN for a in answers)} of {len(answers)} lines are proven")
    _all(answers, good=PROVEN | {Outcome.WAIVED})


@check(
    "release.critical-all-pass",
    severity="critical",
    says=(
        "=critical|blocking|blocker items|lines|checks",
        "critical|blocking|blocker|p0 items|lines|checks pass|passed|passing|green|done",
        "critical|blocking|blocker|p0 items|lines|checks complete|completed|resolved|met",
        "=no|zero critical|blocking items open|left|remaining",
        "critical|blocking items|points|checks|lines green|passed|done|closed|pass",
        (
            "=critical|blocking|blocker|mandatory|p0 item|items|checks|check|lines|line|points|requirements|"
            "checklist|criteria done|green|passed|pass|complete|completed|closed|met|ticked|resolved|ok|fulfilled ~ "
            "all every go launch list of the are is items on checklist lines have must"
        ),
        (
            "=no|zero|none critical|blocking|blocker|mandatory|p0 item|items|line|lines|checks|check|points open|"
            "left|unresolved|red|remaining|outstanding|failing ~ is are list checklist this on"
        ),
    ),
)
def critical_all_pass(answers: tuple[Answer, ...], evidence: Evidence) -> None:
    """Every other critical line has passed or is attested; a waiver does not count.

    Why: critical means that the launch fails without it.
    Fix: resolve the critical lines named here.
    """
    critical = tuple(answer for answer in answers if answer.severity == "critical")
    if not critical:
        cannot_tell("the checklist has no other critical line", cure="say which lines are (docs/checklists.md)")
    evidence.saw(f"{sum(a.outcome in PROVEN for a in critical)} of {len(critical)} critical lines are proven")
    _all(critical, good=PROVEN)


@check(
    "release.high-all-pass-or-waived",
    severity="critical",
    says=(
        "=high priority items|lines|checks",
        "high priority|severity? items|lines|checks pass|passed|green|done|completed|resolved waived?",
        "high priority items acceptable workarounds",
        "high priority lines passed waived",
        (
            "=high|p1 item|items|lines|line|checks|check|points|criteria done|passed|waived|resolved|closed|green|"
            "accepted|ticked|completed|complete ~ priority severity or with workaround workarounds all every "
            "accepted waived are either done list passed have a an by"
        ),
        (
            "=no|zero|none high|p1 item|items|lines|line|checks|points open|left|unresolved|outstanding|remaining ~ "
            "priority severity is are unless waived without waiver list"
        ),
    ),
)
def high_all_pass_or_waived(answers: tuple[Answer, ...], evidence: Evidence) -> None:
    """Every other high-priority line has passed, is attested, or is waived with a name and an expiry.

    Why: a high-priority line left open needs somebody who agreed to it.
    Fix: resolve the lines named here, or have them waived.
    """
    high = tuple(answer for answer in answers if answer.severity == "high")
    if not high:
        cannot_tell("the checklist has no other high-priority line", cure="say which lines are (docs/checklists.md)")
    evidence.saw(f"{sum(a.outcome in PROVEN for a in high)} of {len(high)} high-priority lines are proven")
    _all(high, good=PROVEN | {Outcome.WAIVED})


@check(
    "release.flows-all-pass",
    severity="critical",
    # A walk by people is another thing than one by a program.
    overlooks="real manually hand mobile phone",
    says=(
        "critical|key|core user|customer? flows|journeys @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core business flows|journeys @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core user|customer? workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core business workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "main|essential user|customer? flows|journeys @tested|working|work|pass|passing|passed passing|passed|pass?",
        "main|essential business flows|journeys @tested|working|work|pass|passing|passed passing|passed|pass?",
        "main|essential user|customer? workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "main|essential business workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core|main user|customer flows|journeys end @tested|working|work|pass",
        "critical|key|core|main paths @tested|working passing?",
        "happy path|paths|flow|flows @tested|works|pass|green",
        "critical|key|core|main|important journeys|flows|scenarios passed|green|tested|work|pass|works|ok",
        "critical|key|core|main|important paths|workflows passed|green|tested|work|pass|works|ok",
        "top|most|business journeys|flows|critical flows|important|journeys @tested|pass|green",
        (
            "run|walk|ran|walked|click|clicked|go|went through main|core|key|critical|important journeys|journey|"
            "flows|flow|paths|scenarios ~ most user customer users all once on site whole manually full live"
        ),
        "=critical|core|main|key user|customer scenarios|flows|flow|journeys|journey ~ business all most",
        (
            "critical|core|main|key|important|essential|primary|major|happy|top|central|crucial flows|flow|journeys|"
            "journey|paths|path|scenarios|workflows|stories|story|features work|works|working|tested|test|pass|"
            "passed|green|clicked|click|tried|smoke|ok|successful|walked|gone|exercised|go ~ user users customer "
            "customers business end to most all start through once site live the and every on of manually "
            "successfully tested run tests flows full top everything by hand walk went happy core main"
        ),
        (
            "=main|key|core|critical|important use cases|case tested|test|work|works|pass|passed|walked ~ all end "
            "site most user users every"
        ),
        (
            "=user|customer|users|customers flows|flow|journeys|journey|workflows|tested tested|test|work|works|pass|"
            "passed|clicked|verify|run|walked ~ all end start to finish from complete every site main through "
            "manually"
        ),
        "=business processes|process critical|core|key|main work|works|tested|test ~ all end most",
        "=user|customer flows|journeys ~ all main critical key core",
    ),
)
def flows_all_pass(answers: tuple[Answer, ...], evidence: Evidence) -> None:
    """Every other critical line that a flow of the shop answers has passed or is attested; a waiver does not count.

    Why: what customers do most is what a launch must not break.
    Fix: resolve the lines named here.
    Cannot tell when: no critical line of the checklist is about a flow.
    """
    flows = tuple(answer for answer in answers if answer.is_flow and answer.severity == "critical")
    if not flows:
        cure = "write a line for each flow that must work: ordering, paying, logging in (docs/storefront.md)"
        cannot_tell("no other critical line is about a flow", cure=cure)
    evidence.saw(f"{sum(a.outcome in PROVEN for a in flows)} of {len(flows)} critical lines about flows are proven")
    _all(flows, good=PROVEN)
