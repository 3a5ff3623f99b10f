"""What becomes of what strangers type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.http.common import short, some
from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.reflection import Reflection


@check(
    "http.xss-probe",
    severity="critical",
    effect="probe",
    says=(
        "xss protection enabled|active|configured|tested|works?",
        "xss prevention|prevented|filtering tested|working|verify?",
        "test xss prevention payloads",
        "no|zero reflected? xss vulnerabilities|holes|possible|flaws?",
        "reflected xss tested|prevented|impossible|blocked|ruled?",
        "xss tested|ruled|impossible|safe",
        "cross site scripting prevented|prevention|protection|impossible @set|@works?",
        "search|url|query input|field|box|parameters|parameter escaped|escapes|sanitized|encoded",
        "user input|inputs escaped|sanitized|sanitised",
        "xss probe|payload|payloads|attempts|scan escaped|harmless|blocked|clean|tested|fail|neutralised|neutralized",
        "script tag|tags escaped|neutralised|neutralized|rendered|inert|harmless|stripped",
        "reflected xss|input|parameters",
        (
            "xss|scripting "
            "protect|tested|prevented|safe|check|scan|probe|impossible|blocked|guard|against|escaped|filtered|immune "
            "~ cross reflected input search field box url tag query form attack vulnerability string encode html "
            "sanitised sanitized parameter output any"
        ),
        "=xss|scripting vulnerability|attack|flaws ~ cross any",
        (
            "xss|scripting no|zero|without|not vulnerability|hole|issues|findings|possible|vulnerable ~ cross "
            "reflected search known any field test check"
        ),
        (
            "search|url|query|parameter escaped|encoded|sanitized|sanitised ~ term string input field box when "
            "shown param user value output html results echoed back"
        ),
        (
            "script search|query|url|input|parameter nothing|not|cannot|doesnt|impossible|harmless|inert|escaped "
            "~ injection tag enter string field box possible execute run typed"
        ),
    ),
)
def xss_probe(xss_probes: tuple[Reflection, ...], evidence: Evidence) -> None:
    """Markup sent to the search fields comes back as text, if at all.

    Why: whoever can put a script into a link to your shop acts as the customer who follows it.
    Fix: remove |safe, mark_safe and autoescape off from where the value is shown; in scripts use json_script.
    Source: OWASP Cross Site Scripting Prevention Cheat Sheet; WSTG-INPV-01.
    """
    ran = [
        f"{short(one.url)} gives the payload “{one.payload}” back as {one.ran_as}" for one in xss_probes if one.ran_as
    ]
    assert not ran, some(ran, 3)
    answered = {one.url for one in xss_probes if one.status == 200}
    refused = {f"{short(one.url)} ({one.status})": one.url for one in xss_probes if one.status != 200}
    if unseen := [field for field, url in refused.items() if url not in answered]:
        cure = "let this machine's address through the firewall, or set search in [http] to a field that answers 200"
        cannot_tell(
            f"no payload was answered with 200, so it was not seen how input is shown: {some(unseen, 3)}", cure=cure
        )
    fields = ", ".join(dict.fromkeys(short(one.url) for one in xss_probes))
    shown = sum(one.is_reflected for one in xss_probes)
    evidence.saw(f"{len(xss_probes)} payloads to {fields}: {shown} came back, all of them as text")
    if refused:
        evidence.saw(f"some were refused: {some(refused, 3)}")
