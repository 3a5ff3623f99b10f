"""Planned checks: db."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "db.migrations-apply-cleanly",
    "All migrations apply from zero.",
    severity="high",
    needs=("settings", "code", "db"),
    says=(
        "migrations created tested python manage.py makemigrations",
        "=migrations tested",
        "migrations tested fresh|clean|empty|scratch|new database?",
        "migrations apply|run|applied|tested cleanly|clean|fresh|empty|scratch|zero|new|blank database|install|errors?",
        "database built|created|rebuilt migrations scratch|zero|alone",
        "migrations run|apply without errors|error fresh|empty|clean? database?",
        "migrations|migration scratch|empty|fresh|blank database|works|run|apply?",
        "fresh|empty|blank database migrates|migrated|migrations|migrate without? errors?",
        "migration|migrations|migrate|migrates zero zero ~ @set get gets up @tested run runs ran work works built "
        "rails db database without error errors cleanly fresh staging against production data install installs "
        "create apply",
        "migration|migrations|migrate|migrates zero database|db|install|scratch|run|runs|works|tested|test|rails|"
        "create|copy|production ~ @set get gets up @tested run runs ran work works built rails db database without "
        "error errors cleanly fresh staging against production data install installs create apply",
        "migration|migrations|migrate|migrates scratch|fresh|empty|clean|blank|new|copy zero ~ @set get gets up "
        "@tested run runs ran work works built rails db database without error errors cleanly fresh empty staging "
        "against production data install installs create apply",
        "migration|migrations|migrate|migrates scratch|fresh|empty|clean|blank|new|copy database|db|install|"
        "scratch|run|runs|works|tested|test|rails|create|copy|production ~ @set get gets up @tested run runs ran "
        "work works built rails db database without error errors cleanly fresh empty staging against production "
        "data install installs create apply",
        "fresh|empty|new|blank|clean database built|created|recreated|bootstrapped|set migrations|migration ~ only",
        "=migrations|migration zero ~ run work",
        "=migrations|migration scratch ~ run work",
        "install migrates|migrate ~ new fresh without error errors clean cleanly",
    ),
)
planned(
    "db.no-n-plus-one",
    "No N+1 queries on the declared pages.",
    severity="high",
    needs=("settings", "db"),
    says=(
        "no|zero n+1|n+1s query|queries|problem|problems|issue|issues?",
        "n+1|n+1s query|queries? problems|problem|issues|issue? resolved|fixed|gone|eliminated",
        "n+1|n+1s query|queries? problems|problem|issues|issue? removed|avoided|solved|none",
        "n 1 queries|query problems|issues? resolved|fixed|gone|eliminated|removed|avoided",
        "database performance acceptable",
        "n+1|n+1s no|none|gone|fixed|free|check|test|tests|hunted|eliminated",
        "no|zero n 1 queries|query",
        "bullet quiet|clean|silent|green|no",
        "nplusone|queries constant|clean|silent",
        "n+1|n+1s no|without|none|zero ~ query queries problem problems issue issues list pages page any left sql "
        "view views",
        "n+1|n+1s fixed|eliminated|fix|gone|solved|avoided|removed|free|resolved ~ query queries problem problems "
        "issue issues list pages page any left sql view views",
        "select_related|prefetch_related|eager|includes place|list|needed|loading|product|set ~ where needed "
        "select_related prefetch_related loading list product order orm queries page pages lists everywhere "
        "relations querysets",
        "=select_related|prefetch_related ~ @set prefetch_related select_related where needed",
        "bullet gem? no|none reports|report|warnings|quiet|clean|silent|nothing|complaints ~ n+1 gem",
        "bullet gem? nothing|quiet|clean|silent|green reports|report|warnings|quiet|clean|silent|nothing|"
        "complaints ~ n+1 gem",
        "one|separate query row|item|object|order|product no|doesnt|not|dont ~ run runs list",
        "=any n+1|n+1s ~ problems queries query issues problem left",
    ),
)
planned(
    "db.query-budget",
    "Query count per page is within budget.",
    severity="medium",
    needs=("settings", "db"),
    says=(
        "query|queries count|number page|view|request|endpoint minimized|minimised|low|limited",
        "query|queries count|number page|view|request|endpoint bounded|acceptable|reasonable",
        "number queries page|view|request|endpoint minimized|low|limited|bounded|acceptable",
        "fewer|less|most|below|under|maximum|max|< {limit} queries page|view|request|endpoint",
        "queries|query page|view|request|endpoint budget|limit|under|below|max|capped",
        "{limit} queries|query page|request|view",
        "query budget kept|respected|held|page|view",
        "query|queries page|request|view|endpoint|requests below|under|<|≤|less|beneath|low|reasonable|limited|max|"
        "most|budget|maximum|fewer|fine|bounded {limit}? ~ keep sql database count number home product than fewer "
        "less more page runs max assertnumqueries tested",
        "query|queries assertnumqueries count|tested|tests|test|page|pass ~ ",
        "assertnumqueries pass|passes|tests|test|green ~ @tested @works views query count",
    ),
    quantities={"limit": float},
)
