"""Planned checks: db."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "db.migrations-in-sync",
    "Models and migrations agree.",
    severity="high",
    needs=("settings", "code"),
    says=(
        "migrations applied: no pending migrations",
        "migration|migrations files current|committed|generated|created|tracked",
        "migrations created tested? python manage.py makemigrations",
        "=migrations created|generated|committed",
        "=python? manage.py? makemigrations check? dry?",
        "makemigrations no op|change|changes|output",
        "makemigrations clean|nothing|silent|empty create|generate|detect?",
        "no missing|ungenerated|uncommitted|new migrations|migration detected|left|files?",
        "models migrations agree|match|sync|consistent",
        "no model changes without migration|migrations",
    ),
)
planned(
    "db.migrations-apply-cleanly",
    "All migrations apply from zero.",
    severity="high",
    needs=("settings", "code", "db"),
    says=(
        "migrations created tested python manage.py makemigrations",
        "migrations tested fresh|clean|empty|scratch|new? database|staging?",
        "migrations apply|run|applied|tested cleanly|clean|fresh|empty|scratch|zero|new|blank database|install|errors?",
        "database built|created|rebuilt migrations scratch|zero|alone",
        "migrations run|apply without errors|error fresh|empty|clean? database?",
    ),
)
planned(
    "db.slow-queries",
    "No slow queries.",
    severity="high",
    needs=("db",),
    says=(
        "no|zero slow queries|query|sql",
        "slow queries|query identified? optimized|optimised|fixed|resolved|eliminated|reviewed|addressed|removed",
        "database? queries optimized|optimised|tuned|fast|performant",
        "database query|queries performance|speed acceptable|good|reviewed|fine|ok?",
        "=database|query|queries performance acceptable|good|reviewed|fine|ok",
        "=review database|query|queries performance",
        "review slow query|queries|sql log|logs|list?",
        "slow query|queries log|logs reviewed|empty|clean|quiet",
        "nothing|no|none pg_stat_statements averages|average|slow|slower|mean|above >?",
        "queries|query|statements faster|below|under|< {limit} ms|milliseconds",
    ),
    quantities={"limit": float},
)
planned(
    "db.no-n-plus-one",
    "No N+1 queries on the declared pages.",
    severity="high",
    needs=("settings", "db"),
    says=(
        "no|zero n+1|n+1s query|queries|problem|problems|issue|issues?",
        "n+1|n+1s query|queries? problems|problem|issues|issue? resolved|fixed|gone|eliminated|removed|avoided|solved|none",
        "n 1 queries|query problems|issues? resolved|fixed|gone|eliminated|removed|avoided",
        "database performance acceptable",
    ),
)
planned(
    "db.query-budget",
    "Query count per page is within budget.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "query|queries count|number page|view|request|endpoint minimized|minimised|low|limited|bounded|acceptable|reasonable",
        "number queries page|view|request|endpoint minimized|low|limited|bounded|acceptable",
        "fewer|less|most|below|under|maximum|max|< {limit} queries page|view|request|endpoint",
    ),
    quantities={"limit": float},
)
planned(
    "db.not-public",
    "The database is reachable only from the app server.",
    severity="critical",
    needs=("db", "server", "url"),
    says=(
        "database|postgres|mysql|mariadb|mongodb accessible|reachable|open only app|application|web|internal|private|local server|servers|network|hosts|vpc|subnet?",
        "database|postgres|mysql|mariadb|mongodb accessible|reachable only vpc|localhost|internally|app|application",
        "database|postgres|mysql|mariadb|mongodb port? not|cant|cannot|never|isnt|no accessible|reachable|reached|exposed|open|available|connected outside|public|publicly|internet|world|externally|external cluster|network|vpc|host|internet?",
        "database|postgres|mysql|mariadb|mongodb port? not|isnt|never public|exposed",
        "database|postgres|mysql|mariadb port closed|blocked|firewalled outside|public|internet|externally",
        "database no|without public ip|access|address|endpoint",
        "database|postgres|mysql private subnet|network only?",
    ),
)
planned(
    "db.integrity",
    "The data is consistent.",
    severity="critical",
    needs=("db",),
    says=(
        "=data|database integrity|consistency|consistent|intact checks? @works?",
        "data|database integrity|consistency ok|intact|tested|passes|passed|good",
        "no|zero orphaned|orphan|dangling rows|records|foreign? keys|constraints?",
        "foreign keys|key constraints? valid|hold|intact|satisfied",
        "no|zero data corruption|corrupted|inconsistencies",
        "!data|database corruption|corrupted|inconsistent|inconsistency detected|found|discovered|suspected?",
    ),
)
