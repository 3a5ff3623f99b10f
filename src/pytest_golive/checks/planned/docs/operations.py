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
        (
            "=deployment|deploy|deploying|release "
            "document|written|described|wiki|guide|runbook|docs|readme|instructions|playbook|write ~ process "
            "steps procedure how down team up run pipeline handbook confluence @written"
        ),
        (
            "someone|anyone|anybody|everyone else|team deploy|release "
            "docs|documentation|guide|runbook|instructions ~ could following new"
        ),
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
        "debugging guide|runbook|docs ~ common issues written problems",
        (
            "troubleshooting ~ guide docs steps on-call oncall runbook section wiki common issues faq team "
            "support tips list problems errors playbook @written"
        ),
        (
            "common|known|typical|frequent problem|error|failure|issues "
            "solutions|runbook|faq|wiki|remedies|cure|guide|playbook fix? ~ covers modes how list docs "
            "troubleshooting @written"
        ),
        (
            "common|known|typical problem|error|failure|issues fix document|listed|described|written|wiki|runbook "
            "~ modes how"
        ),
        "=what wrong goes|go|breaks ~ when things if something down wiki runbook anything @written",
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
        (
            "restore|recovery document|written|described|runbook|wiki|instructions|write|guide|playbook|docs ~ "
            "procedure how backup down steps database process commands data dump knows tested detail team ops "
            "@written"
        ),
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
        "know|clear how back|return previous|last|old version|release ~ everybody everyone team go get going",
        "=rollback instructions|runbook|playbook|guide|steps ~ hand ready known wiki shared ops team",
        (
            "rollback|backout|revert "
            "plan|documented|written|described|steps|know|procedure|known|agreed|runbook|wiki|strategy ~ how "
            "place down back deploy deployment release team bad code database clear everybody everyone emergency "
            "case tested previous version approved shared reviewed instructions @written @set"
        ),
        (
            "=rolling back plan|know|how|documented|steps ~ failed deploy release deployment bad written "
            "procedure everyone"
        ),
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
        ("=dr|disaster plan|playbook|runbook ~ approved signed reviewed agreed recovery written exists current ready"),
        (
            "disaster|dr recovery|plan plan|runbook|procedure|strategy|document|defined|written|playbook|concept "
            "~ place steps reviewed approved signed up @written @set"
        ),
        (
            "rto|rpo defined|agreed|documented|set|written|known|approved ~ recovery objectives time point "
            "targets business"
        ),
        (
            "plan loss|outage|fire|catastrophe data|center|centre|datacenter|region|disaster ~ total complete "
            "written recovery documented what"
        ),
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
        (
            "=backup strategy|policy|plan|concept|procedure|approach|schedule ~ place retention data clear "
            "database files up reviewed approved processes frequency @written @set"
        ),
        (
            "backup what|how often|frequently|long document|written|described|defined ~ down kept where data "
            "files database"
        ),
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
        (
            "=checklist current|updated|reviewed|maintained|refreshed|revised ~ keep release last launch quarter "
            "after within 3 months go deploy latest regularly 6 year since document yearly team infrastructure "
            "changes"
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
