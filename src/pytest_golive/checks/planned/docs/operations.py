"""Planned checks: what is written down for those who deploy and rescue the site, and the checklist itself."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "docs.known-issues",
    "Known issues are documented.",
    severity="medium",
    needs=("docs", "tracker"),
    says=(
        "known issues|bugs|limitations @written|listed|communicated",
        "list|page known issues|bugs|limitations",
        "known issues|bugs|limitations|problems list|listed|published|documented|notes|wiki|shared|communicated",
        (
            "=known|open issue|bug|limitations|problems "
            "document|list|written|communicated|page|support|readme|changelog|wiki|down|shared|tracked|log ~ "
            "release ship knows workarounds team customers users docs @written"
        ),
        "wrote|written doesnt|not work ~ down what yet known list",
    ),
)
planned(
    "docs.contacts-filled",
    "Contacts are filled in.",
    severity="medium",
    needs=("docs",),
    says=(
        "support|emergency contacts|contact list|information? @written|provided|listed|known|shared|filled|named",
        "support|emergency contacts|contact details @written|provided|listed|known|shared|filled|named",
        "escalation contacts|contact list|information|details? @written|provided|listed|known|shared|filled|named",
        "support|emergency contacts|contact persons|numbers @written|provided|listed|known|shared|filled|named",
        "escalation contacts|contact persons|numbers @written|provided|listed|known|shared|filled|named",
        "incident|oncall|vendor contacts|contact list|information? @written|provided|listed|known|shared|filled|named",
        "incident|oncall|vendor contacts|contact details @written|provided|listed|known|shared|filled|named",
        "incident|oncall|vendor contacts|contact persons|numbers @written|provided|listed|known|shared|filled|named",
        "emergency|escalation contacts|contact list|information? @written|provided|listed|known|shared|filled|named",
        "incident contacts|contact list|information? @written|provided|listed|known|shared|filled|named",
        "emergency|escalation contacts|contact details|persons @written|provided|listed|known|shared|filled|named",
        "incident contacts|contact details|persons @written|provided|listed|known|shared|filled|named",
        "on-call contacts|contact list|details? @written|provided|listed|known|shared|filled",
        "contact list|sheet incident|incidents|emergencies|support|escalation @written|filled",
        "=emergency|escalation contacts",
        "emergency|escalation|incident contacts|contact|numbers|phone",
        "phone numbers on-call|escalation|emergency|support|everybody|contacts",
        "contacts checklist|placeholder",
        "=contact list filled|current|complete|completed",
        "=phone list|numbers|sheet ~ launch night team everyone day emergency call",
        "contact info|information|details owner ~ about service",
        (
            "emergency|incident|escalation|oncall|call|hosting|vendor|provider|support|registrar "
            "contact|phone|who "
            "list|documented|written|filled|known|details|numbers|sheet|current|path|up|shared|complete ~ "
            "everyone dns down persons out team hand information printed @written"
        ),
        (
            "contact|phone|numbers list|sheet|details "
            "everyone|everybody|team|incidents|hosting|dns|current|emergency|complete ~ @written"
        ),
    ),
)
planned(
    "docs.references-resolve",
    "References in the checklist resolve.",
    severity="medium",
    needs=("docs", "url"),
    says=(
        "=readme.md",
        "links|references|urls|files checklist|document resolve|exist|work|working|valid",
        "no broken|dead links|references checklist|documentation|docs",
        "=launch|production|live url https / yourdomain.com|example.com",
        (
            "link|url|reference|file|doc|path checklist|doc|documentation|runbook "
            "work|valid|resolve|exist|lead|correct|arent|tested|current|open ~ somewhere named mentioned go right"
        ),
        "link|reference|url doc|documentation|checklist arent|not|never broken|dead ~ any",
        "=link|reference doc|documentation|checklist ~ tested",
        "no|zero|without dead|broken link|references doc|documentation|checklist|runbook ~ any",
    ),
)
planned(
    "docs.location-resolves",
    "Documentation locations are filled in and exist.",
    severity="medium",
    needs=("docs", "url"),
    says=(
        "documentation|docs stored|kept|live|lives location|wiki|confluence|repository?",
        "location: backup copies location?",
        "location: emergency? access procedures|credentials location?",
        "runbook|documentation location|link known|recorded|shared|noted",
        (
            "=docs|documentation|runbook where|location|find|found|live|stored|kept ~ repo everybody knows "
            "confluence known wiki filled alerts written down everyone team readme easily says recorded place "
            "checklist"
        ),
        "=docs|documentation|runbook link repo|repository|alerts|readme|filled|checklist|wiki|dashboard ~ site",
    ),
)
planned(
    "docs.runbook-paths-exist",
    "Commands in the runbook can be run.",
    severity="high",
    needs=("docs", "code", "server"),
    says=(
        "runbook|playbook commands|scripts|paths exist|work|valid|current|tested",
        "commands|scripts runbook|playbook|checklist exist|work|run|tested",
        "rollback: docker compose f docker compose.prod.yml down",
        "rollback: bash scripts deploy.sh update",
        "runbook commands|scripts|paths",
        (
            "runbook|playbook command|script|path|dry|tested|rehearsed ~ work exist run written tried right named "
            "done valid executed up copy paste"
        ),
    ),
)
