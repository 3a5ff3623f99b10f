"""Planned checks: docs."""

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
    ),
)
planned(
    "docs.deployment",
    "Deployment steps are documented.",
    severity="medium",
    needs=("docs",),
    says=(
        "deployment|release steps|process|procedure|instructions documented|written|described down?",
        "deployment|deploy|release guide|runbook|playbook|handbook @written|reviewed",
        "deployment documentation|docs @written|reviewed",
        "=deployment|release guide|runbook|playbook|documentation|instructions",
        "deployment.md @written|reviewed customized|adapted?",
        "how deploy|release documented|written|described",
    ),
)
planned(
    "docs.env-vars-documented",
    "Environment variables are documented.",
    severity="medium",
    needs=("docs", "code"),
    says=(
        "required? environment variables|settings documented|described|explained",
        "document|describe required? environment variables|settings",
        "configuration options|settings|variables documented",
        "environment variables code reads listed|documented .env.example?",
        "environment variables reference|documentation",
    ),
)
planned(
    "docs.troubleshooting",
    "A troubleshooting guide exists.",
    severity="medium",
    needs=("docs",),
    says=(
        "create|write|provide? troubleshooting guide|documentation|playbook @written?",
        "troubleshooting section|page|steps @written",
        "common problems|issues solutions|fixes documented|described",
    ),
)
planned(
    "docs.api-endpoints",
    "API endpoints are documented.",
    severity="medium",
    needs=("docs", "code"),
    says=(
        "api? endpoints|routes documented|described",
        "document api? endpoints|routes",
        "=api documentation|docs|reference",
        "api documentation|docs|reference complete|current|updated|maintained",
        "openapi|swagger spec|specification|document|file|schema? covers|lists|describes|includes|matches endpoints|routes|api|code",
        "api documentation|docs|reference covers|lists|includes endpoints|routes",
    ),
)
planned(
    "docs.api-schemas",
    "Request and response formats are documented.",
    severity="medium",
    needs=("docs",),
    says=(
        "request? response|responses formats|format|schemas|bodies|payloads|examples documented|described",
        "=api documentation|docs|reference",
        "api documentation|docs|reference complete|current|updated|maintained",
        "openapi|swagger spec|specification|document|file|schema? valid|validates",
    ),
)
planned(
    "docs.readme-production",
    "README has production information.",
    severity="medium",
    needs=("docs",),
    says=(
        "readme|readme.md @written|update|describes|explains|covers|contains production|deployment|deploy|installation info|information|instructions|section|steps|notes?",
        "readme|readme.md describes|explains|covers how deploy|release|run",
        "=update readme|readme.md",
        "readme|readme.md current|updated|complete",
    ),
)
planned(
    "docs.restore-procedure",
    "The restore procedure is documented.",
    severity="high",
    needs=("docs",),
    says=(
        "restore|recovery procedure|process|steps|instructions|runbook documented|written|described down? commands?",
        "backup? restore|recovery guide|runbook|instructions @written",
        "restore|recovery procedure|process|steps documented|written tested",
        "how restore backup|backups|database? documented|written|described down?",
    ),
)
planned(
    "docs.rollback-plan",
    "The rollback plan is documented.",
    severity="high",
    needs=("docs",),
    says=(
        "rollback|revert|backout plan|procedure|strategy|steps|process documented|written|described|defined|prepared|exists|available|agreed down?",
        "rollback|backout plan|procedure|strategy ready|configured",
        "=rollback|backout plan|procedure|strategy",
        "roll-back plan|procedure|strategy|steps documented|written|described|defined|prepared|ready|exists",
        "back-out plan|procedure documented|written|defined|prepared|ready|exists",
        "how rollback|revert documented|written|described down?",
    ),
)
planned(
    "docs.disaster-recovery",
    "The disaster recovery plan is documented.",
    severity="high",
    needs=("docs",),
    says=(
        "disaster recovery|dr plan|procedure|runbook|concept @written|reviewed|current",
        "dr plan|procedure|runbook @written|reviewed|current",
        "=disaster recovery plan|procedure|runbook",
        "rto rpo defined|documented|agreed",
    ),
)
planned(
    "docs.backup-strategy",
    "The backup strategy is documented.",
    severity="medium",
    needs=("docs",),
    says=(
        "backup strategy|policy|plan|concept @written|configured|approved",
        "=backup strategy|policy|plan|concept",
        "backup schedule retention documented|described|defined",
    ),
)
planned(
    "docs.admin-guide",
    "An admin user guide exists.",
    severity="medium",
    needs=("docs",),
    says=(
        "create|write|provide? admin|administrator|backoffice user? guide|manual|handbook @written?",
        "admin|administrator|backoffice user? documentation|docs @written",
        "how admin|backoffice panel? works documented|described",
    ),
)
planned(
    "docs.error-codes",
    "Error codes are documented.",
    severity="medium",
    needs=("docs", "code"),
    says=(
        "error codes|code meanings? @written meanings?",
        "document|describe error codes meanings?",
        "list|reference error codes",
    ),
)
planned(
    "docs.database-schema",
    "The database schema is documented.",
    severity="medium",
    needs=("docs", "db"),
    says=(
        "database schema|model|structure|tables documented|described",
        "document|describe database schema|model|structure",
        "documentation|docs|documents: database schema|model|structure diagram?",
        "database schema|entity diagram|documentation @written",
        "er|erd diagram @written",
        "entity relationship diagram @written?",
    ),
)
planned(
    "docs.architecture",
    "The architecture diagram exists.",
    severity="medium",
    needs=("docs",),
    says=(
        "system|software|infrastructure? architecture diagram|overview @written?",
        "architecture diagram|overview|documentation matches|reflects what? deployed|production|reality|running",
        "system|software|infrastructure? architecture documented|described",
        "system|infrastructure diagram @written",
    ),
)
planned(
    "docs.network-topology",
    "The network topology is documented.",
    severity="medium",
    needs=("docs",),
    says=(
        "network topology|diagram|plan|layout @written",
        "=network topology|diagram|plan|layout",
        "network: topology|diagram @written",
    ),
)
planned(
    "docs.user-manual",
    "The user manual exists.",
    severity="medium",
    needs=("docs",),
    says=(
        "user|customer manual|guide|handbook|documentation @written",
        "end user|users manual|guide|handbook|documentation @written",
        "=end? user|users|customer manual|guide|handbook|documentation",
        "help|faq pages|page|center|centre|section @written",
    ),
)
planned(
    "docs.contacts-filled",
    "Contacts are filled in.",
    severity="medium",
    needs=("docs",),
    says=(
        "support|emergency|escalation|incident|oncall|vendor contacts|contact list|information|details|persons|numbers? @written|provided|listed|known|shared|filled|named",
        "emergency|escalation|incident contacts|contact list|information|details|persons? @written|provided|listed|known|shared|filled|named",
        "on-call contacts|contact list|details? @written|provided|listed|known|shared|filled",
        "contact list|sheet incident|incidents|emergencies|support|escalation @written|filled",
        "=emergency|escalation contacts",
    ),
)
planned(
    "docs.checklist-current",
    "The checklist itself is kept current.",
    severity="medium",
    needs=("docs",),
    says=(
        "keep|kept document|checklist current|updated",
        "document|checklist kept? current|updated|reviewed regularly|quarterly|monthly|annually|yearly|infrastructure",
        "=notes: review update quarterly|monthly|annually|regularly",
        "=last updated|reviewed date?",
        "=next review date?",
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
    ),
)
