"""Planned checks: release."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "release.flows-all-pass",
    "All critical user flows passed.",
    severity="critical",
    needs=("storefront",),
    says=(
        "critical|key|core|main|essential user|customer|business? flows|journeys|workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core|main user|customer flows|journeys end @tested|working|work|pass",
        "critical|key|core|main paths @tested|working passing?",
    ),
)
planned(
    "release.staging-parity",
    "Staging mirrors production.",
    severity="medium",
    needs=("server", "settings", "db", "env"),
    says=(
        "staging environment? mirrors|matches|match|identical|equals|same|resembles|replicates production|live configuration|setup|environment?",
        "staging production same|identical|equal|match|matching|parity",
        "staging production run|runs|running? same|identical|equal versions|version|stack|software|configuration everything?",
        "production staging environments? identical|same|match|parity",
        "staging parity production?",
        "dependencies tested production? like environment",
    ),
)
planned(
    "release.staging-run-passed",
    "The features passed on staging.",
    severity="medium",
    needs=(),
    says=(
        "staging environment|site|deployment|server @tested",
        "features|feature|everything|functionality|changes|release|build|code|application @tested staging environment?",
        "tested|rehearsed staging before|first release|deployment|deploy|production|launch?",
        "full|complete regression|test|tests|run staging|suite passed|green|done|completed staging?",
    ),
)
planned(
    "release.version-live",
    "The intended release is running.",
    severity="critical",
    needs=("url", "server", "code"),
    says=(
        "=deployment executed|performed|done|completed|finished",
        "correct|right|intended|expected|tagged|released|latest|new|final version|release|commit|build|tag|image|code @set",
        "whats|what|version|commit|image|build? running|deployed|live commit|version|release|tag|build|image tagged|released|expected|intended|approved",
        "running|deployed|live version|release|commit|build|image matches|equals|corresponds|same tag|tagged|release|released|expected|commit|approved|intended",
        "=clone? pull|pulled|fetch|checkout latest? code repository|git|main|master|origin",
        "=deploy|deployed application|app|latest|new? code|application|version|release|build production? server|servers?",
        "deployment|deploy succeeded|successful",
        "=bash scripts deploy.sh fresh",
        "=revert|rollback previous|last stable|working|good? version|release|commit",
    ),
)
planned(
    "release.rollback-drill",
    "The rollback was rehearsed.",
    severity="high",
    needs=("server", "url"),
    says=(
        "rollback procedure|plan|process|script|steps|path? tested|test|tried|rehearsed|practised|practiced|drilled|proven|exercised least? once? staging?",
        "roll-back procedure|plan|process|script? tested|tried|rehearsed|practised|practiced|drilled|proven least? once? staging?",
        "rollback drill|rehearsal|test|exercise done|performed|passed|successful|completed|executed",
        "=rollback drill|rehearsal",
        "tested|rehearsed|practised|practiced rolling back staging|release|deployment?",
    ),
)
planned(
    "release.rollback-target-known",
    "A rollback target is known.",
    severity="high",
    needs=("code",),
    says=(
        "rollback plan|procedure|strategy ready",
        "previous|last|prior stable|good|working? release|image|version|build|artifact|commit tag|version|number? noted|known|recorded|kept|available|tagged|retained|written down?",
        "rollback target|version|release|commit|tag|image known|noted|recorded|identified|defined|available",
        "previous|last version|release|image|build|artifact ready|available|kept rollback",
        "git checkout < previous stable? commit|tag|release|version >",
    ),
)
planned(
    "release.deploy-script-valid",
    "The deployment script is sound.",
    severity="high",
    needs=("code",),
    says=(
        "deploy|deployment|release script|scripts|deploy.sh @tested|works|working|valid|sound",
        "deploy.sh @tested|works|working|valid",
        "shellcheck clean|passes deploy|deployment? script|scripts|deploy.sh",
    ),
)
