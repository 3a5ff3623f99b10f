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
        "known issues|bugs|limitations|problems list|listed|published|documented|notes|wiki|shared|communicated",
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
        "deployment|deploy runbook|guide|instructions|documentation|docs|manual|playbook",
        "deploying|deployment|release described|documented step|steps|wiki|docs|runbook",
        "steps release|deploy|deployment written|documented",
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
        "environment variables documented|described|explained|listed|table|comments|commented",
        "configuration option|options|setting|settings|variable explained|documented|described",
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
        "troubleshooting guide|section|documentation|docs|page|runbook|steps|playbook|tips",
        "common|typical problems|errors|failures fixes|remedies|solutions",
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
        "openapi|swagger spec|specification|document? covers|lists|describes endpoints|routes|api|code",
        "openapi|swagger spec|specification|document? includes|matches endpoints|routes|api|code",
        "openapi|swagger file|schema covers|lists|describes|includes|matches endpoints|routes|api|code",
        "openapi|swagger spec|specification|document|file|schema? current",
        "api documentation|docs|reference covers|lists|includes endpoints|routes",
        "api docs|documentation|reference current|covers|matches|complete|describes|lists",
        "openapi|swagger spec|specification|file|document|schema matches|covers|current|complete|describes|lists",
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
        "request|response bodies|body|schemas|examples|formats|payloads described|documented|typed",
    ),
)
planned(
    "docs.readme-production",
    "README has production information.",
    severity="medium",
    needs=("docs",),
    says=(
        "readme|readme.md @written|update|describes|explains|covers|contains production|deployment info|information?",
        "readme|readme.md @written|update|describes|explains|covers|contains production|deployment instructions",
        "readme|readme.md @written|update|describes|explains|covers|contains deploy|installation info|information?",
        "readme|readme.md @written|update|describes|explains|covers|contains deploy|installation instructions",
        "readme|readme.md @written|update|describes|explains|covers|contains production|deployment section|steps|notes",
        "readme|readme.md @written|update|describes|explains|covers|contains deploy|installation section|steps|notes",
        "readme|readme.md describes|explains|covers how deploy|release|run",
        "=update readme|readme.md",
        "readme|readme.md current|updated|complete",
        "readme explains|tells|says|covers|shows|describes how|deploy|deployment|production",
        "readme deployment|production|deploy|installation section|instructions|steps|notes|info",
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
        "restore|recovery instructions|runbook|guide|playbook",
        "how restore backup|backups|database|dump|data written|documented|described|wiki|runbook",
        "restore|recovery steps|procedure|commands written|documented|described|wiki|listed",
    ),
)
planned(
    "docs.rollback-plan",
    "The rollback plan is documented.",
    severity="high",
    needs=("docs",),
    says=(
        "rollback|revert|backout plan|procedure|strategy|steps|process documented|written|described|defined down?",
        "rollback|revert|backout plan|procedure|strategy|steps|process prepared|exists|available|agreed down?",
        "rollback plan|procedure|strategy documented|written tested|rehearsed",
        "rollback|backout plan|procedure|strategy ready|configured",
        "=rollback|backout plan|procedure|strategy",
        "roll-back plan|procedure|strategy|steps documented|written|described|defined|prepared|ready|exists",
        "back-out plan|procedure documented|written|defined|prepared|ready|exists",
        "how rollback|revert documented|written|described down?",
        "rollback|backout plan",
        "rollback steps|instructions|runbook|playbook|procedure written|documented|described|wiki|listed",
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
        "disaster recovery plan|runbook|procedure|playbook|document",
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
        "backup policy|strategy|concept written|documented|agreed|described|defined",
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
        "admin|administrator guide|manual|handbook",
        "shop|store staff|owner guide|manual|handbook|instructions",
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
        "er|erd diagram",
        "data model documented|described|diagram",
        "schema documented|described",
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
        "architecture diagram",
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
        "network diagram|topology",
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
        "user|customer|end manual|handbook",
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
        "checklist reviewed|updated|current|refreshed last|quarter|quarterly|month|regularly",
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
        "runbook commands|scripts|paths",
    ),
)
