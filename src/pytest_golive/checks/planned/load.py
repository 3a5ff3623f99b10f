"""Planned checks: load."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "load.expected-traffic",
    "A load test with the expected traffic was run.",
    severity="high",
    needs=("load", "url"),
    says=(
        "=load|stress test|tested site|website|app|application|shop|api",
        "=load testing|test|tests|tested @tested",
        "load testing|test|tests completed|performed|done|run|conducted|executed|passed|performed",
        "load testing|test|tests|tested {factor}? expected|peak|normal peak|traffic|load? done|@tested?",
        "load testing|test|tests|tested {factor}? expected|peak|normal usage|users done|@tested?",
        "load testing|test|tests|tested {factor}? anticipated|projected peak|traffic|load? done|@tested?",
        "load testing|test|tests|tested {factor}? anticipated|projected usage|users done|@tested?",
        "load testing|test|tests|tested {users} concurrent|simultaneous|virtual users done|@tested?",
        "tested|test expected|peak|anticipated|realistic traffic|load|volume",
        "performance testing|tests load tools",
        "load testing: tools like apache bench|k6|locust bench|k6|locust|jmeter? k6|locust? locust?",
        "risk|risks: load testing",
        "load|stress|soak|locust|k6|jmeter|gatling|artillery|loadtest|spike test|tests|tested|run|testing|"
        "simulation|simulated done|completed|run|ran|users|traffic|peak|expected|concurrent|performed|against|"
        "visitors|passed|executed {factor}? {users}? ~ @tested concurrent users user site twice expected peak "
        "black friday traffic under minutes 10 20 30 60 hour load test 2 x vus requests second rps against launch "
        "simultaneous locust k6 jmeter done before times normal volume sale staging environment",
        "=k6|locust|jmeter|gatling|artillery|loadtest|stress test|run|ran|done|completed|tested|simulation ~ peak "
        "traffic expected load users site",
        "=stress test|tested ~ site done app shop ran run",
        "site|shop|server|servers|system traffic|users|visitors|peak|load|customers handle|handles|holds|"
        "withstands|survives|copes|cope|stands|sustains|survived {users}? ~ up launch expected peak concurrent "
        "simultaneous visitors day black friday load under users sale spike spikes",
    ),
    quantities={"factor": float, "users": int},
)
planned(
    "load.thresholds",
    "Performance under load is acceptable.",
    severity="high",
    needs=("load", "url"),
    says=(
        "=load testing|test|tests|tested @tested",
        "load testing|test|tests completed|performed|done|run|conducted|executed|passed|performed",
        "performance testing|tests load tools",
        "p95|latency stayed|remained|held|stays under|below|within|< {milliseconds} ms|milliseconds",
        "performance|latency|response under|times load|peak acceptable|good|ok|holds times|under?",
        "performance|latency|response under|times load|peak stable|fine|fast times|under?",
        "site|app|application under|times load|peak acceptable|good|ok|holds|stable|fine|fast times|under?",
        "site|server|app? handles|withstands|sustains|copes expected|peak|anticipated peak? traffic|load",
        "application|shop handles|withstands|sustains|copes expected|peak|anticipated peak? traffic|load",
        "=load|testing: performance acceptable|ok|good",
        "risk|risks: load testing",
        # A page that "loads without errors" does so for one visitor.
        "load|peak|concurrent under|during|test|testing|heavy|users|traffic|peak "
        "p95|p99|latency|response|errors|error|degradation|stays|responsive|fast|failures|"
        "slow|timeouts no|zero|without {milliseconds}? ~ ms under during time times stays test load peak percent "
        "rate users s second seconds 1 2 500 1000 concurrent stay site traffic expected heavy failed requests",
        "load|peak|concurrent p95|p99|latency|response|errors|error|degradation|stays|responsive|fast|failures|"
        "slow|timeouts below|under|<|≤|less|beneath|acceptable|ok|fast|responsive|stable|fine|good {milliseconds}? "
        "~ ms under during time times stays test load peak percent rate users s second seconds 1 2 500 1000 "
        "concurrent stay site traffic expected heavy requests",
        "load test|tests|testing results|result|thresholds|threshold|targets|performance|criteria acceptable|"
        "passed|met|ok|good|within|fine|satisfactory|held ~ limits passes k6 reached thresholds",
        "performance|response under|during peak|load|stress acceptable|ok|fine|good|stable|satisfactory ~ traffic "
        "time times heavy expected remains stays users",
        "site|shop stays|stay|remains|keeps fast|responsive|usable|snappy users|load|traffic|peak {milliseconds}? "
        "~ under concurrent 100 200 500 1000 heavy",
        "degradation|slowdown|errors no|without|zero peak|load|traffic under|during|test|heavy|peak ~ load performance "
        "noticeable",
    ),
    quantities={"milliseconds": float},
)
planned(
    "load.memory-stable",
    "Memory does not grow under load.",
    severity="medium",
    needs=("load", "server"),
    says=(
        "=no? memory leaks|leak",
        "no memory leaks|leak found|detected|under|during|observed|load load|test|sustained?",
        "no memory leaks|leak during|in|under {minutes} min|minutes|minute soak|load test|run?",
        "memory usage|consumption|footprint? stable|flat|constant|steady under|during|load load|test?",
        "memory|leak|leaks|rss|ram load|soak|workers|worker|hours|time|traffic|processes|process|endurance no|not|"
        "doesnt|without|none ~ under during test after stays usage found memory leak leaks shows overnight running "
        "long load 1 2 24 requests app",
        "memory|leak|leaks|rss|ram load|soak|workers|worker|hours|time|traffic|processes|process|endurance stable|"
        "flat|constant|grow|growing|leaks|leak ~ under during test after stays usage found memory leak leaks shows "
        "overnight running long load 1 2 24 requests app",
        "=memory leak|leaks no|none|zero|without ~ any found app under detected",
    ),
    quantities={"minutes": float},
)
